/**
 * Maps a stream with up to `limit` items under way at once and gives the results in the order of the items: so the outcome
 * of a run does not hang on which of them was ready first. When it ends early, what is under way is waited for.
 */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const result = map(item);
      // Looked at when its turn comes; until then a failure must not count as unhandled.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= limit) yield await takeFirst(underWay);
    }
    while (underWay.length > 0) yield await takeFirst(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
}

function takeFirst<R>(queue: Promise<R>[]): Promise<R> {
  const first = queue.shift();
  if (!first) throw new RangeError("the queue is empty");
  return first;
}

/** Gathers a stream into batches: of up to `size` items, but no item waits longer than `waitMs` for others. */
export async function* toBatches<T>(items: AsyncIterable<T>, size: number, waitMs: number): AsyncGenerator<T[]> {
  const iterator = items[Symbol.asyncIterator]();
  let batch: T[] = [];
  let deadline: Deadline | undefined;
  const pull = () => {
    const next = iterator.next();
    // It may fail while a batch is being looked at; the failure is met when it is waited for.
    next.catch(() => undefined);
    return next;
  };
  let coming = pull();
  try {
    for (;;) {
      const met = await (deadline ? Promise.race([coming, deadline.reached]) : coming);
      if (met === "late") {
        yield batch;
        [batch, deadline] = [[], undefined];
        continue;
      }
      if (met.done) break;
      batch.push(met.value);
      deadline ??= startDeadline(waitMs);
      coming = pull();
      if (batch.length < size) continue;
      deadline.stop();
      yield batch;
      [batch, deadline] = [[], undefined];
    }
    if (batch.length > 0) yield batch;
  } finally {
    deadline?.stop();
    await iterator.return?.();
  }
}

interface Deadline {
  reached: Promise<"late">;
  stop(): void;
}

function startDeadline(waitMs: number): Deadline {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), waitMs);
  });
  return { reached, stop: () => clearTimeout(timer) };
}

/** As `mapInOrder`, but gives each result as soon as it is there: a slow item holds nobody up. */
export async function* mapAsReady<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay = new Set<Promise<R>>();
  const takeReady = async () => {
    const [promise, result] = await Promise.race([...underWay].map(async (each) => [each, await each] as const));
    underWay.delete(promise);
    return result;
  };
  try {
    for await (const item of items) {
      const result = map(item);
      result.catch(() => undefined);
      underWay.add(result);
      if (underWay.size >= limit) yield await takeReady();
    }
    while (underWay.size > 0) yield await takeReady();
  } finally {
    await Promise.allSettled(underWay);
  }
}
