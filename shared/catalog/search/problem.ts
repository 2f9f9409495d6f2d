/** What is wrong with a value, before it is known where in the query it stands. */
export interface Problem {
  problem: string;
  /** What may be written in place of the range. */
  suggestion?: string;
  /** The part of the value's text that is meant; without it the whole value. */
  part?: { from: number; to: number };
  /** The mistake is the whole term, `field:value`. */
  isWholeTerm?: boolean;
}

export function isProblem(read: object): read is Problem {
  return "problem" in read;
}

const SHOWN_MAX = 40;

/** A piece of a query as a message quotes it: cut when long, without line breaks. */
export function shown(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ");
  return line.length > SHOWN_MAX ? `${line.slice(0, SHOWN_MAX).replace(/[\ud800-\udbff]$/, "")}…` : line;
}

const DIRECTION_MARKS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A value that is not text, as its readers take it: usual digits and letters, lower case, no marks of direction. */
export function toPlain(text: string): string {
  return text.normalize("NFKC").replace(DIRECTION_MARKS, "").replaceAll("\u2212", "-").toLowerCase().trim();
}
