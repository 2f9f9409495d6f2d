import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account, Client } from "@local-cloud/oauth/account";
import { createOauth, type Oauth, type OauthOptions } from "@local-cloud/oauth/oauth";
import { requireSigningKey } from "@local-cloud/kit/signing-key";
import { serveForTest, temporaryFolder } from "@local-cloud/kit/testing/local-server";
import { createSetClock, type SetClock } from "@local-cloud/kit/testing/set-clock";

export const ISSUER = "https://accounts.google.com";
export const CLIENT: Client = { id: "device-client", secret: "no-secret", name: "ImgStream", type: "device" };
export const AIKO: Account = { sub: "100000000000000000001", email: "aiko@example.org" };
export const BEN: Account = { sub: "100000000000000000002", email: "ben@corp.example", hostedDomain: "corp.example" };

export interface OauthForTest {
  origin: string;
  clock: SetClock;
  oauth: Oauth;
  folder: string;
  post(path: string, form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>;
}

let keyFile: Buffer | undefined;

/** One RSA key does for all tests of a file: making one takes longer than most of them. */
function bringKey(folder: string): void {
  const path = join(folder, "id-token-key.json");
  if (existsSync(path)) return;
  if (keyFile !== undefined) writeFileSync(path, keyFile);
  requireSigningKey(folder, "id-token-key", "rsa");
  keyFile = readFileSync(path);
}

/** An OAuth stand-in that listens; options of its own beat the usual ones. */
export async function serveOauth(options: Partial<OauthOptions> = {}): Promise<OauthForTest> {
  const clock = createSetClock();
  const folder = options.folder ?? temporaryFolder();
  bringKey(folder);
  let oauth: Oauth | undefined;
  const origin = await serveForTest((app, at) => {
    oauth = createOauth({
      ...{ folder, clock, randomBytes, origin: at, issuer: ISSUER, clients: [CLIENT], accounts: [AIKO, BEN] },
      ...{ approveAll: false, deviceRequestsPerMinute: 20 },
      ...options,
    });
    app.use(oauth.router);
  });
  if (oauth === undefined) throw new Error("nothing was served");
  const post: OauthForTest["post"] = async (path, form) => {
    const response = await fetch(origin + path, { method: "POST", body: new URLSearchParams(form) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { origin, clock, oauth, folder, post };
}
