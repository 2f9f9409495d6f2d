import type { IncomingMessage } from "node:http";
import { StorageError, toForbidden } from "./storage-error";

/** What a caller wants to do. A bucket is undefined where all of them are meant. */
export interface StorageAction {
  kind: "read" | "create" | "delete" | "list" | "update" | "admin";
  bucket: string | undefined;
}

/** Whether the bearer of a token may; `unauthenticated` for a token that is nobody's. */
export type IsAllowed = (token: string, action: StorageAction) => boolean | "unauthenticated";

export interface Gate {
  /** Throws StorageError 401, 403. */
  require(request: IncomingMessage, kind: StorageAction["kind"], bucket?: string): void;
  allows(request: IncomingMessage, kind: StorageAction["kind"], bucket: string): boolean;
}

export function createGate(isAllowed: IsAllowed): Gate {
  const ask = (request: IncomingMessage, action: StorageAction) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    return token === undefined ? "unauthenticated" : isAllowed(token, action);
  };
  return {
    require: (request, kind, bucket) => {
      const answer = ask(request, { kind, bucket });
      if (answer === "unauthenticated") throw new StorageError(401, "authError", "Invalid Credentials");
      if (!answer) {
        throw toForbidden(`The caller may not ${kind} in ${bucket ?? "this project"}: permission denied.`);
      }
    },
    allows: (request, kind, bucket) => ask(request, { kind, bucket }) === true,
  };
}
