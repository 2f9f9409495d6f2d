import type { WordField } from "./field";
import { FIELDS, type FieldName, type KnownField } from "./fields";
import type { Word } from "./vocabulary";

const BY_NAME: ReadonlyMap<string, KnownField> = new Map(
  FIELDS.flatMap((field: KnownField) => [field.name, ...field.aliases].map((name) => [name, field] as const)),
);

/** The field of this name or alias, in whatever case. */
export function findField(name: string): KnownField | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** The field of this very name. */
export function fieldOf(name: FieldName): KnownField {
  const field = findField(name);
  if (!field) throw new Error(`no field ${name}`);
  return field;
}

/** Every name under which a field is found. */
export const FIELD_NAMES: readonly string[] = [...BY_NAME.keys()];

/** The word of this name or alias, in whatever case. */
export function findWord(field: WordField, name: string): Word | undefined {
  const wanted = name.toLowerCase();
  return field.words.find(({ word, aliases }) => word === wanted || aliases.includes(wanted));
}
