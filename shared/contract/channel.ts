import type { z } from "zod";

/** A question and its one answer over a message port. */
export interface Channel<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: "channel";
  readonly name: string;
  readonly input: Input;
  readonly output: Output;
}

/** A stream of items over a message port, sent no faster than the reader takes them. */
export interface Feed<Input extends z.ZodType = z.ZodType, Item extends z.ZodType = z.ZodType> {
  readonly kind: "feed";
  readonly name: string;
  readonly input: Input;
  readonly item: Item;
}

export type Operation = Channel | Feed;

/** Operations by the name under which their handlers stand. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** Declares a channel. Input and output cross by structured clone: JSON values and typed arrays. */
export function channel<Input extends z.ZodType, Output extends z.ZodType>(definition: {
  name: string;
  input: Input;
  output: Output;
}): Channel<Input, Output> {
  return { kind: "channel", ...definition };
}

/** Declares a feed. Long lists go in pages: an item is one message. */
export function feed<Input extends z.ZodType, Item extends z.ZodType>(definition: {
  name: string;
  input: Input;
  item: Item;
}): Feed<Input, Item> {
  return { kind: "feed", ...definition };
}

export interface CallContext {
  /** Aborts when the caller no longer wants the answer or is gone. A feed's handler must stop then. */
  readonly signal: AbortSignal;
}

export type HandlerOf<O extends Operation> = O extends Channel
  ? (input: z.output<O["input"]>, context: CallContext) => z.input<O["output"]> | Promise<z.input<O["output"]>>
  : O extends Feed
    ? (input: z.output<O["input"]>, context: CallContext) => AsyncIterable<z.input<O["item"]>>
    : never;

/** One handler for each operation of a table. */
export type HandlersOf<T extends OperationTable> = { readonly [K in keyof T]: HandlerOf<T[K]> };

/** An operation with what answers it. */
export interface Handled {
  readonly operation: Operation;
  readonly handler: unknown;
}

/** A table of operations with a handler for each, as `serveChannels` takes them: one list of all groups that a port serves. */
export function handle<Table extends OperationTable>(table: Table, handlers: HandlersOf<Table>): readonly Handled[] {
  return Object.entries(table).map(([key, operation]) => ({ operation, handler: handlers[key as keyof Table] }));
}
