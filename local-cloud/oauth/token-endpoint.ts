import type { Account, Client } from "@local-cloud/oauth/account";
import { type Answer, refusal } from "@local-cloud/kit/answer";
import type { DeviceCodes } from "@local-cloud/oauth/device-codes";
import { ACCESS_TOKEN_LIFE_S, type Granted, type Grants } from "@local-cloud/oauth/grants";
import type { SignIdToken } from "@local-cloud/oauth/id-token";
import { asksForIdentity, parseScope } from "@local-cloud/oauth/scope";
import { isSameSecret } from "@local-cloud/kit/secret";

const DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

export interface TokenDeps {
  codes: DeviceCodes;
  grants: Grants;
  findClient(id: string | undefined): Client | undefined;
  findAccount(sub: string): Account | undefined;
  sign: SignIdToken;
}

type Form = Record<string, string | undefined>;

const missing = (name: string) => refusal(400, "invalid_request", `Missing required parameter: ${name}`);

/** `POST /token`: polls of the device flow (RFC 8628, 3.4) and refreshes (RFC 6749, 6), with Google's statuses. */
export async function answerTokenRequest(deps: TokenDeps, form: Form): Promise<Answer> {
  const { client_id: clientId, client_secret: secret, grant_type: grantType } = form;
  if (grantType === undefined) return missing("grant_type");
  if (clientId === undefined) return missing("client_id");
  if (secret === undefined) return refusal(400, "invalid_request", "client_secret is missing.");
  const client = deps.findClient(clientId);
  if (client === undefined) return refusal(401, "invalid_client", "The OAuth client was not found.");
  if (!isSameSecret(secret, client.secret)) {
    return refusal(401, "invalid_client", "The provided client secret is invalid.");
  }
  if (grantType === DEVICE_GRANT) return answerPoll(deps, client, form);
  if (grantType === "refresh_token") return answerRefresh(deps, client, form);
  return refusal(400, "unsupported_grant_type", `Invalid grant_type: ${grantType}`);
}

async function answerPoll(deps: TokenDeps, client: Client, { device_code: deviceCode }: Form): Promise<Answer> {
  if (deviceCode === undefined) return missing("device_code");
  if (client.type !== "device") return refusal(401, "invalid_client", "The OAuth client type is incorrect");
  const code = deps.codes.poll(deviceCode, client.id);
  if (code === undefined) return refusal(400, "invalid_grant", "Malformed auth code.");
  if (code === "too_soon") return refusal(403, "slow_down", "Forbidden");
  const { answer, scope } = code;
  if (answer.state === "pending") return refusal(428, "authorization_pending", "Precondition Required");
  if (answer.state === "refused") return refusal(403, "access_denied", "Forbidden");
  const account = deps.findAccount(answer.sub);
  if (account === undefined) return refusal(403, "access_denied", "Forbidden");
  const policy = refusalByPolicy(client, account);
  if (policy !== undefined) return policy;
  const granted = deps.grants.add(client, account.sub, scope);
  // A process that dies here leaves a grant nobody holds; the code can still be claimed.
  deps.codes.delete(deviceCode);
  const tokens = await tokensOf(deps, granted, account);
  return { status: 200, body: { ...tokens, refresh_token: granted.grant.refreshToken } };
}

async function answerRefresh(deps: TokenDeps, client: Client, { refresh_token: refreshToken }: Form): Promise<Answer> {
  if (refreshToken === undefined) return missing("refresh_token");
  const granted = deps.grants.refresh(client, refreshToken);
  const account = granted && deps.findAccount(granted.grant.sub);
  if (granted === undefined || account === undefined) {
    return refusal(400, "invalid_grant", "Token has been expired or revoked.");
  }
  return { status: 200, body: await tokensOf(deps, granted, account) };
}

function refusalByPolicy(client: Client, account: Account): Answer | undefined {
  if (client.internalDomain !== undefined && client.internalDomain !== account.hostedDomain) {
    return refusal(403, "org_internal", "The client is for accounts of its own organization.");
  }
  if (account.isBarredByAdmin === true) {
    return refusal(400, "admin_policy_enforced", "The account's administrator does not allow these scopes.");
  }
  return undefined;
}

async function tokensOf({ sign }: TokenDeps, { grant, accessToken }: Granted, account: Account) {
  const { clientId, scope } = grant;
  return {
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_LIFE_S,
    scope,
    token_type: "Bearer",
    ...(asksForIdentity(scope) && {
      id_token: await sign({ aud: clientId, azp: clientId, ...claimsOf(account, scope) }),
    }),
  };
}

/** The e-mail address is told only to those who asked for it. */
function claimsOf({ sub, email, hostedDomain }: Account, scope: string) {
  return {
    sub,
    ...(hostedDomain !== undefined && { hd: hostedDomain }),
    ...(parseScope(scope).includes("email") && { email, email_verified: true }),
  };
}
