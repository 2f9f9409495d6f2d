import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** The page's own files, found by exact name: what is not in the folder at the start is not there. */
export interface Bundle {
  /** Undefined when there is no file of this name. */
  find(name: string): Promise<BundleFile | undefined>;
}

export interface BundleFile {
  contentType: string;
  bytes: Uint8Array;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** A file of a kind that pages have no use for, such as a source map, is not served. */
export function openBundle(folder: string): Bundle {
  const files = new Map<string, { path: string; contentType: string }>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (entry.isFile() && contentType !== undefined)
      files.set(entry.name, { path: join(folder, entry.name), contentType });
  }
  return {
    find: async (name) => {
      const file = files.get(name);
      return file && { contentType: file.contentType, bytes: await readFile(file.path) };
    },
  };
}
