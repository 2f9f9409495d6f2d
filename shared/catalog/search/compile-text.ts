import { TAG_SEPARATOR, toTagPath } from "@shared/domain/tag";
import { toFolded } from "@shared/domain/text-fold";
import type { FieldTest } from "./ast";
import type { Bind } from "./bind-value";
import type { LinkedTextField, TextField } from "./field";

type TextTest = Extract<FieldTest, { kind: "contains" | "equals" }>;

const FREE_TEXT_COLUMNS = ["title_folded", "file_name_folded", "description_folded", "camera_folded", "lens_folded"];

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const PHOTO_ID_LENGTH = 32;

const taggedWhere = (condition: string) =>
  `photo.key IN (SELECT photo_tag.key FROM photo_tag WHERE photo_tag.is_in AND photo_tag.tag_key IN (
    SELECT tag.tag_key FROM tag WHERE ${condition}))`;

const pathWhere = (condition: string) => `photo.key IN (SELECT photo_path.key FROM photo_path WHERE ${condition})`;

/** A word or phrase by itself: a piece of any of the five texts of a photo, or of the path of one of its tags. */
export function toFreeTextSql(text: string, bind: Bind): string {
  const wanted = bind(toFolded(text));
  const own = FREE_TEXT_COLUMNS.map((column) => `contains(photo.${column}, ${wanted})`);
  return [...own, taggedWhere(`contains(tag.path_folded, ${wanted})`)].join(" OR ");
}

/** What a field of text is asked. */
export function toTextSql(field: TextField | LinkedTextField, test: TextTest, bind: Bind): string {
  switch (field.kind) {
    case "text":
      return compare(`photo.${field.column}`, test, bind(toFolded(test.text)));
    case "tag":
      return toTagSql(test, bind);
    case "album":
      return toAlbumSql(test, bind);
    case "path":
      return toPathSql(test, bind);
    case "folder":
      return toFolderSql(test, bind);
    case "id":
      return toIdSql(test.text, bind);
  }
}

function compare(column: string, test: TextTest, wanted: string): string {
  return test.kind === "equals" ? `${column} = ${wanted}` : `contains(${column}, ${wanted})`;
}

/** Whole levels, anywhere in the path: parted from their neighbours by separators, which the path gets at both ends. */
function toTagSql(test: TextTest, bind: Bind): string {
  const wanted = toFolded(toTagPath(test.text));
  if (test.kind === "equals") return taggedWhere(`tag.path_folded = ${bind(wanted)}`);
  const levels = bind(TAG_SEPARATOR + wanted + TAG_SEPARATOR);
  return taggedWhere(`contains('${TAG_SEPARATOR}' || tag.path_folded || '${TAG_SEPARATOR}', ${levels})`);
}

/** An album's id stands for that album. */
function toAlbumSql(test: TextTest, bind: Bind): string {
  const condition = UUID.test(test.text)
    ? `album.album_id = ${bind(test.text.toLowerCase())}`
    : compare("album.title_folded", test, bind(toFolded(test.text)));
  return `photo.key IN (SELECT album_item.key FROM album_item WHERE album_item.is_in AND album_item.album_id IN (
    SELECT album.album_id FROM album WHERE NOT album.is_deleted AND ${condition}))`;
}

/** Paths are kept as the system writes them: a text with slashes of one kind is looked for with the other as well. */
function eitherSlash(text: string): string[] {
  const folded = toFolded(text);
  return [...new Set([folded, folded.replaceAll("\\", "/"), folded.replaceAll("/", "\\")])];
}

function toPathSql(test: TextTest, bind: Bind): string {
  const conditions = eitherSlash(test.text).map((path) => compare("photo_path.path_folded", test, bind(path)));
  return pathWhere(conditions.join(" OR "));
}

/** The path without the file's name and, for an exact question, without the slash before it. */
function toFolderSql(test: TextTest, bind: Bind): string {
  const isExact = test.kind === "equals";
  const name = isExact ? "[/\\\\]+[^/\\\\]*$" : "[^/\\\\]*$";
  const folder = `regexp_replace(photo_path.path_folded, '${name}', '')`;
  const conditions = eitherSlash(isExact ? test.text.replace(/[/\\]+$/, "") : test.text).map((path) => {
    const wanted = bind(path);
    // Cheap, and true of all that the next condition finds: most paths are never cut.
    return `contains(photo_path.path_folded, ${wanted}) AND ${compare(folder, test, wanted)}`;
  });
  return pathWhere(conditions.join(" OR "));
}

function toIdSql(id: string, bind: Bind): string {
  if (id.length < PHOTO_ID_LENGTH) return `starts_with(photo.photo_id, ${bind(id)})`;
  return `photo.key IN (SELECT photo_key.key FROM photo_key WHERE photo_key.photo_id = ${bind(id)})`;
}
