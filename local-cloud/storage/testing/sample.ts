import { createHash } from "node:crypto";

/** Bytes that look like chance and are the same each time. */
export const sampleBytes = (sizeBytes: number, seed = "sample"): Buffer =>
  createHash("shake256", { outputLength: sizeBytes }).update(seed).digest();
