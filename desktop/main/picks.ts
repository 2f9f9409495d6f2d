import { isAbsolute } from "node:path";
import type { BrowserWindow, Dialog } from "electron";
import { z } from "zod";
import type { Connection } from "@shared/contract/connect";
import { HOST_OPERATIONS, PICKS_MAX } from "@shared/contract/pick";
import { AppError } from "@shared/errors";
import type { Pick as Picked } from "@preload/api";
import { CHANNELS } from "@preload/channels";
import type { Ipc, Sender } from "./ipc";

type AnyWindow = NonNullable<ReturnType<typeof BrowserWindow.fromWebContents>>;

export interface PicksDeps {
  ask(): Promise<Connection>;
  dialog: Pick<Dialog, "showOpenDialog" | "showMessageBox">;
  windowOf(sender: Sender): AnyWindow | null;
  say: { pickFolders: string; remote(host: string): string; goOn: string; cancel: string };
}

const PATH_LENGTH_MAX = 32_768;
const pathSchema = z.string().min(1).max(PATH_LENGTH_MAX).refine(isAbsolute, "not an absolute path");
const droppedSchema = z.tuple([z.array(pathSchema).max(PICKS_MAX)]);

/** Turns what a person dropped or chose into handles. Paths come from the preload or the system's dialog, and go to the engine. */
export function servePicks(ipc: Ipc, { ask, dialog, windowOf, say }: PicksDeps): void {
  const register = async (paths: string[]): Promise<Picked[]> => {
    if (paths.length === 0) return [];
    const { picks } = await (await ask()).invoke(HOST_OPERATIONS.register, { paths });
    return picks;
  };

  /** Looking at a share of another computer tells that one who is asking: not without a yes. */
  async function allowRemote(window: AnyWindow, paths: readonly string[]): Promise<void> {
    for (const host of new Set(paths.flatMap((path) => toRemoteHost(path) ?? []))) {
      const asked = { message: say.remote(host), buttons: [say.goOn, say.cancel], defaultId: 1, cancelId: 1 };
      const { response } = await dialog.showMessageBox(window, { type: "question", ...asked });
      if (response !== 0) throw new AppError("cancelled", "The drop was cancelled. Nothing was imported.");
    }
  }

  ipc.handle(CHANNELS.takeDropped, droppedSchema, async (sender, paths) => {
    const window = windowOf(sender);
    if (window) await allowRemote(window, paths);
    return register(paths);
  });

  ipc.handle(CHANNELS.pickFolders, z.tuple([]), async (sender) => {
    const window = windowOf(sender);
    if (!window) return [];
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: say.pickFolders,
      properties: ["openDirectory", "multiSelections", "dontAddToRecent"],
    });
    return register(filePaths);
  });
}

/** The computer that a Windows path names (`\\host\share`, `//host/share`, `\\?\UNC\host\share`); undefined for a path of this one. */
export function toRemoteHost(path: string): string | undefined {
  return /^[\\/]{2}(?:\?[\\/]UNC[\\/])?(?<host>[^\\/?.][^\\/]*)[\\/]/i.exec(path)?.groups?.host;
}
