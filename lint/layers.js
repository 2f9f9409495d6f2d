import { BANNED_SYNTAX } from "./bans.js";

/** @typedef {{ regex: string, message: string }} Pattern */
/** @typedef {{ name: string, files: string[], except?: string[], mayImport: string[], mayNotImport?: string[], butMayImport?: string[], why: string }} Layer */

/**
 * Who may import whom. Each layer lists what its files may name in an import besides files of their own folder (`./x`).
 * A folder of ours stands as its alias; a package as its name; `node:` as itself. Everything else is refused.
 * @type {Layer[]}
 */
export const LAYERS = [
  {
    name: "shared/media",
    files: ["shared/media/**/*.ts"],
    mayImport: ["@shared", "node:", "sharp", "exifr", "exiftool-vendored", "libheif-js", "thumbhash"],
    why: "Engine and backend decode through shared/media; it knows neither Electron nor Express.",
  },
  {
    name: "shared/duckdb",
    files: ["shared/duckdb/**/*.ts"],
    mayImport: ["@shared/catalog", "@shared/errors", "@duckdb/node-api"],
    why: "shared/duckdb only adapts the DuckDB binding to CatalogConnection.",
  },
  {
    name: "shared/sqlite",
    files: ["shared/sqlite/**/*.ts"],
    mayImport: ["@shared/errors", "node:", "better-sqlite3"],
    why: "shared/sqlite opens SQLite for whoever keeps rows in it, and knows none of them.",
  },
  {
    name: "shared",
    files: ["shared/**/*.ts"],
    except: ["shared/media/**", "shared/duckdb/**", "shared/sqlite/**"],
    mayImport: ["@shared", "zod"],
    mayNotImport: ["@shared/media", "@shared/duckdb", "@shared/sqlite", "@shared/testing"],
    why: "shared is pure: no I/O, no node:, no DOM. Take what you need as an argument.",
  },
  {
    name: "engine",
    files: ["desktop/engine/**/*.ts"],
    mayImport: ["@shared", "@engine", "node:", "zod"],
    why: "The engine knows no Electron, no Express and no host. Hosts import the engine, never the other way.",
  },
  {
    name: "cli",
    files: ["desktop/cli/**/*.ts"],
    mayImport: ["@shared", "@engine", "@cli", "@serve", "node:", "commander"],
    mayNotImport: ["@shared/media", "@shared/duckdb", "@shared/sqlite"],
    why: "A verb is one call to the engine; what it needs beyond that belongs in the engine.",
  },
  {
    name: "serve",
    files: ["desktop/serve/**/*.ts"],
    mayImport: ["@shared", "@engine", "@serve", "node:", "express", "ws", "@msgpack/msgpack"],
    mayNotImport: ["@shared/media", "@shared/duckdb", "@shared/sqlite"],
    why: "The loopback host speaks HTTP and hands ports to the engine; what it would compute belongs in the engine.",
  },
  {
    name: "main",
    files: ["desktop/main/**/*.ts"],
    mayImport: [
      ...["@shared/contract", "@shared/domain", "@shared/errors", "@engine/files/file-path"],
      ...["@main", "@preload", "electron", "node:", "zod"],
    ],
    why: "The main process is thin: it starts the engine by path and imports nothing of it but how paths are written.",
  },
  {
    name: "preload",
    files: ["desktop/preload/**/*.ts"],
    mayImport: ["electron"],
    why: "The preload hands over a port and takes drops, nothing else: what it exposes, any script of the page can call.",
  },
  {
    name: "renderer",
    files: ["desktop/renderer/**/*.ts", "desktop/renderer/**/*.tsx"],
    mayImport: [
      "@shared",
      "@renderer",
      "@preload/api",
      "react",
      "react-dom",
      "zustand",
      "lucide-react",
      "@msgpack/msgpack",
      "zod",
    ],
    mayNotImport: ["@shared/media", "@shared/duckdb", "@shared/sqlite", "@shared/catalog", "@shared/testing"],
    // The grammar, so that the search box points at a mistake and completes without asking; never what makes SQL of it.
    butMayImport: ["ast", "complete", "lexer", "mistakes", "parser", "print"].map(
      (file) => `@shared/catalog/search/${file}`,
    ),
    why: "The renderer asks through bridge.ts; it knows neither Node nor Electron nor the engine.",
  },
  {
    name: "backend http",
    files: ["backend/src/http/**/*.ts", "backend/src/routes/**/*.ts"],
    mayImport: ["@shared", "@backend", "node:", "zod", "express"],
    why: "Routes turn requests into calls of services; only they and http/ know Express.",
  },
  {
    name: "backend auth",
    files: ["backend/src/auth/**/*.ts"],
    mayImport: ["@shared", "@backend", "node:", "zod", "google-auth-library"],
    why: "Who asks is found out in backend/src/auth alone.",
  },
  {
    name: "backend storage",
    files: ["backend/src/storage/**/*.ts"],
    mayImport: ["@shared", "@backend", "node:", "zod", "@google-cloud/storage"],
    why: "Cloud Storage is spoken to by backend/src/storage alone.",
  },
  {
    name: "backend",
    files: ["backend/src/**/*.ts"],
    except: ["http", "routes", "auth", "storage"].map((folder) => `backend/src/${folder}/**`),
    mayImport: ["@shared", "@backend", "node:", "zod"],
    why: "express is for backend/src/http and backend/src/routes alone, Google's clients for auth and storage.",
  },
  {
    name: "local-cloud",
    files: ["local-cloud/**/*.ts"],
    mayImport: ["@shared", "@local-cloud", "node:", "express", "jose", "@node-rs/crc32", "zod"],
    mayNotImport: ["@shared/media", "@shared/duckdb", "@shared/catalog"],
    why: "What stands in for Google knows nothing of photos, and of the service only its address.",
  },
];

