import { COLOUR_LABELS, PICKS } from "@shared/contract/photo";
import { MEDIA_FORMATS, MEDIA_TYPES } from "@shared/domain/media-type";

/** A word that a field knows, and the condition over `photo` it stands for. The SQL is ours, never a user's. */
export interface Word {
  word: string;
  aliases: readonly string[];
  description: string;
  sql: string;
}

function word(name: string, aliases: readonly string[], description: string, sql: string): Word {
  return { word: name, aliases, description, sql };
}

const KIND_WORDS: readonly Word[] = [
  word("photo", ["image", "still"], "a still picture, RAW included", "photo.kind <> 'video'"),
  word("raw", [], "a camera's RAW file", "photo.kind = 'raw'"),
  word("video", ["movie", "film"], "a video", "photo.kind = 'video'"),
];

const KIND_NAMES = new Set(KIND_WORDS.map((kind) => kind.word));

/** A format's other extensions are its aliases, but for those that name a kind. */
export const FORMAT_WORDS: readonly Word[] = MEDIA_FORMATS.map((format) =>
  word(
    format,
    MEDIA_TYPES[format].extensions.filter((extension) => extension !== format && !KIND_NAMES.has(extension)),
    MEDIA_TYPES[format].contentType,
    `photo.format = '${format}'`,
  ),
);

export const TYPE_WORDS: readonly Word[] = [...KIND_WORDS, ...FORMAT_WORDS];

export const ORIENTATION_WORDS: readonly Word[] = [
  word("landscape", ["wide"], "wider than high", "photo.width_px > photo.height_px"),
  word("portrait", ["tall"], "higher than wide", "photo.width_px < photo.height_px"),
  word("square", [], "as wide as high", "photo.width_px = photo.height_px"),
];

export const LABEL_WORDS: readonly Word[] = COLOUR_LABELS.map((label) =>
  word(label, [], `labelled ${label}`, `photo.colour_label = '${label}'`),
);

const PICK_ALIASES = { pick: ["picked", "yes"], reject: ["rejected", "no"] } as const;

export const PICK_WORDS: readonly Word[] = PICKS.map((pick) =>
  word(pick, PICK_ALIASES[pick], `flagged ${pick}`, `photo.pick = '${pick}'`),
);

export const IS_WORDS: readonly Word[] = [
  word("favourite", ["favorite", "fav", "favourited", "favorited"], "marked as favourite", "photo.is_favourite"),
  word("trashed", ["trash", "in-trash", "deleted"], "in the trash", "photo.state = 'trashed'"),
  word("hidden", [], "hidden from the library's views", "photo.is_hidden"),
  word("archived", ["archive"], "archived", "photo.is_archived"),
  word("private", [], "never to be shared", "photo.is_private"),
  word("picked", ["pick"], "flagged as a pick", "photo.pick = 'pick'"),
  word("rejected", ["reject"], "flagged or rated as rejected", "(photo.pick = 'reject' OR photo.rating = -1)"),
  ...KIND_WORDS,
  word("live", ["live-photo"], "the still of a Live Photo", "photo.live_photo_video_id IS NOT NULL"),
  word("stacked", ["stack", "in-stack"], "part of a stack", "photo.stack_id IS NOT NULL"),
  word("backed-up", ["backedup"], "backed up, its copy compared", "photo.is_backed_up"),
];

const filled = (column: string) => `photo.${column} <> ''`;
const given = (column: string) => `photo.${column} IS NOT NULL`;

/** Where a field's own name stands here, `-has:<name>` finds what that field cannot. */
export const HAS_WORDS: readonly Word[] = [
  word("gps", ["location", "place", "position", "near"], "a place", `${given("latitude")} AND ${given("longitude")}`),
  word("title", [], "a title", filled("title")),
  word("description", ["caption"], "a description", filled("description")),
  word("tag", ["tags", "keyword", "keywords"], "at least one tag", "len(photo.keywords) > 0"),
  word(
    "album",
    ["albums"],
    "an album that it was put in",
    `photo.key IN (SELECT album_item.key FROM album_item WHERE album_item.is_in AND album_item.album_id IN (
      SELECT album.album_id FROM album WHERE NOT album.is_deleted))`,
  ),
  word("rating", ["stars"], "a rating", "photo.rating <> 0"),
  word("label", ["colour", "color"], "a colour label", given("colour_label")),
  word("pick", ["flag"], "a flag, pick or reject", given("pick")),
  word("camera", [], "a camera's name", filled("camera_folded")),
  word("lens", [], "a lens's name", filled("lens_model")),
  word("iso", [], "a sensitivity", given("iso")),
  word("aperture", [], "an f-number", given("f_number")),
  word("exposure", ["shutter"], "an exposure time", given("exposure_time_s")),
  word("focal", ["focal-length"], "a focal length", given("focal_length_mm")),
  word("focal35", [], "a focal length as on 35 mm film", given("focal_length_35_mm")),
  word("offset", ["timezone", "time-zone", "zone"], "a known offset from UTC", given("offset_minutes")),
  word("duration", [], "a duration", given("duration_ms")),
  word(
    "orientation",
    ["dimensions", "width", "height", "megapixels"],
    "a known width and height",
    `${given("width_px")} AND ${given("height_px")}`,
  ),
  word("sidecar", ["sidecars", "xmp"], "a sidecar file", "photo.key IN (SELECT photo_asset.key FROM photo_asset)"),
  word(
    "path",
    ["folder", "file", "original"],
    "an original on this device",
    "photo.key IN (SELECT photo_path.key FROM photo_path)",
  ),
];
