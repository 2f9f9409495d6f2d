import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ImportMode } from "@shared/contract/import";
import { findProblems, listPhotos, toTimeless } from "@engine/testing/auditor";
import type { HostLine, Step } from "@engine/testing/crash-scenario";
import { runHost, startHost } from "@engine/testing/host-process";
import { type PhotoFolder, savePhotoFolder } from "@engine/testing/photo-folder";

const WHY_NOT =
  "a disk of a given size can only be mounted by root on Linux: run the tests as root, where it may mount";

const ENOUGH_KB = 96 * 1024;
const SMALL = { count: 80, sizeBytes: 0 };
/** So large that the originals alone fill the largest of the disks. */
const LARGE = { count: 60, sizeBytes: 480_000 };

/**
 * Small photos by reference leave the databases to fill the disk, each size at another line; small copies come between
 * them; large copies fill it by themselves. What the databases take differs a little: the largest sizes may be enough.
 */
const DISKS: readonly { sizeKb: number; mode: ImportMode; photos: typeof SMALL }[] = [
  ...[700, 1250, 1450].map((sizeKb) => ({
    ...{ sizeKb, mode: "reference" as const, photos: SMALL },
  })),
  ...[1300, 1700].map((sizeKb) => ({ sizeKb, mode: "copy" as const, photos: SMALL })),
  ...[3000, 12_000].map((sizeKb) => ({ sizeKb, mode: "copy" as const, photos: LARGE })),
];

let place: string;
let disk: string;
let canMount = false;
const folders = new Map<typeof SMALL, PhotoFolder>();
const undisturbed = new Map<string, string[]>();

const edit: Step = { kind: "edit", scope: { query: "" }, changes: { title: "There is room again" } };
const stepsOf = (mode: ImportMode, photos: typeof SMALL): Step[] => {
  return [{ kind: "import", paths: [folders.get(photos)!.root], mode }, edit];
};

const mount = (sizeKb: number, ...options: string[]) =>
  execFileSync("mount", ["-t", "tmpfs", "-o", [...options, `size=${sizeKb}k`].join(","), "tmpfs", disk], {
    stdio: "pipe",
  });

/** Root in a container is not always allowed to. */
function tryToMount(): boolean {
  try {
    mount(ENOUGH_KB);
    execFileSync("umount", [disk]);
    return true;
  } catch {
    return false;
  }
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "imgstream-full-"));
  disk = join(place, "disk");
  mkdirSync(disk);
  canMount = tryToMount();
  if (!canMount) return;
  for (const photos of [SMALL, LARGE]) {
    folders.set(
      photos,
      await savePhotoFolder(join(place, `photos-${photos.sizeBytes}`), photos.count, photos.sizeBytes),
    );
  }
  for (const { mode, photos } of DISKS) {
    const name = `${mode} ${photos.count}`;
    if (undisturbed.has(name)) continue;
    const root = join(place, name);
    await runHost({ root, steps: stepsOf(mode, photos) });
    undisturbed.set(name, toTimeless(await listPhotos(root)));
    rmSync(root, { recursive: true });
  }
});
afterAll(() => rmSync(place, { recursive: true, force: true }));
beforeEach((context) => {
  if (!canMount) context.skip(WHY_NOT);
});

const AT_LEAST_FILLED = 5;
let filled = 0;

/** What a process says of a full disk: its reason, and nothing that would be a bug. */
function reasonsOf(lines: readonly HostLine[]): Set<string> {
  return new Set(
    lines.flatMap((line) => {
      if (line.kind === "failed") return [line.code];
      return line.kind === "imported" && line.state === "stopped" ? [line.code ?? "none"] : [];
    }),
  );
}

test.each(DISKS)(
  "a disk of $sizeKb kB says that it is full, loses nothing ($mode), and the work goes on when there is room",
  async ({ sizeKb, mode, photos }) => {
    mount(sizeKb);
    const root = join(disk, "library");
    const steps = stepsOf(mode, photos);
    const host = startHost({ root, steps: [...steps, { kind: "hold" }, ...steps] });
    try {
      await host.waitFor("holding");
      const reasons = reasonsOf(host.lines);
      if (reasons.delete("disk_full")) filled++;
      expect([...reasons]).toEqual([]);
      const told = host.lines.length;
      mount(ENOUGH_KB, "remount");
      host.go();
      await host.end();
      // Without room even to make the library, the process has ended; then another one does it.
      const hasLived = host.told("opened").length > 0;
      const again = hasLived ? host.lines.slice(told) : (await runHost({ root, steps })).lines;
      const lines = [...host.lines, ...again];
      expect({ reasons: [...reasonsOf(again)], ended: again.at(-1) }).toEqual({ reasons: [], ended: { kind: "done" } });
      const folder = folders.get(photos)!;
      expect(await findProblems({ root, mode, folder, told: lines, opens: "itself", isRebuilt: true })).toEqual([]);
      expect(toTimeless(await listPhotos(root))).toEqual(undisturbed.get(`${mode} ${photos.count}`));
    } finally {
      host.signal("SIGKILL");
      await host.end();
      execFileSync("umount", [disk]);
    }
  },
);

test("most of the disks were filled", () => {
  expect(filled).toBeGreaterThanOrEqual(AT_LEAST_FILLED);
});
