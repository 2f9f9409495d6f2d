import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { PageMessage, Pick, PreloadApi } from "./api";
import { APP_ORIGIN, CHANNELS, type Answered } from "./channels";

const api: PreloadApi = {
  requestPort: () => ipcRenderer.send(CHANNELS.requestPort),
  takeDropped: (files) =>
    ask(
      CHANNELS.takeDropped,
      files.map(webUtils.getPathForFile).filter((path) => path !== ""),
    ),
  pickFolders: () => ask(CHANNELS.pickFolders),
};

async function ask(channel: string, ...input: unknown[]): Promise<Pick[]> {
  const answered = (await ipcRenderer.invoke(channel, ...input)) as Answered<Pick[]>;
  if (answered.ok) return answered.value;
  throw new Error(answered.message);
}

function tell(message: PageMessage, ports: MessagePort[] = []): void {
  window.postMessage(message, APP_ORIGIN, ports);
}

ipcRenderer.on(CHANNELS.port, ({ ports }) => tell({ type: "imgstream.port" }, ports));
ipcRenderer.on(CHANNELS.lost, (_, error: { code: string; message: string }) => tell({ type: "imgstream.lost", error }));
ipcRenderer.on(CHANNELS.command, (_, command: string) => tell({ type: "imgstream.command", command }));

contextBridge.exposeInMainWorld("imgstream", api);
