/**
 * Values as structured clone carries them, as text: JSON, with typed arrays, undefined and numbers beyond JSON marked. What
 * is neither cannot cross and throws. Runs in Node and in pages.
 */
const TYPED = { Uint8Array, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array };
const MARK = "$cloned";

export function toCloneText(value: unknown): string {
  return JSON.stringify(mark(value));
}

export function fromCloneText(text: string): unknown {
  return unmark(JSON.parse(text));
}

function mark(value: unknown): unknown {
  if (value === undefined) return { [MARK]: "undefined" };
  if (typeof value === "number" && !Number.isFinite(value)) return { [MARK]: "number", value: String(value) };
  if (typeof value === "bigint") return { [MARK]: "bigint", value: String(value) };
  if (value instanceof Date) return { [MARK]: "date", value: value.getTime() };
  if (typeof value === "function" || typeof value === "symbol") throw new Error("could not be cloned");
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    const type = Object.keys(TYPED).find((name) => name === value[Symbol.toStringTag as never]);
    if (type === undefined) throw new Error("could not be cloned");
    return { [MARK]: type, value: toBase64(new Uint8Array(buffer, byteOffset, byteLength)) };
  }
  if (Array.isArray(value)) return value.map(mark);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mark(inner)]));
  }
  return value;
}

function unmark(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmark);
  if (typeof value !== "object" || value === null) return value;
  const kind = (value as Record<string, unknown>)[MARK];
  if (kind === undefined) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unmark(inner)]));
  const given = (value as { value?: unknown }).value;
  if (kind === "undefined") return undefined;
  if (kind === "number") return Number(given);
  if (kind === "bigint") return BigInt(given as string);
  if (kind === "date") return new Date(given as number);
  const bytes = fromBase64(given as string);
  return new TYPED[kind as keyof typeof TYPED](bytes.buffer);
}

function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
