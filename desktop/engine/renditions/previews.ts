import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RENDITION_EDGE_PX } from "@shared/domain/rendition";
import type { LibraryFolder } from "@engine/library-folder";
import type { PhotoRenderer } from "@engine/renditions/photo-renderer";

/** Pictures of 1600 px, kept as files: made when somebody looks, or ahead while nothing else is to be done. */
export interface Previews {
  /** The preview as WebP, made now when it is not there yet; undefined when there can be none. */
  require(photoId: string, sizeBytes: number): Promise<Buffer | undefined>;
  has(photoId: string): boolean;
}

/** Somebody is waiting: before thumbnails, after what files say of themselves. */
const PREVIEW_RANK = 0.5;

export function createPreviews(folder: LibraryFolder, renderer: PhotoRenderer): Previews {
  const pathOf = (photoId: string) => join(folder.previews, photoId.slice(0, 2), `${photoId}.webp`);
  return {
    has: (photoId) => existsSync(pathOf(photoId)),
    require: async (photoId, sizeBytes) => {
      const path = pathOf(photoId);
      const kept = await readFile(path).catch(() => undefined);
      if (kept) return kept;
      const made = await renderer.render(photoId, sizeBytes, { edgePx: RENDITION_EDGE_PX.preview, rank: PREVIEW_RANK });
      if ("trouble" in made) return undefined;
      const bytes = Buffer.from(made.rendered.bytes);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, bytes);
      await rename(`${path}.new`, path);
      return bytes;
    },
  };
}
