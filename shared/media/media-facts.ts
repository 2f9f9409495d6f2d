import type { PhotoFacts, PhotoRegisters } from "@shared/contract/photo";
import type { TagSet } from "@shared/media/tags/tag-set";

/** Raised when the readers below read more or better (design decision 18). */
export const EXTRACTOR_VERSION = 1;

/** What an original states of itself. What it does not state is null. */
export interface MediaFacts
  extends
    Omit<PhotoFacts, "contentHash" | "sizeBytes" | "contentType" | "format" | "fileName" | "extractorVersion">,
    Pick<
      PhotoRegisters,
      | "title"
      | "description"
      | "capturedLocal"
      | "capturedSource"
      | "offsetMinutes"
      | "offsetSource"
      | "latitude"
      | "longitude"
      | "rating"
      | "colourLabel"
      | "isFavourite"
    > {
  keywords: string[];
  /** Those that the file places in a hierarchy, levels parted by `|`; most are among `keywords` by their last level. */
  keywordPaths: string[];
  /** Apple's identifier that a Live Photo's picture and film share. */
  contentIdentifier: string | null;
  /** Every tag, for the rendition store: at most 64 KiB as JSON. */
  metadata: TagSet;
  /** Codes of what was impossible and dropped, or could not be read (`NOTE` in readings/reading.ts). */
  notes: string[];
}
