import { type RequestHandler, Router } from "express";
import type { Clock } from "@shared/domain/clock";
import type { SignIdToken } from "@local-cloud/oauth/id-token";
import type { AccessTokens } from "@local-cloud/runtime-identity/access-tokens";
import type { ServiceAccount } from "@local-cloud/runtime-identity/accounts";

/** What the metadata server tells of where a process runs. */
export interface Place {
  projectId: string;
  projectNumber: string;
  region: string;
}

const SCOPES = "https://www.googleapis.com/auth/cloud-platform";
const ROOT = "/computeMetadata/v1";

interface Deps {
  clock: Clock;
  place: Place;
  /** The one the process runs as. */
  account: ServiceAccount;
  tokens: AccessTokens;
  sign: SignIdToken;
}

/** The metadata server of Cloud Run: texts under paths, folders that list what is in them, tokens. */
export function serveMetadata(deps: Deps): Router {
  const { clock, account, tokens, sign } = deps;
  const router = Router();
  router.use(ROOT, requireFlavor);
  serveAccount(router, account, {
    token: (_request, response) => {
      const { token, expiresAtMs } = tokens.requireFor(account.email);
      const expiresInS = Math.floor((expiresAtMs - clock.nowMs()) / 1000);
      response.json({ access_token: token, expires_in: expiresInS, token_type: "Bearer" });
    },
    identity: async (request, response) => {
      const { audience, format } = request.query;
      if (typeof audience !== "string" || audience === "") {
        response.status(400).type("text").send("non-empty audience parameter required");
        return;
      }
      const { uniqueId, email } = account;
      const isFull = format === "full";
      const claims = { aud: audience, azp: uniqueId, sub: uniqueId, ...(isFull && { email, email_verified: true }) };
      response.type("text").send(await sign(claims));
    },
  });
  serveTexts(router, textsOf(deps));
  return router;
}

/**
 * No browser can be made to send the header to a foreign host, and no proxy forwards to here: whoever asks runs in the
 * container itself.
 */
const requireFlavor: RequestHandler = (request, response, next) => {
  response.set("metadata-flavor", "Google");
  const isDirect = request.headers["x-forwarded-for"] === undefined;
  if (request.headers["metadata-flavor"] === "Google" && isDirect) next();
  else response.status(403).type("text").send("Missing required header: Metadata-Flavor");
};

/** The account answers under its name and as `default`. */
function serveAccount(router: Router, { email }: ServiceAccount, handlers: Record<string, RequestHandler>): void {
  for (const name of ["default", email]) {
    const folder = `${ROOT}/instance/service-accounts/${name}`;
    for (const [entry, handler] of Object.entries(handlers)) router.get(`${folder}/${entry}`, handler);
    router.get(folder, (request, response, next) => {
      if (request.query.recursive !== "true") next();
      else response.json({ aliases: ["default"], email, scopes: [SCOPES] });
    });
  }
}

function textsOf({ place, account }: Deps): ReadonlyMap<string, string> {
  const { projectId, projectNumber, region } = place;
  const ofAccount = ["default", account.email].flatMap((name): [string, string][] => [
    [`instance/service-accounts/${name}/aliases`, "default"],
    [`instance/service-accounts/${name}/email`, account.email],
    [`instance/service-accounts/${name}/scopes`, SCOPES],
  ]);
  return new Map([
    ["instance/id", "local"],
    ["instance/region", `projects/${projectNumber}/regions/${region}`],
    ["instance/zone", `projects/${projectNumber}/zones/${region}-1`],
    ...ofAccount,
    ["project/numeric-project-id", projectNumber],
    ["project/project-id", projectId],
    ["universe/universe-domain", "googleapis.com"],
  ]);
}

function serveTexts(router: Router, texts: ReadonlyMap<string, string>): void {
  router.get([ROOT, `${ROOT}/*path`], (request, response) => {
    const path = decodeURIComponent(request.path.slice(ROOT.length)).replace(/^\/|\/$/g, "");
    const text = texts.get(path) ?? listFolder(texts, path);
    if (text === undefined) response.status(404).type("text").send("Not Found");
    // As `application/text`: clients read a number there as digits.
    else response.type("application/text").send(text);
  });
}

/** The names in a folder, a line each, folders with a slash; undefined when there is no such folder. */
function listFolder(texts: ReadonlyMap<string, string>, path: string): string | undefined {
  const prefix = path === "" ? "" : `${path}/`;
  const names = [...texts.keys()].flatMap((key) => {
    if (!key.startsWith(prefix)) return [];
    const [name = "", rest] = key.slice(prefix.length).split("/");
    return [rest === undefined ? name : `${name}/`];
  });
  return names.length === 0 ? undefined : `${[...new Set(names)].join("\n")}\n`;
}
