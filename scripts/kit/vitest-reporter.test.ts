import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { installed, ROOT } from "./paths.mjs";

test("the totals name what passed, failed and was skipped, with the reason that a test gave", () => {
  // Inside the checkout, where the test files find vitest.
  const folder = mkdtempSync(path.join(ROOT, ".cache/reporter-"));
  const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
  write(
    "a.test.mjs",
    `import { describe, expect, test } from "vitest";
     test("passes", () => expect(1).toBe(1));
     test("fails", () => expect(1).toBe(2));
     describe("group", () => test("lacks something", (ctx) => ctx.skip("no camera: plug one in")));
     test.skip("is left out", () => {});`,
  );
  write("b.test.mjs", `import "./nowhere.mjs";`);
  write(
    "vitest.config.mjs",
    `import { TotalsReporter } from ${JSON.stringify(new URL("./vitest-reporter.mjs", import.meta.url).href)};
     export default { test: { name: "unit", include: ["*.test.mjs"], reporters: [new TotalsReporter("totals.json")] } };`,
  );
  try {
    spawnSync(process.execPath, [installed("vitest/vitest.mjs"), "run"], { cwd: folder });
    expect(JSON.parse(readFileSync(path.join(folder, "totals.json"), "utf8"))).toEqual({
      passed: 1,
      failed: 2,
      skipped: [
        { test: "unit › a.test.mjs › group > lacks something", note: "no camera: plug one in" },
        { test: "unit › a.test.mjs › is left out" },
      ],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);
