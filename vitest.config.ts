import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { findChromium } from "./scripts/setup/system-tools.mjs";
import { TotalsReporter } from "./scripts/kit/vitest-reporter.mjs";

const at = (folder: string) => fileURLToPath(new URL(folder, import.meta.url));

const alias = {
  "@shared": at("shared"),
  "@engine": at("desktop/engine"),
  "@cli": at("desktop/cli"),
  "@serve": at("desktop/serve"),
  "@main": at("desktop/main"),
  "@preload": at("desktop/preload"),
  "@renderer": at("desktop/renderer"),
  "@e2e": at("e2e"),
  "@backend": at("backend/src"),
  "@local-cloud": at("local-cloud"),
  "@bench": at("bench"),
};

const ignored = ["**/node_modules/**", "out/**"];
const totalsFile = process.env.IMGSTREAM_TEST_TOTALS;

/** One project for each world a test runs in, named by the suffix of its files. */
export default defineConfig({
  test: {
    allowOnly: false,
    // No core is kept free: nobody watches here.
    maxWorkers: availableParallelism(),
    reporters: ["default", ...(totalsFile === undefined ? [] : [new TotalsReporter(totalsFile)])],
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...ignored, "**/*.db.test.ts", "**/*.crash.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: { name: "dom", include: ["**/*.dom.test.tsx"], exclude: ignored, environment: "happy-dom", css: true },
      },
      {
        resolve: { alias },
        test: { name: "db", include: ["**/*.db.test.ts"], exclude: ignored, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        resolve: { alias },
        test: {
          name: "crash",
          include: ["**/*.crash.test.ts"],
          globalSetup: ["scripts/build/crash-setup.mjs"],
          exclude: ignored,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browser",
          include: ["e2e/**/*.spec.ts"],
          globalSetup: ["scripts/build/build-setup.mjs"],
          exclude: ignored,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          provide: { chromium: findChromium(process.env) ?? null },
        },
      },
    ],
  },
});
