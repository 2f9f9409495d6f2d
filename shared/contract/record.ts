import { z } from "zod";
import { cellWriterSchema, patchSchema } from "@shared/contract/mutation";

/** The stamp of one cell that a mutation wrote, or lost. */
export const stampSchema = z.object({
  t: patchSchema.shape.t,
  k: z.string(),
  field: z.string(),
  ts: cellWriterSchema.shape.ts,
});
export type Stamp = z.infer<typeof stampSchema>;

/** What the service made of a mutation. */
export const OUTCOMES = ["applied", "partial", "superseded", "duplicate", "rejected"] as const;

/**
 * An entry of a library's log: one mutation as it was decided. A log is a sequence of them without gaps, the `seq` of each
 * one greater than the last; `prevHash` is the chain over the stored bytes of all before it (design decision 1).
 */
export const recordSchema = z.object({
  seq: z.int().positive(),
  /** 64 hexadecimal digits; zeros before the first record. */
  prevHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The service's time of the decision. */
  atMs: z.int(),
  /** The device that sent it, and its number and token there. */
  dev: z.string().min(1),
  n: z.int().positive(),
  mid: z.uuid(),
  action: z.uuid(),
  op: z.string().min(1),
  outcome: z.enum(OUTCOMES),
  /** Why it was rejected. */
  code: z.string().nullable(),
  patches: z.array(patchSchema),
  /** Of what lost; what stands has its stamps in its patches. */
  lost: z.array(stampSchema),
});
export type LogRecord = z.infer<typeof recordSchema>;

/** A record before it has its place in the chain. */
export type RecordDraft = Omit<LogRecord, "prevHash">;
