import type { Request, Response } from "express";
import type { RandomBytes } from "@shared/domain/uuid";
import { cookiesOf } from "@local-cloud/kit/cookies";
import { isSameSecret, toSecret } from "@local-cloud/kit/secret";

/** Tells a form that a person sent from our page from one that another site made the browser send. */
export interface FormGuard {
  /** The token for a form's hidden field; its twin goes along as a cookie. */
  issue(request: Request, response: Response): string;
  isGenuine(request: Request, shownToken: string | undefined): boolean;
  /** Whether the address bar shows our own origin, not a foreign name that leads to the loopback. */
  isOurHost(request: Request): boolean;
}

const TOKEN = /^[\w-]{43}$/;

export function createFormGuard(origin: string, cookie: string, randomBytes: RandomBytes): FormGuard {
  const { host } = new URL(origin);
  const isOurHost = (request: Request) => request.headers.host === host;
  const find = (request: Request) => cookiesOf(request, cookie).find((value) => TOKEN.test(value));
  return {
    isOurHost,
    issue: (request, response) => {
      const token = find(request) ?? toSecret(randomBytes);
      response.append("set-cookie", `${cookie}=${token}; HttpOnly; SameSite=Strict; Path=/`);
      return token;
    },
    isGenuine: (request, shownToken) => {
      const token = find(request);
      const isFromHere = isOurHost(request) && request.headers.origin === origin;
      return isFromHere && token !== undefined && shownToken !== undefined && isSameSecret(shownToken, token);
    },
  };
}