/** Inside the engine: services use repositories, repositories use the database, never each other. */
export const ENGINE_ROLES = [
  {
    name: "engine repositories",
    files: ["desktop/engine/**/*.repository.ts"],
    mayNotImport: [".repository", ".service"],
    why: "A repository speaks to its own table. What joins two of them is a service.",
  },
  {
    name: "engine database",
    files: ["desktop/engine/db/**/*.ts"],
    mayNotImport: [".repository", ".service"],
    why: "db/ is below repositories and services.",
  },
];

/** @param {string} text */
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/** @param {string} name */
const startsWith = (name) => (name.endsWith(":") ? escape(name) : `${escape(name)}(?:\\/|$)`);

/**
 * The `no-restricted-imports` patterns of one layer.
 * @param {Layer} layer
 * @returns {Pattern[]}
 */
function patternsOf(layer) {
  const message = `${layer.name}: ${layer.why}`;
  const allowed = layer.mayImport.map(startsWith).join("|");
  const patterns = [{ regex: `^(?!\\.\\/|${allowed})`, message }];
  const excepted = (layer.butMayImport ?? []).map((name) => `${escape(name)}$`).join("|");
  for (const name of layer.mayNotImport ?? []) {
    const unless = excepted === "" ? "" : `(?!${excepted})`;
    patterns.push({ regex: `^${unless}${startsWith(name)}`, message });
  }
  return patterns;
}

/**
 * Both rules for one row of the table: what holds for an import at the top holds for `import()` as well.
 * @param {Pattern[]} patterns
 * @returns {import("eslint").Linter.RulesRecord}
 */
function rulesOf(patterns) {
  const atRunTime = patterns.map(({ regex, message }) => ({
    selector: `ImportExpression[source.value=/${regex}/]`,
    message,
  }));
  return {
    "no-restricted-imports": ["error", { patterns }],
    "no-restricted-syntax": ["error", ...BANNED_SYNTAX, ...atRunTime],
  };
}

/** Test files may also use the test runner, node: and the shared test builders. */
const TEST_ONLY = [
  "vitest",
  "fast-check",
  "node:",
  "@shared",
  "@engine",
  "@cli",
  "@serve",
  "@main",
  "@preload",
  "@renderer",
  "@backend",
  "@local-cloud",
  "@e2e",
  "@bench",
  "@google-cloud/storage",
  "better-sqlite3",
  "google-auth-library",
  "jose",
  "playwright",
  "@testing-library/react",
];
/** @param {string[]} files */
const TEST_FILES = (files) => files.map((glob) => glob.replace(/\*\.(tsx?)$/, "*.test.$1"));

export function layerConfigs() {
  const configs = [];
  for (const layer of LAYERS) {
    configs.push({
      files: layer.files,
      ignores: [...(layer.except ?? []), "**/*.test.ts", "**/*.test.tsx", "**/testing/**"],
      rules: rulesOf(patternsOf(layer)),
    });
    const asTest = { ...layer, mayImport: [...layer.mayImport, ...TEST_ONLY], mayNotImport: [] };
    configs.push({
      files: [...TEST_FILES(layer.files), ...layer.files.map((glob) => glob.replace("**/*.ts", "**/testing/**/*.ts"))],
      ignores: layer.except ?? [],
      rules: rulesOf(patternsOf(asTest)),
    });
  }
  const ofEngine = LAYERS.filter((layer) => layer.name === "engine").flatMap(patternsOf);
  for (const role of ENGINE_ROLES) {
    const message = `${role.name}: ${role.why}`;
    const banned = role.mayNotImport.map((suffix) => ({ regex: `${escape(suffix)}$`, message }));
    configs.push({
      files: role.files,
      ignores: ["**/*.test.ts"],
      rules: rulesOf([...ofEngine, ...banned]),
    });
  }
  return configs;
}
