import { expect } from "vitest";
import { compileQuery, type QueryScope } from "@shared/catalog/search/compile";
import { parseQuery } from "@shared/catalog/search/parser";
import { openCatalogInMemory } from "@shared/testing/catalog";
import { libraryPhoto, type PhotoFields } from "@shared/testing/library-photo";
import { loadLibrary } from "@shared/testing/load-library";

/** The last day of March 2024, nine hours ahead of UTC. */
const context = { today: "2024-03-31", toUtcMs: (localMs: number) => localMs - 9 * 3_600_000 };

/** `albums` of a photo are positions in this list. */
const ALBUMS = [
  { albumId: "0192f000-0000-7000-8000-000000000001", title: "Sommer à Paris", isDeleted: false },
  { albumId: "0192f000-0000-7000-8000-000000000002", title: "Paris", isDeleted: true },
  { albumId: "0192f000-0000-7000-8000-000000000003", title: "Paris", isDeleted: false },
];

/** Asks one library several queries: each finds the photos of these names, in real DuckDB. */
export async function expectAnswers(
  photos: Record<string, PhotoFields>,
  answers: Record<string, string>,
  scope?: QueryScope,
): Promise<void> {
  const catalog = await openCatalogInMemory();
  try {
    const entries = Object.entries(photos).map(([name, fields]) => libraryPhoto(name, fields));
    await loadLibrary(catalog, { photos: entries, albums: ALBUMS });
    const found: Record<string, string> = {};
    for (const text of Object.keys(answers)) {
      const { where, parameters } = compileQuery(parseQuery(text), { ...context, ...(scope && { scope }) });
      const rows = await catalog.rows(`SELECT photo_id FROM photo WHERE ${where} ORDER BY photo_id`, parameters);
      found[text] = rows.map((row) => (row.photo_id as string).replace(/z*$/, "")).join(" ");
    }
    expect(found).toEqual(answers);
  } finally {
    catalog.close();
  }
}
