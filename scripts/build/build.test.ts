import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build } from "./build.mjs";
import { isBuilt } from "./freshness.mjs";

let root: string;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "imgstream-build-"));
  write("tsconfig.base.json", JSON.stringify({ compilerOptions: { paths: { "@shared/*": ["./shared/*"] } } }));
  write("package-lock.json", "{}");
  write("package.json", JSON.stringify({ workspaces: ["shared"], devDependencies: { vitest: "4.1.12" } }));
  write("shared/package.json", JSON.stringify({ dependencies: { sharp: "0.35.5" } }));
  write("shared/greeting.ts", `export const greeting: string = "hello";\n`);
  write(
    "desktop/cli/main.ts",
    `import sharp from "sharp";\nimport { greeting } from "@shared/greeting";\nsharp(greeting);\n`,
  );
  write("desktop/engine/workers/media-worker.ts", `export const where = import.meta.url;\n`);
  write("desktop/engine/utility-process.ts", `export const where = import.meta.url;\n`);
  write("desktop/main/main.ts", `import { app } from "electron";\napp.quit();\n`);
  write("desktop/preload/preload.ts", `import { ipcRenderer } from "electron";\nipcRenderer.send("hello");\n`);
  write("desktop/renderer/index.html", `<script type="module" src="main.js"></script>\n`);
  write("desktop/renderer/icon.svg", "<svg/>\n");
  write("desktop/renderer/page.module.css", ".photo { color: red; }\n");
  write(
    "desktop/renderer/main.tsx",
    `import styles from "./page.module.css";\nimport { greeting } from "@shared/greeting";\ndocument.title = greeting + styles.photo;\n`,
  );
});

afterEach(() => rmSync(root, { recursive: true }));

test("our own modules are bundled by their aliases, packages are left to Node", async () => {
  await build(root);
  const main = read("out/cli/main.js");
  expect(main).toContain(`import sharp from "sharp"`);
  expect(main).toContain(`greeting = "hello"`);
  expect(main).not.toContain("@shared/");
  expect(read("out/cli/main.js.map")).toContain("greeting.ts");
  expect(existsSync(path.join(root, "out/engine/media-worker.js"))).toBe(true);
});

test("Electron's own module is left to its processes; the preload is CommonJS, as a sandboxed one must be", async () => {
  await build(root);
  expect(read("out/main/main.js")).toContain(`import { app } from "electron"`);
  expect(read("out/preload/preload.cjs")).toContain(`require("electron")`);
  expect(read("out/preload/preload.cjs")).not.toMatch(/^(?:import|export) /m);
});

test("what runs without Electron may not import it", async () => {
  write("desktop/cli/main.ts", `import { app } from "electron";\napp.quit();\n`);
  await expect(build(root)).rejects.toThrow("desktop/cli/main.ts imports electron");
});

test("a page is built beside its script, its styles and its icon", async () => {
  await build(root);
  expect({
    page: read("out/renderer/index.html"),
    icon: read("out/renderer/icon.svg"),
    script: read("out/renderer/main.js").includes(`"hello"`),
    styles: read("out/renderer/main.css").includes("{color:red}"),
  }).toEqual({
    page: `<script type="module" src="main.js"></script>\n`,
    icon: "<svg/>\n",
    script: true,
    styles: true,
  });
});

test.each(["page.module.css", "index.html"])("a build is no longer fresh when %s changes", async (file) => {
  await build(root);
  write(`desktop/renderer/${file}`, "");
  expect(isBuilt(root)).toBe(false);
});

test("a build is fresh until the content of a source changes", async () => {
  expect(isBuilt(root)).toBe(false);
  await build(root);
  expect(isBuilt(root)).toBe(true);
  utimesSync(path.join(root, "shared/greeting.ts"), 1, 1);
  write("shared/greeting.test.ts", "");
  expect(isBuilt(root)).toBe(true);
  write("shared/greeting.ts", `export const greeting: string = "good day";\n`);
  expect(isBuilt(root)).toBe(false);
});

test("a build that lost a file is not fresh", async () => {
  await build(root);
  rmSync(path.join(root, "out/engine/media-worker.js"));
  expect(isBuilt(root)).toBe(false);
});

test("what no entry makes any more is removed", async () => {
  write("out/engine/older-worker.js", "");
  await build(root);
  expect(existsSync(path.join(root, "out/engine/older-worker.js"))).toBe(false);
});

test("a mistake in a source is shown with its place, and the last good build stays", async () => {
  await build(root);
  const before = read("out/cli/main.js");
  write("desktop/cli/main.ts", `import { missing } from "./nowhere";\nmissing();\n`);
  await expect(build(root)).rejects.toMatchObject({
    name: "Problem",
    message: "desktop/cli/main.ts could not be bundled.",
    output: expect.stringContaining("desktop/cli/main.ts:1:24") as string,
  });
  expect({ main: read("out/cli/main.js"), isBuilt: isBuilt(root) }).toEqual({ main: before, isBuilt: false });
});

test.each([
  ["one of ours that does not exist", "@shared/nowhere"],
  ["one that only development has", "vitest"],
])("a module that will not be there when the program runs is refused: %s", async (_, source) => {
  write("desktop/cli/main.ts", `import { missing } from "${source}";\nmissing();\n`);
  await expect(build(root)).rejects.toMatchObject({
    name: "Problem",
    message: `desktop/cli/main.ts imports ${source}, which is no module of ours and no dependency.`,
  });
});

test("a module of a package that Node finds only by its whole name is refused without its ending", async () => {
  write("shared/package.json", JSON.stringify({ dependencies: { sharp: "0.35.5", "libheif-js": "1.23.2" } }));
  write("desktop/engine/workers/media-worker.ts", `import heif from "libheif-js/wasm-bundle";\nheif();\n`);
  await expect(build(root)).rejects.toMatchObject({
    name: "Problem",
    message: expect.stringMatching(/write it whole\.$/) as string,
  });
});

test("an entry that is not there is named", async () => {
  rmSync(path.join(root, "desktop/engine/workers"), { recursive: true });
  await expect(build(root)).rejects.toMatchObject({
    name: "Problem",
    message: "The build lacks its entry desktop/engine/workers/media-worker.ts.",
  });
});
