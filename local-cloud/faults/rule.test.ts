import fc from "fast-check";
import { expect, test } from "vitest";
import { matches, Rule } from "@local-cloud/faults/rule";

const LATE = { kind: "latency", latencyMs: 1 } as const;

test.each([
  ["/b/photos/o", "/b/photos/o", true],
  ["/b/photos/o", "/b/photos/o/", false],
  ["/b/*/o", "/b/photos/o", true],
  ["/b/*/o", "/b/photos/more/o", false],
  ["/b/**", "/b/photos/more/o", true],
  ["/b/**", "/c/photos", false],
  ["/**/o", "/b/photos/o", true],
  ["/a.c", "/abc", false],
  ["/v1/projects/-/serviceAccounts/*:signBlob", "/v1/projects/-/serviceAccounts/a@b.example:signBlob", true],
])("the pattern %s for the path %s: %s", (pattern, path, isMatch) => {
  expect(matches({ part: "storage", path: pattern, effect: LATE }, { part: "storage", method: "GET", path })).toBe(
    isMatch,
  );
});

test.each([
  [{}, true],
  [{ method: "PUT" }, true],
  [{ method: "POST" }, false],
  [{ part: "oauth" }, false],
])("a rule with %j is about a PUT to the storage: %s", (more, isMatch) => {
  const rule = { part: "storage", effect: LATE, ...more };
  expect(matches(rule, { part: "storage", method: "PUT", path: "/b" })).toBe(isMatch);
});

test("a pattern without stars means itself, whatever signs it holds", () => {
  const path = fc.string({ unit: "grapheme-ascii" }).map((text) => `/${text.replaceAll("*", "")}`);
  fc.assert(
    fc.property(path, path, (pattern, other) => {
      const rule = { part: "p", path: pattern, effect: LATE };
      expect(matches(rule, { part: "p", method: "GET", path: other })).toBe(pattern === other);
      expect(matches(rule, { part: "p", method: "GET", path: pattern })).toBe(true);
    }),
  );
});

test.each([
  {},
  { part: "p" },
  { part: "p", effect: { kind: "status", status: 404 } },
  { part: "p", effect: { kind: "status", status: 200 } },
  { part: "p", effect: LATE, chance: 2 },
  { part: "p", effect: LATE, times: 0 },
  { part: "p", effect: LATE, path: "b" },
  { part: "p", effect: LATE, often: true },
  { part: "p", effect: { kind: "drop", dropAfterBytes: -1 } },
])("%j is no rule", (value) => {
  expect(Rule.safeParse(value).success).toBe(false);
});
