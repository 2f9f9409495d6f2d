import type { RowCells, TagCells } from "@shared/catalog/cells";
import type { PhotoChanges } from "@shared/contract/edit";
import { KEY_SEPARATOR, type CellWriter, type Mutation } from "@shared/contract/mutation";
import { formatLocal, parseLocalMs } from "@shared/domain/capture-time";
import { toTagPath } from "@shared/domain/tag";

/** One row's part in an action: what is written, over which writers, and what was there. */
export interface PlannedItem {
  k: string;
  f: Record<string, unknown>;
  base: Record<string, CellWriter>;
  before: Record<string, unknown>;
}

/** All that one kind of operation does in an action. */
export interface PlannedOperation {
  op: Mutation["op"];
  items: PlannedItem[];
}

/** The fields of a photo that have to be known before a change is planned. */
export function fieldsFor({ keywords: _, addKeywords: __, removeKeywords: ___, shiftMs, ...registers }: PhotoChanges) {
  const fields = new Set(Object.keys(registers));
  if (shiftMs !== undefined) fields.add("capturedLocal");
  if (fields.has("capturedLocal")) fields.add("capturedSource");
  if (fields.has("offsetMinutes")) fields.add("offsetSource");
  return [...fields];
}

/** What a change writes into one photo: only cells that would be different. Undefined when there are none. */
export function planPhoto(changes: PhotoChanges, photo: RowCells): PlannedItem | undefined {
  return planCells(toRegisters(changes, photo), photo);
}

/** The cells that differ from what is there. */
export function planCells(wanted: Record<string, unknown>, row: RowCells): PlannedItem | undefined {
  const fields = Object.keys(wanted).filter((field) => row.values[field] !== wanted[field]);
  if (fields.length === 0) return undefined;
  const item: PlannedItem = { k: row.k, f: {}, base: {}, before: {} };
  for (const field of fields) {
    item.f[field] = wanted[field];
    item.before[field] = row.values[field] ?? null;
    const writer = row.writerOf(field);
    if (writer) item.base[field] = writer;
  }
  return item;
}

/** A time or place that a person sets has a person as its source. */
function toRegisters(changes: PhotoChanges, { values }: RowCells): Record<string, unknown> {
  const { keywords: _, addKeywords: __, removeKeywords: ___, shiftMs, ...registers } = changes;
  const wanted: Record<string, unknown> = { ...registers };
  if (shiftMs !== undefined) {
    const localMs = parseLocalMs((registers.capturedLocal ?? values.capturedLocal) as string);
    if (localMs !== undefined) wanted.capturedLocal = formatLocal(localMs + shiftMs);
  }
  if (wanted.capturedLocal !== undefined && wanted.capturedLocal !== values.capturedLocal)
    wanted.capturedSource = "user";
  if (registers.offsetMinutes !== undefined && registers.offsetMinutes !== values.offsetMinutes) {
    wanted.offsetSource = registers.offsetMinutes === null ? null : "user";
  }
  return wanted;
}

export function changesKeywords({ keywords, addKeywords, removeKeywords }: PhotoChanges): boolean {
  return keywords !== undefined || addKeywords !== undefined || removeKeywords !== undefined;
}

interface NamedWord {
  word: string;
  path: string;
  tagId: string;
}

/** The keywords of a change with the tags that they name in every photo. `all`: when they replace those that are there. */
export interface NamedWords {
  all: NamedWord[] | undefined;
  added: NamedWord[];
  removed: NamedWord[];
}

export function nameWords(
  { keywords, addKeywords = [], removeKeywords = [] }: PhotoChanges,
  tagIdOf: (path: string) => string,
): NamedWords {
  const name = (word: string): NamedWord => ({ word, path: toTagPath(word), tagId: tagIdOf(word) });
  return { all: keywords?.map(name), added: addKeywords.map(name), removed: removeKeywords.map(name) };
}

/** What a change writes into the tags of one photo. `tags`: all that it has or once had. */
export function planTags(
  { all, added, removed }: NamedWords,
  photoId: string,
  tags: readonly TagCells[],
): PlannedItem[] {
  const known = new Map(tags.map((tag) => [tag.k, tag]));
  // A word that the photo shows already means the tag that it shows, wherever that stands in the hierarchy.
  const shown = new Map(tags.map(({ k, values }) => [values.text ?? values.path, k]));
  const keyOf = ({ word, tagId }: NamedWord) => shown.get(word) ?? photoId + KEY_SEPARATOR + tagId;
  const dropped = new Set(removed.map(keyOf));
  const wanted = new Map<string, string>();
  for (const named of [...(all ?? []), ...added]) {
    const k = keyOf(named);
    if (named.path !== "" && !dropped.has(k)) wanted.set(k, named.path);
  }
  const isDropped = (k: string) => !wanted.has(k) && (all !== undefined || dropped.has(k));
  let position = Math.max(0, ...tags.map(({ values }) => Number(values.position ?? 0)));
  const items = [...wanted].map(([k, path]) => {
    const tag = known.get(k);
    if (tag?.values.isIn === true) return undefined;
    position += 1;
    if (tag) return planCells({ isIn: true, position }, tag);
    return { k, f: { isIn: true, path, position }, base: {}, before: { isIn: false } };
  });
  const takenOff = tags.filter((tag) => isDropped(tag.k)).map((tag) => planCells({ isIn: false }, tag));
  return [...items, ...takenOff].filter((item) => item !== undefined);
}
