import { expect, test } from "vitest";
import { toDropKind } from "./drop-kind";

const itemsOf = (...kinds: string[]) => kinds.map((kind) => ({ kind })) as unknown as DataTransferItemList;

test.each([
  [["Files"], itemsOf("file", "file"), { kind: "files", count: 2 }],
  [["Files"], itemsOf(), { kind: "files", count: 0 }],
  [["text/plain"], itemsOf("string"), { kind: "refused" }],
  [["text/uri-list", "text/plain"], itemsOf("string", "string"), { kind: "refused" }],
  [["text/uri-list", "text/html", "Files"], itemsOf("string", "string", "file"), { kind: "refused" }],
  [[], itemsOf(), { kind: "refused" }],
])("%j is %o", (types, items, expected) => {
  expect(toDropKind({ types, items })).toEqual(expected);
});
