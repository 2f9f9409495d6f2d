import { describe, expect, test } from "vitest";
import { OPERATIONS, ROUTES } from "@shared/contract/contract";
import { parseStrictly } from "@shared/contract/parse-strictly";
import { DETAILS_MAX, LIBRARY_OPERATIONS, orderChangeSchema } from "@shared/contract/view";

const PHOTO_ID = "abcdefghijklmnopqrstuvwxyz234567";
const details = (input: unknown) => parseStrictly(LIBRARY_OPERATIONS.details.input, input, "The input");

describe("details", () => {
  test.each([[{ keys: [0, 7] }], [{ photoIds: [PHOTO_ID] }], [{ keys: [] }]])("are asked for by %j", (input) => {
    expect(details(input)).toEqual(input);
  });

  test.each([
    ["both at once", { keys: [1], photoIds: [PHOTO_ID] }],
    ["neither", {}],
    ["a key below 0", { keys: [-1] }],
    ["a path for an id", { photoIds: ["../../etc/passwd"] }],
    ["too many", { keys: Array.from({ length: DETAILS_MAX + 1 }, (_, key) => key) }],
  ])("are not asked for by %s", (_, input) => {
    expect(() => details(input)).toThrow(/^The input is not as declared/);
  });
});

test("a step of an order and the word to ask again are told apart", () => {
  const none = new Int32Array();
  const columns = { keys: none, minutes: none, aspects: new Uint16Array(), flags: new Uint16Array() };
  const step = { kind: "step", from: 1, to: 2, at: none, removed: none, added: none, touched: none, ...columns };
  const reload = { kind: "reload", to: 3 };
  expect([step, reload].map((change) => orderChangeSchema.parse(change))).toEqual([step, reload]);
  expect(orderChangeSchema.safeParse({ ...reload, kind: "step" }).success).toBe(false);
});

test("every operation and every route is named for its group, and by a name of its own", () => {
  for (const names of [OPERATIONS.map(({ name }) => name), ROUTES.map(({ name }) => name)]) {
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(\.[a-zA-Z]+)+$/.test(name))).toEqual([]);
  }
});
