import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stampPackages, stateOfPackages } from "./packages.mjs";

let root: string;

const LEAF = { version: "1.2.0", integrity: "sha512-leaf" };
const OTHER_PLATFORM = { version: "3.0.0", integrity: "sha512-other", optional: true };

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), JSON.stringify(content));
}

function install(packages: Record<string, object>): void {
  for (const folder of Object.keys(packages)) write(`${folder}/package.json`, {});
  write("node_modules/.package-lock.json", { packages });
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "imgstream-packages-"));
  write("package-lock.json", {
    packages: {
      "": { name: "root" },
      shared: { version: "0.1.0" },
      "node_modules/@imgstream/shared": { link: true },
      "node_modules/leaf": LEAF,
      "node_modules/leaf-for-another-platform": OTHER_PLATFORM,
    },
  });
  install({ "node_modules/leaf": LEAF });
});

afterEach(() => rmSync(root, { recursive: true }));

test("packages that a set-up has finished are complete", () => {
  stampPackages(root);
  expect(stateOfPackages(root)).toBe("complete");
});

test("packages that a person has installed by the lockfile are kept, and tried", () => {
  expect(stateOfPackages(root)).toBe("unproven");
});

test("another lockfile that asks for the same is no reason to install again", () => {
  stampPackages(root);
  write("package-lock.json", { packages: { "node_modules/leaf": LEAF } });
  expect(stateOfPackages(root)).toBe("unproven");
});

test.each<[string, () => void]>([
  ["there is no node_modules", () => rmSync(path.join(root, "node_modules"), { recursive: true })],
  ["npm did not come to its end", () => rmSync(path.join(root, "node_modules/.package-lock.json"))],
  ["an installation of ours was killed", () => write(".cache/setup/npm-ci-under-way", "")],
  ["the folder of a package is gone", () => rmSync(path.join(root, "node_modules/leaf"), { recursive: true })],
  [
    "the lockfile asks for another version",
    () => write("package-lock.json", { packages: { "node_modules/leaf": { ...LEAF, version: "1.3.0" } } }),
  ],
  [
    "the lockfile asks for other content",
    () => write("package-lock.json", { packages: { "node_modules/leaf": { ...LEAF, integrity: "sha512-changed" } } }),
  ],
  [
    "the lockfile asks for one package more",
    () => write("package-lock.json", { packages: { "node_modules/leaf": LEAF, "node_modules/new": LEAF } }),
  ],
  [
    "the lockfile no longer asks for what is there",
    () => {
      install({ "node_modules/leaf": LEAF, "node_modules/extra": LEAF });
      write("package-lock.json", { packages: { "node_modules/leaf": LEAF } });
    },
  ],
])("packages are installed anew when %s", (_, change) => {
  stampPackages(root);
  change();
  expect(stateOfPackages(root)).toBe("absent");
});
