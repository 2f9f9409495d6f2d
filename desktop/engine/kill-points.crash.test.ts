import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PhotoChanges } from "@shared/contract/edit";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import type { ImportMode } from "@shared/contract/import";
import type { Photo } from "@shared/contract/photo";
import type { KillPoint } from "@engine/kill-points";
import { findProblems, listPhotos, toTimeless } from "@engine/testing/auditor";
import type { HostLine, Scenario, Step } from "@engine/testing/crash-scenario";
import { withFreshEngine } from "@engine/testing/fresh-engine";
import { type HostProcess, runHost, startHost } from "@engine/testing/host-process";
import { readJournalImage } from "@engine/testing/library-image";
import { type PhotoFolder, savePhotoFolder } from "@engine/testing/photo-folder";

type ImportPoint = Extract<KillPoint, `import.${string}` | `thumbnail.${string}`>;
type ActionPoint = Extract<KillPoint, `edit.${string}`>;

/** Which imports pass a point. */
const MODES_OF: Record<ImportPoint, readonly ImportMode[]> = {
  "import.walked": ["copy", "reference"],
  "import.stored": ["copy", "reference"],
  "import.placed": ["copy"],
  "import.settled": ["copy", "reference"],
  "import.metadata_saved": ["copy", "reference"],
  "import.journaled": ["copy", "reference"],
  "import.folded": ["copy", "reference"],
  "thumbnail.saved": ["copy", "reference"],
  "thumbnail.journaled": ["copy", "reference"],
};
const ACTION_POINTS: Record<ActionPoint, true> = { "edit.journaled": true, "edit.folded": true };
/** A walk ends once in the life of a process. */
const PASSINGS = (point: KillPoint) => (point === "import.walked" ? [1, 1] : [1, 3]);

const IMPORTS = Object.entries(MODES_OF).flatMap(([point, modes]) =>
  modes.map((mode) => ({ point: point as ImportPoint, mode })),
);

const PHOTOS = 50;
/** Reading all files takes some two seconds, and so does showing them: eight batches and more of each. */
const PACE_MS = 36;

let place: string;
let folder: PhotoFolder;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "imgstream-points-"));
  folder = await savePhotoFolder(join(place, "photos"), PHOTOS);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Runs a host up to a point, where it has to kill itself. */
async function runToPoint(scenario: Scenario & Required<Pick<Scenario, "kill">>): Promise<HostProcess> {
  const host = startHost(scenario);
  const signal = await host.end();
  const reached = host.told("reached").map(({ point, nth }) => ({ point, nth }));
  const failed = host.told("failed");
  expect({ signal, reached, failed }).toEqual({ signal: "SIGKILL", reached: [scenario.kill], failed: [] });
  return host;
}

describe("an import", () => {
  const step = (mode: ImportMode): Step => ({ kind: "import", paths: [folder.root], mode });
  const undisturbed = new Map<ImportMode, string[]>();

  beforeAll(async () => {
    for (const mode of ["copy", "reference"] as const) {
      const root = join(place, `undisturbed-${mode}`);
      await runHost({ root, steps: [step(mode)] });
      undisturbed.set(mode, toTimeless(await listPhotos(root)));
    }
  });

  test.concurrent.each(IMPORTS)("killed at $point ($mode) goes on as if it had not been", async ({ point, mode }) => {
    const root = join(place, `${mode}-${point}`);
    const told: HostLine[] = [];
    const audit = (opens: "itself" | "copy") => findProblems({ root, mode, folder, told, opens, isRebuilt: true });
    for (const [life, nth] of PASSINGS(point).entries()) {
      const host = await runToPoint({
        ...{ root, steps: [step(mode)], kill: { point, nth } },
        ...{ paceMs: PACE_MS, workers: 1 },
      });
      told.push(...host.lines);
      expect(await audit(life === 1 ? "itself" : "copy"), `after passing ${nth}`).toEqual([]);
    }
    told.push(...(await runHost({ root, steps: [step(mode)], workers: 1 })).lines);
    expect(await audit("itself")).toEqual([]);
    expect(toTimeless(await listPhotos(root))).toEqual(undisturbed.get(mode));
    rmSync(root, { recursive: true });
  });
});

