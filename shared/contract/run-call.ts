import type { CallContext, Channel, Feed } from "@shared/contract/channel";
import type { Credit } from "@shared/contract/credit";
import { checkAnswer, parseStrictly } from "@shared/contract/parse-strictly";
import type { ServerMessage } from "@shared/contract/port-message";

export interface CallRun {
  readonly id: number;
  readonly input: unknown;
  readonly signal: AbortSignal;
  readonly isAnswerChecked: boolean;
  post(message: ServerMessage): void;
}

export type ChannelHandler = (input: unknown, context: CallContext) => unknown;
export type FeedHandler = (input: unknown, context: CallContext) => AsyncIterable<unknown>;

/** Runs a channel's handler and sends its answer, unless nobody waits for it any more. Throws what the handler throws. */
export async function runChannel(channel: Channel, handler: ChannelHandler, run: CallRun): Promise<void> {
  const { id, signal } = run;
  const input = parseStrictly(channel.input, run.input, `The input of ${channel.name}`);
  const value = await handler(input, { signal });
  if (run.isAnswerChecked) checkAnswer(channel.output, value, `The answer of ${channel.name}`);
  if (!signal.aborted) run.post({ type: "answer", id, ok: true, value });
}

/** Takes items from a feed's handler as fast as there is credit for them, and sends them. Throws what the handler throws. */
export async function runFeed(feed: Feed, handler: FeedHandler, run: CallRun, credit: Credit): Promise<void> {
  const { id, signal } = run;
  const input = parseStrictly(feed.input, run.input, `The input of ${feed.name}`);
  const items = handler(input, { signal })[Symbol.asyncIterator]();
  let isHandlerDone = false;
  try {
    while (await credit.take()) {
      // An iterator that throws is done: it is not told to return.
      isHandlerDone = true;
      const next = await items.next();
      isHandlerDone = next.done === true;
      if (signal.aborted) return;
      if (isHandlerDone) {
        run.post({ type: "end", id });
        return;
      }
      if (run.isAnswerChecked) checkAnswer(feed.item, next.value, `An item of ${feed.name}`);
      run.post({ type: "item", id, value: next.value });
    }
  } finally {
    if (!isHandlerDone) await items.return?.();
  }
}
