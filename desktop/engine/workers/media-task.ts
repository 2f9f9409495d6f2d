import type { FileCode } from "@shared/contract/import";
import type { PhotoImport } from "@shared/contract/mutation";

/** What identifies the state of a file on disk, as it was when its bytes were read. */
export interface FileStamp {
  sizeBytes: number;
  /** Since 1970. */
  modifiedNs: bigint;
  fileId: string;
  volume: string;
}

/** Read a file whole: hash, route by content, facts. */
export interface InspectTask {
  kind: "inspect";
  path: string;
  sidecars: readonly string[];
}

/** Copy a file whose hash is known, and see that the copy has it. */
export interface StoreTask {
  kind: "store";
  from: string;
  to: string;
  contentHash: string;
}

/** Make a picture that fits into a square of `edgePx`. */
export interface RenderTask {
  kind: "render";
  path: string;
  edgePx: number;
}

/** Make a sample photo, by its number in the plan of the samples. */
export interface SampleTask {
  kind: "sample";
  index: number;
  to: string;
}

export type MediaTask = InspectTask | StoreTask | RenderTask | SampleTask;

/** What a file turned out to be. `sidecar`: something that goes with a photo, by its content; `other`: neither. */
export type Inspection =
  | {
      kind: "photo";
      photoId: string;
      photo: PhotoImport;
      tags: Record<string, unknown>;
      notes: string[];
      stamp: FileStamp;
    }
  | { kind: "sidecar" }
  | { kind: "other" };

export interface Stored {
  stamp: FileStamp;
}

export interface Rendered {
  /** WebP. */
  bytes: Uint8Array;
  widthPx: number;
  heightPx: number;
  thumbhash: Uint8Array;
  /** The original is damaged; the picture shows what there is. */
  isTruncated: boolean;
}

export interface Sampled {
  sizeBytes: number;
}

export type AnswerOf<T extends MediaTask> = T extends InspectTask
  ? Inspection
  : T extends StoreTask
    ? Stored
    : T extends SampleTask
      ? Sampled
      : Rendered;

/** A file that could not be read, copied or shown: costs itself alone. */
export interface MediaTrouble {
  code: FileCode | "disk_full";
  message: string;
}

/** What goes to a worker and what comes back. */
export interface TaskMessage {
  id: number;
  task: MediaTask;
}
/** The number of no task: a worker says with it that it has started. */
export const READY_ID = 0;
export type AnswerMessage = { id: number } & (
  { ok: true; answer: AnswerOf<MediaTask> } | { ok: false; trouble: MediaTrouble }
);
