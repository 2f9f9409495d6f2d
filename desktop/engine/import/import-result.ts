import type { PhotoImport } from "@shared/contract/mutation";
import type { KeptOriginal } from "@engine/import/originals";
import type { Verdict } from "@engine/import/outcome";
import type { FileOutcome, QueuedFile } from "@engine/journal/job-file.repository";
import type { FileStamp } from "@engine/workers/media-task";

/** A photo that a file of an import turned out to be. */
export interface ImportedPhoto {
  photoId: string;
  verdict: Verdict;
  facts: PhotoImport;
  tags: Record<string, unknown>;
  /** The copy that still has to get its name; null when nothing was copied. */
  kept: KeptOriginal | null;
  /** Where its bytes are from now on; null when nothing new is known of that. */
  source: { path: string; stamp: FileStamp } | null;
}

/** What became of a file, ready to be committed. */
export interface ImportResult {
  file: QueuedFile;
  outcome: FileOutcome;
  photo: ImportedPhoto | null;
}
