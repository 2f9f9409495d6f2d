import type { Connection } from "@shared/contract/connect";
import type { Pick } from "@shared/contract/pick";

/** How far a drop is on its way to the host. */
export interface SendingStep {
  /** Found so far, and sent of them. */
  files: number;
  sentFiles: number;
  totalBytes: number;
  sentBytes: number;
  /** Left out because they could not be read. */
  unreadable: number;
  /** All is found: until then `files` and `totalBytes` still grow. */
  isWalked: boolean;
}

export type Progress = (step: SendingStep) => void;
export type RenditionSize = "thumbnail" | "preview" | "original";

/** What a page asks of the program that shows it. Nothing else in the renderer touches the network or knows the host. */
export interface Host {
  readonly kind: "electron" | "serve";
  /** A connection to the engine; throws `disconnected` when there is none to be had now. */
  connect(): Promise<Connection>;
  /** Tells when the connection last made is gone. Gives what takes the listener away. */
  onLost(listener: () => void): () => void;
  renditionUrl(photoId: string, size: RenditionSize): string;
  /** The system's dialog for folders; null where there is none, and the folder browser takes its place. */
  readonly pickFolders: (() => Promise<Pick[]>) | null;
  /** What was dropped; none when there was no file in it. A browser has to send it to the host first, which progress tells of. */
  takeDrop(dropped: DataTransfer, progress: Progress, signal: AbortSignal): Promise<Pick[]>;
  takeFiles(files: readonly File[], progress: Progress, signal: AbortSignal): Promise<Pick[]>;
}
