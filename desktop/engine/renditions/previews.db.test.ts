import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { STATE_OPERATIONS } from "@shared/contract/library";
import type { Clock } from "@shared/domain/clock";
import { writePhoto } from "@shared/media/testing/photo-files";
import { createPreviewFiller } from "@engine/renditions/preview-filler";
import { createTestLibrary, type TestLibrary } from "@engine/testing/test-library";

let library: TestLibrary;

beforeEach(async () => {
  library = await createTestLibrary();
});

afterEach(() => library.remove());

test("a preview is made when it is asked for, and kept", async () => {
  await writePhoto(join(library.photos, "a.jpg"), { widthPx: 2400, heightPx: 1200 });
  await library.import();
  const [photo] = await library.list();
  const asked = { photoId: photo?.photoId ?? "" };
  const made = await library.client.invoke(STATE_OPERATIONS.preview, asked);
  expect(Buffer.from(made?.bytes ?? []).toString("latin1", 8, 12)).toBe("WEBP");
  expect(
    readdirSync(join(library.root, ".imgstream/previews"), { recursive: true }).filter((name) =>
      String(name).endsWith(".webp"),
    ).length,
  ).toBe(1);
  expect(await library.client.invoke(STATE_OPERATIONS.preview, asked)).toEqual(made);
});

test("there is no preview of a photo that is not there", async () => {
  expect(await library.client.invoke(STATE_OPERATIONS.preview, { photoId: "a".repeat(32) })).toBeNull();
  expect(existsSync(join(library.root, ".imgstream/previews/aa"))).toBe(false);
});

test("previews are made ahead only while the engine has had nothing to do for a while", async () => {
  let nowMs = 0;
  const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const made: string[] = [];
  const filler = createPreviewFiller({
    clock,
    idleMs: 5,
    isBusy: () => false,
    listNewest: () =>
      Promise.resolve([
        { photoId: "new", sizeBytes: 1 },
        { photoId: "kept", sizeBytes: 1 },
        { photoId: "old", sizeBytes: 1 },
      ]),
    previews: {
      has: (photoId) => photoId === "kept",
      require: (photoId) => {
        made.push(photoId);
        return Promise.resolve(undefined);
      },
    },
  });
  await sleep(30);
  expect(made).toEqual([]);
  nowMs = 100;
  await sleep(30);
  filler.stop();
  expect(made.slice(0, 2)).toEqual(["new", "old"]);
});
