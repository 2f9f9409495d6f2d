import { Agent } from "node:http";
import type { IncomingMessage } from "node:http";
import { type Request, type Response, Router } from "express";
import { createIdentityHeaders, servePublicKeys } from "@local-cloud/iap/assertion";
import { type Checked, checkToken, EXPIRED, type TokenDeps } from "@local-cloud/iap/check-token";
import { forward } from "@local-cloud/iap/forward";
import { IAP_GENERATED, toUpstreamHeaders } from "@local-cloud/iap/headers";
import type { Identity } from "@local-cloud/iap/identity";
import { createSessions, isIapCookie } from "@local-cloud/iap/sessions";
import { createSignIn } from "@local-cloud/iap/sign-in";
import type { RandomBytes } from "@shared/domain/uuid";
import type { Account } from "@local-cloud/oauth/account";
import { requireSigningKey } from "@local-cloud/kit/signing-key";

export interface IapOptions extends TokenDeps {
  /** Keeps the assertions' key and the browsers' sessions. */
  folder: string;
  randomBytes: RandomBytes;
  /** Where the router answers, as in `http://127.0.0.1:4101`. */
  origin: string;
  /** The service: an `http:` origin, or undefined while there is none. Paths are passed on as they are. */
  findUpstream(): string | undefined;
  /** The `aud` of assertions, as in `/projects/1/locations/asia-northeast1/services/imgstream`. */
  audience: string;
  /** Who may sign in with a browser. */
  accounts: readonly Account[];
  /** The e-mail addresses that have `roles/iap.httpsResourceAccessor`. */
  accessList: readonly string[];
  /** OPTIONS passes without a credential, for CORS. */
  allowHttpOptions: boolean;
  /** Whether the request's token counts as expired whatever it says: a fault. */
  isStale(request: IncomingMessage): boolean;
}

export interface Iap {
  /** The proxy: it takes every path. Nothing may have read the body before. */
  router: Router;
  /** The public keys, for whatever stands in for `www.gstatic.com`. */
  keys: Router;
}

/** Stands in for the Identity-Aware Proxy, in front of one service. */
export function createIap(options: IapOptions): Iap {
  const { folder, clock, randomBytes, origin, accounts } = options;
  const key = requireSigningKey(folder, "assertion-key", "p256");
  const toHeaders = createIdentityHeaders({ key, clock, audience: options.audience });
  const sessions = createSessions({ folder, clock, randomBytes });
  const signIn = createSignIn({ origin, accounts, sessions, randomBytes });
  // A connection that the service closed meanwhile would cost a request that cannot be sent twice.
  const agent = new Agent({ keepAlive: false });
  const allowed = new Set(options.accessList.map((email) => email.toLowerCase()));

  const pass = (request: Request, response: Response, identity: Record<string, string>) => {
    const upstream = options.findUpstream();
    const headers = toUpstreamHeaders(request.rawHeaders, identity, isIapCookie);
    if (upstream !== undefined) forward({ url: new URL(upstream), agent }, headers, request, response);
    else response.status(503).set("retry-after", "1").type("text").send("The service is not there yet.");
  };
  const findSession = (request: Request): Identity | undefined => {
    const sub = sessions.findSub(request);
    const account = accounts.find((one) => one.sub === sub);
    return (
      account && { sub: account.sub, email: account.email, ...(account.hostedDomain && { hd: account.hostedDomain }) }
    );
  };

  const router = Router();
  router.use(signIn.router);
  router.use(async (request, response) => {
    if (request.method === "OPTIONS" && options.allowHttpOptions) {
      pass(request, response, {});
      return;
    }
    if (request.query["gcp-iap-mode"] === "CLEAR_LOGIN_COOKIE") {
      response.append("set-cookie", sessions.delete(request)).redirect(303, `${origin}/`);
      return;
    }
    const checked = (await checkBearers(options, request)) ?? findSession(request);
    if (checked === undefined) {
      refuseEmpty(request, response, signIn.startFor(request));
    } else if ("refusal" in checked) {
      refuse(response, 401, checked.refusal);
    } else if (!allowed.has(checked.email.toLowerCase())) {
      refuse(response, 403, "You don't have access.");
    } else {
      pass(request, response, { ...(await toHeaders(checked)) });
    }
  });
  return { router, keys: servePublicKeys(key) };
}

/** The first token of the two headers that is good; else what is wrong with the last one; undefined without any. */
async function checkBearers(options: IapOptions, request: Request): Promise<Checked | undefined> {
  let last: Checked | undefined;
  for (const header of [request.headers["proxy-authorization"], request.headers.authorization]) {
    const token = /^Bearer +(.*)$/i.exec(header ?? "")?.[1];
    if (token === undefined) continue;
    last = options.isStale(request) ? { refusal: EXPIRED } : await checkToken(options, token.trim());
    if (!("refusal" in last)) return last;
  }
  return last;
}

function refuse(response: Response, status: number, sentence: string): void {
  response
    .status(status)
    .set({ [IAP_GENERATED]: "true", "cache-control": "no-store" })
    .type("html")
    .send(sentence);
}

function refuseEmpty(request: Request, response: Response, start: { location: string; cookie: string }): void {
  const isScript = request.headers["x-requested-with"] === "XMLHttpRequest";
  response.append("set-cookie", start.cookie);
  if (!isScript) response.set("location", start.location);
  refuse(response, isScript ? 401 : 302, "Invalid IAP credentials: empty token");
}
