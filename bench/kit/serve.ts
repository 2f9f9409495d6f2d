import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { ROOT } from "@bench/kit/folders";

export interface Serve {
  /** With its token, which opens one page. */
  url: string;
  /** Ends the process as a crash does, without a word. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  again(): Promise<void>;
  /** Ends it as a person does, and waits until it has. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  library: string;
  /** The person's folder, where the folder browser begins. */
  home: string;
}

const STOP_MS = 20_000;

/** Runs `imgstream serve` from the build and waits until it has said its address. */
export async function startServe({ library, home }: ServeOptions): Promise<Serve> {
  let running = await spawnServe(library, home, 0);
  const serve: Serve = {
    url: running.url,
    kill: () => running.end("SIGKILL"),
    again: async () => {
      running = await spawnServe(library, home, Number(new URL(serve.url).port));
      serve.url = running.url;
    },
    stop: () => running.end("SIGTERM"),
  };
  return serve;
}

interface Running {
  url: string;
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

async function spawnServe(library: string, home: string, port: number): Promise<Running> {
  const args = ["bin/imgstream.js", "serve", "--library", library, "--port", String(port), "--json"];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, HOME: home, TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const { url } = await firstLine(child, () => said);
  return {
    url,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

function firstLine(child: ChildProcess & { stdout: Readable }, said: () => string): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`imgstream serve ended before it said its address:\n${said()}`));
    child.once("exit", fail);
    createInterface({ input: child.stdout }).once("line", (line) => {
      child.off("exit", fail);
      resolve(JSON.parse(line) as { url: string });
    });
  });
}
