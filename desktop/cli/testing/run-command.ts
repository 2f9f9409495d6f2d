import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** What a run of the built command came to. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The user that the command runs as; only root may say. */
  uid?: number;
}

export interface RunningCommand {
  pid: number | undefined;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when what was written so far, on either stream, matches, with the match. */
  saw(pattern: RegExp): Promise<string>;
  done: Promise<CommandResult>;
}

/** Starts the command as `npx imgstream` does. */
export function startCommand(words: readonly string[], options: CommandOptions = {}): RunningCommand {
  const child = spawn(process.execPath, [`${ROOT}bin/imgstream.js`, ...words], {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    ...(options.uid !== undefined && { uid: options.uid }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
      for (const look of waiting) look();
    });
  }
  return {
    pid: child.pid,
    kill: (signal) => void child.kill(signal),
    saw: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const [match] = pattern.exec(said.stdout + said.stderr) ?? [];
          if (match === undefined) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
      }),
    done: once(child, "close").then(([code]) => ({ code: code as number | null, ...said })),
  };
}

export function runCommand(words: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return startCommand(words, options).done;
}

/** Builds the command when its sources are newer than it. */
export async function buildCommand(): Promise<void> {
  const child = spawn(process.execPath, [`${ROOT}scripts/build.mjs`], { cwd: ROOT, stdio: "inherit" });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error("the build failed");
}
