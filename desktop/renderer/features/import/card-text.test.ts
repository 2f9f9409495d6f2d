import { describe, expect, test } from "vitest";
import type { ImportProgress } from "@shared/contract/import";
import { createText } from "@renderer/messages/text";
import { toRunningText, toSendingText, toStoppedText, toSummary, toTime } from "./card-text";

const english = createText("en");
const japanese = createText("ja");

const counts = { imported: 0, duplicate: 0, sidecar: 0, unsupported: 0, failed: 0 };

function progressOf(changes: Partial<ImportProgress>): ImportProgress {
  return {
    ...{ jobId: "0b3f7a52-0000-4000-8000-000000000000", state: "running", code: null, message: null },
    ...{
      found: 1204,
      foundBytes: 5e9,
      isWalked: true,
      done: 312,
      doneBytes: 1e9,
      thumbnailsDone: 100,
      thumbnailsLeft: 200,
    },
    ...{ counts, needAttention: 0, filesPerS: 84.4, leftMs: 130_000, latest: [] },
    ...changes,
  };
}

describe("an import under way", () => {
  test.each([
    [{}, { title: "Adding photos", line: "312 of 1,204 · 84/s · 2 minutes left", share: 312 / 1204 }],
    [
      { isWalked: false, leftMs: null },
      { title: "Adding photos, still looking", line: "312 of 1,204 so far · 84/s", share: null },
    ],
    [
      { filesPerS: null, leftMs: null },
      { title: "Adding photos", line: "312 of 1,204", share: 312 / 1204 },
    ],
    [
      { filesPerS: 2.44, leftMs: 1 },
      { title: "Adding photos", line: "312 of 1,204 · 2.4/s · 5 seconds left", share: 312 / 1204 },
    ],
    [{ done: 1204 }, { title: "Making thumbnails", line: "100 of 300", share: 1 / 3 }],
    [
      { found: 0, done: 0 },
      { title: "Adding photos, still looking", line: "", share: null },
    ],
  ])("%o", (changes, expected) => {
    expect(toRunningText(progressOf(changes), english)).toEqual(expected);
  });

  test("has told nothing yet", () => {
    expect(toRunningText(null, japanese)).toEqual({ title: "写真を追加しています（探索中）", line: "", share: null });
  });
});

describe("a drop on its way", () => {
  const sending = {
    files: 40,
    sentFiles: 10,
    totalBytes: 4e8,
    sentBytes: 1e8,
    unreadable: 0,
    isWalked: true,
    isCancelling: false,
  };
  test.each([
    [{}, { title: "Reading 40 files", line: "10 of 40 · 100 MB of 400 MB", share: 0.25 }],
    [{ isWalked: false }, { title: "Reading 40 files", line: "10 of 40 so far · 100 MB of 400 MB", share: null }],
    [
      { files: 0, sentFiles: 0, isWalked: false },
      { title: "Looking through what was dropped", line: "", share: null },
    ],
    [
      { totalBytes: 0, sentBytes: 0 },
      { title: "Reading 40 files", line: "10 of 40 · 0 byte of 0 byte", share: 0.25 },
    ],
  ])("%o", (changes, expected) => {
    expect(toSendingText({ ...sending, ...changes }, english)).toEqual(expected);
  });
});

test.each([
  [1, "5 seconds"],
  [31_000, "35 seconds"],
  [60_000, "1 minute"],
  [89 * 60_000, "89 minutes"],
  [3 * 3_600_000, "3 hours"],
])("%i ms left are said as %s", (ms, expected) => {
  expect(toTime(ms, english)).toBe(expected);
});

describe("an import that has ended", () => {
  test("is summed up in the order of what matters, each line with where it leads", () => {
    const ended = progressOf({
      state: "finished",
      counts: { imported: 120, duplicate: 3, sidecar: 2, unsupported: 1, failed: 1 },
      needAttention: 2,
    });
    expect(toSummary(ended, 4, english)).toEqual([
      { kind: "good", text: "120 photos added", leadsTo: "recent" },
      { kind: "plain", text: "3 were already here", leadsTo: null },
      { kind: "plain", text: "2 sidecars paired", leadsTo: null },
      { kind: "plain", text: "1 file is no photo", leadsTo: null },
      { kind: "warning", text: "2 need attention", leadsTo: "review" },
      { kind: "plain", text: "1 of them could not be read", leadsTo: null },
      { kind: "warning", text: "4 items could not be read and were left out", leadsTo: null },
    ]);
  });

  test("says so when there was nothing", () => {
    expect(toSummary(progressOf({ state: "finished" }), 0, english)).toEqual([
      { kind: "plain", text: "No files were found", leadsTo: null },
    ]);
  });

  test.each([
    ["disk_full", "The disk is full. Free some space, then go on."],
    ["internal", "Something unexpected happened: worker lost"],
  ])("stopped by %s says why and what is safe", (code, why) => {
    const stopped = progressOf({ state: "stopped", code, message: "worker lost", counts: { ...counts, imported: 7 } });
    expect(toStoppedText(stopped, english)).toEqual({ why, safe: "The 7 photos added so far are safe." });
  });
});
