import { z } from "zod";
import { contentHashSchema, photoFactsSchema, photoRegistersSchema } from "@shared/contract/photo";

/** The most keys that one mutation may name. */
export const MUTATION_ITEMS_MAX = 500;

/** The write that an author saw in a cell: its mutation and the stamp of it. */
export const cellWriterSchema = z.object({ w: z.uuid(), ts: z.int() });
export type CellWriter = z.infer<typeof cellWriterSchema>;

/** A file that belongs to a photo without being one, such as an XMP sidecar. */
export const photoAssetSchema = z.object({
  kind: z.enum(["xmp", "aae", "takeout"]),
  fileName: z.string(),
  sha256: contentHashSchema,
  sizeBytes: z.int().nonnegative(),
});
export type PhotoAsset = z.infer<typeof photoAssetSchema>;

export const photoImportSchema = z.object({
  ...photoFactsSchema.shape,
  ...photoRegistersSchema.shape,
  /** As the file has them. */
  keywords: z.array(z.string()),
  /** Keywords that the file places in a hierarchy, levels parted by `|`; most are among `keywords` by their last level. */
  keywordPaths: z.array(z.string()),
  assets: z.array(photoAssetSchema),
});
export type PhotoImport = z.infer<typeof photoImportSchema>;

const photoSetSchema = photoRegistersSchema.partial();
const photoTagSetSchema = z
  .object({ isIn: z.boolean(), path: z.string(), text: z.string().nullable(), position: z.number() })
  .partial();
const tagSetSchema = z.object({ path: z.string(), colourLabel: photoRegistersSchema.shape.colourLabel }).partial();
const albumSetSchema = z
  .object({ title: z.string(), parentId: z.uuid().nullable(), query: z.string().nullable(), isDeleted: z.boolean() })
  .partial();
const albumItemSetSchema = z.object({ isIn: z.boolean(), position: z.number() }).partial();
const stackSetSchema = z.object({ kind: z.enum(["pair", "burst", "bracket", "manual"]), topId: z.string() }).partial();

/** An intent made on a device, over up to 500 rows of one table. One mutation, one position in the log. */
function bulkSchema<O extends string, F extends z.ZodObject>(op: O, fields: F) {
  const item = z.object({ k: z.string().min(1), f: fields, base: z.record(z.string(), cellWriterSchema).optional() });
  return z.object({
    /** Contiguous from 1 for each device. */
    n: z.int().positive(),
    mid: z.uuid(),
    /** Joins what one gesture did. */
    action: z.uuid(),
    /** When the author made it, by the device's clock; the service stamps by its own. */
    atMs: z.int(),
    op: z.literal(op),
    items: z.array(item).min(1).max(MUTATION_ITEMS_MAX),
  });
}

export const mutationSchema = z.discriminatedUnion("op", [
  bulkSchema("photo.import.bulk", photoImportSchema),
  bulkSchema("photo.set.bulk", photoSetSchema),
  bulkSchema("photo.trash.bulk", z.object({})),
  bulkSchema("photo.restore.bulk", z.object({})),
  bulkSchema("photo_tag.set.bulk", photoTagSetSchema),
  bulkSchema("tag.set.bulk", tagSetSchema),
  bulkSchema("album.set.bulk", albumSetSchema),
  bulkSchema("album_item.set.bulk", albumItemSetSchema),
  bulkSchema("stack.set.bulk", stackSetSchema),
]);
export type Mutation = z.infer<typeof mutationSchema>;
export type MutationOf<Op extends Mutation["op"]> = Extract<Mutation, { op: Op }>;

/** The tables whose rows a patch may name. */
export const PATCH_TABLES = ["photo", "photo_tag", "photo_asset", "tag", "album", "album_item", "stack"] as const;
export type PatchTable = (typeof PATCH_TABLES)[number];

/** In a patch's `meta`: the writer of every cell of the row that has no entry of its own. */
export const WHOLE_ROW = "*";

/** Parts of a composite row key are joined by this: `photoId/tagId`, `albumId/photoId`, `photoId/sha256`. */
export const KEY_SEPARATOR = "/";

/** One of the two parts of a row's key, as in `photoId/tagId`; the whole of a key that has one part. */
export function partOf(k: string, part: number): string {
  const cut = k.indexOf(KEY_SEPARATOR);
  if (cut < 0) return part === 0 ? k : "";
  return part === 0 ? k.slice(0, cut) : k.slice(cut + 1);
}

/**
 * A change of one row: what deciding puts out, what records and pull pages carry, what a pending mutation is turned into,
 * and all that the fold takes (design decision 14). `seq` is 0 while nothing has accepted it.
 */
export const patchSchema = z.object({
  t: z.enum(PATCH_TABLES),
  k: z.string(),
  seq: z.int().nonnegative(),
  set: z.record(z.string(), z.json()),
  meta: z.record(z.string(), cellWriterSchema),
});
export type Patch = z.infer<typeof patchSchema>;
