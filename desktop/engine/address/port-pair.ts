import { createPort, type Port } from "@shared/contract/port";

interface End {
  receive(message: unknown): void;
  closed(): void;
  /** What came before there was a listener; undefined from then on. */
  held: unknown[] | undefined;
}

/** Two ends of a line within one process. Messages are handed over as they are, not copied, in a later turn. */
export function createPortPair(): [Port, Port] {
  const ends: End[] = [];
  const createEnd = (own: number, other: number): Port =>
    createPort((receive, closed) => {
      const end: End = { receive, closed, held: [] };
      ends[own] = end;
      return {
        post: (message) => queueMicrotask(() => give(ends[other], message)),
        start: () =>
          queueMicrotask(() => {
            const { held = [] } = end;
            end.held = undefined;
            for (const message of held) receive(message);
          }),
        close: () => queueMicrotask(() => ends[other]?.closed()),
      };
    });
  return [createEnd(0, 1), createEnd(1, 0)];
}

function give(end: End | undefined, message: unknown): void {
  if (end?.held) end.held.push(message);
  else end?.receive(message);
}
