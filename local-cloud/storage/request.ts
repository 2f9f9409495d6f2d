import type { IncomingMessage } from "node:http";
import type { Request } from "express";

/** Where the caller found this server. */
export const originOf = (request: Request): string => `${request.protocol}://${request.get("host") ?? ""}`;

export const queryOf = ({ url }: { url: string }): URLSearchParams => {
  const at = url.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : url.slice(at));
};

/** Undefined for a body sent in pieces of unsaid length. */
export function contentLengthOf({ headers }: IncomingMessage): number | undefined {
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
}
