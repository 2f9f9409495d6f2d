import { setImmediate as nextTurn } from "node:timers/promises";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { expect, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { channel, feed, handle, type HandlersOf } from "@shared/contract/channel";
import { portOfNode } from "@shared/contract/port";
import type { ServerMessage } from "@shared/contract/port-message";
import { serveChannels, type ServeOptions } from "@shared/contract/serve-port";

/** Operations of every kind. */
export const OPERATIONS = {
  double: channel({
    name: "test.double",
    input: z.object({ of: z.int(), within: z.object({ a: z.string() }).optional() }),
    output: z.object({ is: z.int() }),
  }),
  wait: channel({ name: "test.wait", input: z.unknown(), output: z.unknown() }),
  count: feed({ name: "test.count", input: z.object({ to: z.number() }), item: z.int() }),
};

export type Handlers = HandlersOf<typeof OPERATIONS>;

export const HANDLERS: Handlers = {
  double: ({ of }) => ({ is: of * 2 }),
  wait: (_, { signal }) => untilAborted(signal),
  count: ({ to }) => countTo(to),
};

export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

export async function* countTo(to: number) {
  for (let at = 1; at <= to; at++) yield await Promise.resolve(at);
}

/** Two ends of one line, closed when the test is over. */
export function openChannel(): { port1: MessagePort; port2: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  return { port1, port2 };
}

/** A served port and the bare other end of it, on which a caller can say anything. */
export function serve(handlers: Partial<Handlers> = {}, options: Partial<ServeOptions> = {}) {
  const { port1, port2 } = openChannel();
  const [onBug, onRefused] = [vi.fn(), vi.fn()];
  const port = portOfNode(port1);
  serveChannels(port, handle(OPERATIONS, { ...HANDLERS, ...handlers }), { onBug, onRefused, ...options });
  const answers: ServerMessage[] = [];
  port2.on("message", (message: ServerMessage) => answers.push(message));
  /** Sends and waits for so many answers more. */
  async function ask(message: unknown, count = 1): Promise<ServerMessage[]> {
    const before = answers.length;
    port2.postMessage(message);
    await vi.waitFor(() => expect(answers.length).toBeGreaterThanOrEqual(before + count), { interval: 1 });
    return answers.slice(before);
  }
  return { ask, answers, far: port2, near: port1, port, onBug, onRefused };
}

export const call = (name: string, input: unknown, id = 1) => ({ type: "call", id, name, input });
export const open = (name: string, input: unknown, credit: number, id = 1) => ({
  type: "open",
  id,
  name,
  input,
  credit,
});
export const failed = (code: string, message: unknown = expect.any(String)) => [
  { type: "error", id: 1, ok: false, error: expect.objectContaining({ code, message }) as unknown },
];

/** Long enough for anything under way between two ports of one process. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await nextTurn();
}
