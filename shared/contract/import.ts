import { z } from "zod";
import { channel, feed } from "@shared/contract/channel";
import { photoIdSchema } from "@shared/contract/photo";

/** Whether originals are copied into the library or stay where they are. */
export const IMPORT_MODES = ["copy", "reference"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What became of a file. Each file of an import ends in exactly one. */
export const FILE_STATES = ["imported", "duplicate", "sidecar", "unsupported", "failed"] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Why a file is in its state, where it is not simply imported (docs/import.md lists them for users). */
export const FILE_CODES = [
  "same_content",
  "revived",
  "sidecar_of_photo",
  "sidecar_without_photo",
  "not_a_photo",
  "not_a_file",
  "empty_file",
  "unreadable",
  "unreadable_folder",
  "broken_link",
  "vanished",
  "changed_while_reading",
  "undecodable",
  "no_decoder",
  "too_many_pixels",
  "unknown_content",
  "timed_out",
  "decoder_died",
  "truncated",
  "value_dropped",
  "copy_failed",
] as const;
export type FileCode = (typeof FILE_CODES)[number];

/** Codes that a person should look at; the file is on the review list until they have. */
export const REVIEW_CODES: readonly FileCode[] = [
  ...(["empty_file", "unreadable", "unreadable_folder", "broken_link", "vanished", "changed_while_reading"] as const),
  ...(["undecodable", "no_decoder", "too_many_pixels", "unknown_content", "timed_out", "decoder_died"] as const),
  ...(["truncated", "value_dropped", "copy_failed"] as const),
];

const countSchema = z.int().nonnegative();
const jobIdSchema = z.uuid();

export const importFileSchema = z.object({
  path: z.string(),
  state: z.enum(FILE_STATES),
  photoId: photoIdSchema.nullable(),
  code: z.enum(FILE_CODES).nullable(),
  message: z.string().nullable(),
});
export type ImportFile = z.infer<typeof importFileSchema>;

export const importCountsSchema = z.object({
  imported: countSchema,
  duplicate: countSchema,
  sidecar: countSchema,
  unsupported: countSchema,
  failed: countSchema,
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** A file on the review list. Calls name it by its entry: paths are never taken from a page. */
export const reviewFileSchema = importFileSchema.extend({
  entry: z.string().min(1).max(100),
  /** It was dropped into a browser: `path` is that within the drop, and it cannot be read again where it lay. */
  isDropped: z.boolean(),
});
export type ReviewFile = z.infer<typeof reviewFileSchema>;

/** The most entries of the review list that one call names. */
export const REVIEW_ENTRIES_MAX = 10_000;
const entriesSchema = z.array(reviewFileSchema.shape.entry).min(1).max(REVIEW_ENTRIES_MAX);

/** An import that has begun and not finished. */
export const unfinishedImportSchema = z.object({
  jobId: jobIdSchema,
  state: z.enum(["running", "stopped"]),
  /** Why it stopped; `engine_closed` when the program ended under it. */
  code: z.string().nullable(),
});
export type UnfinishedImport = z.infer<typeof unfinishedImportSchema>;

/** How far an import is. Files are visible when they are in `counts`; their thumbnails follow. */
export const importProgressSchema = z.object({
  jobId: jobIdSchema,
  state: z.enum(["running", "stopped", "finished"]),
  /** Why it stopped: `cancelled`, `disk_full`, … Null while it runs and when it is done. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  found: countSchema,
  foundBytes: countSchema,
  /** All files are found; until then `found` still grows. */
  isWalked: z.boolean(),
  done: countSchema,
  doneBytes: countSchema,
  thumbnailsDone: countSchema,
  thumbnailsLeft: countSchema,
  counts: importCountsSchema,
  /** Imported files that are on the review list. */
  needAttention: countSchema,
  /** Files a second, over the last seconds; null before there is a rate. */
  filesPerS: z.number().nullable(),
  leftMs: z.number().nullable(),
  /** Photos whose thumbnails came last, newest first; a few. Empty for an import of an earlier run of the engine. */
  latest: z.array(photoIdSchema),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

export const IMPORT_OPERATIONS = {
  /** Starts an import, or goes on with the same one where it was broken off. Answers at once. */
  start: channel({
    name: "device.import.start",
    input: z.object({ paths: z.array(z.string().min(1)).min(1), mode: z.enum(IMPORT_MODES) }),
    output: z.object({ jobId: jobIdSchema, isResumed: z.boolean() }),
  }),
  /** How far it is, a few times a second; ends when it has finished or stopped. */
  watch: feed({ name: "device.import.watch", input: z.object({ jobId: jobIdSchema }), item: importProgressSchema }),
  /** Stops after the files that are being read. What is imported stays; starting again goes on. */
  cancel: channel({ name: "device.import.cancel", input: z.object({ jobId: jobIdSchema }), output: z.null() }),
  /** Every file of the last import with what became of it, in the order of the walk; an item is a page. */
  files: feed({
    name: "device.import.files",
    input: z.object({ jobId: jobIdSchema }),
    item: z.array(importFileSchema),
  }),
  /** Files of all imports that need attention, newest import first. */
  review: channel({
    name: "device.import.review",
    input: z.object({ limit: z.int().min(1).max(10_000) }),
    output: z.object({ files: z.array(reviewFileSchema), count: countSchema }),
  }),
  /** Imports that are not finished, newest first: at once, and again when one begins, stops or finishes. Never ends by itself. */
  unfinished: feed({
    name: "device.import.unfinished",
    input: z.object({}),
    item: z.object({ imports: z.array(unfinishedImportSchema) }),
  }),
  /** Goes on with an import that was broken off. */
  resume: channel({
    name: "device.import.resume",
    input: z.object({ jobId: jobIdSchema }),
    output: z.object({ jobId: jobIdSchema, isResumed: z.boolean() }),
  }),
  /** Imports files of the review list again; each leaves the list, and comes back when it fails again. */
  retry: channel({
    name: "device.import.retry",
    input: z.object({ entries: entriesSchema }),
    output: z.object({ jobIds: z.array(jobIdSchema) }),
  }),
  /** Takes files off the review list. They are not changed, and an import that meets them again lists them again. */
  dismiss: channel({
    name: "device.import.dismiss",
    input: z.object({ entries: entriesSchema }),
    output: z.object({ dismissed: countSchema }),
  }),
};
