import type { z } from "zod";
import type { Channel, Feed } from "@shared/contract/channel";
import { readError } from "@shared/contract/error-record";
import { createFeedReader, type FeedReader } from "@shared/contract/feed-reader";
import type { Port } from "@shared/contract/port";
import { CREDIT_MAX, serverMessageSchema, type CallerMessage, type ServerMessage } from "@shared/contract/port-message";
import { AppError } from "@shared/errors";

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

export interface SubscribeOptions extends CallOptions {
  /** How many items may lie ready, brought into 1 to 256; 8 if nothing is said. Bounds the memory of both ends. */
  window?: number;
}

/** The calling end of a port. */
export interface Connection {
  /**
   * Asks a channel. Throws the server's AppError, `cancelled` when the signal aborts and `disconnected` when the port is or
   * gets closed; an answer that comes after that is dropped.
   */
  invoke<C extends Channel>(
    channel: C,
    input: z.input<C["input"]>,
    options?: CallOptions,
  ): Promise<z.output<C["output"]>>;
  /**
   * Reads a feed; each `for await` opens it anew. Leaving the loop closes it, and when the signal aborts the loop just ends.
   * Throws the server's AppError or `disconnected`, after the items that came before it.
   */
  subscribe<F extends Feed>(
    feed: F,
    input: z.input<F["input"]>,
    options?: SubscribeOptions,
  ): AsyncIterable<z.output<F["item"]>>;
  close(): void;
}

/** A call that waits for messages. */
interface Pending {
  readonly signal: AbortSignal | undefined;
  receive(message: ServerMessage): void;
  disconnect(error: AppError): void;
  abort: () => void;
}

type Start = Extract<CallerMessage, { name: string }>;

/** The port with the calls that are open over it. */
interface Line {
  isClosed(): boolean;
  nextId(): number;
  post(message: CallerMessage): void;
  /** Enters a call and sends its first message. */
  enter(first: Start, call: Pending): void;
  /** Drops a call and lets go of its signal: what comes for it later is passed over. */
  forget(id: number): void;
}

const WINDOW = 8;

/** The calling end of a port. What the other end sends is taken at its word: a server checks its answers itself. */
export function connect(port: Port): Connection {
  const line = createLine(port);
  return {
    invoke: ((channel: Channel, input: unknown, options?: CallOptions) =>
      invoke(line, channel, input, options)) as Connection["invoke"],
    subscribe: ((feed: Feed, input: unknown, options?: SubscribeOptions) => ({
      [Symbol.asyncIterator]: () => openFeed(line, feed, input, options),
    })) as Connection["subscribe"],
    close: () => port.close(),
  };
}

function createLine(port: Port): Line {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let isClosed = false;
  const forget = (id: number) => {
    const call = pending.get(id);
    pending.delete(id);
    call?.signal?.removeEventListener("abort", call.abort);
  };
  port.onMessage((received) => {
    const { success, data: message } = serverMessageSchema.safeParse(received);
    if (success) pending.get(message.id)?.receive(message);
  });
  port.onClose(() => {
    isClosed = true;
    for (const call of [...pending.values()]) call.disconnect(disconnected());
  });
  return {
    isClosed: () => isClosed,
    nextId: () => ++lastId,
    post: (message) => port.post(message),
    forget,
    enter(first, call) {
      pending.set(first.id, call);
      call.signal?.addEventListener("abort", call.abort);
      try {
        port.post(first);
      } catch (thrown) {
        forget(first.id);
        throw thrown;
      }
    },
  };
}

function invoke(line: Line, { name }: Channel, input: unknown, { signal }: CallOptions = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw cancelled(name);
    if (line.isClosed()) throw disconnected();
    const id = line.nextId();
    const disconnect = (error: AppError) => {
      line.forget(id);
      reject(error);
    };
    const call: Pending = {
      signal,
      disconnect,
      receive(message) {
        line.forget(id);
        if (message.type === "answer") resolve(message.value);
        else reject(message.type === "error" ? readError(message.error) : misanswered(name, message));
      },
      abort() {
        disconnect(cancelled(name));
        line.post({ type: "cancel", id });
      },
    };
    line.enter({ type: "call", id, name, input }, call);
  });
}

function openFeed(line: Line, { name }: Feed, input: unknown, options: SubscribeOptions = {}): FeedReader {
  const { signal } = options;
  // A server never sends more than CREDIT_MAX ahead: a larger window would wait for what does not come.
  const window = Math.min(CREDIT_MAX, Math.max(1, Math.floor(options.window ?? WINDOW)));
  const id = line.nextId();
  const reader = createFeedReader(window, {
    more: (credit) => line.post({ type: "more", id, credit }),
    cancel() {
      line.forget(id);
      line.post({ type: "cancel", id });
    },
  });
  const end = (error?: AppError) => {
    line.forget(id);
    reader.end(error);
  };
  if (signal?.aborted) end();
  else if (line.isClosed()) end(disconnected());
  else {
    const call: Pending = {
      signal,
      disconnect: end,
      receive(message) {
        if (message.type === "item") reader.push(message.value);
        else if (message.type === "end") end();
        else end(message.type === "error" ? readError(message.error) : misanswered(name, message));
      },
      abort: () => void reader.return(),
    };
    line.enter({ type: "open", id, name, input, credit: window }, call);
  }
  return reader;
}

function misanswered(name: string, { type }: ServerMessage): AppError {
  return new AppError("answer_invalid", `${name} was answered by ${type}; the two programs may differ in version`);
}

function cancelled(name: string): AppError {
  return new AppError("cancelled", `${name} was cancelled`);
}

function disconnected(): AppError {
  return new AppError("disconnected", "The connection to the library is closed; open the library again");
}
