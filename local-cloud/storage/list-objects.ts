import type { ReadableDb } from "@shared/sqlite/sqlite";
import { OBJECT_COLUMNS, type ObjectRecord, type ObjectRow, toRecord } from "./object-rows";
import { toInvalid } from "./storage-error";

export interface ListQuery {
  prefix: string;
  delimiter: string;
  startOffset: string;
  endOffset: string;
  maxResults: number;
  pageToken: string;
}

export interface ListPage {
  items: ObjectRecord[];
  prefixes: string[];
  nextPageToken: string | undefined;
}

/** One page of a bucket in the order of UTF-8 bytes; objects and prefixes count alike. Throws StorageError 400. */
export function listObjects(db: ReadableDb, bucket: string, query: ListQuery): ListPage {
  const page: ListPage = { items: [], prefixes: [], nextPageToken: undefined };
  const starts = [query.prefix, query.startOffset, parseToken(query.pageToken)];
  let from: string | undefined = starts.reduce((a, b) => (compare(a, b) < 0 ? b : a));
  while (from !== undefined) from = gather(db, bucket, { query, page, from });
  return page;
}

interface Gathering {
  query: ListQuery;
  page: ListPage;
  from: string;
}

/** Adds to the page until it is full or a prefix stands for what follows; gives where to go on, if anywhere. */
function gather(db: ReadableDb, bucket: string, { query, page, from }: Gathering): string | undefined {
  const end = [toNameAfter(query.prefix), query.endOffset].filter((each) => each !== undefined && each !== "");
  const bounds = end.map((_, index) => `AND name < $end${index}`).join(" ");
  const rows = db.iterate<ObjectRow>(
    `SELECT ${OBJECT_COLUMNS} FROM object WHERE bucket = $bucket AND name >= $from ${bounds} ORDER BY name`,
    { bucket, from, ...Object.fromEntries(end.map((each, index) => [`end${index}`, each ?? ""])) },
  );
  for (const row of rows) {
    const prefix = toCommonPrefix(row.name, query);
    if (page.items.length + page.prefixes.length === query.maxResults) {
      page.nextPageToken = Buffer.from(prefix ?? row.name).toString("base64url");
      return undefined;
    }
    if (prefix !== undefined) {
      page.prefixes.push(prefix);
      return toNameAfter(prefix);
    }
    page.items.push(toRecord(row));
  }
  return undefined;
}

function toCommonPrefix(name: string, { prefix, delimiter }: ListQuery): string | undefined {
  if (delimiter === "") return undefined;
  const at = name.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : name.slice(0, at + delimiter.length);
}

/** The first name after all that begin with a prefix; undefined when there can be none. */
function toNameAfter(prefix: string): string | undefined {
  const characters = Array.from(prefix);
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const code = last.codePointAt(0) ?? 0;
    if (code === 0x10ffff) continue;
    // After the last one before the surrogates comes the first one behind them.
    return characters.join("") + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
  }
  return undefined;
}

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function parseToken(token: string): string {
  const name = Buffer.from(token, "base64url").toString();
  if (Buffer.from(name).toString("base64url") !== token) throw toInvalid(`Invalid value for pageToken: ${token}`);
  return name;
}
