import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Runs a program to its end, what it prints thrown away, and says how many milliseconds that took. Throws when it fails. */
export async function timeCommand(program: string, args: readonly string[], input?: string): Promise<number> {
  const startedAt = performance.now();
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { stdio: [input === undefined ? "ignore" : "pipe", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${String(code)}`));
    });
    child.stdin?.end(input);
  });
  return performance.now() - startedAt;
}

/** Whether a program can be found by its name. */
export function hasCommand(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}
