import type { Unit } from "./amount";
import type { Word } from "./vocabulary";

interface FieldBase {
  name: string;
  /** Other names that are read as this one; all in lower case. */
  aliases: readonly string[];
  /** Half a sentence for help and completion. */
  description: string;
  examples: readonly [string, ...string[]];
}

/** A column of folded text. */
export interface TextField extends FieldBase {
  kind: "text";
  column: string;
}

/** A text that lies in other tables; each of these has its own condition in compile-text.ts. */
export interface LinkedTextField extends FieldBase {
  kind: "tag" | "album" | "path" | "folder" | "id";
}

export interface AmountField extends FieldBase {
  kind: "amount";
  /** SQL over `photo`, in the unit whose factor is 1. */
  expression: string;
  units: readonly Unit[];
  min: number;
  max: number;
  isWhole: boolean;
  /**
   * What `=` means: `exact`; `written`, whatever rounds to it as written; `measured`, within 2 %, which then also goes for
   * the ends of `>=`, `<=` and ranges.
   */
  matching: "exact" | "written" | "measured";
}

export interface DateField extends FieldBase {
  kind: "date";
  /** A wall time as TIMESTAMP, or a moment as milliseconds since 1970 in UTC. */
  expression: string;
  clock: "local" | "utc";
}

export interface NearField extends FieldBase {
  kind: "near";
}

export interface WordField extends FieldBase {
  kind: "word";
  words: readonly Word[];
}

export type Field = TextField | LinkedTextField | AmountField | DateField | NearField | WordField;
