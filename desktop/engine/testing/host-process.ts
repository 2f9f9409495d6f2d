import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { HostLine, Scenario } from "@engine/testing/crash-scenario";

/** Where scripts/build/crash-setup.mjs puts the bundle. */
export const CRASH_HOST = fileURLToPath(new URL("../../../.cache/crash/crash-host.js", import.meta.url));

export type LineOf<Kind extends HostLine["kind"]> = Extract<HostLine, { kind: Kind }>;

/** A crash host at work. */
export interface HostProcess {
  /** All that it has told so far. */
  lines: readonly HostLine[];
  /** All that it has told of one kind. */
  told<Kind extends HostLine["kind"]>(kind: Kind): LineOf<Kind>[];
  /** Waits until it has told one of a kind, or has ended. */
  waitFor(kind: HostLine["kind"]): Promise<void>;
  /** Lets a process that waits go on. */
  go(): void;
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** Waits for its end, and gives the signal that ended it. What it wrote on its error stream fails the test. */
  end(): Promise<NodeJS.Signals | null>;
}

export function startHost(scenario: Scenario): HostProcess {
  const child = spawn(process.execPath, [CRASH_HOST, JSON.stringify(scenario)], { stdio: ["pipe", "pipe", "pipe"] });
  const lines: HostLine[] = [];
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const each of wakers) each();
    wakers.clear();
  };
  let hasEnded = false;
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  // A process that was killed takes no more orders.
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(JSON.parse(line) as HostLine);
    wake();
  });
  const closed = once(child, "close").then(([, signal]) => {
    hasEnded = true;
    wake();
    return signal as NodeJS.Signals | null;
  });
  const told = <Kind extends HostLine["kind"]>(kind: Kind) =>
    lines.filter((line): line is LineOf<Kind> => line.kind === kind);
  return {
    lines,
    told,
    waitFor: async (kind) => {
      while (!hasEnded && told(kind).length === 0) await new Promise<void>((resolve) => wakers.add(resolve));
    },
    go: () => child.stdin.write("\n"),
    signal: (name) => child.kill(name),
    end: async () => {
      const signal = await closed;
      if (complaint !== "") throw new Error(`the host complained:\n${complaint}`);
      return signal;
    },
  };
}

/** Runs a host that nobody disturbs, to its end. */
export async function runHost(scenario: Scenario): Promise<HostProcess> {
  const host = startHost(scenario);
  await host.end();
  return host;
}
