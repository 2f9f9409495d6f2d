import { setTimeout as sleep } from "node:timers/promises";
import { PIXEL_LIMIT } from "@shared/domain/pixel-limit";
import { closeMedia } from "@shared/media/exiftool";
import { inspectFile } from "@engine/workers/inspect-file";
import {
  type AnswerMessage,
  type AnswerOf,
  type MediaTask,
  READY_ID,
  type TaskMessage,
} from "@engine/workers/media-task";
import { renderFile } from "@engine/workers/render-file";
import { storeFile } from "@engine/workers/store-file";
import { fromFileError } from "@engine/workers/trouble";

/**
 * A process that reads and decodes files, one after another. Whatever a file does to it, the engine lives: it ends itself
 * when it has grown too large, is killed when it takes too long, and is replaced when it breaks.
 */
const RSS_BYTES_MAX = 1_400_000_000;
const WATCH_MS = 250;

function post(message: AnswerMessage): void {
  process.send?.(message);
}

function perform(task: MediaTask): Promise<AnswerOf<MediaTask>> {
  switch (task.kind) {
    case "inspect":
      return inspectFile(task);
    case "store":
      return storeFile(task);
    case "render":
      return renderFile(task, PIXEL_LIMIT.desktop);
  }
}

async function answer({ id, task }: TaskMessage): Promise<void> {
  try {
    post({ id, ok: true, answer: await perform(task) });
  } catch (error) {
    post({ id, ok: false, trouble: fromFileError(error).trouble });
  }
}

async function watchMemory(): Promise<void> {
  for (;;) {
    await sleep(WATCH_MS, undefined, { ref: false });
    if (process.memoryUsage.rss() > RSS_BYTES_MAX) process.exit(1);
  }
}

process.on("message", (message) => void answer(message as TaskMessage));
// The engine is gone, or has closed: nobody waits for an answer.
process.on("disconnect", () => {
  void closeMedia().finally(() => process.exit(0));
});
void watchMemory();
post({ id: READY_ID, ok: true, answer: { kind: "other" } });
