import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import express, { type Router } from "express";
import type { Clock } from "@shared/domain/clock";
import { openSqlite } from "@shared/sqlite/sqlite";
import { createGate, type IsAllowed } from "./allowed";
import { answerJsonErrors, answerXmlErrors } from "./answer-errors";
import { serveBuckets } from "./bucket-routes";
import { createBuckets } from "./buckets";
import type { Reached } from "./kill-points";
import { MIGRATIONS } from "./migrations";
import { serveObjects } from "./object-routes";
import { createObjectStore } from "./object-store";
import type { FindKey } from "./signed-url";
import { serveSignedUrls } from "./signed-routes";
import { StorageError } from "./storage-error";
import { sweep } from "./sweep";
import { serveUploads } from "./upload-routes";
import { createUploadRows } from "./upload-rows";
import { createUploadSessions } from "./upload-sessions";

export interface StorageOptions {
  /** Made when it is not there. What it holds can be looked at, but belongs to this process alone. */
  folder: string;
  clock: Clock;
  isAllowed: IsAllowed;
  findKey: FindKey;
  /** For crash tests: told of each place at which a crash is worst. */
  reached?: Reached;
}

export interface ServedStorage {
  /** To be mounted at the root of a host, with nothing before it that reads bodies. */
  router: Router;
  /** After the server has closed. */
  close(): void;
}

/**
 * Stands in for Google Cloud Storage: the JSON API, and the XML API for signed URLs. Throws AppError of openSqlite, such
 * as `library_busy` when another process has the folder.
 */
export function serveStorage(options: StorageOptions): ServedStorage {
  const { folder, clock, isAllowed, findKey, reached = () => undefined } = options;
  const incoming = join(folder, ".incoming");
  mkdirSync(incoming, { recursive: true });
  const db = openSqlite(join(folder, ".objects.sqlite"), { migrations: MIGRATIONS, synchronous: "FULL" });
  // The id of a session is all that is needed to send its bytes.
  const newId = () => randomBytes(32).toString("base64url");
  const rows = createUploadRows(db);
  sweep(db, rows, { folder, incoming });
  const buckets = createBuckets(db, clock);
  const store = createObjectStore({ db, folder, incoming, clock, newId, reached });
  const sessions = createUploadSessions({ rows, store, incoming, clock, newId, reached });
  const gate = createGate(isAllowed);

  const json = express.Router({ caseSensitive: true });
  serveBuckets(json, { buckets, gate });
  serveObjects(json, { db, buckets, store, gate });
  serveUploads(json, { buckets, store, sessions, gate });
  json.use(["/storage/v1", "/upload/storage/v1", "/download/storage/v1"], () => {
    throw new StorageError(404, "notFound", "Not Found");
  });
  json.use(answerJsonErrors);
  const xml = express.Router({ caseSensitive: true, strict: true });
  serveSignedUrls(xml, { buckets, store, sessions, clock, findKey });
  xml.use(answerXmlErrors);
  const router = express.Router().use(json, xml);
  return { router, close: () => db.close() };
}
