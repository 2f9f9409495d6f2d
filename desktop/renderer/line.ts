import type { Connection } from "@shared/contract/connect";
import type { Schedule } from "@shared/domain/schedule";
import { AppError } from "@shared/errors";
import type { Host } from "@renderer/bridge/host";

export interface LineListener {
  up(): void;
  down(message: string): void;
}

/** A connection that outlives the engine: it is made again when it breaks, each time a little later. */
export interface Line {
  /** Stands for whatever connection there is now; throws `disconnected` while there is none. */
  readonly connection: Connection;
  start(listener: LineListener): void;
  /** Tries at once. */
  retry(): void;
}

const AGAIN_MS = [200, 500, 1000, 2000, 5000] as const;

export function createLine(host: Pick<Host, "connect" | "onLost">, schedule: Schedule): Line {
  let current: Connection | null = null;
  let listener: LineListener | null = null;
  let attempt = 0;
  let cancelAgain: (() => void) | null = null;
  let isTrying = false;

  const now = (): Connection => {
    if (current) return current;
    throw new AppError("disconnected", "The library is not connected at the moment; try again shortly");
  };
  const again = (message: string) => {
    listener?.down(message);
    const delayMs = AGAIN_MS[Math.min(attempt++, AGAIN_MS.length - 1)] ?? 5000;
    cancelAgain ??= schedule(delayMs, tryNow);
  };
  const tryNow = () => {
    cancelAgain?.();
    cancelAgain = null;
    if (isTrying || current) return;
    isTrying = true;
    host.connect().then(
      (connection) => {
        isTrying = false;
        current = connection;
        attempt = 0;
        listener?.up();
      },
      (thrown: unknown) => {
        isTrying = false;
        again(thrown instanceof Error ? thrown.message : String(thrown));
      },
    );
  };
  host.onLost(() => {
    if (!current) return;
    current = null;
    again("The connection to the library was lost");
  });
  return {
    connection: {
      // Async, so that a connection that is missing is a rejection like any other.
      invoke: async (channel, input, options) => now().invoke(channel, input, options),
      subscribe: (feed, input, options) => ({
        [Symbol.asyncIterator]: () => now().subscribe(feed, input, options)[Symbol.asyncIterator](),
      }),
      close: () => current?.close(),
    },
    start(heard) {
      listener = heard;
      tryNow();
    },
    retry: tryNow,
  };
}
