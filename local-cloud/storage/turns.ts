/** One at a time for each id. Who comes stops who is there, and waits until that has come to its end. */
type TakeTurn = <T>(id: string, stop: (() => void) | undefined, work: () => Promise<T>) => Promise<T>;

/**
 * For what a caller asks of an upload: one that comes again has lost its connection, though this side may not have seen
 * it. What came over the old one counts, and the new one goes on from there.
 */
export function createTurns(): TakeTurn {
  const underWay = new Map<string, { stop: (() => void) | undefined; ended: Promise<unknown> }>();
  return async (id, stop, work) => {
    for (let other = underWay.get(id); other; other = underWay.get(id)) {
      other.stop?.();
      await other.ended;
    }
    const working = work();
    underWay.set(id, { stop, ended: Promise.allSettled([working]) });
    return working.finally(() => underWay.delete(id));
  };
}
