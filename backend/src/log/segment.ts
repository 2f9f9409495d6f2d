import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { type LogRecord, type RecordDraft, recordSchema } from "@shared/contract/record";
import { AppError } from "@shared/errors";

/** How far a log goes: the position of its last record, and the chain up to and with it (SHA-256, in hexadecimal). */
export interface LogHead {
  seq: number;
  hash: string;
}

export const EMPTY_HEAD: LogHead = { seq: 0, hash: "0".repeat(64) };

/** Some hundred times what a group commit may hold; a segment that unpacks to more was not written by us. */
const UNPACKED_MAX_BYTES = 64 * 1024 * 1024;

/** `lib/{library}/log/{lineage}/{first seq, 16 digits}.ndjson.gz` */
export function segmentName(library: string, lineage: string, firstSeq: number): string {
  return `lib/${library}/log/${lineage}/${String(firstSeq).padStart(16, "0")}.ndjson.gz`;
}

export interface Segment {
  bytes: Uint8Array;
  records: LogRecord[];
  head: LogHead;
}

/** Records that follow a head, as they are stored: one JSON line each, gzipped. The chain covers each line as stored. */
export function toSegment(after: LogHead, drafts: readonly RecordDraft[]): Segment {
  let head = after;
  const records: LogRecord[] = [];
  const lines: string[] = [];
  for (const draft of drafts) {
    if (draft.seq !== head.seq + 1) throw new Error(`record ${draft.seq} cannot follow ${head.seq}`);
    const record = { ...draft, prevHash: head.hash };
    const line = JSON.stringify(record);
    records.push(record);
    lines.push(line);
    head = { seq: draft.seq, hash: chain(head.hash, line) };
  }
  return { bytes: gzipSync(`${lines.join("\n")}\n`), records, head };
}

/** Reads a segment that follows a head. Throws AppError `log_corrupt` when it does not, or is not what was written. */
export function parseSegment(after: LogHead, bytes: Uint8Array, name: string): Omit<Segment, "bytes"> {
  let head = after;
  const records = unpack(bytes, name).map((line) => {
    const record = parseRecord(line, name);
    if (record.seq !== head.seq + 1 || record.prevHash !== head.hash) {
      throw corrupt(name, `its record ${record.seq} does not follow record ${head.seq}`);
    }
    head = { seq: record.seq, hash: chain(head.hash, line) };
    return record;
  });
  if (records.length === 0) throw corrupt(name, "it is empty");
  return { records, head };
}

function unpack(bytes: Uint8Array, name: string): string[] {
  try {
    const text = gunzipSync(bytes, { maxOutputLength: UNPACKED_MAX_BYTES }).toString("utf8");
    return text.split("\n").filter((line) => line !== "");
  } catch (cause) {
    throw corrupt(name, "it cannot be unpacked", cause);
  }
}

function parseRecord(line: string, name: string): LogRecord {
  try {
    return recordSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw corrupt(name, "a line of it is no record", cause);
  }
}

function chain(hash: string, line: string): string {
  return createHash("sha256").update(hash, "hex").update(line, "utf8").digest("hex");
}

function corrupt(name: string, why: string, cause?: unknown): AppError {
  return new AppError("log_corrupt", `The log segment ${name} cannot be used: ${why}. Restore it from a backup.`, {
    cause,
  });
}
