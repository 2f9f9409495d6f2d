import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { describeContract } from "@shared/contract/contract";
import { CONTRACT_HISTORY, CONTRACT_VERSION } from "@shared/contract/version";

/** The same text for the same value, in whatever order its fields were declared. */
function toCanonical(value: unknown): string {
  return JSON.stringify(value, (_, below: unknown) =>
    typeof below === "object" && below !== null && !Array.isArray(below)
      ? Object.fromEntries(Object.entries(below).sort(([a], [b]) => (a < b ? -1 : 1)))
      : below,
  );
}

const hash = createHash("sha256").update(toCanonical(describeContract())).digest("hex").slice(0, 16);

test("the schemas are those of the last line of the history", () => {
  const { version, hash: written } = CONTRACT_HISTORY.at(-1) ?? CONTRACT_HISTORY[0];
  expect(
    written,
    `The contract is no longer version ${version}. Add to CONTRACT_HISTORY in shared/contract/version.ts ` +
      `{ version: ${version + 1}, hash: "${hash}", change: <what changed for those who speak it> }. ` +
      `Only add fields and operations: programs of version ${version} go on reading and sending what they know. ` +
      `As long as nothing was released with version ${version}, its hash may be replaced instead.`,
  ).toBe(hash);
});

test("versions are numbered from 1 without a gap, and no state comes back", () => {
  expect(CONTRACT_HISTORY.map(({ version }) => version)).toEqual(CONTRACT_HISTORY.map((_, index) => index + 1));
  expect(new Set(CONTRACT_HISTORY.map((line) => line.hash)).size).toBe(CONTRACT_HISTORY.length);
  expect(CONTRACT_VERSION).toBe(CONTRACT_HISTORY.length);
});
