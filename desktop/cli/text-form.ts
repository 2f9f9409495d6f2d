/** Numbers and times as people read them. */
export function toCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** Powers of 1000, as file managers count. */
export function toSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 || amount >= 99.5 ? Math.round(amount) : amount.toPrecision(2)} ${UNITS[unit] ?? ""}`;
}

export function toDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Marks a piece of a text with carets on a line below: `from` and `to` in UTF-16 units. */
export function toUnderlined(text: string, { from, to }: { from: number; to: number }): string {
  const shown = text.replaceAll(/[\r\n\t]/g, " ");
  return `  ${shown}\n  ${" ".repeat(from)}${"^".repeat(Math.max(1, to - from))}`;
}

/** Control characters would move the cursor or worse: file names and titles are other people's texts. */
export function toPlain(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
