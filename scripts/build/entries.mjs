/**
 * @typedef {object} Entry
 * @property {string} entry
 * @property {string} outfile
 * @property {string} [page] the HTML that loads it, copied beside it; such an entry is for browsers, with everything it imports
 */

/**
 * What esbuild bundles: each entry becomes one file in `out/`, whole, so that `import.meta.url` in it always is that file's.
 * The styles that a page's entry imports become one file of the same name.
 * @type {readonly Entry[]}
 */
export const ENTRIES = [
  { entry: "desktop/cli/main.ts", outfile: "out/cli/main.js" },
  { entry: "desktop/engine/workers/media-worker.ts", outfile: "out/engine/media-worker.js" },
  { entry: "desktop/renderer/main.tsx", outfile: "out/renderer/main.js", page: "desktop/renderer/index.html" },
];
