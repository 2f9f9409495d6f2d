import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { EMPTY_HEAD, parseSegment, segmentName, toSegment } from "@backend/log/segment";
import { draftOf } from "@backend/log/testing/drafts";

const NAME = segmentName("library", "lineage", 1);
const first = toSegment(EMPTY_HEAD, [draftOf(1, "a", 1), draftOf(2, "a", 2)]);

test("a segment is named by its first position, so that names sort as the log runs", () => {
  expect([segmentName("l", "g", 7), segmentName("l", "g", 12_345)]).toEqual([
    "lib/l/log/g/0000000000000007.ndjson.gz",
    "lib/l/log/g/0000000000012345.ndjson.gz",
  ]);
});

test("what is read is what was written, and the next segment follows it", () => {
  expect(parseSegment(EMPTY_HEAD, first.bytes, NAME)).toEqual({ records: first.records, head: first.head });
  const second = toSegment(first.head, [draftOf(3, "b", 1)]);
  expect(parseSegment(first.head, second.bytes, NAME).head).toEqual(second.head);
  expect(second.records[0]?.prevHash).toBe(first.head.hash);
});

test("records that leave a position out cannot be written", () => {
  expect(() => toSegment(first.head, [draftOf(4, "b", 1)])).toThrow("record 4 cannot follow 2");
});

const CORRUPT: unknown = expect.objectContaining({
  code: "log_corrupt",
  message: expect.stringContaining(NAME) as string,
});

const line = (change: (text: string) => string) => gzipSync(change(`${JSON.stringify(first.records[0])}\n`));

test.each([
  ["does not follow", EMPTY_HEAD, toSegment(first.head, [draftOf(3, "a", 3)]).bytes],
  ["follows other bytes", { ...first.head, hash: "1".repeat(64) }, toSegment(first.head, [draftOf(3, "a", 3)]).bytes],
  ["is no gzip", EMPTY_HEAD, Buffer.from("plain")],
  ["is cut off", EMPTY_HEAD, first.bytes.subarray(0, first.bytes.length - 12)],
  ["is empty", EMPTY_HEAD, gzipSync("")],
  ["holds no JSON", EMPTY_HEAD, line((text) => text.slice(1))],
  ["lacks a field", EMPTY_HEAD, line((text) => text.replace('"dev"', '"device"'))],
  ["unpacks to too much", EMPTY_HEAD, gzipSync(Buffer.alloc(70_000_000, 0x20))],
])("a segment that %s is refused, and named", (_, head, bytes) => {
  expect(() => parseSegment(head, bytes, NAME)).toThrow(CORRUPT);
});
