/** Nesting beyond this is refused: nothing of ours comes near, and a value that holds itself has no end. */
const DEPTH_MAX = 64;
const UNIT_BYTES = 8;

interface Level {
  value: unknown;
  depth: number;
}

/**
 * Whether a message takes more memory than allowed, roughly: two bytes a UTF-16 unit, eight for every value and name, typed
 * arrays by their length. Stops counting at the limit, so that looking costs no more than the limit allows.
 */
export function isLargerThan(message: unknown, limitBytes: number): boolean {
  const levels: Level[] = [{ value: message, depth: 0 }];
  let bytes = 0;
  for (let level = levels.pop(); level !== undefined; level = levels.pop()) {
    const { value, depth } = level;
    bytes += UNIT_BYTES;
    if (typeof value === "string") bytes += 2 * value.length;
    else if (ArrayBuffer.isView(value)) bytes += value.byteLength;
    else if (typeof value === "object" && value !== null) {
      if (depth === DEPTH_MAX) return true;
      if (Array.isArray(value)) bytes += UNIT_BYTES * value.length;
      for (const name of Object.keys(value)) {
        bytes += UNIT_BYTES + 2 * name.length;
        if (bytes > limitBytes) return true;
        levels.push({ value: (value as Record<string, unknown>)[name], depth: depth + 1 });
      }
    }
    if (bytes > limitBytes) return true;
  }
  return bytes > limitBytes;
}
