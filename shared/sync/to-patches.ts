import {
  KEY_SEPARATOR,
  WHOLE_ROW,
  type CellWriter,
  type Mutation,
  type MutationOf,
  type Patch,
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
    case "photo.set.bulk":
      return mutation.items.map((item) => patchOf("photo", item.k, touched(item.f, writer), cellsBy(item.f, writer)));
    case "photo.trash.bulk":
      return statePatches(mutation, { state: "trashed", trashedAtMs: mutation.atMs }, writer);
    case "photo.restore.bulk":
      return statePatches(mutation, { state: "live", trashedAtMs: null }, writer);
    case "photo_tag.set.bulk":
      return mutation.items.flatMap((item) => [
        patchOf("photo_tag", item.k, item.f, cellsBy(item.f, writer)),
        patchOf("photo", item.k.split(KEY_SEPARATOR)[0] ?? "", touched({}, writer), {}),
      ]);
    case "tag.set.bulk":
    case "album.set.bulk":
    case "album_item.set.bulk":
    case "stack.set.bulk": {
      const table = mutation.op.slice(0, -".set.bulk".length) as PatchTable;
      return mutation.items.map((item) => patchOf(table, item.k, item.f, cellsBy(item.f, writer)));
    }
  }
}

function importPatches(mutation: MutationOf<"photo.import.bulk">, writer: CellWriter, deps: ToPatchesDeps): Patch[] {
  const meta = { [WHOLE_ROW]: writer };
  return mutation.items.flatMap(({ k, f: { keywords, keywordPaths, assets, ...cells } }) => [
    patchOf("photo", k, touched({ ...cells, state: "live", trashedAtMs: null, importedAtMs: writer.ts }, writer), meta),
    ...keywordPatches(k, toTags(keywords, keywordPaths), meta, deps),
    ...assets.map(({ sha256, ...asset }) => patchOf("photo_asset", [k, sha256].join(KEY_SEPARATOR), asset, meta)),
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
    byTag.set(tagId, patchOf("photo_tag", key, set, meta));
  }
  return [...byTag.values()];
}

function statePatches(mutation: Mutation, cells: Cells, writer: CellWriter): Patch[] {
  return mutation.items.map((item) => patchOf("photo", item.k, touched(cells, writer), { state: writer }));
}

function touched(cells: object, writer: CellWriter): Cells {
  return { ...(cells as Cells), updatedAtMs: writer.ts };
}

function cellsBy(cells: object, writer: CellWriter): Patch["meta"] {
  return Object.fromEntries(Object.keys(cells).map((field) => [field, writer]));
}

function patchOf(t: PatchTable, k: string, set: object, meta: Patch["meta"]): Patch {
  return { t, k, seq: 0, set: set as Cells, meta };
}
