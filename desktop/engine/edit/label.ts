import type { PhotoChanges } from "@shared/contract/edit";

export function toPhotoCount(count: number): string {
  return count === 1 ? "1 photo" : `${count} photos`;
}

/** What an edit is called in lists of what was done: `Set rating to 5, remove title: 12 photos`. */
export function toEditLabel(changes: PhotoChanges, count: number): string {
  const { addKeywords, removeKeywords, shiftMs, ...registers } = changes;
  const parts = Object.entries(registers).map(([field, value]) =>
    value === null ? `remove ${field}` : `set ${field} to ${Array.isArray(value) ? value.join(", ") : value}`,
  );
  if (addKeywords) parts.push(`add ${addKeywords.join(", ")}`);
  if (removeKeywords) parts.push(`take off ${removeKeywords.join(", ")}`);
  if (shiftMs !== undefined) parts.push(`shift the time by ${shiftMs / 1000} s`);
  const text = parts.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}: ${toPhotoCount(count)}`;
}
