import { answer } from "@bench/kit/answer";
import { openLibrary } from "@bench/kit/open-library";
import { gesticulate } from "@bench/generate/gestures";
import { saveLife } from "@bench/generate/library";

/** Makes a library of so many photos in a folder: imports into the journal, the catalog by the engine, then edits. */
answer(async ({ root, count }: { root: string; count: number }) => {
  const marks: Record<string, number> = {};
  const { system, photoIds } = saveLife(root, count);
  marks.journaledMs = performance.now();
  const library = await openLibrary(root, system);
  marks.foldedMs = performance.now();
  await gesticulate(library, photoIds, system);
  marks.editedMs = performance.now();
  await library.end();
  return marks;
});
