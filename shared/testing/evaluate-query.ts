import { type Amount, toBase, toHalfStep } from "@shared/catalog/search/amount";
import { type Comparison, type FieldTerm, type FieldTest, type Query, termsOf } from "@shared/catalog/search/ast";
import type { QueryScope } from "@shared/catalog/search/compile";
import type { AmountField } from "@shared/catalog/search/field";
import { fieldOf } from "@shared/catalog/search/find-field";
import { RADIUS_UNITS } from "@shared/catalog/search/units";
import { toCameraName } from "@shared/domain/camera-name";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { toTagPath } from "@shared/domain/tag";
import { toFolded } from "@shared/domain/text-fold";
import { toDayRange } from "@shared/testing/day-range";
import type { Library, LibraryPhoto } from "@shared/testing/photos";

export interface EvaluationContext {
  /** `2024-05-03` */
  today: string;
  /** What the clock here is ahead of UTC by. */
  clockOffsetMs: number;
  scope: QueryScope;
}

/** Which photos docs/spec/search.md says a query finds, photo by photo, in the plainest way that could be thought of. */
export function evaluateQuery(query: Query, library: Library, context: EvaluationContext): LibraryPhoto[] {
  return library.photos.filter(
    (entry) => isVisible(query, entry, context.scope) && matches(query, entry, library, context),
  );
}

function isVisible(query: Query, { state, photo }: LibraryPhoto, scope: QueryScope): boolean {
  if (state === "purged") return false;
  if (scope === "all") return true;
  if (scope === "trash") return state === "trashed";
  const asked = termsOf(query).flatMap((term) =>
    term.kind === "field" && term.field === "is" && term.test.kind === "word" ? [term.test.word] : [],
  );
  return (state === "live" || asked.includes("trashed")) && (!photo.isHidden || asked.includes("hidden"));
}

function matches(query: Query, entry: LibraryPhoto, library: Library, context: EvaluationContext): boolean {
  switch (query.kind) {
    case "all":
      return true;
    case "and":
      return query.parts.every((part) => matches(part, entry, library, context));
    case "or":
      return query.parts.some((part) => matches(part, entry, library, context));
    case "not":
      return !matches(query.part, entry, library, context);
    case "text":
      return freeTexts(entry).some((text) => toFolded(text).includes(toFolded(query.text)));
    case "field":
      return matchesField(query, entry, library, context);
  }
}

function cameraOf({ photo }: LibraryPhoto): string | null {
  return toCameraName(photo.cameraMake, photo.cameraModel) || null;
}

function freeTexts(entry: LibraryPhoto): string[] {
  const { title, description, fileName, lensModel, keywords } = entry.photo;
  return [title, description, fileName, cameraOf(entry), lensModel, ...keywords].filter((text) => text !== null);
}

function matchesField(term: FieldTerm, entry: LibraryPhoto, library: Library, context: EvaluationContext): boolean {
  const { photo } = entry;
  const { field, test } = term;
  if (test.kind === "near") return isNear(photo, test);
  if (test.kind === "word") return hasWord(field, test.word, entry, library);
  if (test.kind === "contains" || test.kind === "equals") return matchesText(field, test, entry, library);
  if (field === "date") return isInTime(photo.capturedLocal, test, context.today);
  if (field === "imported") {
    const here = new Date(photo.importedAtMs + context.clockOffsetMs).toISOString().slice(0, -1);
    return isInTime(here, test, context.today);
  }
  return matchesAmount(field, test, entry);
}

type Texts = Extract<FieldTest, { kind: "contains" | "equals" }>;

