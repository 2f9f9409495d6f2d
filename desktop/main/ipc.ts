import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from "electron";
import type { z } from "zod";
import { AppError } from "@shared/errors";
import type { Answered } from "@preload/channels";
import type { RateLimit } from "./rate-limit";

export type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, "sender" | "senderFrame">;

/** Everything a page may ask of the main process goes through here; nothing else listens on `ipcMain`. */
export interface Ipc {
  /** A message without an answer. Input is a tuple of the arguments. */
  on<Input extends z.ZodTuple>(channel: string, input: Input, listener: Listener<Input>): void;
  /** A question. What the listener throws as AppError reaches the page as its sentence, all else as "internal". */
  handle<Input extends z.ZodTuple>(channel: string, input: Input, listener: Listener<Input>): void;
}

type Listener<Input extends z.ZodTuple> = (sender: Sender, ...input: z.output<Input>) => unknown;

export interface IpcDeps {
  ipcMain: Pick<IpcMain, "on" | "handle">;
  isTrusted(sender: Sender): boolean;
  limit: RateLimit;
  /** Told of every call that is refused and of every bug. */
  onRefused(channel: string, reason: string): void;
  onBug(channel: string, thrown: unknown): void;
}

/** Each call is checked for its sender, its rate and its input, in this order, before anything is done with it. */
export function createIpc({ ipcMain, isTrusted, limit, onRefused, onBug }: IpcDeps): Ipc {
  /** The input, checked; undefined when the call is refused. */
  function admit<Input extends z.ZodTuple>(
    channel: string,
    schema: Input,
    sender: Sender,
    given: unknown[],
  ): z.output<Input> | undefined {
    const refuse = (reason: string) => onRefused(channel, reason);
    if (!isTrusted(sender)) {
      refuse("sender");
      return undefined;
    }
    if (!limit.take(`${channel} ${sender.sender.id}`)) {
      refuse("rate");
      return undefined;
    }
    const parsed = schema.safeParse(given);
    if (!parsed.success) refuse("input");
    return parsed.data;
  }
  return {
    on: (channel, schema, listener) => {
      ipcMain.on(channel, (event, ...given: unknown[]) => {
        const input = admit(channel, schema, event, given);
        if (input) void attempt(() => listener(event, ...input)).catch((thrown: unknown) => onBug(channel, thrown));
      });
    },
    handle: (channel, schema, listener) => {
      ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<Answered<unknown>> => {
        const input = admit(channel, schema, event, given);
        if (!input) return { ok: false, message: REFUSED };
        try {
          return { ok: true, value: await listener(event, ...input) };
        } catch (thrown) {
          if (thrown instanceof AppError) return { ok: false, message: thrown.message };
          onBug(channel, thrown);
          return { ok: false, message: BROKEN };
        }
      });
    },
  };
}

const REFUSED = "ImgStream did not understand this request. Restart the app if it happens again.";
const BROKEN = "Something went wrong in ImgStream that should not. Try again, or restart the app.";

async function attempt(work: () => unknown): Promise<void> {
  await work();
}
