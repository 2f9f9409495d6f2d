import { PIXEL_LIMIT } from "@shared/domain/pixel-limit";
import { inspectFile } from "@engine/workers/inspect-file";
import { makeSampleFile } from "@engine/workers/make-sample";
import type { AnswerMessage, AnswerOf, MediaTask, TaskMessage } from "@engine/workers/media-task";
import { renderFile } from "@engine/workers/render-file";
import { storeFile } from "@engine/workers/store-file";
import { fromFileError } from "@engine/workers/trouble";

/** Does a task and says what came of it; never throws. */
export async function performTask({ id, task }: TaskMessage): Promise<AnswerMessage> {
  try {
    return { id, ok: true, answer: await perform(task) };
  } catch (error) {
    return { id, ok: false, trouble: fromFileError(error).trouble };
  }
}

function perform(task: MediaTask): Promise<AnswerOf<MediaTask>> {
  switch (task.kind) {
    case "inspect":
      return inspectFile(task);
    case "store":
      return storeFile(task);
    case "render":
      return renderFile(task, PIXEL_LIMIT.desktop);
    case "sample":
      return makeSampleFile(task);
  }
}
