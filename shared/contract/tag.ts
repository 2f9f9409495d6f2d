import { z } from "zod";
import { COLOUR_LABELS } from "@shared/contract/photo";

/** A UUID of version 5 over the path (design decision 19). */
export const tagIdSchema = z.uuid({ version: "v5" });

/** A tag as lists give it. */
export const tagSchema = z.object({
  tagId: tagIdSchema,
  /** Levels parted by `|`, as first written. */
  path: z.string().min(1),
  colourLabel: z.enum(COLOUR_LABELS).nullable(),
  /** Live photos that have this very tag, those of tags below it not counted. */
  photoCount: z.int().nonnegative(),
});
export type Tag = z.infer<typeof tagSchema>;
