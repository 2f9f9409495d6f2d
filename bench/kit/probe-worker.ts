/** Where a probe finds the bundled media worker. */
export const PROBE_WORKER = {
  entry: "desktop/engine/workers/media-worker.ts",
  variable: "IMGSTREAM_BENCH_WORKER",
} as const;
