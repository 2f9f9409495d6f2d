import type { ElectronMessagePort } from "@shared/contract/port";

/** A message between Electron's processes, with the ports that came along. */
interface ParentMessage {
  readonly data: unknown;
  readonly ports: readonly ElectronMessagePort[];
}

/** `process.parentPort` of an Electron utility process: the line to the main process. Holds messages until they are listened for. */
export interface ParentPort {
  on(event: "message", listener: (message: ParentMessage) => void): unknown;
  postMessage(message: unknown): void;
}

/** Undefined in every other process. */
export function findParentPort(): ParentPort | undefined {
  return Reflect.get(process, "parentPort");
}
