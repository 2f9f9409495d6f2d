import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";
import { BANNED_GLOBALS, BANNED_PROPERTIES, BANNED_SYNTAX, NODE_GLOBALS, OWNERS } from "./bans.js";
import { ENGINE_ROLES, LAYERS } from "./layers.js";

/** Planted code lies in no file, so the rules that ask the type checker are left out; none of the rules tried here does. */
const eslint = new ESLint({
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  overrideConfig: [tseslint.configs.disableTypeChecked],
});

/** What the project's own configuration says against code at this path, of the rules whose names begin so. */
async function refusals(file: string, code: string, rules: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? [])
    .filter((message) => message.fatal === true || message.ruleId?.startsWith(rules))
    .map((message) => message.message);
}

async function importRefusals(file: string, source: string): Promise<string[]> {
  return refusals(file, `import { planted } from "${source}";\nplanted();\n`, "no-restricted-imports");
}

describe("a file may import only what the table allows its layer", () => {
  test.each([
    ["shared/domain/planted.ts", "@shared/errors"],
    ["shared/domain/planted.ts", "./uuid"],
    ["shared/contract/planted.ts", "zod"],
    ["shared/domain/planted.test.ts", "vitest"],
    ["shared/media/planted.ts", "sharp"],
    ["shared/media/planted.ts", "node:fs/promises"],
    ["shared/duckdb/planted.ts", "@duckdb/node-api"],
    ["desktop/engine/import/planted.ts", "@shared/media/decode"],
    ["desktop/engine/journal/planted.repository.ts", "@engine/db/open"],
    ["desktop/engine/import/planted.service.ts", "@engine/journal/planted.repository"],
    ["shared/sqlite/planted.ts", "better-sqlite3"],
    ["desktop/engine/testing/planted.ts", "better-sqlite3"],
    ["desktop/cli/planted.ts", "@engine/engine"],
    ["desktop/cli/planted.ts", "commander"],
    ["desktop/renderer/planted.tsx", "@shared/catalog/search/parser"],
    ["desktop/renderer/planted.ts", "@shared/catalog/search/complete"],
    ["backend/src/planted.ts", "@shared/contract/photo"],
    ["backend/src/http/planted.ts", "express"],
    ["backend/src/routes/planted.test.ts", "express"],
    ["backend/src/auth/planted.ts", "google-auth-library"],
    ["backend/src/storage/planted.ts", "@google-cloud/storage"],
    ["backend/src/storage/planted.db.test.ts", "@local-cloud/storage/serve-storage"],
    ["local-cloud/iap/planted.ts", "express"],
    ["local-cloud/iap/planted.test.ts", "google-auth-library"],
  ])("%s may import %s", async (file, source) => {
    expect(await importRefusals(file, source)).toEqual([]);
  });

  const refused: [layer: string, file: string, source: string][] = [
    ["shared", "shared/domain/planted.ts", "node:fs"],
    ["shared", "shared/domain/planted.ts", "fs"],
    ["shared", "shared/catalog/planted.ts", "@duckdb/node-api"],
    ["shared", "shared/catalog/planted.ts", "@shared/duckdb/connection"],
    ["shared", "shared/domain/planted.ts", "@shared/media/decode"],
    ["shared", "shared/domain/planted.ts", "@shared/testing/builders"],
    ["shared", "shared/contract/planted.ts", "@engine/engine"],
    ["shared", "shared/contract/planted.ts", "express"],
    ["shared", "shared/contract/planted.ts", "zodiac"],
    ["shared", "shared/domain/planted.test.ts", "electron"],
    ["shared/media", "shared/media/planted.ts", "electron"],
    ["shared/media", "shared/media/planted.ts", "express"],
    ["shared/media", "shared/media/planted.ts", "@engine/engine"],
    ["shared/duckdb", "shared/duckdb/planted.ts", "better-sqlite3"],
    ["shared/duckdb", "shared/duckdb/planted.ts", "@shared/media/decode"],
    ["shared/sqlite", "shared/sqlite/planted.ts", "@engine/engine"],
    ["shared", "shared/catalog/planted.ts", "@shared/sqlite/sqlite"],
    ["engine", "desktop/engine/db/planted.ts", "better-sqlite3"],
    ["engine", "desktop/engine/planted.ts", "electron"],
    ["engine", "desktop/engine/planted.ts", "express"],
    ["engine", "desktop/engine/planted.ts", "@cli/main"],
    ["engine", "desktop/engine/planted.ts", "sharp"],
    ["engine", "desktop/engine/planted.test.ts", "electron"],
    ["engine", "desktop/engine/journal/planted.repository.ts", "electron"],
    ["engine repositories", "desktop/engine/journal/planted.repository.ts", "./other.repository"],
    ["engine repositories", "desktop/engine/journal/planted.repository.ts", "@engine/import/import.service"],
    ["engine database", "desktop/engine/db/planted.ts", "@engine/journal/planted.repository"],
    ["engine database", "desktop/engine/db/planted.ts", "@engine/import/import.service"],
    ["cli", "desktop/cli/planted.ts", "better-sqlite3"],
    ["cli", "desktop/cli/planted.ts", "@shared/media/decode"],
    ["cli", "desktop/cli/planted.ts", "electron"],
    ["serve", "desktop/serve/planted.ts", "electron"],
    ["serve", "desktop/serve/planted.ts", "better-sqlite3"],
    ["serve", "desktop/serve/planted.ts", "@renderer/bridge"],
    ["main", "desktop/main/planted.ts", "@engine/open-engine"],
    ["main", "desktop/main/planted.ts", "@renderer/bridge"],
    ["main", "desktop/main/planted.ts", "express"],
    ["preload", "desktop/preload/planted.ts", "node:fs"],
    ["preload", "desktop/preload/planted.ts", "@shared/contract/port"],
    ["renderer", "desktop/renderer/planted.ts", "node:fs"],
    ["renderer", "desktop/renderer/features/planted.tsx", "electron"],
    ["renderer", "desktop/renderer/planted.ts", "@engine/engine"],
    ["renderer", "desktop/renderer/planted.ts", "@shared/catalog/fold"],
    ["renderer", "desktop/renderer/planted.ts", "@shared/catalog/search/compile"],
    ["backend", "backend/src/planted.ts", "express"],
    ["backend", "backend/src/services/planted.ts", "@engine/engine"],
    ["backend", "backend/src/services/planted.test.ts", "express"],
    ["backend http", "backend/src/http/planted.ts", "@engine/engine"],
    ["backend http", "backend/src/routes/planted.ts", "electron"],
    ["backend", "backend/src/services/planted.ts", "@local-cloud/storage/serve-storage"],
    ["backend", "backend/src/log/planted.ts", "@google-cloud/storage"],
    ["backend auth", "backend/src/auth/planted.ts", "@google-cloud/storage"],
    ["backend storage", "backend/src/storage/planted.ts", "google-auth-library"],
    ["local-cloud", "local-cloud/iap/planted.ts", "@backend/auth/iap-assertion"],
    ["local-cloud", "local-cloud/storage/planted.ts", "@google-cloud/storage"],
  ];

  test.each(refused)("%s: %s may not import %s", async (layer, file, source) => {
    expect(await importRefusals(file, source)).toEqual([expect.stringContaining(`${layer}: `)]);
  });

  test("every layer and role of the table was tried with a planted mistake", () => {
    const tried = new Set(refused.map(([layer]) => layer));
    expect([...tried].sort()).toEqual([...LAYERS, ...ENGINE_ROLES].map(({ name }) => name).sort());
  });

  test.each([
    ["a re-export", `export { planted } from "electron";\n`],
    ["an import at run time", `export const planted = await import("electron");\n`],
    ["a type", `import type { planted } from "electron";\nexport type P = typeof planted;\n`],
    ["an import for its effects", `import "electron";\n`],
  ])("%s counts as an import", async (_, code) => {
    expect(await refusals("desktop/engine/planted.ts", code, "no-restricted-")).toEqual([
      expect.stringContaining("engine: "),
    ]);
  });
});

