/**
 * What esbuild bundles: each entry becomes one file in `out/`, whole, so that `import.meta.url` in it always is that file's.
 * @type {readonly { entry: string, outfile: string }[]}
 */
export const ENTRIES = [
  { entry: "desktop/cli/main.ts", outfile: "out/cli/main.js" },
  { entry: "desktop/engine/workers/media-worker.ts", outfile: "out/engine/media-worker.js" },
];
