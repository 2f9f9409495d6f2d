import { app, onQuit } from "./app";
import { StandInWindow } from "./browser-window";
import { dialog, Menu, nativeTheme, screen, shell } from "./desktop";
import { ipcMain } from "./ipc-main";
import { StandInChannel } from "./ports";
import { decidePermission, guards, protocol, session } from "./session";
import { utilityProcess } from "./utility-process";

/** What `import … from "electron"` gives the main process under the stand-in. */
export { app, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell, utilityProcess };
export { StandInWindow as BrowserWindow, StandInChannel as MessageChannelMain };

onQuit(() => {
  for (const window of StandInWindow.getAllWindows()) window.close();
});

let isSandboxed = false;
app.on("stand-in:sandbox", () => (isSandboxed = true));

/** What Electron keeps to itself and tests have to see. */
export const standIn = {
  isSandboxed: () => isSandboxed,
  privilegedSchemes: () => guards.privileged,
  decidePermission,
  webPreferences: () => StandInWindow.getAllWindows().map((window) => StandInWindow.preferencesOf(window)),
  hasDevicePermission: (deviceType: string) => guards.device?.({ deviceType } as never) ?? true,
};
