import { getEventListeners } from "node:events";
import type { MessagePort } from "node:worker_threads";
import { expect, vi } from "vitest";
import { z } from "zod";
import { channel, feed, handle, type HandlersOf } from "@shared/contract/channel";
import { int32Column, uint8Column } from "@shared/contract/column";
import { connect } from "@shared/contract/connect";
import { portOfNode } from "@shared/contract/port";
import type { CallerMessage } from "@shared/contract/port-message";
import { serveChannels } from "@shared/contract/serve-port";
import { AppError, toErrorRecord, type ErrorRecord } from "@shared/errors";
import { openChannel, untilAborted } from "@shared/testing/served-port";

export const OPERATIONS = {
  echo: channel({ name: "test.echo", input: z.unknown(), output: z.unknown() }),
  match: channel({
    name: "test.match",
    input: z.object({ keys: int32Column }),
    output: z.object({ bits: uint8Column, count: z.int() }),
  }),
  wait: channel({ name: "test.wait", input: z.object({}), output: z.null() }),
  count: feed({ name: "test.count", input: z.object({ to: z.int() }), item: z.int() }),
  quiet: feed({ name: "test.quiet", input: z.object({}), item: z.int() }),
};

export type Handlers = HandlersOf<typeof OPERATIONS>;

export const HANDLERS: Handlers = {
  echo: (input) => input,
  match: ({ keys }) => ({ bits: Uint8Array.of(255, 1), count: keys.length }),
  wait: (_, { signal }) => untilAborted(signal),
  async *count({ to }) {
    for (let at = 1; at <= to; at++) yield await Promise.resolve(at);
  },
  async *quiet(_, { signal }) {
    yield await untilAborted(signal);
  },
};

/** A caller and a server that serve and ask in earnest. */
export function link(handlers: Partial<Handlers> = {}) {
  const { port1, port2 } = openChannel();
  const onBug = vi.fn();
  const port = portOfNode(port2);
  const options = { onBug, areAnswersChecked: true };
  serveChannels(portOfNode(port1), handle(OPERATIONS, { ...HANDLERS, ...handlers }), options);
  return { connection: connect(port), server: port1, native: port2, onBug };
}

/** A connection whose other end is played by the test. */
export function linkTo(answer: (message: CallerMessage, native: MessagePort) => void) {
  const { port1, port2 } = openChannel();
  const heard: CallerMessage[] = [];
  port1.on("message", (message: CallerMessage) => {
    heard.push(message);
    answer(message, port1);
  });
  return { connection: connect(portOfNode(port2)), heard, far: port1 };
}

export async function readAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The AppError with which a promise must reject, as a record. */
export async function failure(promise: Promise<unknown>): Promise<ErrorRecord> {
  const thrown: unknown = await promise.then(
    () => expect.fail("nothing was thrown"),
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return toErrorRecord(thrown);
}

export const abortListeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;
