import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { int32Column, uint16Column, uint8Column } from "@shared/contract/column";

const COLUMNS = { Uint8Array: uint8Column, Uint16Array: uint16Column, Int32Array: int32Column };

describe.each(Object.entries(COLUMNS))("a column of %s", (type, schema) => {
  test("takes it as it is, also one of another realm, and of memory that is shared", () => {
    const foreign = runInNewContext(`${type}.of(1, 2)`) as unknown;
    expect(foreign).not.toBeInstanceOf(Uint8Array);
    const shared = runInNewContext(`new ${type}(new SharedArrayBuffer(8))`) as unknown;
    expect([schema.parse(foreign) === foreign, schema.parse(shared) === shared]).toEqual([true, true]);
  });

  test.each([
    ["another type", new Float64Array(2)],
    ["its signed brother", new Int16Array(2)],
    ["a view of bytes", new DataView(new ArrayBuffer(8))],
    ["bare memory", new ArrayBuffer(8)],
    ["a list of numbers", [1, 2]],
    ["what only says it is one", { [Symbol.toStringTag]: type, length: 1, 0: 1 }],
    ["nothing", undefined],
    ["null", null],
  ])("refuses %s", (_, value) => {
    expect(schema.safeParse(value).error?.issues[0]?.message).toBe(`not ${type}`);
  });
});
