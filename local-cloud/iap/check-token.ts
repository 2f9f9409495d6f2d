import type { KeyObject } from "node:crypto";
import { errors, jwtVerify, type JWTPayload } from "jose";
import type { Clock } from "@shared/domain/clock";
import type { Identity } from "@local-cloud/iap/identity";

/** Google names itself both ways. */
const ISSUERS = new Set(["https://accounts.google.com", "accounts.google.com"]);

export interface TokenDeps {
  clock: Clock;
  /** The key of Google's ID tokens with this `kid`. */
  findKey(kid: string | undefined): KeyObject | undefined;
  /** The OAuth clients whose ID tokens are taken. */
  programmaticClients: readonly string[];
}

/** Who a token stands for, or the sentence that IAP answers with 401. */
export type Checked = Identity | { refusal: string };

/** Checks an ID token as IAP does: form, signature, expiry, issuer, audience, e-mail address. */
export async function checkToken({ clock, findKey, programmaticClients }: TokenDeps, token: string): Promise<Checked> {
  const keyOf = ({ kid }: { kid?: string }) => {
    const key = findKey(kid);
    if (key === undefined) throw new errors.JWSSignatureVerificationFailed();
    return key;
  };
  try {
    const options = { algorithms: ["RS256"], currentDate: new Date(clock.nowMs()), requiredClaims: ["exp", "sub"] };
    const { payload } = await jwtVerify(token, keyOf, options);
    return identityOf(payload, programmaticClients);
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

function identityOf({ iss, aud, sub, email, hd }: JWTPayload, clients: readonly string[]): Checked {
  if (iss === undefined || !ISSUERS.has(iss)) {
    return { refusal: "Invalid IAP credentials: Invalid bearer token. Invalid JWT issuer." };
  }
  if (typeof aud !== "string" || !clients.includes(aud)) {
    return { refusal: "Invalid IAP credentials: Invalid bearer token. Invalid JWT audience." };
  }
  if (typeof email !== "string" || sub === undefined) {
    return { refusal: "Invalid IAP credentials: JWT 'email' claim isn't a string" };
  }
  return { sub, email, ...(typeof hd === "string" && { hd }) };
}

export const EXPIRED = "OpenID Connect token expired: JWT has expired";

function refusalOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return EXPIRED;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed) {
    return "Invalid IAP credentials: JWT signature is invalid";
  }
  return "Invalid IAP credentials: Unable to parse JWT";
}
