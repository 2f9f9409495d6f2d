import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Problem } from "../kit/problem.mjs";

/** @electron/fuses comes with electron-builder. */
const fromBuilder = createRequire(createRequire(import.meta.url).resolve("electron-builder/package.json"));
const fuses = createRequire(fromBuilder.resolve("app-builder-lib/package.json"))("@electron/fuses");

/**
 * Fuses that electron-builder cannot set yet, and the state in which Electron ships them that we leave them in.
 * 8: WebAssembly catches accesses beyond its memory by signals. It is about speed: pages of ours run no WebAssembly.
 * @type {Readonly<Record<number, "0" | "1">>}
 */
const LEFT = { 8: "1" };

/** Electron's binary, within what is being packed. @type {Readonly<Record<string, (name: string) => string>>} */
const BINARIES = {
  darwin: (name) => `${name}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`,
  win32: (name) => `${name}.exe`,
  linux: (name) => name,
};

/**
 * Run by electron-builder before it sets the fuses: a fuse that this Electron has and nobody has decided stops the packaging.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { executableName?: string, appInfo: { productFilename: string }, config: { electronFuses?: Record<string, boolean> | null } } }} context
 */
export default async function requireFuses({ appOutDir, electronPlatformName, packager }) {
  const name = packager.executableName ?? packager.appInfo.productFilename;
  const binary = path.join(appOutDir, BINARIES[electronPlatformName]?.(name) ?? name);
  const wire = await readWire(binary);
  const decided = packager.config.electronFuses ?? {};
  wire.forEach((state, at) => {
    /** @type {string | undefined} */
    const known = fuses.FuseV1Options[at];
    const setting = known && known.charAt(0).toLowerCase() + known.slice(1);
    if (setting !== undefined && typeof decided[setting] === "boolean") return;
    if (setting === undefined && LEFT[at] === state) return;
    throw new Problem(
      `Fuse ${at} (${setting ?? "new"}) of this Electron is not decided. Say it under electronFuses in electron-builder.yml, ` +
        `or in ${path.basename(import.meta.url)} when electron-builder cannot set it yet.`,
    );
  });
}

/** The state of each fuse: "0" off, "1" on, "r" no longer there. @param {string} binary */
async function readWire(binary) {
  const bytes = await readFile(binary);
  const at = bytes.indexOf(SENTINEL);
  if (at < 0) throw new Problem(`${binary} has no fuses: it is not Electron.`);
  const start = at + SENTINEL.length + 2;
  return [...bytes.subarray(start, start + (bytes[start - 1] ?? 0))].map((state) => String.fromCharCode(state));
}

/** What marks the fuses in Electron's binary; then their version, their number, and a byte for each. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
