import type { CustomScheme } from "electron";
import { APP_ORIGIN } from "@preload/channels";
import { toErrorRecord } from "@shared/errors";
import type { Bundle } from "./bundle";
import { PAGE_HEADERS } from "./page-headers";
import type { FindRendition } from "./rendition";

const [SCHEME] = APP_ORIGIN.split(":");

/** As strict as https: an origin of its own, no reading of it by others; pages may fetch and play media from it. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME ?? "",
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

export interface ProtocolDeps {
  bundle: Bundle;
  findRendition: FindRendition;
  onError(error: { code: string; message: string }): void;
}

/** Answers every request under `imgstream:`. There is no path of the disk in any of them. */
export function createProtocol({
  bundle,
  findRendition,
  onError,
}: ProtocolDeps): (request: Request) => Promise<Response> {
  async function answer(request: Request): Promise<Response> {
    const { protocol, host, pathname } = new URL(request.url);
    if (`${protocol}//${host}` !== APP_ORIGIN || isForeign(request)) return refuse(403);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
    const [first, ...rest] = pathname.slice(1).split("/");
    if (first === "rendition") return (await findRendition(rest.join("/"), request)) ?? refuse(404);
    const file =
      rest.length === 0 ? await bundle.find(first === "" || first === undefined ? "index.html" : first) : undefined;
    if (!file) return refuse(404);
    return new Response(new Uint8Array(file.bytes), { headers: { "content-type": file.contentType } });
  }
  return async (request) => {
    const answered = await answer(request).catch((thrown: unknown) => {
      onError(toErrorRecord(thrown));
      return refuse(503);
    });
    for (const [name, value] of Object.entries(PAGE_HEADERS)) {
      if (!answered.headers.has(name)) answered.headers.set(name, value);
    }
    return answered;
  };
}

/** Whether another origin's page asks. Electron says who asks; the app itself, when it opens the page, says nobody. */
function isForeign(request: Request): boolean {
  const initiator: unknown = Reflect.get(request, "initiatorOrigin");
  return initiator !== undefined && initiator !== APP_ORIGIN;
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
