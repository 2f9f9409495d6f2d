import type { CatalogConnection } from "@shared/catalog/connection";
import { fold } from "@shared/catalog/fold";
import type { Patch, PatchTable } from "@shared/contract/mutation";
import { toFolded } from "@shared/domain/text-fold";
import type { Library, LibraryPhoto } from "@shared/testing/photos";

function patch(t: PatchTable, k: string, set: Patch["set"]): Patch {
  return { t, k, seq: 1, set, meta: {} };
}

/** A tag's id that takes no hashing to find. */
function tagKey(path: string): string {
  return `tag ${path.toLowerCase().replaceAll("/", " ")}`;
}

function toPatches(
  { photo, state, albums, formerAlbums, formerTags, hasSidecar }: LibraryPhoto,
  library: Library,
): Patch[] {
  const { photoId, keywords, backedUp } = photo;
  const cells: Patch["set"] = { ...photo };
  for (const listed of ["photoId", "keywords", "path", "backedUp", "trashed"]) Reflect.deleteProperty(cells, listed);
  const tagged = (tags: string[], isIn: boolean) =>
    tags.map((tag, index) => patch("photo_tag", `${photoId}/${tagKey(tag)}`, { isIn, path: tag, position: index + 1 }));
  const collected = (positions: number[], isIn: boolean) =>
    positions.map((at) =>
      patch("album_item", `${library.albums[at]?.albumId ?? ""}/${photoId}`, { isIn, position: 1 }),
    );
  const sidecar = { kind: "xmp", fileName: "a.xmp", sizeBytes: 1 };
  return [
    patch("photo", photoId, { ...cells, isBackedUp: backedUp, state }),
    ...tagged(keywords, true),
    ...tagged(formerTags, false),
    ...collected(albums, true),
    ...collected(formerAlbums, false),
    ...(hasSidecar ? [patch("photo_asset", `${photoId}/${"0".repeat(64)}`, sidecar)] : []),
  ];
}

/** Puts a library into an empty catalog the way a pull does: by folding accepted rows. */
export async function loadLibrary(connection: CatalogConnection, library: Library): Promise<void> {
  const albums = library.albums.map(({ albumId, title, isDeleted }) => patch("album", albumId, { title, isDeleted }));
  const accepted = [...albums, ...library.photos.flatMap((entry) => toPatches(entry, library))];
  await fold(connection, { accepted, pending: [] });
  const keys = await connection.rows("SELECT photo_id, key FROM photo_key");
  const keyOf = new Map(keys.map((row) => [row.photo_id as string, row.key as number]));
  const paths = library.photos.flatMap((entry) =>
    entry.paths.map((path) => ({ key: keyOf.get(entry.photo.photoId) ?? -1, path })),
  );
  await connection.append("photo_path", [
    { type: "INTEGER", values: paths.map(({ key }) => key) },
    { type: "VARCHAR", values: paths.map(({ path }) => path) },
    { type: "VARCHAR", values: paths.map(({ path }) => toFolded(path)) },
  ]);
}
