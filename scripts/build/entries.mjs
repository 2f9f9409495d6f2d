/**
 * @typedef {object} Entry
 * @property {string} entry
 * @property {string} outfile
 * @property {"main" | "preload"} [electron] it runs in this process of Electron, which brings the module `electron` along; a
 *   sandboxed preload is one CommonJS file
 * @property {string} [page] the HTML that loads it, copied beside it; such an entry is for browsers, with everything it imports
 * @property {string} [icon] the page's icon, copied beside it too
 */

/**
 * What esbuild bundles: each entry becomes one file in `out/`, whole, so that `import.meta.url` in it always is that file's.
 * The styles that a page's entry imports become one file of the same name.
 * @type {readonly Entry[]}
 */
export const ENTRIES = [
  { entry: "desktop/cli/main.ts", outfile: "out/cli/main.js" },
  { entry: "desktop/engine/workers/media-worker.ts", outfile: "out/engine/media-worker.js" },
  { entry: "desktop/engine/utility-process.ts", outfile: "out/engine/engine-process.js" },
  { entry: "desktop/main/main.ts", outfile: "out/main/main.js", electron: "main" },
  { entry: "desktop/preload/preload.ts", outfile: "out/preload/preload.cjs", electron: "preload" },
  {
    entry: "desktop/renderer/main.tsx",
    outfile: "out/renderer/main.js",
    page: "desktop/renderer/index.html",
    icon: "desktop/renderer/icon.svg",
  },
];
