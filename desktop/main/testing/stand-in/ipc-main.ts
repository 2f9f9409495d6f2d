import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { SomeOf } from "./not-invented";

type Invoked = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Invoked>();

const own = {
  handle: (channel: string, listener: Invoked) => void handlers.set(channel, listener),
} satisfies SomeOf<Electron.IpcMain>;

export const ipcMain = Object.assign(new EventEmitter(), own);

/** What `ipcRenderer.invoke` gets. Throws what the listener throws, and for a channel that nobody handles. */
export async function invokeMain(
  channel: string,
  event: Electron.IpcMainInvokeEvent,
  args: unknown[],
): Promise<unknown> {
  const listener = handlers.get(channel);
  if (!listener) throw new Error(`No handler registered for '${channel}'`);
  return await listener(event, ...args);
}
