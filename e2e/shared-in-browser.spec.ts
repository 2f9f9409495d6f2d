import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { browserTest } from "./browser";
import { probe, type ProbeInput } from "./pages/shared-probe";
import { serveScript, type ScriptServer } from "./serve-script";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The folders of shared that are for Node only, or for tests. */
const NOT_FOR_BROWSERS = /^(?:media|duckdb|sqlite|testing|node_modules)\/|\/testing\/|\.test\.ts$|\.d\.ts$/;

/** Every module of shared that a browser may load. */
function listModules(): string[] {
  return readdirSync(`${ROOT}/shared`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !NOT_FOR_BROWSERS.test(file))
    .sort();
}

/** One classic script that loads all of these modules and then offers `probing.probe`. */
async function bundleForBrowser(modules: readonly string[]): Promise<string> {
  const imports = modules.map((module) => `import "./shared/${module}";`);
  const { outputFiles } = await build({
    stdin: { contents: [...imports, `export { probe } from "./e2e/pages/shared-probe";`].join("\n"), resolveDir: ROOT },
    absWorkingDir: ROOT,
    tsconfig: "tsconfig.base.json",
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "probing",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

let server: ScriptServer;

beforeAll(async () => {
  server = await serveScript(await bundleForBrowser(listModules()));
  return () => server.close();
});

const input: ProbeInput = {
  contentHash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  capturedLocal: "2021-03-01T12:34:56.5",
  query: `camera:"X-T5" rating:>=4 (paris OR tokyo) -tag:work date:2019..2021`,
};

browserTest("every module of shared loads in a page, and computes there what it computes in Node", async ({ page }) => {
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(server.url);
  const inPage: unknown = await page.evaluate(`probing.probe(${JSON.stringify(input)})`);
  expect({ inPage, errors }).toEqual({ inPage: probe(input), errors: [] });
});

browserTest("a mistake in a query reaches the page with its place in the text", async ({ page }) => {
  await page.goto(server.url);
  const bad = JSON.stringify({ ...input, query: "paris (tokyo" });
  const mistake: unknown = await page.evaluate(
    `(() => { try { probing.probe(${bad}); } catch ({ code, range }) { return { code, range }; } })()`,
  );
  expect(mistake).toEqual({ code: "bad_query", range: { from: 6, to: 7 } });
});

test("the modules that are tried are those of contract, domain, catalog and sync", () => {
  const folders = new Set(listModules().map((module) => module.split("/")[0]));
  expect([...folders].sort()).toEqual(["catalog", "contract", "domain", "errors.ts", "sync"]);
});
