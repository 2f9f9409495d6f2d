import { z } from "zod";
import { channel } from "@shared/contract/channel";
import { IMPORT_MODES } from "@shared/contract/import";

/** Stands for a path that a person picked or that a listing showed: 256 random bits in base64url, valid while the engine runs. */
const handleSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "not a handle");
const nameSchema = z.string();

/** The most things that are picked, dropped or imported at once; a folder counts once. */
export const PICKS_MAX = 50_000;

/** A file or folder that a person picked or dropped. */
export const pickSchema = z.object({ handle: handleSchema, name: nameSchema, isFolder: z.boolean() });
export type Pick = z.infer<typeof pickSchema>;

export const picksSchema = z.object({ picks: z.array(pickSchema) });

/** A folder that may be looked into or picked. */
export const pickedFolderSchema = z.object({
  handle: handleSchema,
  name: nameSchema,
  /** False when the system does not let this user look into it. */
  isReadable: z.boolean(),
});
export type PickedFolder = z.infer<typeof pickedFolderSchema>;

/** Where browsing begins. `drive`: a mounted drive or card. */
export const PLACE_KINDS = ["pictures", "home", "drive"] as const;
export const pickPlaceSchema = z.object({ ...pickedFolderSchema.shape, kind: z.enum(PLACE_KINDS) });
export type PickPlace = z.infer<typeof pickPlaceSchema>;

export const folderListingSchema = z.object({
  /** For people to read; it is not taken back. */
  path: z.string(),
  /** The folder that it lies in; null at the top. */
  parent: handleSchema.nullable(),
  /** In the order of their names, numbers by value; hidden ones are left out. */
  folders: z.array(pickedFolderSchema),
  /** Files right in it that look like photos or videos by their names. */
  photoCount: z.int().nonnegative(),
});
export type FolderListing = z.infer<typeof folderListingSchema>;

/** How a page names what lies on the disk: by handles that it was given, never by paths. */
export const PICK_OPERATIONS = {
  places: channel({
    name: "device.pick.places",
    input: z.object({}),
    output: z.object({ folders: z.array(pickPlaceSchema) }),
  }),
  /** Throws `pick_not_found`, `folder_unreadable`. */
  folder: channel({
    name: "device.pick.folder",
    input: z.object({ handle: handleSchema }),
    output: folderListingSchema,
  }),
  /** As `device.import.start`. What was dropped into a browser can only be copied. */
  start: channel({
    name: "device.import.pick",
    input: z.object({ handles: z.array(handleSchema).min(1).max(PICKS_MAX), mode: z.enum(IMPORT_MODES) }),
    output: z.object({ jobId: z.uuid(), isResumed: z.boolean() }),
  }),
};

/** For the host of a page, which knows paths; refused on a page's own port. */
export const HOST_OPERATIONS = {
  /** Files and folders by their absolute paths; of those that are neither, none is given. */
  register: channel({
    name: "device.pick.register",
    input: z.object({ paths: z.array(z.string().min(1)).max(PICKS_MAX) }),
    output: picksSchema,
  }),
  /** What lies in a drop: its files are deleted when their import has ended. */
  drop: channel({
    name: "device.pick.drop",
    input: z.object({ drop: z.uuid() }),
    output: picksSchema,
  }),
};

/** What `POST /drops` of the loopback host answers. */
export const dropSchema = z.object({ drop: z.uuid() });
