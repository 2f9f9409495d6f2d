import { z } from "zod";
import { channel } from "@shared/contract/channel";
import { photoIdSchema, photoRegistersSchema } from "@shared/contract/photo";
import { QUERY_LENGTH_MAX } from "@shared/contract/view";

/** The most photos that one call names one by one; a query names any number. */
export const SCOPE_IDS_MAX = 100_000;

const keywordsSchema = z.array(z.string().trim().min(1).max(1000)).max(1000);

/** What a person changes of photos. A field that is not there stays as it is; null takes a value away. */
export const photoChangesSchema = photoRegistersSchema
  .pick({
    ...{ title: true, description: true, capturedLocal: true, offsetMinutes: true, latitude: true, longitude: true },
    ...{ rating: true, isFavourite: true, colourLabel: true, pick: true },
    ...{ isPrivate: true, isHidden: true, isArchived: true },
  })
  .partial()
  .extend({
    /** All keywords, instead of those that a photo has. */
    keywords: keywordsSchema.optional(),
    addKeywords: keywordsSchema.optional(),
    removeKeywords: keywordsSchema.optional(),
    /** Moves each capture time by so many milliseconds. */
    shiftMs: z.int().optional(),
  });
export type PhotoChanges = z.infer<typeof photoChangesSchema>;

/** Which photos: those a query finds, or those with these ids. */
export const photoScopeSchema = z.union([
  z.object({ query: z.string().max(QUERY_LENGTH_MAX) }),
  z.object({ photoIds: z.array(photoIdSchema).max(SCOPE_IDS_MAX) }),
]);
export type PhotoScope = z.infer<typeof photoScopeSchema>;

const countSchema = z.int().nonnegative();

/** What an action did. `actionId` is null when nothing had to be changed. */
export const editOutcomeSchema = z.object({
  actionId: z.uuid().nullable(),
  changed: countSchema,
  /** Photos that were so already. */
  unchanged: countSchema,
});
export type EditOutcome = z.infer<typeof editOutcomeSchema>;

export const undoOutcomeSchema = z.object({
  /** The action that was undone. */
  undone: z.object({ actionId: z.uuid(), label: z.string() }),
  /** The action that undoing is; undo that to do it again. */
  actionId: z.uuid(),
  changed: countSchema,
  /** Photos that somebody has changed again since: they stay as they are. */
  left: countSchema,
});
export type UndoOutcome = z.infer<typeof undoOutcomeSchema>;

export const actionSchema = z.object({
  actionId: z.uuid(),
  label: z.string(),
  atMs: z.int(),
  undoes: z.uuid().nullable(),
  undoneBy: z.uuid().nullable(),
});
export type ActionRecord = z.infer<typeof actionSchema>;

export const EDIT_OPERATIONS = {
  edit: channel({
    name: "library.edit",
    input: z.object({ scope: photoScopeSchema, changes: photoChangesSchema }),
    output: editOutcomeSchema,
  }),
  trash: channel({ name: "library.trash", input: z.object({ scope: photoScopeSchema }), output: editOutcomeSchema }),
  restore: channel({
    name: "library.restore",
    input: z.object({ scope: photoScopeSchema }),
    output: editOutcomeSchema,
  }),
  /** Takes an action back, by default the last one that can be. Taking an undo back does the action again. */
  undo: channel({
    name: "library.undo",
    input: z.object({ actionId: z.uuid().optional() }),
    output: undoOutcomeSchema,
  }),
  /** What was done, newest first. */
  actions: channel({
    name: "library.actions",
    input: z.object({ limit: z.int().min(1).max(1000) }),
    output: z.object({ actions: z.array(actionSchema) }),
  }),
};