describe("what is banned is refused outside the files that own it", () => {
  const planted: [ban: string, code: string][] = [
    ["Date.now", "export const at = Date.now();"],
    ["performance.now", "export const at = performance.now();"],
    ["Math.random", "export const chance = Math.random();"],
    ["process.env", "export const home = process.env.HOME;"],
    ["an enum", "export enum Colour { Red }"],
    ["a default export", "export default 1;"],
    ["new Date() without a time", "export const at = new Date();"],
    ["an import that climbs", `import { a } from "../a";\nexport const b = a;`],
    ["a barrel", `export * from "./a";`],
    ["console", `console.log("planted");`],
  ];

  const messages = [...BANNED_PROPERTIES, ...BANNED_SYNTAX, ...BANNED_GLOBALS].map(({ message }) => message);

  test.each(planted)("%s", async (_, code) => {
    const found = await refusals("desktop/engine/planted.ts", code, "no-restricted-");
    expect([...new Set(messages)].filter((message) => found.some((text) => text.includes(message)))).toHaveLength(1);
  });

  test("every ban was tried with a planted mistake", () => {
    expect(planted).toHaveLength(messages.length);
  });

  test.each(OWNERS)("%s may use clock, environment and console", async (file) => {
    const code = "console.log(Date.now(), process.env.HOME);\n";
    expect(await refusals(file, code, "no-restricted-")).toEqual([]);
  });

  test.each(NODE_GLOBALS.map(({ name }) => name))("%s in a page, not in its tests", async (name) => {
    const code = `export const planted = ${name};\n`;
    expect(await refusals("desktop/renderer/planted.ts", code, "no-restricted-globals")).toHaveLength(1);
    expect(await refusals("desktop/renderer/planted.test.ts", code, "no-restricted-globals")).toEqual([]);
  });

  test("a test may read the clock, but has no default export", async () => {
    const file = "desktop/engine/planted.test.ts";
    expect(await refusals(file, "export const at = Date.now();", "no-restricted-")).toEqual([]);
    expect(await refusals(file, "export default 1;", "no-restricted-")).toHaveLength(1);
  });
});

describe("TypeScript is held strict", () => {
  test.each([
    ["any", "export const a: any = 1;", "@typescript-eslint/no-explicit-any"],
    ["a silenced compiler", "// @ts-ignore\nexport const a = 1;", "@typescript-eslint/ban-ts-comment"],
    ["a non-null assertion", "export const a = (b?: string) => b!;", "@typescript-eslint/no-non-null-assertion"],
    ["a type for a shape", "export type A = { b: string };", "@typescript-eslint/consistent-type-definitions"],
    ["loose equality", "export const a = (b: string) => b == 'c';", "eqeqeq"],
  ])("%s is refused", async (_, code, rule) => {
    expect(await refusals("shared/domain/planted.ts", code, rule)).toHaveLength(1);
  });
});
