import {
  KEY_SEPARATOR,
  WHOLE_ROW,
  type CellWriter,
  type Mutation,
  type MutationOf,
  type Patch,
  partOf,
  type PatchTable,
} from "@shared/contract/mutation";
import { TAG_SEPARATOR, toTagPath } from "@shared/domain/tag";
import { toFolded } from "@shared/domain/text-fold";

export interface ToPatchesDeps {
  tagIdOf(path: string): string;
}

type Cells = Patch["set"];

/**
 * What a pending mutation does to the rows of the catalog, in the order of its items. The stamp is the author's own time
 * until the service gives one.
 */
export function toPatches(mutation: Mutation, deps: ToPatchesDeps): Patch[] {
  const writer: CellWriter = { w: mutation.mid, ts: mutation.atMs };
  switch (mutation.op) {
    case "photo.import.bulk":
      return importPatches(mutation, writer, deps);
    case "photo.set.bulk": {
      const written = writtenBy(writer, (fields) => touched(fields, writer));
      return mutation.items.map(({ k, f }) => patchOf("photo", k, written(f)));
    }
    case "photo.trash.bulk":
      return statePatches(mutation, { state: "trashed", trashedAtMs: mutation.atMs }, writer);
    case "photo.restore.bulk":
      return statePatches(mutation, { state: "live", trashedAtMs: null }, writer);
    case "photo_tag.set.bulk": {
      const written = writtenBy(writer, (fields) => fields as Cells);
      const ofPhoto = { set: touched({}, writer), meta: {} };
      return mutation.items.flatMap(({ k, f }) => [
        patchOf("photo_tag", k, written(f)),
        patchOf("photo", partOf(k, 0), ofPhoto),
      ]);
    }
    case "tag.set.bulk":
    case "album.set.bulk":
    case "album_item.set.bulk":
    case "stack.set.bulk": {
      const table = mutation.op.slice(0, -".set.bulk".length) as PatchTable;
      const written = writtenBy(writer, (fields) => fields as Cells);
      return mutation.items.map(({ k, f }) => patchOf(table, k, written(f)));
    }
  }
}

function importPatches(mutation: MutationOf<"photo.import.bulk">, writer: CellWriter, deps: ToPatchesDeps): Patch[] {
  const meta = { [WHOLE_ROW]: writer };
  const fresh = { state: "live", trashedAtMs: null, importedAtMs: writer.ts };
  return mutation.items.flatMap(({ k, f: { keywords, keywordPaths, assets, ...cells } }) => [
    patchOf("photo", k, { set: touched({ ...cells, ...fresh }, writer), meta }),
    ...keywordPatches(k, toTags(keywords, keywordPaths), meta, deps),
    ...assets.map(({ sha256, ...set }) => patchOf("photo_asset", k + KEY_SEPARATOR + sha256, { set, meta })),
  ]);
}

interface NamedTag {
  path: string;
  /** The keyword as it is shown, where that is not the path. */
  text: string | null;
}

/** Each keyword with its path in the hierarchy, when the file has one for it; paths without a keyword come last. */
function toTags(keywords: readonly string[], keywordPaths: readonly string[]): NamedTag[] {
  const byLastLevel = new Map(
    keywordPaths.map((path) => [toFolded(toTagPath(path).split(TAG_SEPARATOR).at(-1) ?? ""), path]),
  );
  const tags = keywords.map((text): NamedTag => {
    const path = toTagPath(byLastLevel.get(toFolded(text.trim())) ?? text);
    return { path, text: text === path ? null : text };
  });
  const used = new Set(tags.map(({ path }) => path));
  const others = keywordPaths.map(toTagPath).filter((path) => !used.has(path));
  return [...tags, ...others.map((path) => ({ path, text: null }))].filter(({ path }) => path !== "");
}

/** A keyword written twice in one file, in whatever case, is one tag: the first writing stands. */
function keywordPatches(photoId: string, tags: readonly NamedTag[], meta: Patch["meta"], deps: ToPatchesDeps): Patch[] {
  const byTag = new Map<string, Patch>();
  for (const [index, { path, text }] of tags.entries()) {
    const tagId = deps.tagIdOf(path);
    if (byTag.has(tagId)) continue;
    const key = [photoId, tagId].join(KEY_SEPARATOR);
    const set = { isIn: true, path, position: index + 1, ...(text !== null && { text }) };
    byTag.set(tagId, patchOf("photo_tag", key, { set, meta }));
  }
  return [...byTag.values()];
}

function statePatches(mutation: Mutation, cells: Cells, writer: CellWriter): Patch[] {
  const [set, meta] = [touched(cells, writer), { state: writer }];
  return mutation.items.map((item) => patchOf("photo", item.k, { set, meta }));
}

function touched(cells: object, writer: CellWriter): Cells {
  return { ...(cells as Cells), updatedAtMs: writer.ts };
}

/** What an item writes, with its writer for every cell. Items that write the same, as most do, share the objects. */
function writtenBy<Fields extends object>(writer: CellWriter, toSet: (fields: Fields) => Cells) {
  const known = new Map<string, { set: Cells; meta: Patch["meta"] }>();
  return (fields: Fields) => {
    const name = JSON.stringify(fields);
    const shared = known.get(name);
    if (shared) return shared;
    const meta = Object.fromEntries(Object.keys(fields).map((field) => [field, writer]));
    const written = { set: toSet(fields), meta };
    known.set(name, written);
    return written;
  };
}

function patchOf(t: PatchTable, k: string, { set, meta }: Pick<Patch, "set" | "meta">): Patch {
  return { t, k, seq: 0, set, meta };
}
