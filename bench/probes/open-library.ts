import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { answer } from "@bench/kit/answer";
import { openLibrary } from "@bench/kit/open-library";

/** Times since the process started, and what it holds when the first view can be shown. */
export interface OpenLibraryAnswer {
  startedMs: number;
  openedMs: number;
  orderedMs: number;
  photos: number;
  residentBytes: number;
  peakResidentBytes: number;
}

answer(async ({ root }: { root: string }): Promise<OpenLibraryAnswer> => {
  const startedMs = performance.now();
  const library = await openLibrary(root);
  const openedMs = performance.now();
  const order = await library.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" });
  const orderedMs = performance.now();
  const residentBytes = process.memoryUsage.rss();
  const peakResidentBytes = process.resourceUsage().maxRSS * 1024;
  await library.end();
  return { startedMs, openedMs, orderedMs, photos: order.keys.length, residentBytes, peakResidentBytes };
});
