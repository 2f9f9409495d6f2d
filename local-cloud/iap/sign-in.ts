import express, { type Request, Router } from "express";
import type { RandomBytes } from "@shared/domain/uuid";
import type { Sessions } from "@local-cloud/iap/sessions";
import type { Account } from "@local-cloud/oauth/account";
import { parseForm } from "@local-cloud/kit/answer";
import { cookiesOf, parseCookies } from "@local-cloud/kit/cookies";
import { markup, type Page, sendPage } from "@local-cloud/kit/page";
import { toSecret } from "@local-cloud/kit/secret";

/** Google keeps this prefix for IAP: the service never sees it. */
const PATH = "/_gcp_iap/sign_in";
const NONCE = "GCP_IAP_XSRF_NONCE_";
const NONCE_LIFE_S = 600;
const ABOUT_STATE = /^[\w-]{43}$/;

interface Deps {
  origin: string;
  accounts: readonly Account[];
  sessions: Sessions;
  randomBytes: RandomBytes;
}

export interface SignIn {
  router: Router;
  /** Where a browser that has no session is sent, and the cookie that ties the sign-in to it. */
  startFor(request: Request): { location: string; cookie: string };
}

/**
 * The page where a person signs in a browser. As with Google's, the sign-in works only in the browser that was sent here: its
 * nonce is the name of a cookie. Otherwise a foreign page could sign somebody in as another.
 */
export function createSignIn(deps: Deps): SignIn {
  const { origin, accounts, sessions } = deps;
  const startFor: SignIn["startFor"] = (request) => {
    // One nonce for all that a page loads: each one more would be a cookie more.
    const nonce = findNonce(request) ?? toSecret(deps.randomBytes);
    const wanted = request.method === "GET" ? request.originalUrl : "/";
    return {
      location: `${origin}${PATH}?${new URLSearchParams({ state: nonce, continue: wanted }).toString()}`,
      cookie: `${NONCE}${nonce}=1; HttpOnly; SameSite=Lax; Path=/; Max-Age=${NONCE_LIFE_S}`,
    };
  };

  const router = Router();
  router.get(PATH, (request, response) => {
    const { state, continue: wanted } = request.query;
    if (typeof state === "string" && hasNonce(request, state) && isOurHost(request, origin)) {
      sendPage(response, toSignInPage(accounts, state, typeof wanted === "string" ? wanted : "/"));
      return;
    }
    sendPage(response, restartPage(origin));
  });
  router.post(PATH, express.urlencoded({ extended: false, limit: "16kb" }), (request, response) => {
    const { state = "", account: sub, continue: wanted = "/" } = parseForm(request);
    const account = accounts.find((one) => one.sub === sub);
    const isOurs = isOurHost(request, origin) && request.headers.origin === origin && hasNonce(request, state);
    if (!isOurs || account === undefined) {
      sendPage(response, restartPage(origin));
      return;
    }
    sessions.delete(request);
    response.append("set-cookie", sessions.add(account.sub));
    response.append("set-cookie", `${NONCE}${state}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0`);
    response.redirect(303, toOwnAddress(wanted, origin));
  });
  return { router, startFor };
}

const isOurHost = ({ headers }: Request, origin: string) => headers.host === new URL(origin).host;

function hasNonce(request: Request, state: string): boolean {
  return ABOUT_STATE.test(state) && cookiesOf(request, NONCE + state).includes("1");
}

function findNonce({ headers }: Request): string | undefined {
  const nonces = parseCookies(headers.cookie).flatMap(({ name }) =>
    name.startsWith(NONCE) ? [name.slice(NONCE.length)] : [],
  );
  return nonces.find((nonce) => ABOUT_STATE.test(nonce));
}

/** Never leads to another site, whatever the form says. */
function toOwnAddress(wanted: string, origin: string): string {
  const address = URL.canParse(wanted, origin) ? new URL(wanted, origin) : new URL(origin);
  return address.origin === origin ? address.href : `${origin}/`;
}

function restartPage(origin: string): Page {
  const body = markup`<p role="alert">This sign-in did not begin in this browser, or it took too long.</p>
<p><a href="${origin}/">Begin again</a></p>`;
  return { status: 403, title: "Sign in again", body };
}

function toSignInPage(accounts: readonly Account[], state: string, wanted: string): Page {
  const choices = accounts.map(({ sub, email }) => markup`<button name="account" value="${sub}">${email}</button>`);
  const body = markup`<p>Choose the account to go on with.</p><form method="post" action="${PATH}">
<input type="hidden" name="state" value="${state}"><input type="hidden" name="continue" value="${wanted}">${choices}</form>`;
  return { status: 200, title: "Sign in", body };
}
