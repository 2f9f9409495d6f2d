/** A sentence that depends on a number: the form is chosen by the plural rules of the language for the value at `by`. */
export interface PluralMessage {
  readonly by: string;
  readonly zero?: string;
  readonly one?: string;
  readonly other: string;
}

/** Text with places in braces: `{name}`. */
export type Message = string | PluralMessage;

/** What is put into the places. A number is written as the language writes numbers. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A message for counts: `plural("count", { one: "{count} photo", other: "{count} photos" })`. */
export function plural(by: string, forms: { zero?: string; one?: string; other: string }): PluralMessage {
  return { by, ...forms };
}

/** The same keys as another table, each with a message of its own. */
export type Translation<Table> = Readonly<Record<keyof Table, Message>>;
