import fc from "fast-check";
import {
  CAPTURED_SOURCES,
  COLOUR_LABELS,
  OFFSET_SOURCES,
  type Photo,
  PHOTO_STATES,
  type PhotoState,
  PICKS,
} from "@shared/contract/photo";
import { formatLocal } from "@shared/domain/capture-time";
import { MEDIA_FORMATS, MEDIA_TYPES } from "@shared/domain/media-type";
import { toTagPath } from "@shared/domain/tag";

/** A photo with what a library knows of it besides. `trashed` and `path` of the photo follow from state and paths. */
export interface LibraryPhoto {
  photo: Photo;
  state: PhotoState;
  /** Where the original lies on this device. */
  paths: string[];
  /** Positions in the library's albums. */
  albums: number[];
  hasSidecar: boolean;
  /** Tags and albums that it once had. */
  formerTags: string[];
  formerAlbums: number[];
}

export interface LibraryAlbum {
  albumId: string;
  title: string;
  isDeleted: boolean;
}

export interface Library {
  photos: LibraryPhoto[];
  albums: LibraryAlbum[];
}

/** Pieces that search finds hard: accents, widths, scripts, signs that mean something in SQL or in a query. */
const PIECES = [
  "Tokyo",
  "tōkyō",
  "東京",
  "がく",
  "か",
  "ｶﾞ",
  "Ａ１",
  "ﬁn",
  "Straße",
  "é",
  "e\u0301",
  "İz",
  "ΟΔΟΣ",
  "שלום",
  "مرحبا",
  "😀",
  "👩‍👩‍👧",
  "100%",
  "a_b",
  "O'Brien",
  '5"',
  "back\\slash",
  "x:y",
  "(1)",
  "-1",
  "a..b",
  "OR",
  "null",
  "\0",
  "\u200f",
  " ",
  "",
];

/** Pieces that come often, so that what is looked for is found now and then. */
const COMMON_PIECES = ["Tokyo", "tōkyō", "か", "がく", "é", "100%"];

const pieceOf = fc.oneof(fc.constantFrom(...COMMON_PIECES), fc.constantFrom(...PIECES));

/** A text that stands in many of those of `arbitraryText`, in some case. Never empty. */
export function arbitraryWantedText(): fc.Arbitrary<string> {
  const cased = fc.constantFrom(
    (text: string) => text.toUpperCase(),
    (text: string) => text.toLowerCase(),
  );
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(pieceOf, cased)
        .map(([text, toCase]) => toCase(text))
        .filter((text) => text !== ""),
    },
    { weight: 1, arbitrary: arbitraryText().filter((text) => text !== "") },
  );
}

/** A text in any of the ways in which people, cameras and attackers write one. Always whole characters. */
export function arbitraryText(): fc.Arbitrary<string> {
  const pieces = fc.array(pieceOf, { maxLength: 3 });
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(pieces, fc.constantFrom("", " ")).map(([list, joint]) => list.join(joint)) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
  );
}

/** A tag's path of up to three levels, never empty. */
export function arbitraryTagPath(): fc.Arbitrary<string> {
  const level = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("Places", "places", "Japan", "Tōkyō", "tokyo", "Work", "Homework", "猫") },
    { weight: 1, arbitrary: arbitraryText() },
  );
  return fc
    .array(level, { minLength: 1, maxLength: 3 })
    .map((levels) => toTagPath(levels.join("|")))
    .filter((path) => path !== "");
}

const EDGE_TIMES = [
  "0001-01-01T00:00:00",
  "1969-12-31T23:59:59.999",
  "1970-01-01T00:00:00",
  "2019-12-31T23:59:59.999",
  "2020-01-01T00:00:00",
  "2020-02-29T12:00:00",
  "2024-02-29T23:59:59.999",
  "2024-03-01T00:00:00",
  "2024-03-30T12:30:15",
  "2024-03-31T00:00:00",
  "2024-04-01T00:00:00",
  "9999-12-31T23:59:59.999",
];

