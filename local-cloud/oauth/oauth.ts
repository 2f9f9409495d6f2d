import type { KeyObject } from "node:crypto";
import express, { Router } from "express";
import type { Clock } from "@shared/domain/clock";
import type { RandomBytes } from "@shared/domain/uuid";
import type { Account, Client } from "@local-cloud/oauth/account";
import { answerUnreadable, parseForm, refusal, sendAnswer } from "@local-cloud/kit/answer";
import { createApproval } from "@local-cloud/oauth/approval";
import { createDeviceCodes, type DeviceCodes } from "@local-cloud/oauth/device-codes";
import { answerDeviceRequest } from "@local-cloud/oauth/device-endpoint";
import { createFormGuard } from "@local-cloud/oauth/form-guard";
import { createGrants } from "@local-cloud/oauth/grants";
import { createIdTokenSigner, type SignIdToken } from "@local-cloud/oauth/id-token";
import { requireSigningKey, type SigningKey } from "@local-cloud/kit/signing-key";
import { answerTokenRequest } from "@local-cloud/oauth/token-endpoint";

export interface OauthOptions {
  /** Keeps the signing key, codes and grants. */
  folder: string;
  clock: Clock;
  randomBytes: RandomBytes;
  /** Where the router answers, as in `http://127.0.0.1:4100`. */
  origin: string;
  /** What ID tokens name as `iss`. */
  issuer: string;
  clients: readonly Client[];
  accounts: readonly Account[];
  /** Every device is allowed at once, for the first account. */
  approveAll: boolean;
  /** More device requests of a client within a minute are refused. */
  deviceRequestsPerMinute: number;
}

export interface Oauth {
  router: Router;
  /** The public key of ID tokens with this `kid`. */
  findKey(kid: string | undefined): KeyObject | undefined;
  /** For whatever else Google signs, as the ID tokens of service accounts. */
  signIdToken: SignIdToken;
  /** Answers a device as the page does; false when none waits with this code. */
  answerDevice: DeviceCodes["answer"];
}

/** Stands in for Google's OAuth 2.0 device flow, on the loopback. */
export function createOauth(options: OauthOptions): Oauth {
  const { folder, clock, randomBytes, origin, issuer, clients, accounts } = options;
  const key = requireSigningKey(folder, "id-token-key", "rsa");
  const sign = createIdTokenSigner(key, issuer, clock);
  const codes = createDeviceCodes({ folder, clock, randomBytes, requestsPerMinute: options.deviceRequestsPerMinute });
  const grants = createGrants({ folder, clock, randomBytes });
  const findClient = (id: string | undefined) => clients.find((client) => client.id === id);
  const findAccount = (sub: string) => accounts.find((account) => account.sub === sub);
  const verificationUrl = `${origin}/device`;
  const [firstAccount] = accounts;

  const router = Router();
  // At each of the routes: what is mounted behind this router reads its own bodies.
  const readForm = express.urlencoded({ extended: false, limit: "16kb" });
  router.post("/device/code", readForm, (request, response) => {
    const onCode = ({ userCode }: { userCode: string }) => {
      if (options.approveAll && firstAccount) codes.answer(userCode, { state: "allowed", sub: firstAccount.sub });
    };
    const answer = answerDeviceRequest({ codes, findClient, verificationUrl, onCode }, parseForm(request));
    sendAnswer(response, answer);
  });
  router.post("/token", readForm, async (request, response) => {
    const deps = { codes, grants, findClient, findAccount, sign };
    sendAnswer(response, await answerTokenRequest(deps, parseForm(request)));
  });
  router.post("/revoke", readForm, (request, response) => {
    const { token = "" } = parseForm(request);
    const isEnded = grants.revoke(token);
    sendAnswer(
      response,
      isEnded ? { status: 200, body: {} } : refusal(400, "invalid_token", "Token expired or revoked"),
    );
  });
  const guard = createFormGuard(origin, "imgstream-oauth-form", randomBytes);
  const approval = createApproval({ accounts, codes, guard, verificationUrl, findClient });
  router.get("/device", approval.show);
  router.post("/device", readForm, approval.answer);
  serveDiscovery(router, key, { origin, issuer });
  router.use(answerUnreadable((status) => refusal(status, "invalid_request", "The body cannot be read.")));
  const findKey = (kid: string | undefined) => (kid === key.kid ? key.publicKey : undefined);
  return { router, findKey, signIdToken: sign, answerDevice: codes.answer };
}

/** What OpenID Connect Discovery 1.0, 3 asks for, with Google's paths. */
function serveDiscovery(router: Router, key: SigningKey, { origin, issuer }: { origin: string; issuer: string }): void {
  const jwk = { ...key.publicKey.export({ format: "jwk" }), kid: key.kid, alg: "RS256", use: "sig" };
  router.get("/oauth2/v3/certs", (_request, response) => {
    response.set("cache-control", "public, max-age=3600").json({ keys: [jwk] });
  });
  router.get("/.well-known/openid-configuration", (_request, response) => {
    response.json({
      issuer,
      device_authorization_endpoint: `${origin}/device/code`,
      token_endpoint: `${origin}/token`,
      revocation_endpoint: `${origin}/revoke`,
      jwks_uri: `${origin}/oauth2/v3/certs`,
      response_types_supported: ["none"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "email", "profile"],
      token_endpoint_auth_methods_supported: ["client_secret_post"],
      claims_supported: ["aud", "azp", "email", "email_verified", "exp", "hd", "iat", "iss", "sub"],
      grant_types_supported: ["refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
    });
  });
}
