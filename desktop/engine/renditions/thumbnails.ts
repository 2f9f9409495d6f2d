import { RENDITION_EDGE_PX } from "@shared/domain/rendition";
import type { PhotoRenderer, PictureTrouble } from "@engine/renditions/photo-renderer";
import type { RenditionRepository } from "@engine/renditions/rendition.repository";
import type { Rendered } from "@engine/workers/media-task";

/** A thumbnail that was made, or the reason why there is none. */
export type ThumbnailResult =
  | { photoId: string; rendered: Rendered; trouble: PictureTrouble | null }
  | { photoId: string; rendered: null; trouble: PictureTrouble };

export interface ThumbnailMaker {
  /** Saves nothing. */
  render(photoId: string, sizeBytes: number): Promise<ThumbnailResult>;
  /** Saves what was made, and remembers what cannot be made. A file that is away is tried again another time. */
  save(results: readonly ThumbnailResult[]): void;
}

/** Thumbnails wait while files are still being read (rank 0). */
export const THUMBNAIL_RANK = 1;

const TRUNCATED: PictureTrouble = {
  code: "truncated",
  message: "The file is damaged; the picture shows what there is.",
};

export function createThumbnailMaker(renderer: PhotoRenderer, renditions: RenditionRepository): ThumbnailMaker {
  return {
    render: async (photoId, sizeBytes) => {
      const made = await renderer.render(photoId, sizeBytes, {
        edgePx: RENDITION_EDGE_PX.thumbnail,
        rank: THUMBNAIL_RANK,
      });
      if ("trouble" in made) return { photoId, rendered: null, trouble: made.trouble };
      return { photoId, rendered: made.rendered, trouble: made.rendered.isTruncated ? TRUNCATED : null };
    },
    save: (results) =>
      renditions.transaction(() => {
        for (const { photoId, rendered, trouble } of results) {
          if (rendered) {
            const { widthPx, heightPx } = rendered;
            const [bytes, thumbhash] = [Buffer.from(rendered.bytes), Buffer.from(rendered.thumbhash)];
            renditions.saveThumbnail(photoId, { bytes, thumbhash, widthPx, heightPx });
          } else if (trouble.code !== "vanished") renditions.savePlaceholder(photoId, trouble);
        }
      }),
  };
}
