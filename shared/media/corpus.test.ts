import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatByName, MEDIA_TYPES } from "@shared/domain/media-type";
import { PIXEL_LIMIT } from "@shared/domain/pixel-limit";
import { closeMedia } from "@shared/media/exiftool";
import { readFacts } from "@shared/media/facts";
import { MediaError } from "@shared/media/media-error";
import type { OriginalFile } from "@shared/media/original-file";
import { renderRendition } from "@shared/media/rendition";
import { isMedia, sniffFormat } from "@shared/media/sniff";
import { disagreementsOf } from "@shared/media/testing/compare-facts";
import { KNOWN_DISAGREEMENTS, KNOWN_UNSHOWN } from "@shared/media/testing/known-disagreements";
import { readCorpusFile, readReference, requireCorpus, type Corpus } from "@shared/testing/corpus";

afterAll(closeMedia);

const hasPerl = process.platform === "win32" || spawnSync("perl", ["-e", "1"]).status === 0;
const NO_PERL = "no Perl: install it (apt-get install perl) so that ExifTool can read RAW files and films";

function originalIn(corpus: Corpus, path: string): OriginalFile | undefined {
  const { absolute, bytes, modifiedAtMs } = readCorpusFile(corpus, path);
  const fileName = basename(path);
  const head = bytes.subarray(0, 65_536);
  const sniffed = sniffFormat(head, fileName);
  const format = isMedia(sniffed) ? sniffed : sniffed === "unknown" ? formatByName(fileName) : undefined;
  if (format === undefined || bytes.length === 0) return undefined;
  return { path: absolute, bytes, head, sizeBytes: bytes.length, modifiedAtMs, fileName, format };
}

test(
  "facts of real photos agree with the reference, but for the known differences",
  { timeout: 120_000 },
  async (context) => {
    const corpus = requireCorpus(context);
    if (!corpus) return;
    if (!hasPerl) context.skip(NO_PERL);
    const reference = readReference(corpus);
    const found: string[] = [];
    for (const row of corpus.rows) {
      const original = originalIn(corpus, row.path);
      if (!original) continue;
      const facts = await readFacts(original);
      found.push(...disagreementsOf(row, facts, reference.get(row.path) ?? {}));
    }
    expect(found.sort()).toEqual(Object.keys(KNOWN_DISAGREEMENTS).sort());
  },
);

/** Sides that differ by the rounding of a small picture, and no more. */
function isSameShape(
  facts: { widthPx: number | null; heightPx: number | null },
  shown: { widthPx: number; heightPx: number },
): boolean {
  if (facts.widthPx === null || facts.heightPx === null) return true;
  const scale = Math.max(shown.widthPx, shown.heightPx) / Math.max(facts.widthPx, facts.heightPx);
  return Math.abs(facts.widthPx * scale - shown.widthPx) <= 1 && Math.abs(facts.heightPx * scale - shown.heightPx) <= 1;
}

test("real photos are shown in the shape that their facts state", { timeout: 300_000 }, async (context) => {
  const corpus = requireCorpus(context);
  if (!corpus) return;
  if (!hasPerl) context.skip(NO_PERL);
  const unshown: string[] = [];
  const misshapen: string[] = [];
  const silent: string[] = [];
  for (const row of corpus.rows) {
    const original = originalIn(corpus, row.path);
    if (!original || MEDIA_TYPES[original.format].kind === "video") continue;
    const facts = await readFacts(original);
    const shown = await renderRendition(original, 320, { pixels: PIXEL_LIMIT.desktop }).catch(
      (thrown: unknown) => thrown,
    );
    if (shown instanceof Error) {
      if (!(shown instanceof MediaError)) throw shown;
      if (!/^(no|header only)$/.test(row.decodes)) unshown.push(row.path);
      continue;
    }
    const { widthPx, heightPx, notes } = shown as Awaited<ReturnType<typeof renderRendition>>;
    if (MEDIA_TYPES[original.format].kind === "photo" && !isSameShape(facts, { widthPx, heightPx }))
      misshapen.push(row.path);
    if (row.decodes === "decodes only with failOn none" && notes.length === 0) silent.push(row.path);
  }
  expect({ unshown, misshapen, silent }).toEqual({ unshown: Object.keys(KNOWN_UNSHOWN), misshapen: [], silent: [] });
});
