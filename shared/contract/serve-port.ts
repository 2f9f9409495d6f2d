import { isAbort } from "@shared/contract/abort";
import type { Handled } from "@shared/contract/channel";
import { createCredit, type Credit } from "@shared/contract/credit";
import { isLargerThan } from "@shared/contract/message-size";
import type { Port } from "@shared/contract/port";
import { callerMessageSchema, CREDIT_MAX, type CallerMessage } from "@shared/contract/port-message";
import { runChannel, runFeed, type CallRun, type ChannelHandler, type FeedHandler } from "@shared/contract/run-call";
import { AppError, toErrorRecord } from "@shared/errors";

export interface ServeOptions {
  /** Told once of everything a handler threw that no caller can expect. Must not throw. */
  onBug(thrown: unknown, operation: string): void;
  /** Told of a message that got no answer because it was no call of ours. */
  onRefused?(reason: string): void;
  /** Looks at answers and items too: one that is not as declared is a bug. For tests and development. */
  areAnswersChecked?: boolean;
  /** Calls and feeds open at one time; 256 if nothing is said. */
  openMax?: number;
  /** The largest message taken, in bytes of memory; 16 MiB if nothing is said. */
  messageBytesMax?: number;
}

const OPEN_MAX = 256;
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

/** A call under way. It counts as open until its handler has let go, cancelled or not. */
interface OpenCall {
  readonly controller: AbortController;
  readonly credit: Credit;
}

type Start = Extract<CallerMessage, { name: string }>;

/**
 * Answers the calls that come over a port until it closes; then all that is under way is aborted. Nothing that comes in
 * can throw into the host.
 */
export function serveChannels(port: Port, handled: readonly Handled[], options: ServeOptions): void {
  const { openMax = OPEN_MAX, messageBytesMax = MESSAGE_BYTES_MAX } = options;
  const byName = toTable(handled);
  const open = new Map<number, OpenCall>();

  function fail(id: number, name: string, thrown: unknown, signal: AbortSignal): void {
    if (!(thrown instanceof AppError) && !isAbort(thrown, signal)) options.onBug(thrown, name);
    if (!signal.aborted) port.post({ type: "error", id, ok: false, error: toErrorRecord(thrown) });
  }

  async function start(message: Start): Promise<void> {
    const { id, name, input } = message;
    const controller = new AbortController();
    const { signal } = controller;
    const credit = createCredit(CREDIT_MAX, signal);
    try {
      if (open.size >= openMax) {
        throw new AppError("too_many_calls", `${openMax} calls are open; wait for an answer first`);
      }
      if (isLargerThan(input, messageBytesMax)) {
        throw new AppError("too_large", `The input of ${name} is too large or nested too deeply`);
      }
      const { operation, handler } = requireHandled(byName, message);
      open.set(id, { controller, credit });
      const run: CallRun = {
        id,
        input,
        signal,
        isAnswerChecked: options.areAnswersChecked ?? false,
        post: (answer) => port.post(answer),
      };
      if (message.type === "open") credit.give(message.credit);
      if (operation.kind === "channel") await runChannel(operation, handler as ChannelHandler, run);
      else await runFeed(operation, handler as FeedHandler, run, credit);
    } catch (thrown) {
      fail(id, name, thrown, signal);
    } finally {
      if (open.get(id)?.controller === controller) open.delete(id);
    }
  }

  function receive(received: unknown): void {
    const { success, data: message } = callerMessageSchema.safeParse(received);
    if (!success) return options.onRefused?.("a message that is no call");
    if (message.type === "more") return open.get(message.id)?.credit.give(message.credit);
    if (message.type === "cancel") return open.get(message.id)?.controller.abort(cancellation());
    if (open.has(message.id)) return options.onRefused?.(`a second call by the number ${message.id}`);
    start(message).catch((thrown: unknown) => options.onBug(thrown, message.name));
  }

  port.onMessage(receive);
  port.onClose(() => {
    for (const { controller } of open.values()) controller.abort(cancellation());
  });
}

function toTable(handled: readonly Handled[]): ReadonlyMap<string, Handled> {
  const byName = new Map<string, Handled>();
  for (const each of handled) {
    if (byName.has(each.operation.name)) throw new TypeError(`Two operations are named ${each.operation.name}`);
    byName.set(each.operation.name, each);
  }
  return byName;
}

function requireHandled(byName: ReadonlyMap<string, Handled>, { name, type }: Start): Handled {
  const found = byName.get(name);
  if (!found) {
    throw new AppError("channel_not_found", `There is no ${name} here; the two programs may differ in version`);
  }
  const { kind } = found.operation;
  if ((kind === "channel") !== (type === "call")) {
    throw new AppError("bad_request", `${name} is a ${kind}; it cannot be asked by ${type}`);
  }
  return found;
}

function cancellation(): AppError {
  return new AppError("cancelled", "Nobody waits for the answer any more");
}
