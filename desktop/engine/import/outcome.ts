import type { FileCode } from "@shared/contract/import";
import type { PhotoState } from "@shared/contract/photo";
import type { FileOutcome } from "@engine/journal/job-file.repository";

/** What is done with a photo that was read. */
export type Verdict = "add" | "revive" | "duplicate";

/** A photo that is not in the library is added; one in the trash, or purged, comes back; any other is there already. */
export function toVerdict(known: PhotoState | undefined): Verdict {
  if (known === undefined) return "add";
  return known === "live" ? "duplicate" : "revive";
}

export function duplicateOutcome(photoId: string, path: string | undefined): FileOutcome {
  const message = path === undefined ? "The library has this photo already." : `The same content as ${path}`;
  return { state: "duplicate", code: "same_content", message, photoId };
}

/** What the reader of a photo noted, as far as a person should look at it. A damaged picture tells when it is shown. */
const NOTE_SENTENCES: Readonly<Record<string, string>> = {
  date_impossible: "Its date cannot be and was left out.",
  offset_impossible: "Its time zone cannot be and was left out.",
  gps_out_of_range: "Its place lies outside the Earth's degrees and was left out.",
  altitude_impossible: "Its altitude cannot be and was left out.",
  rating_impossible: "Its rating is none of -1 to 5 and was left out.",
  exif_damaged: "Its EXIF block is damaged; what could be read of it was.",
  text_damaged: "A text in it is damaged and was left out.",
  exiftool_failed: "ExifTool could not read it; camera facts may be missing.",
  sidecar_unreadable: "Its sidecar could not be read.",
};

export function importedOutcome(photoId: string, isRevived: boolean, notes: readonly string[]): FileOutcome {
  if (isRevived) {
    return {
      state: "imported",
      photoId,
      code: "revived",
      message: "It was in the trash; this import brought it back.",
    };
  }
  const dropped = notes.flatMap((note) => NOTE_SENTENCES[note] ?? []);
  if (dropped.length === 0) return { state: "imported", photoId, code: null, message: null };
  return { state: "imported", photoId, code: "value_dropped", message: dropped.join(" ") };
}

export function failedOutcome(code: FileCode, message: string): FileOutcome {
  return { state: "failed", code, message, photoId: null };
}

export function sidecarOutcome(photos: readonly string[]): FileOutcome {
  return photos.length > 0
    ? { state: "sidecar", code: "sidecar_of_photo", message: `Read together with ${photos.join(", ")}.`, photoId: null }
    : {
        state: "sidecar",
        code: "sidecar_without_photo",
        message: "No photo of this name lies beside it.",
        photoId: null,
      };
}

export const UNSUPPORTED: FileOutcome = {
  state: "unsupported",
  code: "not_a_photo",
  message: "Neither a photo nor a video.",
  photoId: null,
};
