import { fork } from "node:child_process";
import type { AnswerMessage } from "@engine/workers/media-task";
import type { SpawnWorker } from "@engine/workers/media-pool";

/** Workers as child processes of Node. They end with this process, also when it is killed: their channel closes. */
export function forkWorkers(workerPath: string): SpawnWorker {
  return () => {
    const child = fork(workerPath, [], { serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"] });
    return {
      // A worker that has just died takes no message; its exit tells the rest.
      send: (message) => child.send(message, () => undefined),
      onMessage: (listener) => child.on("message", (message) => listener(message as AnswerMessage)),
      onExit: (listener) => {
        let hasEnded = false;
        const end = () => {
          if (!hasEnded) listener();
          hasEnded = true;
        };
        child.on("exit", end);
        child.on("error", end);
      },
      kill: () => child.kill("SIGKILL"),
    };
  };
}
