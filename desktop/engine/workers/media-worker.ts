import { setTimeout as sleep } from "node:timers/promises";
import { closeMedia } from "@shared/media/exiftool";
import { type AnswerMessage, READY_ID, type TaskMessage } from "@engine/workers/media-task";
import { performTask } from "@engine/workers/perform-task";

/**
 * A process that reads and decodes files, one after another. Whatever a file does to it, the engine lives: it ends itself
 * when it has grown too large, is killed when it takes too long, and is replaced when it breaks.
 */
const RSS_BYTES_MAX = 1_400_000_000;
const WATCH_MS = 250;

function post(message: AnswerMessage): void {
  process.send?.(message);
}

async function watchMemory(): Promise<void> {
  for (;;) {
    await sleep(WATCH_MS, undefined, { ref: false });
    if (process.memoryUsage.rss() > RSS_BYTES_MAX) process.exit(1);
  }
}

process.on("message", (message) => void performTask(message as TaskMessage).then(post));
// The engine is gone, or has closed: nobody waits for an answer.
process.on("disconnect", () => {
  void closeMedia().finally(() => process.exit(0));
});
void watchMemory();
post({ id: READY_ID, ok: true, answer: { kind: "other" } });