describe("in a library that is there", () => {
  const EDITS = 3;
  let base: string;
  let listed: readonly string[];

  const photosOf = (listing: readonly string[]) => listing.map((text) => JSON.parse(text) as Photo);
  const changes = (nth: number): PhotoChanges => ({ title: `Title ${nth}`, addKeywords: [`word ${nth}`] });
  const edit = (nth: number): Step => ({ kind: "edit", scope: { query: "" }, changes: changes(nth) });
  const steps = (step: (nth: number) => Step) => [1, 2, 3, 4].map(step);

  beforeAll(async () => {
    base = join(place, "base");
    await runHost({
      root: base,
      steps: [
        { kind: "import", paths: [folder.root], mode: "copy" },
        ...Array.from({ length: EDITS }, (_, at) => edit(at - EDITS)),
      ],
    });
    listed = await listPhotos(base);
  });

  /** What each action, done n times, leaves: of a photo `title` and newest keyword, and how many are in the trash. */
  const ACTIONS = {
    edit: {
      step: edit,
      left: (nth: number) => ({ title: `Title ${nth}`, keyword: `word ${nth}`, trashed: 0 }),
    },
    trash: {
      step: (nth: number): Step => {
        const [photo] = photosOf(listed).slice(nth);
        return { kind: "trash", scope: { photoIds: photo ? [photo.photoId] : [] } };
      },
      left: (nth: number) => ({ title: "Title -1", keyword: "word -1", trashed: nth }),
    },
    undo: {
      step: (): Step => ({ kind: "undo" }),
      left: (nth: number) => ({ title: `Title ${-1 - nth}`, keyword: `word ${-1 - nth}`, trashed: 0 }),
    },
  };
  const KILLED_ACTIONS = (Object.keys(ACTION_POINTS) as ActionPoint[]).flatMap((point) =>
    (["edit", "trash", "undo"] as const).flatMap((action) =>
      // The third undo would bring back each photo's own title.
      (action === "undo" ? [1, 2] : [1, 2, 3]).map((nth) => ({ point, action, nth })),
    ),
  );

  test.concurrent.each(KILLED_ACTIONS)(
    "a process killed at $point of $action $nth has done so many, whole, and the library goes on",
    async ({ point, action, nth }) => {
      const root = join(place, `${action}-${point}-${nth}`);
      cpSync(base, root, { recursive: true });
      const { step, left } = ACTIONS[action];
      const host = await runToPoint({ root, steps: steps(step), kill: { point, nth } });
      expect(host.told("acted")).toHaveLength(nth - 1);
      const audit = () =>
        findProblems({ root, mode: "copy", folder, told: host.lines, opens: "itself", isRebuilt: false });
      expect(await audit()).toEqual([]);
      const photos = photosOf(await listPhotos(root));
      const [photo] = photos;
      expect({
        title: photo?.title,
        keyword: photo?.keywords.at(-1),
        trashed: photos.filter(({ trashed }) => trashed).length,
      }).toEqual(left(nth));
      const edited = await withFreshEngine(root, (client) =>
        client.invoke(EDIT_OPERATIONS.edit, { scope: { query: "" }, changes: { rating: 3 } }),
      );
      expect(edited.changed).toBe(photos.length - left(nth).trashed);
      rmSync(root, { recursive: true });
    },
  );

  test.concurrent.each([1, 2, 3])("a process killed in rebuild %d leaves the same photos", async (nth) => {
    const root = join(place, `rebuild-${nth}`);
    cpSync(base, root, { recursive: true });
    const kill = { point: "rebuild.folded", nth } as const;
    const host = await runToPoint({ root, steps: steps(() => ({ kind: "rebuild" })), kill });
    expect(host.told("rebuilt")).toHaveLength(nth - 1);
    expect(await listPhotos(root)).toEqual(listed);
    rmSync(root, { recursive: true });
  });

  test("what the base is made of is what the tests think", () => {
    expect(readJournalImage(base).actionIds).toHaveLength(1 + EDITS);
    expect(photosOf(listed)[0]).toMatchObject({ title: "Title -1", trashed: false });
  });
});
