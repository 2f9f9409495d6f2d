import { setTimeout as sleep } from "node:timers/promises";
import { closeMedia } from "@shared/media/exiftool";
import { READY_ID } from "@engine/workers/media-task";
import { performTask } from "@engine/workers/perform-task";
import { openWorkerLine } from "@engine/workers/worker-line";

/**
 * A process that reads and decodes files, one after another. Whatever a file does to it, the engine lives: it ends itself
 * when it has grown too large, is killed when it takes too long, and is replaced when it breaks.
 */
const RSS_BYTES_MAX = 1_400_000_000;
const WATCH_MS = 250;

async function watchMemory(): Promise<void> {
  for (;;) {
    await sleep(WATCH_MS, undefined, { ref: false });
    if (process.memoryUsage.rss() > RSS_BYTES_MAX) process.exit(1);
  }
}

const line = openWorkerLine({
  onTask: (task) => void performTask(task).then(line.post),
  onGone: () => void closeMedia().finally(() => process.exit(0)),
});
void watchMemory();
line.post({ id: READY_ID, ok: true, answer: { kind: "other" } });