/** A wall time as milliseconds since 1970 as if in UTC, often at the edge of a day, a month or a year. */
export function arbitraryLocalMs(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...EDGE_TIMES).map((text) => Date.parse(`${text}Z`)) },
    { weight: 1, arbitrary: fc.integer({ min: Date.UTC(2018, 11, 30), max: Date.UTC(2024, 3, 3) }) },
  );
}

/** Degrees: poles, the date line, the equator and a few towns among them. */
export function arbitraryPlace(): fc.Arbitrary<{ latitude: number; longitude: number }> {
  const degrees = (limit: number) => fc.integer({ min: -limit * 1000, max: limit * 1000 }).map((value) => value / 1000);
  return fc.record({
    latitude: fc.oneof(fc.constantFrom(90, -90, 0, 48.86, 35.68, -16.5), degrees(90)),
    longitude: fc.oneof(fc.constantFrom(180, -180, 179.9, -179.9, 0, 2.35, 139.77), degrees(180)),
  });
}

const FOLDERS = ["/home/ann/Pictures", "/home/ann/Tōkyō 2021", "/", "C:\\Users\\Ann\\Bilder", "/mnt/100%_\\odd"];

/** Where an original may lie, on systems of either slash. */
export function arbitraryPath(): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...FOLDERS), fc.oneof(fc.constant("a"), arbitraryText())).map(([folder, name]) => {
    const slash = folder.startsWith("C:") ? "\\" : "/";
    return `${folder.endsWith(slash) ? folder : folder + slash}${name}.jpg`;
  });
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });
const of = <T>(...values: T[]) => fc.constantFrom(...values);

function arbitraryFacts() {
  return {
    contentHash: fc.constant("00".repeat(32)),
    sizeBytes: fc.oneof(
      of(0, 499, 500, 999_999, 1_000_000, 9_499_999, 9_500_000, 10_499_999, 10_500_000),
      fc.maxSafeNat(),
    ),
    format: of(...MEDIA_FORMATS),
    fileName: arbitraryText().map((text) => `${text}.jpg`),
    widthPx: maybe(of(1, 3000, 4000, 6000)),
    heightPx: maybe(of(1, 3000, 4000, 6000)),
    orientation: maybe(fc.integer({ min: 1, max: 8 })),
    durationMs: maybe(of(0, 9499, 9500, 10_000, 10_499, 10_500, 90_000)),
    altitudeM: maybe(fc.constant(12)),
    directionDegrees: maybe(fc.constant(90)),
    cameraMake: maybe(of("FUJIFILM", "Canon", "", "ＮＩＫＯＮ")),
    cameraModel: maybe(of("X-T5", "Canon EOS R5", "", "NIKON Z 6")),
    lensModel: maybe(fc.oneof(of("XF35mmF2", ""), arbitraryText())),
    exposureTimeS: maybe(of(1 / 250, 1 / 125, 0.5, 2, 30)),
    fNumber: maybe(of(1.4, 1.78, 1.8, 2, 2.8)),
    iso: maybe(of(100, 200, 1600, 12_800)),
    focalLengthMm: maybe(of(6.86, 35, 49, 50, 200)),
    focalLength35Mm: maybe(of(24, 50, 75)),
    extractorVersion: fc.constant(1),
  };
}

function arbitraryRegisters() {
  return {
    title: fc.option(arbitraryText(), { freq: 5 }),
    description: fc.option(arbitraryText(), { freq: 5 }),
    capturedLocal: arbitraryLocalMs().map(formatLocal),
    capturedSource: of(...CAPTURED_SOURCES),
    offsetMinutes: maybe(of(-540, 0, 330, 540)),
    offsetSource: maybe(of(...OFFSET_SOURCES)),
    rating: maybe(fc.integer({ min: -1, max: 5 })),
    isFavourite: fc.boolean(),
    colourLabel: maybe(of(...COLOUR_LABELS)),
    pick: maybe(of(...PICKS)),
    isPrivate: fc.boolean(),
    isHidden: of(false, false, true),
    isArchived: fc.boolean(),
    stackId: maybe(fc.constant("stack-1")),
    livePhotoVideoId: maybe(fc.constant("a".repeat(32))),
  };
}

