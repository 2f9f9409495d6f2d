import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openJournal } from "@engine/journal/journal";
import { createSystem } from "@engine/system";
import { liveThrough } from "@bench/generate/life";
import { answer } from "@bench/kit/answer";

export interface CommitAnswer {
  /** One edit of one photo. */
  editMs: number[];
  /** An import's batch: 500 photos with where they lie. */
  importMs: number[];
  /** Some bytes written to a file and brought to the disk. */
  bareMs: number[];
}

const BATCH = 500;

/** Each commit is on the disk when it returns. */
answer(async ({ folder, commits, batches }: { folder: string; commits: number; batches: number }) => {
  const journal = openJournal(join(folder, "journal.sqlite"));
  const { newId, clock } = createSystem();
  const photos = [...liveThrough(batches * BATCH)].flatMap((lived) => lived.photos);
  const file = openSync(join(folder, "bare"), "w");
  const measured: CommitAnswer = { editMs: [], importMs: [], bareMs: [] };
  const time = (into: number[], work: () => void) => {
    const startedAt = performance.now();
    work();
    into.push(performance.now() - startedAt);
  };
  const begin = () => {
    const [n, action, atMs] = [journal.mutations.findLastN() + 1, newId(), clock.nowMs()];
    journal.actions.save({ id: action, label: "Bench", atMs, undoes: null, undoneBy: null });
    return { n, mid: newId(), action, atMs };
  };
  for (let batch = 0; batch < batches; batch++) {
    const items = photos
      .slice(batch * BATCH, (batch + 1) * BATCH)
      .map(({ photoId, facts }) => ({ k: photoId, f: facts }));
    time(measured.importMs, () =>
      journal.transaction(() => {
        journal.mutations.save({ mutation: { ...begin(), op: "photo.import.bulk", items }, before: null });
        for (const { k, f } of items) {
          const stamp = { sizeBytes: f.sizeBytes, modifiedNs: 1n, fileId: "1", volume: "1" };
          journal.sources.save({ path: `Originals/${k}.jpg`, photoId: k, ...stamp });
        }
      }),
    );
  }
  for (let commit = 0; commit < commits; commit++) {
    const items = [{ k: photos[commit % photos.length]?.photoId ?? "", f: { rating: commit % 6 } }];
    time(measured.editMs, () =>
      journal.transaction(() =>
        journal.mutations.save({ mutation: { ...begin(), op: "photo.set.bulk", items }, before: [{ rating: null }] }),
      ),
    );
    time(measured.bareMs, () => {
      writeSync(file, Buffer.alloc(4096, commit));
      fdatasyncSync(file);
    });
  }
  closeSync(file);
  journal.close();
  return Promise.resolve(measured);
});
