import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findHeadersPrefix, npmEnvironment } from "./npm-environment.mjs";

let prefix: string;

beforeEach(() => {
  prefix = mkdtempSync(path.join(tmpdir(), "imgstream-headers-"));
});

afterEach(() => rmSync(prefix, { recursive: true }));

function writeHeaders(version: [number, number, number]): void {
  mkdirSync(path.join(prefix, "include/node"), { recursive: true });
  const lines = ["MAJOR", "MINOR", "PATCH"].map((part, i) => `#define NODE_${part}_VERSION ${version[i] ?? 0}`);
  writeFileSync(path.join(prefix, "include/node/node_version.h"), lines.join("\n"));
}

test("the headers of the running Node are used where they lie in its prefix", () => {
  writeHeaders([20, 19, 5]);
  expect(findHeadersPrefix(prefix, "20.19.5")).toBe(prefix);
});

test("headers of another version, left by another Node in the same prefix, are not used", () => {
  writeHeaders([18, 13, 0]);
  expect(findHeadersPrefix(prefix, "20.19.5")).toBeUndefined();
});

test("a prefix without headers has none", () => {
  expect(findHeadersPrefix(prefix, "20.19.5")).toBeUndefined();
});

test("what a user has configured for other programs does not reach the compiler", () => {
  const env = npmEnvironment(
    {
      HOME: "/home/somebody",
      NODE_ENV: "production",
      npm_config_nodedir: "/elsewhere",
      NPM_CONFIG_RUNTIME: "electron",
      npm_config_target: "33.0.0",
      npm_config_registry: "https://registry.example",
      npm_package_config_node_gyp_nodedir: "/elsewhere",
    },
    "/usr",
  );
  expect(env).toEqual({
    HOME: "/home/somebody",
    npm_config_registry: "https://registry.example",
    npm_config_nodedir: "/usr",
    npm_package_config_node_gyp_nodedir: "/usr",
    npm_package_config_node_gyp_disturl: "",
    npm_package_config_node_gyp_dist_url: "",
    npm_config_runtime: "node",
    npm_config_target: process.versions.node,
    npm_config_arch: process.arch,
    npm_config_jobs: "max",
    npm_config_update_notifier: "false",
  });
});
