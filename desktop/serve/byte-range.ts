/** A part of a file, both ends included. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * What a Range header asks of a file of this size (RFC 9110, 14.1.2): one part, `all` where there is no header, or one that
 * need not be heeded, and `none` where the part lies beyond the end.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | "all" | "none" {
  const groups = /^bytes=(?<from>\d*)-(?<to>\d*)$/.exec(header?.trim() ?? "")?.groups;
  if (!groups) return "all";
  const { from = "", to = "" } = groups;
  if (from === "" && to === "") return "all";
  if (from === "") {
    const last = Number(to);
    return last === 0 || sizeBytes === 0 ? "none" : { from: Math.max(0, sizeBytes - last), to: sizeBytes - 1 };
  }
  const range = { from: Number(from), to: to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) };
  if (range.from >= sizeBytes) return "none";
  return range.from > range.to ? "all" : range;
}
