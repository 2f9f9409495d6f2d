import { spawn } from "node:child_process";
import { bundle } from "./bundle";
import { watchMemory } from "./process-memory";

export interface CommandRun {
  tookMs: number;
  /** What it printed on standard output. */
  bytes: number;
  peakBytes: number;
}

/** Runs the `imgstream` command as a process of its own and reads all that it prints. Throws when it fails. */
export async function runImgstream(args: readonly string[]): Promise<CommandRun> {
  return runNode([await bundle("desktop/cli/main.ts"), ...args]);
}

/** Runs Node with these arguments. */
export async function runNode(args: readonly string[]): Promise<CommandRun> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const memory = watchMemory(child.pid ?? 0);
  let bytes = 0;
  child.stdout.on("data", (chunk: Buffer) => (bytes += chunk.length));
  try {
    await new Promise<void>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        if (code === 0) resolve();
        else reject(new Error(`node ${args.join(" ")} ended with ${String(code)}`));
      });
    });
    return { tookMs: performance.now() - startedAt, bytes, peakBytes: memory.peakBytes };
  } finally {
    memory.stop();
  }
}
