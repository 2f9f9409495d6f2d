import { IDENTITY_HEADERS } from "@local-cloud/iap/assertion";

/** One connection's affair (RFC 9110, 7.6.1), besides those that `Connection` names. */
const HOP_BY_HOP = [
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"],
  ...["te", "trailer", "transfer-encoding", "upgrade"],
];
/** `Expect` is answered before the request is passed on. */
const NEVER_PASSED_ON = [...HOP_BY_HOP, ...IDENTITY_HEADERS, "expect"];
/** By this header clients tell IAP's answers from the service's. */
export const IAP_GENERATED = "x-goog-iap-generated-response";

/** Names and values by turns, as in `IncomingMessage.rawHeaders`: what comes twice stays twice. */
type RawHeaders = readonly string[];

function withoutHeaders(raw: RawHeaders, banned: readonly string[]): string[] {
  const named = pairsOf(raw).flatMap(([name, value]) =>
    name.toLowerCase() === "connection" ? value.toLowerCase().split(",") : [],
  );
  const dropped = new Set([...banned, ...named.map((name) => name.trim())]);
  return pairsOf(raw)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

function pairsOf(raw: RawHeaders): [name: string, value: string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""]] : []));
}

/** What goes to the service: the caller's headers without what only IAP may say, then IAP's own. */
export function toUpstreamHeaders(
  raw: RawHeaders,
  identity: Record<string, string>,
  isSession: (cookie: string) => boolean,
) {
  const passed = pairsOf(withoutHeaders(raw, NEVER_PASSED_ON)).flatMap(([name, value]) => {
    if (name.toLowerCase() !== "cookie") return [name, value];
    const others = value.split(";").filter((pair) => !isSession(pair.trim().split("=")[0] ?? ""));
    return others.length === 0 ? [] : [name, others.join(";").trim()];
  });
  return [...passed, ...Object.entries(identity).flat()];
}

export function toClientHeaders(raw: RawHeaders): string[] {
  return withoutHeaders(raw, [...HOP_BY_HOP, IAP_GENERATED]);
}
