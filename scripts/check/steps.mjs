import { installed } from "../kit/paths.mjs";

/**
 * One thing that `npm run check` or `npm test` asks of the checkout.
 * @typedef {object} Check
 * @property {string} name as `--only` takes it
 * @property {readonly string[]} args what Node runs
 * @property {boolean} [runsTests] its tests are shown as they run, and counted
 */

const TSC = installed("typescript/bin/tsc");
const VITEST = installed("vitest/vitest.mjs");
const TSX = installed("tsx/dist/cli.mjs");

/** One for each runtime: what a file may use depends on where it runs. */
const TSCONFIGS = [
  "shared/tsconfig.json",
  "tsconfig.node.json",
  "scripts/tsconfig.json",
  "tsconfig.json",
  "desktop/renderer/tsconfig.json",
  "desktop/preload/tsconfig.json",
];

/** @param {readonly string[]} projects @returns {string[]} */
const vitest = (...projects) => [VITEST, "run", ...projects.flatMap((project) => ["--project", project])];

/** What a change must pass before it is committed: quick enough to run often. @type {readonly Check[]} */
export const CHECKS = [
  { name: "format", args: [installed("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."] },
  { name: "lint", args: [installed("eslint/bin/eslint.js"), "--max-warnings", "0", "."] },
  ...TSCONFIGS.map((config) => ({ name: `types:${config}`, args: [TSC, "--project", config] })),
  { name: "unused", args: [installed("knip/bin/knip.js")] },
  { name: "dependencies", args: ["scripts/check/dependencies.mjs"] },
  { name: "spec", args: ["scripts/check-spec.mjs"] },
  { name: "openapi", args: [TSX, "scripts/openapi.ts", "--check"] },
  { name: "unit", args: vitest("unit"), runsTests: true },
  { name: "dom", args: vitest("dom"), runsTests: true },
  { name: "db", args: vitest("db"), runsTests: true },
];

/** What takes minutes or a browser; run by `npm test` besides the checks. @type {readonly Check[]} */
export const LONG_CHECKS = [
  { name: "crash", args: vitest("crash"), runsTests: true },
  { name: "browser", args: vitest("browser"), runsTests: true },
];
