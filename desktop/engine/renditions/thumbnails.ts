import { RENDITION_EDGE_PX } from "@shared/domain/rendition";
import type { FileCode } from "@shared/contract/import";
import { AppError } from "@shared/errors";
import { fromKeptPath, type LibraryFolder } from "@engine/library-folder";
import type { RenditionRepository } from "@engine/renditions/rendition.repository";
import type { SourceRepository } from "@engine/journal/source.repository";
import type { Rendered } from "@engine/workers/media-task";
import type { MediaPool } from "@engine/workers/media-pool";
import { TroubleError } from "@engine/workers/trouble";

/** A thumbnail that was made, or the reason why there is none. */
export type ThumbnailResult =
  | { photoId: string; rendered: Rendered; trouble: { code: FileCode; message: string } | null }
  | { photoId: string; rendered: null; trouble: { code: FileCode; message: string } };

interface Deps {
  folder: LibraryFolder;
  pool: MediaPool;
  sources: SourceRepository;
}

/** Thumbnails wait while files are still being read (rank 0). */
export const THUMBNAIL_RANK = 1;

/** Makes the thumbnail of a photo from the first of its sources that can be read. Saves nothing. */
export async function renderThumbnail(photoId: string, sizeBytes: number, deps: Deps): Promise<ThumbnailResult> {
  let trouble: { code: FileCode; message: string } = { code: "vanished", message: "Its file is not on this device." };
  for (const path of deps.sources.listPaths(photoId)) {
    try {
      const rendered = await deps.pool.run(
        { kind: "render", path: fromKeptPath(deps.folder, path), edgePx: RENDITION_EDGE_PX.thumbnail },
        { rank: THUMBNAIL_RANK, sizeBytes },
      );
      const isWhole = !rendered.isTruncated;
      return {
        photoId,
        rendered,
        trouble: isWhole
          ? null
          : { code: "truncated", message: "The file is damaged; the picture shows what there is." },
      };
    } catch (error) {
      trouble = toTrouble(error);
      if (trouble.code !== "vanished") break;
    }
  }
  return { photoId, rendered: null, trouble };
}

function toTrouble(error: unknown): { code: FileCode; message: string } {
  if (!(error instanceof TroubleError)) throw error;
  const { code, message } = error.trouble;
  if (code === "disk_full") throw new AppError("disk_full", message);
  return { code, message };
}

/** Saves what was made, and remembers what cannot be made. A file that is away is tried again another time. */
export function saveThumbnails(results: readonly ThumbnailResult[], renditions: RenditionRepository): void {
  renditions.transaction(() => {
    for (const { photoId, rendered, trouble } of results) {
      if (rendered) {
        const { bytes, thumbhash, widthPx, heightPx } = rendered;
        renditions.saveThumbnail(photoId, {
          bytes: Buffer.from(bytes),
          thumbhash: Buffer.from(thumbhash),
          widthPx,
          heightPx,
        });
      } else if (trouble.code !== "vanished") renditions.savePlaceholder(photoId, trouble);
    }
  });
}
