import { randomBytes } from "node:crypto";
import { request as ask, type IncomingMessage, type RequestOptions } from "node:http";
import type { RequestHandler } from "express";
import { createIap, type Iap, type IapOptions } from "@local-cloud/iap/iap";
import { serveForTest, temporaryFolder } from "@local-cloud/kit/testing/local-server";
import { AIKO, BEN, CLIENT, type OauthForTest, serveOauth } from "@local-cloud/oauth/testing/oauth-for-test";

export const AUDIENCE = "/projects/123/locations/asia-northeast1/services/imgstream";

export interface IapForTest {
  origin: string;
  iap: Iap;
  folder: string;
  google: OauthForTest;
  /** An ID token of Aiko for the allowed client; claims of its own beat the usual ones. */
  newToken(claims?: Record<string, unknown>): Promise<string>;
}

/** A proxy that listens in front of `upstream`, behind `before`; Aiko has access, Ben has not. */
export async function serveIap(
  upstream: string,
  options: Partial<IapOptions> = {},
  before: readonly RequestHandler[] = [],
): Promise<IapForTest> {
  const google = await serveOauth();
  const folder = options.folder ?? temporaryFolder();
  let iap: Iap | undefined;
  const origin = await serveForTest((app, at) => {
    app.disable("x-powered-by");
    iap = createIap({
      ...{ folder, clock: google.clock, randomBytes, origin: at, audience: AUDIENCE },
      findUpstream: () => upstream,
      ...{ findKey: google.oauth.findKey, programmaticClients: [CLIENT.id], accounts: [AIKO, BEN] },
      ...{ accessList: [AIKO.email], allowHttpOptions: false, isStale: () => false },
      ...options,
    });
    app.use(...before, iap.router);
  });
  if (iap === undefined) throw new Error("nothing was served");
  const usual = { aud: CLIENT.id, azp: CLIENT.id, sub: AIKO.sub, email: AIKO.email, email_verified: true };
  const newToken = (claims: Record<string, unknown> = {}) => google.oauth.signIdToken({ ...usual, ...claims });
  return { origin, iap, folder, google, newToken };
}

export interface Answered {
  status: number;
  headers: IncomingMessage["headers"];
  rawHeaders: string[];
  text: string;
}

/** A request whose headers are sent as they are, as `fetch` would not. */
export function send(address: string, options: RequestOptions = {}, body = ""): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = ask(address, options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => {
        const { statusCode: status = 0, headers, rawHeaders } = response;
        resolve({ status, headers, rawHeaders, text });
      });
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
