import type { ImportProgress } from "@shared/contract/import";
import type { MessageKey } from "@renderer/messages/en";
import type { Text } from "@renderer/messages/text";
import type { Sending } from "@renderer/stores/sending";

/** What the card says of an import that is under way. */
export interface RunningText {
  title: string;
  line: string;
  /** 0 to 1; null when it cannot be told yet. */
  share: number | null;
}

const JOINED = " · ";
/** A rate that changes with every look is not worth reading: below this, time left is counted in steps of five seconds. */
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export function toSendingText({ files, sentFiles, sentBytes, totalBytes, isWalked }: Sending, text: Text): RunningText {
  const { t, bytes } = text;
  if (files === 0) return { title: t("import.gathering"), line: "", share: null };
  return {
    title: t("import.sending", { count: files }),
    line: [
      t(isWalked ? "import.progress" : "import.progressWalking", { done: sentFiles, found: files }),
      t("import.sendingOf", { sent: bytes(sentBytes), total: bytes(totalBytes) }),
    ].join(JOINED),
    share: !isWalked ? null : totalBytes === 0 ? sentFiles / files : sentBytes / totalBytes,
  };
}

export function toRunningText(progress: ImportProgress | null, text: Text): RunningText {
  const { t } = text;
  if (!progress || progress.found === 0) return { title: t("import.walking"), line: "", share: null };
  const { found, done, isWalked, filesPerS, leftMs, thumbnailsDone, thumbnailsLeft } = progress;
  if (isWalked && done === found && thumbnailsLeft > 0) {
    const all = thumbnailsDone + thumbnailsLeft;
    const line = t("import.progress", { done: thumbnailsDone, found: all });
    return { title: t("import.thumbnails"), line, share: thumbnailsDone / all };
  }
  const line = [
    t(isWalked ? "import.progress" : "import.progressWalking", { done, found }),
    ...(filesPerS === null ? [] : [t("import.rate", { rate: toRate(filesPerS) })]),
    ...(leftMs === null ? [] : [t("import.left", { time: toTime(leftMs, text) })]),
  ];
  return {
    title: t(isWalked ? "import.importing" : "import.walking"),
    line: line.join(JOINED),
    share: isWalked ? done / found : null,
  };
}

function toRate(filesPerS: number): number {
  return filesPerS < 10 ? Math.round(filesPerS * 10) / 10 : Math.round(filesPerS);
}

/** "40 seconds", "3 minutes", "2 hours": as exact as an estimate is. */
export function toTime(ms: number, { t }: Pick<Text, "t">): string {
  if (ms < MINUTE_MS) return t("import.seconds", { count: Math.max(5, Math.ceil(ms / 5000) * 5) });
  if (ms < 1.5 * HOUR_MS) return t("import.minutes", { count: Math.round(ms / MINUTE_MS) });
  return t("import.hours", { count: Math.round(ms / HOUR_MS) });
}

/** A line of the summary, with where it leads. */
export interface SummaryLine {
  kind: "good" | "plain" | "warning";
  text: string;
  leadsTo: "recent" | "review" | null;
}

/** What an import that has ended came to. */
export function toSummary(
  { counts, needAttention }: ImportProgress,
  unreadable: number,
  { t }: Pick<Text, "t">,
): SummaryLine[] {
  const lines: SummaryLine[] = [];
  const add = (key: MessageKey, count: number, kind: SummaryLine["kind"], leadsTo: SummaryLine["leadsTo"] = null) => {
    if (count > 0) lines.push({ kind, text: t(key, { count }), leadsTo });
  };
  add("import.added", counts.imported, "good", "recent");
  add("import.alreadyHere", counts.duplicate, "plain");
  add("import.paired", counts.sidecar, "plain");
  add("import.otherKinds", counts.unsupported, "plain");
  add("import.needAttention", needAttention, "warning", "review");
  add("import.failed", counts.failed, "plain");
  add("import.unreadable", unreadable, "warning");
  if (lines.length === 0) lines.push({ kind: "plain", text: t("import.nothingFound"), leadsTo: null });
  return lines;
}

const REASONS = [
  "cancelled",
  "disk_full",
  "engine_closed",
  "path_not_found",
  "library_read_only",
  "disconnected",
] as const;

/** Why an import stopped, and what is safe. */
export function toStoppedText(
  { code, message, counts }: ImportProgress,
  { t }: Pick<Text, "t">,
): { why: string; safe: string } {
  const known = REASONS.find((reason) => reason === code);
  return {
    why: known ? t(`import.why.${known}`) : t("import.why.other", { message: message ?? code ?? "" }),
    safe: t("import.safe", { count: counts.imported }),
  };
}
