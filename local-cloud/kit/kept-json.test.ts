import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { keptJsonAt } from "@local-cloud/kit/kept-json";
import { requireSigningKey } from "@local-cloud/kit/signing-key";
import { temporaryFolder } from "@local-cloud/kit/testing/local-server";

// How long an RSA key takes is chance, and longer on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const Value = z.object({ count: z.number() });

test("a value is found again by whoever opens the folder next, and only its owner may read it", () => {
  const folder = join(temporaryFolder(), "new");
  const kept = keptJsonAt(folder, "value", Value);
  expect(kept.find()).toBeUndefined();
  kept.save({ count: 1 });
  kept.save({ count: 2 });
  expect(keptJsonAt(folder, "value", Value).find()).toEqual({ count: 2 });
  expect(readdirSync(folder)).toEqual(["value.json"]);
  expect(statSync(join(folder, "value.json")).mode & 0o777).toBe(0o600);
});

test("a write that was broken off leaves the value as it was", () => {
  const folder = temporaryFolder();
  const kept = keptJsonAt(folder, "value", Value);
  kept.save({ count: 1 });
  writeFileSync(join(folder, "value.json.new"), '{"cou');
  expect(kept.find()).toEqual({ count: 1 });
  kept.save({ count: 2 });
  expect(kept.find()).toEqual({ count: 2 });
});

test("a file that holds something else is an error, not an empty value", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "value.json"), '{"count":"many"}');
  expect(() => keptJsonAt(folder, "value", Value).find()).toThrow("count");
});

test.each(["rsa", "p256"] as const)("a key of kind %s is made once and found again under its id", (kind) => {
  const folder = temporaryFolder();
  const made = requireSigningKey(folder, "key", kind);
  const found = requireSigningKey(folder, "key", kind);
  expect(found.kid).toBe(made.kid);
  expect(found.publicKey.equals(made.publicKey)).toBe(true);
  expect(requireSigningKey(folder, "other", kind).kid).not.toBe(made.kid);
});
