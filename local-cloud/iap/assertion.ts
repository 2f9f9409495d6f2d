import { Router } from "express";
import { SignJWT } from "jose";
import type { Clock } from "@shared/domain/clock";
import type { Identity } from "@local-cloud/iap/identity";
import type { SigningKey } from "@local-cloud/kit/signing-key";

const ISSUER = "https://cloud.google.com/iap";
const LIFE_S = 600;
/** Stands where Cloud Run cuts the signature off the token that IAP shows it. */
const CUT_SIGNATURE = "SIGNATURE_REMOVED_BY_GOOGLE";

/** The headers by which the service learns who asks; they are IAP's alone. */
export const IDENTITY_HEADERS = [
  "x-goog-iap-jwt-assertion",
  "x-goog-authenticated-user-email",
  "x-goog-authenticated-user-id",
  "x-serverless-authorization",
] as const;

export type IdentityHeaders = Record<(typeof IDENTITY_HEADERS)[number], string>;

interface Deps {
  key: SigningKey;
  clock: Clock;
  /** As in `/projects/1/locations/asia-northeast1/services/imgstream`. */
  audience: string;
}

/** Gives the headers for a person, with a fresh assertion of ten minutes. */
export function createIdentityHeaders({ key, clock, audience }: Deps): (to: Identity) => Promise<IdentityHeaders> {
  const serviceToken = cutToken(key.kid, audience);
  return async ({ sub, email, hd }) => {
    const issuedAtS = Math.floor(clock.nowMs() / 1000);
    const assertion = await new SignJWT({
      ...{ azp: audience, email, identity_source: "GOOGLE" },
      ...(hd !== undefined && { hd }),
    })
      .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: key.kid })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setSubject(`accounts.google.com:${sub}`)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + LIFE_S)
      .sign(key.privateKey);
    return {
      "x-goog-iap-jwt-assertion": assertion,
      "x-goog-authenticated-user-email": `accounts.google.com:${email}`,
      "x-goog-authenticated-user-id": `accounts.google.com:${sub}`,
      "x-serverless-authorization": `Bearer ${serviceToken}`,
    };
  };
}

/** The token of IAP's service agent as the service sees it: it proves nothing. */
function cutToken(kid: string, audience: string): string {
  const project = /^\/projects\/(\d+)\//.exec(audience)?.[1] ?? "0";
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const email = `service-${project}@gcp-sa-iap.iam.gserviceaccount.com`;
  const head = encode({ alg: "RS256", kid, typ: "JWT" });
  return `${head}.${encode({ iss: "https://accounts.google.com", aud: audience, email })}.${CUT_SIGNATURE}`;
}

/** IAP's public keys, as `www.gstatic.com` serves them: a map of PEM texts by `kid`, and a set of JWKs. */
export function servePublicKeys({ kid, publicKey }: SigningKey): Router {
  const router = Router();
  const kept = { "cache-control": "public, max-age=3600" };
  router.get("/iap/verify/public_key", (_request, response) => {
    response.set(kept).json({ [kid]: publicKey.export({ format: "pem", type: "spki" }).toString() });
  });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
  router.get("/iap/verify/public_key-jwk", (_request, response) => {
    response.set(kept).json({ keys: [jwk] });
  });
  return router;
}
