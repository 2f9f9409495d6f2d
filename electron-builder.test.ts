import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

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
