import { expect, test } from "vitest";
import { COLUMN_EXTENSIONS } from "@shared/contract/frames";

const values = [
  ["Int32Array", 1, Int32Array.of(-1, 0, 2 ** 31 - 1)],
  ["Uint16Array", 2, Uint16Array.of(0, 65_535)],
  ["Int32Array", 1, new Int32Array(0)],
  ["Int32Array", 1, new Int32Array(Int32Array.of(7, 8, 9).buffer, 4, 1)],
] as const;

test.each(values)("%s comes back as it was, from bytes at any offset", (_, type, column) => {
  const extension = COLUMN_EXTENSIONS.find((each) => each.type === type)!;
  const bytes = extension.encode(column)!;
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(extension.decode(shifted.subarray(1))).toEqual(column);
});

test.each([null, undefined, "text", 1, {}, [1], new Uint8Array(1), new Float64Array(1)])(
  "%j is no column that needs packing",
  (value) => {
    expect(COLUMN_EXTENSIONS.map(({ encode }) => encode(value))).toEqual([null, null]);
  },
);