function matchesText(field: FieldTerm["field"], test: Texts, entry: LibraryPhoto, library: Library): boolean {
  const { photo, paths } = entry;
  const wanted = toFolded(test.text);
  const fits = (text: string | null) =>
    text !== null && (test.kind === "equals" ? toFolded(text) === wanted : toFolded(text).includes(wanted));
  switch (field) {
    case "tag": {
      const levels = toFolded(toTagPath(test.text));
      return photo.keywords
        .map(toFolded)
        .some((path) => (test.kind === "equals" ? path === levels : hasLevels(path, levels)));
    }
    case "album": {
      const albums = entry.albums.flatMap((position) => library.albums[position] ?? []).filter((a) => !a.isDeleted);
      const isId = library.albums.some(({ albumId }) => albumId === test.text.toLowerCase());
      return albums.some(({ albumId, title }) => (isId ? albumId === test.text.toLowerCase() : fits(title)));
    }
    case "path":
      return paths.some((path) => fitsPath(toFolded(path), test));
    case "folder":
      return paths.some((path) => fitsFolder(toFolded(path), test));
    case "id":
      return test.kind === "equals" ? photo.photoId === test.text : photo.photoId.startsWith(test.text);
    case "title":
      return fits(photo.title);
    case "description":
      return fits(photo.description);
    case "file":
      return fits(photo.fileName);
    case "camera":
      return fits(cameraOf(entry));
    case "lens":
      return fits(photo.lensModel);
    default:
      throw new Error(`${field} is not a text`);
  }
}

/** Whether the levels stand side by side in the path. */
function hasLevels(path: string, wanted: string): boolean {
  const levels = path.split("|");
  const asked = wanted.split("|");
  return levels.some((_, start) => asked.every((level, index) => levels[start + index] === level));
}

function fitsPath(path: string, test: Texts): boolean {
  const wanted = toFolded(test.text);
  const spellings = [wanted, wanted.replaceAll("/", "\\"), wanted.replaceAll("\\", "/")];
  return spellings.some((spelling) => (test.kind === "equals" ? path === spelling : path.includes(spelling)));
}

function fitsFolder(path: string, test: Texts): boolean {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  if (test.kind === "contains") return fitsPath(folder, test);
  const bare = (text: string) => text.replace(/[/\\]+$/, "");
  return fitsPath(bare(folder), { kind: "equals", text: bare(test.text) });
}

type Ordered = Extract<FieldTest, { kind: "compare" | "range" }>;

function isInTime(local: string, test: Ordered, today: string): boolean {
  if (test.kind === "range") {
    if (test.from.type !== "date" || test.to.type !== "date") throw new Error("not dates");
    const { first } = toDayRange(test.from.text, today, true);
    const { last } = toDayRange(test.to.text, today, true);
    return local.slice(0, first.length) >= first && local.slice(0, last.length) <= last;
  }
  if (test.value.type !== "date") throw new Error("not a date");
  const { first, last } = toDayRange(test.value.text, today, test.comparison !== "=");
  const isFrom = local.slice(0, first.length) >= first;
  const isUpTo = local.slice(0, last.length) <= last;
  const answers: Record<Comparison, boolean> = {
    "=": isFrom && isUpTo,
    "<": !isFrom,
    "<=": isUpTo,
    ">": !isUpTo,
    ">=": isFrom,
  };
  return answers[test.comparison];
}

function amountOf(field: FieldTerm["field"], { photo }: LibraryPhoto): number | null {
  const { widthPx, heightPx } = photo;
  const amounts: Partial<Record<FieldTerm["field"], number | null>> = {
    rating: photo.rating,
    width: widthPx,
    height: heightPx,
    megapixels: widthPx === null || heightPx === null ? null : (widthPx * heightPx) / 1e6,
    size: photo.sizeBytes,
    duration: photo.durationMs,
    iso: photo.iso,
    aperture: photo.fNumber,
    exposure: photo.exposureTimeS,
    focal: photo.focalLengthMm,
    focal35: photo.focalLength35Mm,
  };
  const amount = amounts[field];
  if (amount === undefined) throw new Error(`${field} is not an amount`);
  return amount;
}

