import type { FileCode } from "@shared/contract/import";
import { AppError } from "@shared/errors";
import type { SourceRepository } from "@engine/journal/source.repository";
import { fromKeptPath, type LibraryFolder } from "@engine/library-folder";
import type { Rendered } from "@engine/workers/media-task";
import type { MediaPool } from "@engine/workers/media-pool";
import { TroubleError } from "@engine/workers/trouble";

/** Why a photo has no picture, or not a whole one. */
export interface PictureTrouble {
  code: FileCode;
  message: string;
}

export interface PhotoRenderer {
  /** A picture of a photo from the first of its files that is there, or why there can be none. */
  render(
    photoId: string,
    sizeBytes: number,
    options: { edgePx: number; rank: number },
  ): Promise<{ rendered: Rendered } | { trouble: PictureTrouble }>;
}

interface Deps {
  folder: LibraryFolder;
  pool: MediaPool;
  sources: SourceRepository;
}

const AWAY: PictureTrouble = {
  code: "vanished",
  message: "Its file is not on this device. Connect the drive that it is on.",
};

export function createPhotoRenderer({ folder, pool, sources }: Deps): PhotoRenderer {
  return {
    render: async (photoId, sizeBytes, { edgePx, rank }) => {
      for (const kept of sources.listPaths(photoId)) {
        try {
          const path = fromKeptPath(folder, kept);
          return { rendered: await pool.run({ kind: "render", path, edgePx }, { rank, sizeBytes }) };
        } catch (error) {
          const trouble = toTrouble(error);
          if (trouble.code !== "vanished") return { trouble };
        }
      }
      return { trouble: AWAY };
    },
  };
}

function toTrouble(error: unknown): PictureTrouble {
  if (!(error instanceof TroubleError)) throw error;
  const { code, message } = error.trouble;
  if (code === "disk_full") throw new AppError("disk_full", message);
  return { code, message };
}
