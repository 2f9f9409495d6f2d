import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SampleProgress } from "@shared/contract/samples";
import { AppError } from "@shared/errors";
import { planSamples } from "@shared/media/samples/plan";
import { toFsPath } from "@engine/files/file-path";
import { mapInOrder } from "@engine/import/streams";
import { dropFolderAt, type LibraryFolder } from "@engine/library-folder";
import type { PickService } from "@engine/pick/pick.service";
import type { MediaPool } from "@engine/workers/media-pool";
import { TroubleError } from "@engine/workers/trouble";

interface Deps {
  folder: LibraryFolder;
  pool: Pick<MediaPool, "run" | "size">;
  /** The files come in as a drop does, which also clears them away when they are imported. */
  picks: Pick<PickService, "registerDrop" | "start">;
}

export interface SamplesService {
  /** Makes the sample photos that are not there yet, then starts their import. Throws `disk_full`, `cancelled`. */
  make(signal: AbortSignal): AsyncGenerator<SampleProgress>;
}

/** The name under which samples drop in: always the same, so that what was broken off is found again. */
const DROP = "samples";
const WAITING_PER_WORKER = 2;

export function createSamplesService({ folder, pool, picks }: Deps): SamplesService {
  const placeOf = (path: string) => join(dropFolderAt(folder, DROP), "0", ...path.split("/"));

  const makeOne = async (index: number, path: string): Promise<void> => {
    const to = placeOf(path);
    if (existsSync(toFsPath(to))) return;
    await pool.run({ kind: "sample", index, to }, { rank: 0, sizeBytes: 0 });
  };

  return {
    make: async function* (signal) {
      const shots = planSamples();
      const of = shots.length;
      const numbers = untilAborted(shots.keys(), signal);
      const done = mapInOrder(numbers, pool.size * WAITING_PER_WORKER, (index) =>
        makeOne(index, shots[index]?.path ?? ""),
      );
      let made = 0;
      try {
        for await (const _ of done) {
          made += 1;
          yield { made, of, jobId: null };
        }
      } catch (error) {
        throw toExpected(error);
      }
      signal.throwIfAborted();
      const { picks: dropped } = await picks.registerDrop(DROP);
      const { jobId } = picks.start({ handles: dropped.map(({ handle }) => handle), mode: "copy" });
      yield { made, of, jobId };
    },
  };
}

async function* untilAborted(numbers: Iterable<number>, signal: AbortSignal): AsyncGenerator<number> {
  for (const number of numbers) {
    if (signal.aborted) return;
    yield await Promise.resolve(number);
  }
}

function toExpected(error: unknown): unknown {
  if (!(error instanceof TroubleError) || error.trouble.code !== "disk_full") return error;
  return new AppError("disk_full", "The disk of the library is full. Free some space and try again.", { cause: error });
}
