import type { Photo } from "@shared/contract/photo";

/** A value of several photos: the one that all have, or that they differ. */
export type Common<T> = { kind: "same"; value: T } | { kind: "mixed" };

/** The value that all photos have; there must be one photo at least. */
export function commonOf<T extends string | number | boolean | null>(
  photos: readonly Photo[],
  read: (photo: Photo) => T,
): Common<T> {
  const [first, ...others] = photos;
  if (first === undefined) return { kind: "mixed" };
  const value = read(first);
  return others.every((photo) => read(photo) === value) ? { kind: "same", value } : { kind: "mixed" };
}

/** A keyword and on how many of the photos it is. */
export interface KeywordCount {
  path: string;
  count: number;
}

/** Every keyword of the photos, first those that all have, then as they are met. */
export function countKeywords(photos: readonly Photo[]): KeywordCount[] {
  const counts = new Map<string, number>();
  for (const { keywords } of photos) {
    for (const path of new Set(keywords)) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const all = [...counts].map(([path, count]) => ({ path, count }));
  const isOnAll = ({ count }: KeywordCount) => count === photos.length;
  return [...all.filter(isOnAll), ...all.filter((keyword) => !isOnAll(keyword))];
}

/** What was read from a file as lines: nested names joined with a dot, sorted as they came. Bytes are not shown. */
export function toMetadataLines(metadata: Readonly<Record<string, unknown>>): { name: string; value: string }[] {
  const lines: { name: string; value: string }[] = [];
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined || value === "") return;
    if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
      lines.push({ name, value: value.map(String).join(", ") });
    } else if (typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
    } else if (isPlain(value)) lines.push({ name, value: String(value) });
  };
  for (const [name, value] of Object.entries(metadata)) add(name, value);
  return lines;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The lines whose name or value has the text, whatever its case. */
export function filterLines<T extends { name: string; value: string }>(
  lines: readonly T[],
  text: string,
): readonly T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return lines;
  return lines.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted));
}
