import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv } from "ajv";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import requireFuses from "./scripts/packaging/require-fuses.mjs";

interface Schema {
  definitions: { FuseOptionsV1: { properties: Record<string, unknown> } };
}

interface Packaging {
  files: string[];
  electronFuses: Record<string, boolean>;
  [setting: string]: unknown;
}

/** electron-builder's schema lies in the package that does its work, beside it. */
const fromBuilder = createRequire(createRequire(import.meta.url).resolve("electron-builder/package.json"));
const schema = JSON.parse(readFileSync(fromBuilder.resolve("app-builder-lib/scheme.json"), "utf8")) as Schema;
const packaging = parse(readFileSync(new URL("electron-builder.yml", import.meta.url), "utf8")) as Packaging;

const ajv = new Ajv({ strict: false, allErrors: true });
const validate = ajv.compile(schema);

/** What the schema says against a configuration: the places and the complaints. */
function complaints(configuration: unknown): string[] {
  validate(configuration);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

test("the packaging configuration is what electron-builder accepts", () => {
  expect(complaints(packaging)).toEqual([]);
});

test.each([
  ["a setting that does not exist", { ...packaging, asarUnpak: [] }],
  ["a fuse that does not exist", { ...packaging, electronFuses: { ...packaging.electronFuses, runAsNodes: false } }],
  ["a value of the wrong type", { ...packaging, npmRebuild: "yes" }],
])("the schema refuses %s", (_, configuration) => {
  expect(complaints(configuration)).not.toEqual([]);
});

test("every fuse is decided, and none leaves a way around the packaged code", () => {
  // This one is about signing, not about what the app may do.
  const fuses = Object.keys(schema.definitions.FuseOptionsV1.properties).filter(
    (name) => name !== "resetAdHocDarwinSignature",
  );
  expect(Object.keys(packaging.electronFuses).sort()).toEqual(fuses.sort());
  expect(packaging.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test("only built code and the package's own description are packed", () => {
  expect(packaging.files).toEqual(["out/**", "!out/**/*.map", "package.json"]);
});

/** What a build leaves of Electron's binary that matters here: the mark, version 1, and a byte for each fuse. */
function packedWith(wire: string, electronFuses: Record<string, boolean> = packaging.electronFuses) {
  const appOutDir = mkdtempSync(path.join(tmpdir(), "imgstream-fuses-"));
  onTestFinished(() => rmSync(appOutDir, { recursive: true }));
  const mark = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
  const around = Buffer.alloc(64, 7);
  writeFileSync(
    path.join(appOutDir, "imgstream"),
    Buffer.concat([around, Buffer.from(mark), Buffer.of(1, wire.length), Buffer.from(wire), around]),
  );
  const packager = {
    executableName: "imgstream",
    appInfo: { productFilename: "ImgStream" },
    config: { electronFuses },
  };
  return { appOutDir, electronPlatformName: "linux", packager };
}

test("packaging goes on when every fuse of the binary is decided", async () => {
  await expect(requireFuses(packedWith("10110010"))).resolves.toBeUndefined();
  await expect(requireFuses(packedWith("101100101"))).resolves.toBeUndefined();
});

test.each([
  ["a fuse that is new", packaging.electronFuses, "1011001011", "Fuse 9 (new)"],
  ["a fuse that we leave, shipped in another state", packaging.electronFuses, "101100100", "Fuse 8 (new)"],
  ["a fuse that the configuration leaves out", { runAsNode: false }, "10", "Fuse 1 (enableCookieEncryption)"],
])("packaging stops at %s", async (_, fuses, wire, message) => {
  await expect(requireFuses(packedWith(wire, fuses))).rejects.toThrow(message);
});

test("packaging stops at a file that is not Electron", async () => {
  const context = packedWith("10110010");
  writeFileSync(path.join(context.appOutDir, "imgstream"), "something else");
  await expect(requireFuses(context)).rejects.toThrow("it is not Electron");
});

test("the hook that the configuration names is there", () => {
  expect(existsSync(new URL(String(packaging.afterPack), import.meta.url))).toBe(true);
});
