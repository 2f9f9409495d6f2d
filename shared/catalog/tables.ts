import type { SqlType, SqlValue } from "@shared/catalog/connection";
import type { PatchTable } from "@shared/contract/mutation";

/** A column that a patch may set, by the field's name on the wire. */
export interface Column {
  field: string;
  column: string;
  type: SqlType;
  /** What a new row has when no patch says otherwise; null without one. */
  initial?: SqlValue;
}

/** A column that says which row it is. `part` is the piece of the patch's key; photos and tags stand as dense keys. */
export interface IdentityColumn {
  column: string;
  type: SqlType;
  part: number;
  names: "photo" | "tag" | "text";
}

export interface Table {
  name: PatchTable;
  identity: readonly IdentityColumn[];
  columns: readonly Column[];
}

/** Kept for every row: who wrote it, when, the position that last changed it (null while pending), edited cells. */
export const ROW_COLUMNS = [
  { column: "writer", type: "VARCHAR" },
  { column: "stamp_ms", type: "BIGINT" },
  { column: "accepted_seq", type: "BIGINT" },
  { column: "meta", type: "VARCHAR" },
] as const satisfies readonly { column: string; type: SqlType }[];

const photoKey = (part: number): IdentityColumn => ({ column: "key", type: "INTEGER", part, names: "photo" });

const toSnake = (field: string) => field.replace(/[A-Z]|\d+/g, (piece) => `_${piece.toLowerCase()}`);

function columns(type: SqlType, ...fields: string[]): Column[] {
  return fields.map((field) => ({ field, column: toSnake(field), type }));
}

function initially(initial: SqlValue, list: Column[]): Column[] {
  return list.map((column) => ({ ...column, initial }));
}

/** What the photo table derives from other columns, so that search compares folded text and never folds at query time. */
export const PHOTO_DERIVED = columns(
  "VARCHAR",
  "kind",
  "fileNameFolded",
  "cameraFolded",
  "lensFolded",
  "titleFolded",
  "descriptionFolded",
);

export const PHOTO_COLUMNS: readonly Column[] = [
  ...columns("VARCHAR", "photoId"),
  ...columns("BLOB", "contentHash"),
  ...columns("BIGINT", "sizeBytes"),
  ...columns("VARCHAR", "contentType", "format", "fileName"),
  ...columns("INTEGER", "widthPx", "heightPx"),
  ...columns("TINYINT", "orientation"),
  ...columns("BIGINT", "durationMs"),
  ...columns("DOUBLE", "altitudeM", "directionDegrees"),
  ...columns("VARCHAR", "cameraMake", "cameraModel", "lensModel"),
  ...columns("DOUBLE", "exposureTimeS", "fNumber"),
  ...columns("INTEGER", "iso"),
  ...columns("DOUBLE", "focalLengthMm", "focalLength35Mm"),
  ...columns("SMALLINT", "extractorVersion"),
  ...columns("VARCHAR", "title", "description"),
  ...columns("TIMESTAMP", "capturedLocal"),
  ...columns("VARCHAR", "capturedSource"),
  ...columns("SMALLINT", "offsetMinutes"),
  ...columns("VARCHAR", "offsetSource"),
  ...columns("DOUBLE", "latitude", "longitude"),
  ...columns("TINYINT", "rating"),
  ...initially(false, columns("BOOLEAN", "isFavourite", "isPrivate", "isHidden", "isArchived", "isBackedUp")),
  ...columns("VARCHAR", "colourLabel", "pick", "stackId", "livePhotoVideoId"),
  ...initially("live", columns("VARCHAR", "state")),
  ...columns("BIGINT", "trashedAtMs", "importedAtMs", "updatedAtMs"),
  ...columns("VARCHAR[]", "keywords"),
  ...PHOTO_DERIVED,
];

/** Every table that patches name. `photo` and `tag` are addressed by dense keys kept in `photo_key` and `tag_key`. */
export const TABLES: Readonly<Record<PatchTable, Table>> = {
  photo: { name: "photo", identity: [photoKey(0)], columns: PHOTO_COLUMNS },
  photo_tag: {
    name: "photo_tag",
    identity: [photoKey(0), { column: "tag_key", type: "INTEGER", part: 1, names: "tag" }],
    columns: [
      ...initially(false, columns("BOOLEAN", "isIn")),
      // The tag's full path, and the keyword as the photo shows it where that is not the path.
      ...columns("VARCHAR", "path", "text"),
      ...columns("DOUBLE", "position"),
    ],
  },
  photo_asset: {
    name: "photo_asset",
    identity: [photoKey(0), { column: "sha256", type: "VARCHAR", part: 1, names: "text" }],
    columns: [...columns("VARCHAR", "kind", "fileName"), ...columns("BIGINT", "sizeBytes")],
  },
  tag: {
    name: "tag",
    identity: [{ column: "tag_key", type: "INTEGER", part: 0, names: "tag" }],
    columns: columns("VARCHAR", "path", "colourLabel", "pathFolded"),
  },
  album: {
    name: "album",
    identity: [{ column: "album_id", type: "VARCHAR", part: 0, names: "text" }],
    columns: [
      ...columns("VARCHAR", "title", "parentId", "query", "titleFolded"),
      ...initially(false, columns("BOOLEAN", "isDeleted")),
    ],
  },
  album_item: {
    name: "album_item",
    identity: [{ column: "album_id", type: "VARCHAR", part: 0, names: "text" }, photoKey(1)],
    columns: [...initially(false, columns("BOOLEAN", "isIn")), ...columns("DOUBLE", "position")],
  },
  stack: {
    name: "stack",
    identity: [{ column: "stack_id", type: "VARCHAR", part: 0, names: "text" }],
    columns: columns("VARCHAR", "kind", "topId"),
  },
};
