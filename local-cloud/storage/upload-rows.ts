import type { WritableDb } from "@shared/sqlite/sqlite";
import { parseConditions } from "./conditions";
import { type ExpectedHashes, parseExpected } from "./hashes";
import { parseMetadata } from "./object-metadata";
import type { ObjectRecord } from "./object-rows";
import type { Placement } from "./commit-object";

type UploadState = "open" | "cancelled" | "failed" | "finished";

/** A resumable upload. */
export interface Upload extends Placement {
  id: string;
  expected: ExpectedHashes;
  /** Undefined until somebody says it. */
  totalBytes: number | undefined;
  /** Durable, and whole units of 256 KiB. */
  receivedBytes: number;
  state: UploadState;
  /** The object that came of it, as it was then. */
  result: ObjectRecord | undefined;
  createdAtMs: number;
}

export interface UploadRows {
  find(id: string): Upload | undefined;
  create(upload: Upload): void;
  saveReceived(id: string, receivedBytes: number): void;
  saveTotal(id: string, totalBytes: number): void;
  /** Says beforehand where the bytes go, so that a new process finds them; undefined: they are where they wait. */
  saveMovingTo(id: string, path: string | undefined): void;
  saveState(id: string, state: UploadState, result?: ObjectRecord): void;
  delete(id: string): void;
  listOpen(): string[];
  listMoving(): { id: string; movingTo: string }[];
  listCreatedBefore(ms: number): string[];
}

interface UploadRow {
  id: string;
  bucket: string;
  name: string;
  metadata: string;
  expected: string;
  conditions: string;
  may_replace: number;
  total_bytes: number | null;
  received_bytes: number;
  state: UploadState;
  result: string | null;
  created_at_ms: number;
}

const COLUMNS =
  "id, bucket, name, metadata, expected, conditions, may_replace, total_bytes, received_bytes, state, result, created_at_ms";
const INSERT = `INSERT INTO upload (${COLUMNS}) VALUES ($id, $bucket, $name, $metadata, $expected, $conditions,
  $mayReplace, $totalBytes, $receivedBytes, $state, NULL, $createdAtMs)`;

export function createUploadRows(db: WritableDb): UploadRows {
  return {
    find: (id) => {
      const row = db.get<UploadRow>(`SELECT ${COLUMNS} FROM upload WHERE id = $id`, { id });
      return row && toUpload(row);
    },
    create: (upload) => {
      const { id, bucket, name, receivedBytes, state, createdAtMs } = upload;
      db.run(INSERT, {
        ...{ id, bucket, name, receivedBytes, state, createdAtMs },
        ...{ metadata: JSON.stringify(upload.metadata), expected: JSON.stringify(upload.expected) },
        ...{ conditions: JSON.stringify(upload.conditions), mayReplace: upload.mayReplace ? 1 : 0 },
        totalBytes: upload.totalBytes ?? null,
      });
    },
    saveReceived: (id, receivedBytes) =>
      void db.run("UPDATE upload SET received_bytes = $receivedBytes, moving_to = NULL WHERE id = $id", {
        ...{ id, receivedBytes },
      }),
    saveTotal: (id, totalBytes) =>
      void db.run("UPDATE upload SET total_bytes = $totalBytes WHERE id = $id", { id, totalBytes }),
    saveMovingTo: (id, path) =>
      void db.run("UPDATE upload SET moving_to = $path WHERE id = $id", { id, path: path ?? null }),
    saveState: (id, state, result) =>
      void db.run("UPDATE upload SET state = $state, result = $result, moving_to = NULL WHERE id = $id", {
        ...{ id, state },
        result: result === undefined ? null : JSON.stringify(result),
      }),
    delete: (id) => void db.run("DELETE FROM upload WHERE id = $id", { id }),
    listOpen: () => db.all<{ id: string }>("SELECT id FROM upload WHERE state = 'open'").map(({ id }) => id),
    listMoving: () => db.all("SELECT id, moving_to AS movingTo FROM upload WHERE moving_to IS NOT NULL"),
    listCreatedBefore: (ms) =>
      db.all<{ id: string }>("SELECT id FROM upload WHERE created_at_ms < $ms", { ms }).map(({ id }) => id),
  };
}

const toUpload = (row: UploadRow): Upload => ({
  ...{ id: row.id, bucket: row.bucket, name: row.name, metadata: parseMetadata(row.metadata) },
  ...{ expected: parseExpected(row.expected), conditions: parseConditions(row.conditions) },
  ...{ mayReplace: row.may_replace === 1, totalBytes: row.total_bytes ?? undefined, state: row.state },
  ...{ receivedBytes: row.received_bytes, createdAtMs: row.created_at_ms },
  // Written by this program from a record; no one else writes it.
  result: row.result === null ? undefined : (JSON.parse(row.result) as ObjectRecord),
});
