import { z } from "zod";
import { MEDIA_FORMATS, type MediaFormat } from "@shared/domain/media-type";
import { parseLocalMs } from "@shared/domain/capture-time";

export const photoIdSchema = z.string().regex(/^[a-z2-7]{32}$/);
export const contentHashSchema = z.string().regex(/^[0-9a-f]{64}$/);
export const capturedLocalSchema = z.string().refine((text) => parseLocalMs(text) !== undefined, {
  error: "not a time like 2021-03-01T12:34:56",
});

/** Where a capture time was read: best first. `file` is the file's own time, in the zone of the machine that imported it. */
export const CAPTURED_SOURCES = ["user", "exif", "xmp", "iptc", "container", "gps", "name", "file"] as const;
/** Where the offset from UTC was read. */
export const OFFSET_SOURCES = ["user", "exif", "xmp", "iptc", "container", "gps", "file"] as const;
export const COLOUR_LABELS = ["red", "yellow", "green", "blue", "purple"] as const;
export const PICKS = ["pick", "reject"] as const;
export const PHOTO_STATES = ["live", "trashed", "purged"] as const;

export type PhotoState = (typeof PHOTO_STATES)[number];

/** What the original itself states. Set by an import, changed only when a better extractor reads the file again. */
export const photoFactsSchema = z.object({
  contentHash: contentHashSchema,
  sizeBytes: z.int().nonnegative(),
  contentType: z.string(),
  format: z.enum(MEDIA_FORMATS as [MediaFormat, ...MediaFormat[]]),
  fileName: z.string(),
  /** As displayed: the orientation is applied. Null when no reader could tell. */
  widthPx: z.int().positive().nullable(),
  heightPx: z.int().positive().nullable(),
  /** EXIF 2.32, 4.6.4: 1 to 8. Null when the file does not say. */
  orientation: z.int().min(1).max(8).nullable(),
  durationMs: z.int().nonnegative().nullable(),
  altitudeM: z.number().nullable(),
  /** Degrees clockwise from north. */
  directionDegrees: z.number().min(0).max(360).nullable(),
  cameraMake: z.string().nullable(),
  cameraModel: z.string().nullable(),
  lensModel: z.string().nullable(),
  exposureTimeS: z.number().nullable(),
  fNumber: z.number().nullable(),
  iso: z.int().nullable(),
  focalLengthMm: z.number().nullable(),
  focalLength35Mm: z.number().nullable(),
  /** Raised when the extractor reads more or better; the higher version wins (design decision 18). */
  extractorVersion: z.int(),
});

/** What a person may change, each a register of its own; an import sets the first value. */
export const photoRegistersSchema = z.object({
  title: z.string().nullable(),
  description: z.string().nullable(),
  capturedLocal: capturedLocalSchema,
  capturedSource: z.enum(CAPTURED_SOURCES),
  /** Minutes east of UTC. */
  offsetMinutes: z.int().min(-1439).max(1439).nullable(),
  offsetSource: z.enum(OFFSET_SOURCES).nullable(),
  /** WGS 84, degrees, north and east positive. */
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  /** 1 to 5 stars, 0 for none given, -1 for rejected (XMP specification part 2, xmp:Rating). */
  rating: z.int().min(-1).max(5).nullable(),
  isFavourite: z.boolean(),
  colourLabel: z.enum(COLOUR_LABELS).nullable(),
  pick: z.enum(PICKS).nullable(),
  isPrivate: z.boolean(),
  isHidden: z.boolean(),
  isArchived: z.boolean(),
  stackId: z.string().nullable(),
  livePhotoVideoId: photoIdSchema.nullable(),
});

/** A photo as `list`, `show` and the REST interface give it. */
export const photoSchema = z.object({
  photoId: photoIdSchema,
  ...photoFactsSchema.shape,
  ...photoRegistersSchema.shape,
  /** Full paths of its tags, levels parted by `|`, in the order given. */
  keywords: z.array(z.string()),
  /** Where the original lies on this device; null when it is not here. */
  path: z.string().nullable(),
  importedAtMs: z.int(),
  updatedAtMs: z.int(),
  trashedAtMs: z.int().nullable(),
  /** The service holds the original and has compared its hashes. */
  backedUp: z.boolean(),
  trashed: z.boolean(),
});

export type PhotoFacts = z.infer<typeof photoFactsSchema>;
export type PhotoRegisters = z.infer<typeof photoRegistersSchema>;
export type Photo = z.infer<typeof photoSchema>;
