import { MEDIA_TYPES } from "@shared/domain/media-type";
import { blocksOf, isTiffLike } from "@shared/media/blocks-of";
import { fromBuffer } from "@shared/media/byte-source";
import { captureOfFile, type Capture } from "@shared/media/capture";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { readWithExifTool, type ExifToolTags } from "@shared/media/exiftool";
import type { MediaFacts } from "@shared/media/media-facts";
import { openOriginal, type OriginalFile } from "@shared/media/original-file";
import { readingOfExif } from "@shared/media/readings/exif-reading";
import { readingsOfExifTool } from "@shared/media/readings/exiftool-reading";
import { readingOfIptc } from "@shared/media/readings/iptc-reading";
import { captureIn, mergeReadings } from "@shared/media/readings/merge";
import { timeOfName } from "@shared/media/readings/name-time";
import { readingOfPngTexts } from "@shared/media/readings/png-reading";
import type { Reading } from "@shared/media/readings/reading";
import { readingOfXmp } from "@shared/media/readings/xmp-reading";
import { readExif, type Exif } from "@shared/media/tags/exif";
import { readIptc, type Iptc } from "@shared/media/tags/iptc";
import {
  capTagSet,
  mergeTagSets,
  tagSetOfExif,
  tagSetOfExifTool,
  tagSetOfIptc,
  tagSetOfXmp,
  type TagSet,
} from "@shared/media/tags/tag-set";
import { readXmp, type Xmp } from "@shared/media/tags/xmp";

export interface FactsOptions {
  /** Minutes east of UTC on this machine at a moment, for times of files. The machine's own zone when absent. */
  offsetMinutesAt?: (atMs: number) => number;
}

/** What was found in one file, before it is weighed. */
interface Findings {
  blocks: Blocks;
  readings: Reading[];
  tagSets: TagSet[];
  notes: string[];
}

const MAKER_NOTE = 0x927c;

/**
 * Reads everything that a file states of itself. Never throws: of a damaged file it gives what can be read, and says in
 * `notes` what was wrong.
 */
export async function readFacts(original: OriginalFile, options: FactsOptions = {}): Promise<MediaFacts> {
  const findings = findIn(original);
  if (needsExifTool(original, findings)) await addExifTool(original, findings);
  const { blocks, readings, tagSets } = findings;
  const capture = captureIn(readings) ?? captureOutside(original, options);
  const notes = [...findings.notes, ...blocks.notes, ...readings.flatMap((reading) => reading.notes)];
  return {
    ...mergeReadings(readings, blocks),
    ...capture,
    isFavourite: false,
    metadata: capTagSet(mergeTagSets(tagSets)),
    notes: [...new Set(notes)],
  };
}

/** Walks the container and reads its blocks. What cannot be read costs itself alone. */
function findIn(original: OriginalFile): Findings {
  const findings: Findings = { blocks: emptyBlocks(), readings: [], tagSets: [], notes: [] };
  const attempt = (note: string, read: () => void) => {
    try {
      read();
    } catch {
      findings.notes.push(note);
    }
  };
  const source = openOriginal(original);
  attempt("unreadable", () => (findings.blocks = blocksOf(source, original.format)));
  const { blocks } = findings;
  if (isTiffLike(original.format)) attempt("exif_damaged", () => addExif(readExif(source), findings));
  attempt("unreadable", () => source.close());
  for (const block of blocks.exif) attempt("exif_damaged", () => addExif(readExif(fromBuffer(block)), findings));
  for (const packet of blocks.xmp) attempt("xmp_damaged", () => addXmp(readXmp(packet), findings));
  for (const block of blocks.iptc) attempt("iptc_damaged", () => addIptc(readIptc(block), findings));
  if (blocks.texts.length > 0) {
    findings.readings.push(readingOfPngTexts(blocks.texts));
    findings.tagSets.push({ PNG: Object.fromEntries(blocks.texts.map(({ keyword, text }) => [keyword, text])) });
  }
  // Pixels of a RAW file are not those of its first directory, which often is a thumbnail.
  if (MEDIA_TYPES[original.format].kind === "raw") Object.assign(blocks, { widthPx: null, heightPx: null });
  return findings;
}

function addExif(exif: Exif | undefined, findings: Findings): void {
  if (!exif) {
    findings.notes.push("exif_damaged");
    return;
  }
  const reading = readingOfExif(exif);
  findings.readings.push(reading);
  findings.tagSets.push(tagSetOfExif(exif));
  const isDated = reading.original !== undefined || reading.digitized !== undefined;
  if (!isDated && exif.exif.has(MAKER_NOTE)) findings.blocks.hasMakerBlock = true;
}

function addXmp(xmp: Xmp, findings: Findings): void {
  findings.readings.push(readingOfXmp(xmp));
  findings.tagSets.push(tagSetOfXmp(xmp));
}

function addIptc(iptc: Iptc, findings: Findings): void {
  findings.readings.push(readingOfIptc(iptc));
  findings.tagSets.push(tagSetOfIptc(iptc));
}

/** ExifTool reads what we have no walker for, and maker blocks where they may hold the only date. */
function needsExifTool({ format }: OriginalFile, { blocks, readings }: Findings): boolean {
  if (MEDIA_TYPES[format].kind !== "photo") return true;
  const isWalked = ["jpeg", "png", "webp", "gif", "tiff", "heic", "avif"].includes(format);
  if (!isWalked) return true;
  const isSequence = (format === "avif" || format === "heic") && blocks.widthPx === null;
  return isSequence || blocks.hasCaptionTrailer || (blocks.hasMakerBlock && captureIn(readings) === undefined);
}

async function addExifTool(original: OriginalFile, findings: Findings): Promise<void> {
  let tags: ExifToolTags;
  try {
    tags = await readWithExifTool(original);
  } catch {
    findings.notes.push("exiftool_failed");
    return;
  }
  findings.readings.push(...readingsOfExifTool(tags));
  findings.tagSets.push(tagSetOfExifTool(tags));
}

/** The time in the file's name, else the file's own. */
function captureOutside(original: OriginalFile, options: FactsOptions): Capture {
  const named = timeOfName(original.fileName);
  if (named !== undefined) {
    return { capturedLocal: named, capturedSource: "name", offsetMinutes: null, offsetSource: null };
  }
  const offsetAt = options.offsetMinutesAt ?? ((atMs: number) => -new Date(atMs).getTimezoneOffset());
  return captureOfFile(original.modifiedAtMs, offsetAt(original.modifiedAtMs));
}
