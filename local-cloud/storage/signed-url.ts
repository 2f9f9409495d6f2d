import { createHash, type KeyObject, verify } from "node:crypto";
import { StorageError } from "./storage-error";

/** The public key of a service account; undefined for one that is not known. */
export type FindKey = (serviceAccountEmail: string) => KeyObject | undefined;

interface SignedRequest {
  method: string;
  /** As it was asked for, percent-encoded. */
  path: string;
  query: URLSearchParams;
  headers: NodeJS.Dict<string | string[]>;
}

const EXPIRES_S_MAX = 604_800;
/** How far the clock of who signs may be ahead. */
const AHEAD_MS_MAX = 15 * 60 * 1000;

/** Checks a V4 signature (GOOG4-RSA-SHA256) of a URL. Throws StorageError 400, 403 as the XML API answers. */
export function requireSignature(request: SignedRequest, findKey: FindKey, nowMs: number): void {
  const { query } = request;
  const scope = parseScope(query);
  requireTime(scope.signedAt, toText(query, "X-Goog-Expires"), nowMs);
  const signedHeaders = toText(query, "X-Goog-SignedHeaders").split(";");
  requireSignedHeaders(signedHeaders, request.headers);
  const key = findKey(scope.email);
  if (!key) throw toDenied("The service account of this URL is not known.");
  const signature = Buffer.from(toText(query, "X-Goog-Signature"), "hex");
  const isSigned = toHosts([request.headers.host ?? []].flat()[0]).some((host) => {
    const hash = createHash("sha256")
      .update(toCanonical(request, signedHeaders, host))
      .digest("hex");
    const signed = ["GOOG4-RSA-SHA256", scope.signedAt, scope.name, hash].join("\n");
    return verify("RSA-SHA256", Buffer.from(signed), key, signature);
  });
  if (!isSigned) throw toMismatch("The signature does not match this method, address, query and signed headers.");
}

function parseScope(query: URLSearchParams): { email: string; name: string; signedAt: string } {
  if (toText(query, "X-Goog-Algorithm") !== "GOOG4-RSA-SHA256") {
    throw toMalformed("The algorithm must be GOOG4-RSA-SHA256.");
  }
  const credential = toText(query, "X-Goog-Credential");
  const [, email, name, day] = /^([^/]+)\/((\d{8})\/[\w-]+\/storage\/goog4_request)$/.exec(credential) ?? [];
  const signedAt = toText(query, "X-Goog-Date");
  if (email === undefined || name === undefined || day === undefined || !signedAt.startsWith(day)) {
    throw toMalformed("The credential is not <account>/<day>/<location>/storage/goog4_request of the day of the date.");
  }
  return { email, name, signedAt };
}

function requireTime(signedAt: string, expires: string, nowMs: number): void {
  const iso = signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const signedAtMs = Date.parse(iso);
  if (iso === signedAt || Number.isNaN(signedAtMs)) throw toMalformed("The date is not YYYYMMDD'T'HHMMSS'Z'.");
  const expiresS = /^\d{1,7}$/.test(expires) ? Number(expires) : 0;
  if (expiresS < 1 || expiresS > EXPIRES_S_MAX) throw toMalformed(`The expiry is not 1 to ${EXPIRES_S_MAX} seconds.`);
  if (signedAtMs > nowMs + AHEAD_MS_MAX) throw toDenied("The URL is not valid yet.");
  if (signedAtMs + expiresS * 1000 < nowMs) {
    throw new StorageError(400, "invalid", "The provided token has expired.", { code: "ExpiredToken" });
  }
}

/** The host and every `x-goog-` header must be signed, and what is signed must be there. */
function requireSignedHeaders(signed: readonly string[], headers: SignedRequest["headers"]): void {
  const missing = signed.find((name) => headers[name] === undefined);
  if (missing !== undefined) throw toMalformed(`The header ${missing} is signed, but not in the request.`);
  const unsigned = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-goog-"))].find(
    (name) => !signed.includes(name),
  );
  if (unsigned !== undefined) throw toMismatch(`The header ${unsigned} is in the request, but not signed.`);
}

/** Google's hosts have no port; those who sign for this one leave it out, or not. */
function toHosts(host: string | undefined): string[] {
  return host === undefined ? [] : [host, host.replace(/:\d+$/, "")];
}

function toCanonical({ method, path, query, headers }: SignedRequest, signed: readonly string[], host: string): string {
  const lines = signed.map((name) => {
    const value = name === "host" ? host : [headers[name] ?? ""].flat().join(",");
    return `${name}:${value.trim().replace(/\s+/g, " ")}\n`;
  });
  const payload = signed.includes("x-goog-content-sha256") ? headers["x-goog-content-sha256"] : undefined;
  const parameters = [...query]
    .filter(([key]) => key !== "X-Goog-Signature")
    .map(([key, value]) => [encode(key), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join("="));
  const canonicalPath = path.split("/").map((segment) => encode(decodeURIComponent(segment)));
  return [
    ...[method, canonicalPath.join("/"), parameters.join("&"), lines.join(""), signed.join(";")],
    payload ?? "UNSIGNED-PAYLOAD",
  ].join("\n");
}

/** All but `A-Z a-z 0-9 - . _ ~`. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function toText(query: URLSearchParams, key: string): string {
  const value = query.get(key);
  if (value !== null) return value;
  throw toMalformed(`The parameter ${key} is missing.`);
}

const toMalformed = (message: string) => new StorageError(400, "invalid", message, { code: "MalformedSecurityHeader" });
const toMismatch = (message: string) => new StorageError(403, "forbidden", message, { code: "SignatureDoesNotMatch" });
const toDenied = (message: string) => new StorageError(403, "forbidden", message, { code: "AccessDenied" });
