import { createPort, type Port } from "@shared/contract/port";

/** Two ends of a line within one process. Messages are handed over as they are, not copied, in a later turn. */
export function createPortPair(): [Port, Port] {
  const receivers: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  const createEnd = (own: number, other: number): Port =>
    createPort((receive, closed) => {
      receivers[own] = receive;
      closers[own] = closed;
      return {
        post: (message) => queueMicrotask(() => receivers[other]?.(message)),
        start: () => undefined,
        close: () => queueMicrotask(() => closers[other]?.()),
      };
    });
  return [createEnd(0, 1), createEnd(1, 0)];
}
