import { type AnswerMessage, READY_ID } from "@engine/workers/media-task";
import type { SpawnWorker } from "@engine/workers/media-pool";
import { performTask } from "@engine/workers/perform-task";

/** Workers that do the real work in this process: for tests that are not about processes. */
export const spawnInProcess: SpawnWorker = () => {
  let answer: (message: AnswerMessage) => void = () => undefined;
  return {
    send: (message) => void performTask(message).then((done) => answer(done)),
    onMessage: (listener) => {
      answer = listener;
      queueMicrotask(() => listener({ id: READY_ID, ok: true, answer: { kind: "other" } }));
    },
    onExit: () => undefined,
    kill: () => undefined,
  };
};
