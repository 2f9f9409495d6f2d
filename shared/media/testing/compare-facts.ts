import type { MediaFacts } from "@shared/media/media-facts";
import { swapsSides, validOrientation } from "@shared/media/orientation";
import { readOffset, readWhen } from "@shared/media/tags/when";
import type { CorpusRow } from "@shared/testing/corpus";

type Reference = Readonly<Record<string, unknown>>;

/** What the reference says of a file, in the shape of our facts. Undefined: it does not say, so ours stands unchecked. */
interface Expected {
  size: string;
  orientation: number | null;
  cameraMake: string | null;
  cameraModel: string | null;
  captured: string | undefined;
  offset: number | null | undefined;
  place: { latitude: number; longitude: number } | null;
  title: string | null;
  description: string | null;
  keywords: string;
  rating: number | null;
}

const textOf = (cell: string) => cell.trim() || null;
const numberOf = (cell: string) => (/^-?\d+$/.test(cell) ? Number(cell) : null);

/** The true texts of files whose columns cannot have them, as the note tells. */
function fromNote({ note, title, description }: CorpusRow): {
  title?: string;
  description?: string;
  keywords?: string;
} {
  const isSame = title !== "" && title === description;
  const trueTitle = /title (?:is )?"([^"]+)"/.exec(note)?.[1] ?? /IPTC title (\S+)/.exec(note)?.[1];
  const list = /keywords \[([^\]]*)\]/.exec(note)?.[1] ?? /and keyword (\S+) in/.exec(note)?.[1];
  const trueDescription = /ImageDescription in [^:]*: "([^"]+)"/.exec(note)?.[1] ?? (isSame ? trueTitle : undefined);
  return {
    ...(trueTitle !== undefined && { title: trueTitle }),
    ...(trueDescription !== undefined && { description: trueDescription }),
    ...(list !== undefined && { keywords: list.replaceAll("', '", "; ").replaceAll("'", "") }),
  };
}

function placeOf(row: CorpusRow): Expected["place"] {
  const [latitude, longitude] = [Number(row.latitude), Number(row.longitude)];
  if (row.latitude === "" || row.longitude === "" || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude };
}

function timeOf(row: CorpusRow): string | undefined {
  for (const cell of [row.dateTimeOriginal, row.createDate]) {
    const read = readWhen(cell);
    if (typeof read !== "string") return read.local.slice(0, 19);
  }
  return undefined;
}

function expectedOf(row: CorpusRow): Expected {
  const orientation = validOrientation(numberOf(row.orientation) ?? undefined);
  const sides = [row.width, row.height].map((side) => (side === "0" ? null : numberOf(side)));
  const noted = fromNote(row);
  return {
    size: (swapsSides(orientation) ? sides.reverse() : sides).join("x"),
    orientation,
    cameraMake: textOf(row.cameraMake),
    cameraModel: textOf(row.cameraModel),
    captured: timeOf(row),
    offset: readOffset(row.offsetTimeOriginal),
    place: placeOf(row),
    title: noted.title ?? textOf(row.title),
    description: noted.description ?? textOf(row.description),
    keywords: noted.keywords ?? row.keywords,
    rating: numberOf(row.rating),
  };
}

/** Every date among the tags of the full reference, to the second, with its offset. */
function datesIn(reference: Reference): { local: string; offsetMinutes: number | null }[] {
  return Object.entries(reference).flatMap(([name, value]) => {
    const read = /Date|Time/.test(name) ? readWhen(String(value)) : "blank";
    return typeof read === "string" ? [] : [{ ...read, local: read.local.slice(0, 19) }];
  });
}

/** The facts in which a file disagrees with the reference, as `path field`. */
export function disagreementsOf(row: CorpusRow, facts: MediaFacts, reference: Reference): string[] {
  const expected = expectedOf(row);
  const checks: Record<string, boolean> = {
    size: `${facts.widthPx ?? ""}x${facts.heightPx ?? ""}` === expected.size,
    orientation: facts.orientation === expected.orientation,
    cameraMake: facts.cameraMake === expected.cameraMake,
    cameraModel: facts.cameraModel === expected.cameraModel,
    captured: isSameTime(facts, expected, reference),
    offset: isSameOffset(facts, expected, reference),
    place: isSamePlace(facts, expected),
    title: facts.title === expected.title,
    description: facts.description === expected.description,
    keywords: facts.keywords.join("; ") === expected.keywords,
    rating: facts.rating === expected.rating,
  };
  return Object.entries(checks).flatMap(([field, isSame]) => (isSame ? [] : [`${row.path} ${field}`]));
}

/** Where the manifest has no date, ours must be one of the full reference's, or not from the file's metadata at all. */
function isSameTime(facts: MediaFacts, expected: Expected, reference: Reference): boolean {
  const ours = facts.capturedLocal.slice(0, 19);
  const isOutside = facts.capturedSource === "file" || facts.capturedSource === "name";
  if (expected.captured !== undefined) return !isOutside && ours === expected.captured;
  return isOutside || facts.capturedSource === "gps" || datesIn(reference).some(({ local }) => local === ours);
}

/** Where the manifest has no offset, ours must stand beside that date in the full reference, or come from the satellites. */
function isSameOffset(facts: MediaFacts, expected: Expected, reference: Reference): boolean {
  const ours = facts.offsetSource === "file" ? null : facts.offsetMinutes;
  if (expected.offset !== undefined) return ours === expected.offset;
  if (ours === null || facts.offsetSource === "gps") return true;
  return datesIn(reference).some(
    (date) => date.local === facts.capturedLocal.slice(0, 19) && date.offsetMinutes === ours,
  );
}

function isSamePlace(facts: MediaFacts, { place }: Expected): boolean {
  if (place === null || facts.latitude === null || facts.longitude === null)
    return place === null && facts.latitude === null;
  return Math.abs(facts.latitude - place.latitude) <= 1e-5 && Math.abs(facts.longitude - place.longitude) <= 1e-5;
}
