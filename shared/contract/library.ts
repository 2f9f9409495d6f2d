import { z } from "zod";
import { channel } from "@shared/contract/channel";
import { uint8Column } from "@shared/contract/column";
import { photoIdSchema, photoSchema } from "@shared/contract/photo";

const countSchema = z.int().nonnegative();

/** What a library holds and how safe it is. */
export const statusSchema = z.object({
  /** Live photos. */
  photos: countSchema,
  /** Photos whose original the service has verified. */
  backedUp: countSchema,
  /** Mutations that the service has not accepted; 0 while the library is bound to none. */
  pending: countSchema,
  /** Uploads to come. */
  waiting: countSchema,
  /** Items that cannot go on, each with a reason. */
  failed: countSchema,
  /** Why synchronisation stands still; null when it does not. */
  stopped: z.string().nullable(),
  /** The last position of the log that was seen. */
  head: countSchema,
  trashed: countSchema,
  /** Files on the review list. */
  needAttention: countSchema,
  libraryId: z.uuid(),
  path: z.string(),
});
export type LibraryStatus = z.infer<typeof statusSchema>;

export const thumbnailSchema = z.object({
  /** WebP, fitted into 320 px. */
  bytes: uint8Column,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  thumbhash: uint8Column,
});

/** What is asked of a library beside its photos. */
export const STATE_OPERATIONS = {
  status: channel({ name: "library.status", input: z.object({}), output: statusSchema }),
  /** A photo by id or by the path of one of its files, with every tag that was read from it. */
  show: channel({
    name: "library.show",
    input: z.object({ photo: z.string().min(1) }),
    output: z.object({ photo: photoSchema, metadata: z.record(z.string(), z.unknown()).nullable() }),
  }),
  /** Null while there is none. */
  thumbnail: channel({
    name: "library.thumbnail",
    input: z.object({ photoId: photoIdSchema }),
    output: thumbnailSchema.nullable(),
  }),
  /** WebP fitted into 1600 px, made now when it is not there yet; null when there can be none. */
  preview: channel({
    name: "library.preview",
    input: z.object({ photoId: photoIdSchema }),
    output: z.object({ bytes: uint8Column }).nullable(),
  }),
  /** Makes the catalog again from the journal, and thumbnails that are missing. */
  rebuild: channel({
    name: "device.rebuild",
    input: z.object({}),
    output: z.object({ photos: countSchema, thumbnails: countSchema, tookMs: countSchema }),
  }),
};
