import { EventEmitter } from "node:events";
import { tmpdir } from "node:os";
import type * as Electron from "electron";
import { closeBrowser, options } from "./browser";
import { releaseInstance, requestInstance } from "./single-instance";
import type { SomeOf } from "./not-invented";

const emitter = new EventEmitter();
const closers = new Set<() => void>();
let isReady = false;
let isQuitting = false;

/** Called when the app quits, to close windows. */
export function onQuit(close: () => void): void {
  closers.add(close);
}

const hasSwitch = (name: string): boolean =>
  process.argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
const switchValue = (name: string): string =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "";

async function end(code: number): Promise<void> {
  await releaseInstance();
  await closeBrowser();
  process.exit(code);
}

function isPrevented(name: string): boolean {
  const event = { defaultPrevented: false as boolean, preventDefault: () => void (event.defaultPrevented = true) };
  emitter.emit(name, event);
  return event.defaultPrevented;
}

function leave(): void {
  if (isPrevented("before-quit")) return;
  isQuitting = true;
  for (const close of closers) close();
  const isStaying = isPrevented("will-quit");
  // The window that closes last must not begin all this again.
  isQuitting = false;
  if (isStaying) return;
  emitter.emit("quit", {}, 0);
  void end(0);
}

const commandLine = { hasSwitch, getSwitchValue: switchValue } satisfies SomeOf<Electron.CommandLine>;
const userFolder = (): string => switchValue("user-data-dir") || tmpdir();

const own = {
  isPackaged: options.isPackaged ?? false,
  commandLine: commandLine as unknown as Electron.CommandLine,
  enableSandbox: () => void emitter.emit("stand-in:sandbox"),
  exit: (code = 0) => void end(code),
  getLocale: () => options.locale ?? "en-US",
  getPath: (name: string) => (name === "userData" ? userFolder() : tmpdir()),
  isReady: () => isReady,
  quit: () => {
    if (!isQuitting) setImmediate(leave);
  },
  requestSingleInstanceLock: (given) =>
    requestInstance(userFolder(), given ?? {}, (asked) =>
      emitter.emit("second-instance", {}, [], process.cwd(), asked),
    ),
  whenReady: async () => {
    await new Promise((resolve) => setImmediate(resolve));
    isReady = true;
  },
} satisfies SomeOf<Electron.App>;

export const app = Object.assign(emitter, own);