function matchesAmount(name: FieldTerm["field"], test: Ordered, entry: LibraryPhoto): boolean {
  const field = fieldOf(name) as AmountField;
  const actual = amountOf(name, entry);
  if (actual === null) return false;
  const slack = field.matching === "measured" ? 0.02 : 0;
  const isAtLeast = (wanted: Amount) => actual >= toBase(wanted, field.units) * (1 - slack);
  const isAtMost = (wanted: Amount) => actual <= toBase(wanted, field.units) * (1 + slack);
  if (test.kind === "range") return isAtLeast(test.from as Amount) && isAtMost(test.to as Amount);
  const wanted = test.value as Amount;
  const base = toBase(wanted, field.units);
  switch (test.comparison) {
    case "<":
      return actual < base;
    case ">":
      return actual > base;
    case "<=":
      return isAtMost(wanted);
    case ">=":
      return isAtLeast(wanted);
    case "=": {
      if (field.matching !== "written") return isAtLeast(wanted) && isAtMost(wanted);
      const half = toHalfStep(wanted, field.units);
      return base - half <= actual && actual < base + half;
    }
  }
}

/** By the straight line through the Earth between two points on it, not by the formula that SQL is given. */
function isNear(photo: LibraryPhoto["photo"], test: Extract<FieldTest, { kind: "near" }>): boolean {
  if (photo.latitude === null || photo.longitude === null) return false;
  const toVector = (latitude: number, longitude: number) => {
    const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)] as const;
  };
  const [ax, ay, az] = toVector(photo.latitude, photo.longitude);
  const [bx, by, bz] = toVector(test.latitude.number, test.longitude.number);
  const chord = Math.min(2, Math.hypot(ax - bx, ay - by, az - bz));
  return 2 * Math.asin(chord / 2) * 6_371_008.8 <= toBase(test.radius, RADIUS_UNITS);
}

function hasWord(field: FieldTerm["field"], word: string, entry: LibraryPhoto, library: Library): boolean {
  const { photo } = entry;
  const kind = MEDIA_TYPES[photo.format].kind;
  if (field === "label") return photo.colourLabel === word;
  if (field === "pick") return photo.pick === word;
  if (field === "format") return photo.format === word;
  if (field === "has") return hasWhat(word, entry, library);
  if (field === "orientation") {
    const { widthPx, heightPx } = photo;
    if (widthPx === null || heightPx === null) return false;
    return word === (widthPx > heightPx ? "landscape" : widthPx < heightPx ? "portrait" : "square");
  }
  if (word === "photo") return kind !== "video";
  if (word === "raw" || word === "video") return kind === word;
  if (field === "type") return photo.format === word;
  const states: Record<string, boolean> = {
    favourite: photo.isFavourite,
    trashed: entry.state === "trashed",
    hidden: photo.isHidden,
    archived: photo.isArchived,
    private: photo.isPrivate,
    picked: photo.pick === "pick",
    rejected: photo.pick === "reject" || photo.rating === -1,
    live: photo.livePhotoVideoId !== null,
    stacked: photo.stackId !== null,
    "backed-up": photo.backedUp,
  };
  return states[word] ?? unknown(word);
}

function hasWhat(word: string, entry: LibraryPhoto, library: Library): boolean {
  const { photo } = entry;
  const present: Record<string, boolean> = {
    gps: photo.latitude !== null && photo.longitude !== null,
    title: Boolean(photo.title),
    description: Boolean(photo.description),
    tag: photo.keywords.length > 0,
    album: entry.albums.some((position) => library.albums[position]?.isDeleted === false),
    rating: photo.rating !== null && photo.rating !== 0,
    label: photo.colourLabel !== null,
    pick: photo.pick !== null,
    camera: cameraOf(entry) !== null,
    lens: Boolean(photo.lensModel),
    iso: photo.iso !== null,
    aperture: photo.fNumber !== null,
    exposure: photo.exposureTimeS !== null,
    focal: photo.focalLengthMm !== null,
    focal35: photo.focalLength35Mm !== null,
    offset: photo.offsetMinutes !== null,
    duration: photo.durationMs !== null,
    orientation: photo.widthPx !== null && photo.heightPx !== null,
    sidecar: entry.hasSidecar,
    path: entry.paths.length > 0,
  };
  return present[word] ?? unknown(word);
}

function unknown(word: string): never {
  throw new Error(`no word ${word}`);
}
