import { OAuth2Client } from "google-auth-library";
import { z } from "zod";
import type { Clock } from "@shared/domain/clock";
import { AppError } from "@shared/errors";
import type { IapKeySource } from "@backend/auth/iap-keys";

/** Who Identity-Aware Proxy says is asking. */
export interface Caller {
  /** Google's own name of the account, which stays when the address changes: `accounts.google.com:<digits>`. */
  subject: string;
  email: string;
}

export interface AssertionOptions {
  keys: IapKeySource;
  clock: Clock;
  /** `/projects/<number>/locations/<region>/services/<service>`, or of a load balancer `/projects/<number>/global/backendServices/<id>`. */
  audience: string;
}

const ISSUER = "https://cloud.google.com/iap";
/** Google: a token lives ten minutes, and clocks may differ by half a minute. */
const LIFE_MAX_S = 600;
const SKEW_S = 30;
const TOKEN_MAX_CHARS = 8192;

const headerSchema = z.object({ alg: z.literal("ES256"), kid: z.string().min(1) });
const payloadSchema = z.object({
  sub: z.string().min(1),
  email: z.email(),
  iat: z.int(),
  exp: z.int(),
});

/**
 * Finds out who is asking from the header `x-goog-iap-jwt-assertion`, and from nothing else: the plain headers beside it can be forged by
 * whoever reaches the service without the proxy. Throws AppError `unauthenticated`, which never tells of the token.
 */
export async function verifyAssertion(token: string | undefined, options: AssertionOptions): Promise<Caller> {
  if (token === undefined || token === "") throw refused("it carries no assertion of Identity-Aware Proxy");
  if (token.length > TOKEN_MAX_CHARS) throw refused("its assertion is too long");
  const { kid } = parseHeader(token);
  const keys = await options.keys.keysWith(kid);
  if (!Object.hasOwn(keys, kid)) throw refused("its assertion is signed with an unknown key");
  const { sub, email, iat, exp } = await parsePayload(token, keys, options.audience);
  const nowS = options.clock.nowMs() / 1000;
  if (iat > nowS + SKEW_S || exp < nowS - SKEW_S) throw refused("its assertion is not valid now");
  if (exp - iat > LIFE_MAX_S + 2 * SKEW_S) throw refused("its assertion is valid for too long");
  return { subject: sub, email };
}

function parseHeader(token: string): z.infer<typeof headerSchema> {
  try {
    const [header = ""] = token.split(".");
    return headerSchema.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8")));
  } catch {
    throw refused("its assertion is none that the proxy would sign");
  }
}

/** Signature, issuer and audience by Google's own library; its errors hold the token, and so go no further. */
async function parsePayload(token: string, keys: Record<string, string>, audience: string) {
  try {
    const client = new OAuth2Client();
    const longest = LIFE_MAX_S + 2 * SKEW_S;
    const ticket = await client.verifySignedJwtWithCertsAsync(token, keys, audience, [ISSUER], longest);
    return payloadSchema.parse(ticket.getPayload());
  } catch {
    throw refused("its assertion was not signed for this service, or has run out");
  }
}

function refused(why: string): AppError {
  return new AppError("unauthenticated", `The request is not signed in: ${why}. Sign in and try again.`);
}
