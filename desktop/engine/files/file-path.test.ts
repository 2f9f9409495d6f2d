import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPathBytes, toFsPath, toPathBytes, toShownName } from "@engine/files/file-path";

test("a path of valid UTF-8 stands as it is", () => {
  const path = "/photos/été/名前 写真 📷.jpg";
  expect([fromPathBytes(Buffer.from(path)), toFsPath(path), toShownName(path)]).toEqual([path, path, path]);
});

test("a byte that is not UTF-8 is escaped, and node:fs is given the bytes", () => {
  const bytes = Buffer.from([0x2f, 0x63, 0x61, 0x66, 0xe9, 0x2e, 0x6a, 0x70, 0x67]);
  const path = fromPathBytes(bytes);
  expect({ path, fs: toFsPath(path), shown: toShownName(path) }).toEqual({
    path: "/caf\uefe9.jpg",
    fs: bytes,
    shown: "/caf\ufffd.jpg",
  });
});

test("a genuine character of the escape range does not pass for a byte", () => {
  const bytes = Buffer.from("\uefe9", "utf8");
  expect(fromPathBytes(bytes)).toBe("\uefee\uefbf\uefa9");
});

test("any bytes come back from their path, and the path is well-formed text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
      const bytes = Buffer.from(array);
      const path = fromPathBytes(bytes);
      expect(Buffer.from(path).toString()).toBe(path);
      expect(toPathBytes(path)).toEqual(bytes);
    }),
  );
});

test("any text comes back from its bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(toPathBytes(fromPathBytes(Buffer.from(text)))).toEqual(Buffer.from(text));
    }),
  );
});
