import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (folder: string) => fileURLToPath(new URL(folder, import.meta.url));

const alias = {
  "@shared": at("shared"),
  "@engine": at("desktop/engine"),
  "@cli": at("desktop/cli"),
  "@backend": at("backend/src"),
  "@bench": at("bench"),
};

const ignored = ["**/node_modules/**", "out/**"];

/** One project for each world a test runs in, named by the suffix of its files. */
export default defineConfig({
  test: {
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
        test: { name: "db", include: ["**/*.db.test.ts"], exclude: ignored, testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
