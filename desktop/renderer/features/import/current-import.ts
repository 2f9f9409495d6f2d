import type { ImportProgress } from "@shared/contract/import";
import type { FollowedImport } from "@renderer/stores/import-following";
import type { ImportState } from "@renderer/stores/import-store";

/** What the card shows: one that is under way before those that have ended, then the newest. */
export function chooseCurrent({ followed }: Pick<ImportState, "followed">): FollowedImport | undefined {
  return followed.findLast(isRunning) ?? followed[0];
}

export function isRunning({ progress }: FollowedImport): boolean {
  return progress === null || progress.state === "running";
}

/** Imports that wait for their turn. */
export function countWaiting({ followed }: Pick<ImportState, "followed">): number {
  return Math.max(0, followed.filter(isRunning).length - 1);
}

/** An import that has ended, with what it came to. */
export function isEnded(one: FollowedImport): one is FollowedImport & { progress: ImportProgress } {
  return !isRunning(one);
}
