import type { ImportFile, ImportProgress } from "@shared/contract/import";
import { toCount, toDuration, toPlain, toSize } from "@cli/text-form";

const BAR_CELLS = 24;

function toBar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_CELLS);
  return `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)}`;
}

/** An import on one line of a terminal: bar, count, bytes, rate, time left. */
export function toImportLine(progress: ImportProgress): string {
  const { found, done, doneBytes, isWalked, filesPerS, leftMs, thumbnailsDone, thumbnailsLeft } = progress;
  if (isWalked && done === found && thumbnailsLeft > 0) {
    const all = thumbnailsDone + thumbnailsLeft;
    return `${toBar(thumbnailsDone / all)} thumbnails ${thumbnailsDone} of ${all}`;
  }
  const parts = [
    `${toBar(found === 0 ? 0 : done / found)} ${done} of ${found}${isWalked ? "" : "+"}`,
    toSize(doneBytes),
    ...(filesPerS === null ? [] : [`${Math.round(filesPerS)}/s`]),
    ...(leftMs === null ? [] : [`${toDuration(leftMs)} left`]),
  ];
  return parts.join(" · ");
}

/** What an import came to, in a few lines. */
export function toImportSummary({ state, counts, needAttention, message }: ImportProgress): string[] {
  const { imported, duplicate, sidecar, unsupported, failed } = counts;
  const rest = [
    ...(duplicate > 0 ? [toCount(duplicate, "duplicate")] : []),
    ...(sidecar > 0 ? [toCount(sidecar, "sidecar")] : []),
    ...(unsupported > 0 ? [`${toCount(unsupported, "file")} of other kinds`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const lines = [`Imported ${toCount(imported, "photo")}${rest.length > 0 ? ` · ${rest.join(" · ")}` : ""}`];
  if (state === "stopped")
    lines.push(`The import stopped: ${message ?? "it was broken off"} Import again to go on from here.`);
  if (needAttention > 0) lines.push(`${toCount(needAttention, "file needs", "files need")} attention:`);
  return lines;
}

export function toReviewLine({ path, code, message }: ImportFile): string {
  return `${toPlain(path)}: ${toPlain(message ?? code ?? "")}`;
}
