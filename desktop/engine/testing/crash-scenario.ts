import type { PhotoChanges, PhotoScope } from "@shared/contract/edit";
import type { ImportCounts, ImportMode } from "@shared/contract/import";
import type { KillPoint } from "@engine/kill-points";

/** One thing that a crash host does with its library. */
export type Step =
  | { kind: "import"; paths: string[]; mode: ImportMode }
  | { kind: "edit"; scope: PhotoScope; changes: PhotoChanges }
  | { kind: "trash"; scope: PhotoScope }
  | { kind: "undo" }
  | { kind: "rebuild" }
  /** Says who answers: this process, or the one that has the library. */
  | { kind: "status" }
  /** Keeps the library open until it is told to go on. */
  | { kind: "hold" };

/** What a crash host is started with. */
export interface Scenario {
  root: string;
  steps: readonly Step[];
  /** Where it kills itself: at the nth passing, counted from 1. */
  kill?: { point: KillPoint; nth: number };
  /** No file is read or shown faster than this, so that an import has many batches on a machine of any speed. */
  paceMs?: number;
  workers?: number;
  /** Waits for a line before it opens the library. */
  waits?: boolean;
}

/** What a crash host tells, a line of JSON each. What it has told it has acknowledged to its user. */
export type HostLine =
  | { kind: "ready" }
  | { kind: "opened"; by: "engine" | "address" }
  | { kind: "progress"; imported: number }
  | { kind: "imported"; state: string; code: string | null; message: string | null; counts: ImportCounts }
  | { kind: "acted"; actionId: string | null; log: LogExtent }
  | { kind: "rebuilt"; photos: number }
  | { kind: "status"; photos: number }
  | { kind: "holding" }
  | { kind: "released" }
  | { kind: "reached"; point: KillPoint; nth: number }
  | { kind: "warned"; event: string; fields: unknown }
  | { kind: "failed"; code: string; message: string }
  | { kind: "done" };

/** How far a SQLite write-ahead log is filled with whole transactions. */
export interface LogExtent {
  /** Tells one filling of the log from the next; none when there is no log. */
  salt: string | null;
  bytes: number;
}
