import type { AppError } from "@shared/errors";

export interface FeedLine {
  /** Lets the writer send this many items more. */
  more(credit: number): void;
  /** Tells the writer to stop, and lets go of the line. */
  cancel(): void;
}

/** The reading end of a feed: items wait here, never more than its window, until they are asked for. */
export interface FeedReader extends AsyncIterator<unknown, undefined> {
  push(item: unknown): void;
  /** The writer has ended; with an error, the reader meets it after the items. Nothing comes after it. */
  end(error?: AppError): void;
  /** The reader wants no more: waiting readers find the end, and so do later ones. */
  return(): Promise<IteratorResult<unknown, undefined>>;
}

interface Waiting {
  resolve: (result: IteratorResult<unknown, undefined>) => void;
  reject: (error: AppError) => void;
}

const END: IteratorResult<unknown, undefined> = { done: true, value: undefined };

/** Credit is given back in halves of the window, so that not every item costs a message. */
export function createFeedReader(window: number, line: FeedLine): FeedReader {
  let items: unknown[] = [];
  let waiting: Waiting[] = [];
  let failure: AppError | undefined;
  let isEnded = false;
  let taken = 0;

  function take(item: unknown): IteratorResult<unknown, undefined> {
    taken += 1;
    if (!isEnded && taken >= window / 2) {
      line.more(taken);
      taken = 0;
    }
    return { done: false, value: item };
  }

  function end(error?: AppError): void {
    if (isEnded) return;
    isEnded = true;
    const [first, ...others] = waiting;
    waiting = [];
    if (error && first) first.reject(error);
    else {
      failure = error;
      first?.resolve(END);
    }
    for (const { resolve } of others) resolve(END);
  }

  return {
    push(item) {
      if (isEnded) return;
      const first = waiting.shift();
      if (first) first.resolve(take(item));
      else items.push(item);
    },
    end,
    next() {
      if (items.length > 0) return Promise.resolve(take(items.shift()));
      if (failure) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (isEnded) return Promise.resolve(END);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      items = [];
      failure = undefined;
      if (!isEnded) line.cancel();
      end();
      return Promise.resolve(END);
    },
  };
}
