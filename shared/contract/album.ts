import { z } from "zod";
import { photoIdSchema } from "@shared/contract/photo";

export const albumIdSchema = z.uuid();

/** An album as lists give it. One that holds albums is a folder; one with a query is a smart album. */
export const albumSchema = z.object({
  albumId: albumIdSchema,
  title: z.string(),
  /** The folder it lies in; null at the top. */
  parentId: albumIdSchema.nullable(),
  /** In the search grammar (docs/spec/search.md); null when its photos were put in by hand. */
  query: z.string().nullable(),
  /** Live photos in it. */
  photoCount: z.int().nonnegative(),
  /** The photo that stands for it; null when it is empty. */
  coverId: photoIdSchema.nullable(),
});
export type Album = z.infer<typeof albumSchema>;