/** One of 64 ids, so that the same one comes twice. */
export function arbitraryPhotoId(): fc.Arbitrary<string> {
  const letters = fc.string({ unit: of("a", "b", "2", "7"), minLength: 3, maxLength: 3 });
  return letters.map((start) => start.padEnd(32, "z"));
}

/** A photo as it is listed. `trashed` and `path` are left to the library that it is in. */
export function arbitraryPhoto(): fc.Arbitrary<Photo> {
  return fc
    .record({
      photoId: arbitraryPhotoId(),
      ...arbitraryFacts(),
      ...arbitraryRegisters(),
      place: maybe(arbitraryPlace()),
      keywords: fc.uniqueArray(arbitraryTagPath(), { maxLength: 3, selector: (path) => path.toLowerCase() }),
      importedAtMs: fc.integer({ min: Date.UTC(2024, 2, 29), max: Date.UTC(2024, 3, 2) }),
      updatedAtMs: fc.constant(1_700_000_000_000),
      backedUp: fc.boolean(),
    })
    .map(({ place, ...photo }) => ({
      ...photo,
      contentType: MEDIA_TYPES[photo.format].contentType,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      trashedAtMs: null,
      path: null,
      trashed: false,
    }));
}

const ALBUMS: LibraryAlbum[] = [
  { albumId: "0192f000-0000-7000-8000-000000000001", title: "Summer 2021", isDeleted: false },
  { albumId: "0192f000-0000-7000-8000-000000000002", title: "summer", isDeleted: false },
  { albumId: "0192f000-0000-7000-8000-000000000003", title: "Été à 東京", isDeleted: false },
  { albumId: "0192f000-0000-7000-8000-000000000004", title: "Summer, thrown away", isDeleted: true },
];

function arbitraryLibraryPhoto(): fc.Arbitrary<LibraryPhoto> {
  const positions = () => fc.uniqueArray(fc.nat(ALBUMS.length - 1), { maxLength: 2 });
  return fc
    .record({
      photo: arbitraryPhoto(),
      state: of<PhotoState>(...PHOTO_STATES, "live", "live", "live"),
      paths: fc.uniqueArray(arbitraryPath(), { maxLength: 2 }),
      albums: positions(),
      hasSidecar: fc.boolean(),
      formerTags: fc.array(arbitraryTagPath(), { maxLength: 1 }),
      formerAlbums: positions(),
    })
    .map((generated) => toConsistent(generated));
}

function toConsistent(generated: LibraryPhoto): LibraryPhoto {
  const { photo, state, paths, albums, formerAlbums, formerTags } = generated;
  const tags = new Set(photo.keywords.map((path) => path.toLowerCase()));
  return {
    ...generated,
    photo: {
      ...photo,
      path: paths[0] ?? null,
      trashed: state === "trashed",
      trashedAtMs: state === "trashed" ? 1_700_000_000_000 : null,
    },
    formerTags: formerTags.filter((path) => !tags.has(path.toLowerCase())),
    formerAlbums: formerAlbums.filter((album) => !albums.includes(album)),
  };
}

/** A small library with what search can ask for: trash, tombstones, albums, paths, sidecars, tags taken away again. */
export function arbitraryLibrary(): fc.Arbitrary<Library> {
  return fc
    .uniqueArray(arbitraryLibraryPhoto(), { minLength: 1, maxLength: 20, selector: ({ photo }) => photo.photoId })
    .map((photos) => ({ photos, albums: ALBUMS }));
}
