/**
 * A path as text that keeps every byte. File names need not be UTF-8; the engine, the journal, the catalog and JSON all
 * need text. So a byte that is not part of valid UTF-8 stands as U+EF80 to U+EFFF (its value in the low 8 bits), and so
 * do the bytes of a genuine character of that range: the mapping is one to one.
 */
const ESCAPED = /[\uEF80-\uEFFF]/;
const ESCAPE_BASE = 0xef00;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The path of these bytes. */
export function fromPathBytes(bytes: Buffer): string {
  const text = decode(bytes);
  if (text !== undefined && !ESCAPED.test(text)) return text;
  let path = "";
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at] ?? 0);
    const character = decode(bytes.subarray(at, at + length));
    if (character !== undefined && character !== "" && !ESCAPED.test(character)) {
      path += character;
      at += length;
    } else {
      path += String.fromCharCode(ESCAPE_BASE | (bytes[at] ?? 0));
      at += 1;
    }
  }
  return path;
}

function decode(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The bytes of a path made by `fromPathBytes`. */
export function toPathBytes(path: string): Buffer {
  const pieces = path.split(/([\uEF80-\uEFFF]+)/);
  return Buffer.concat(
    pieces.map((piece, index) => {
      if (index % 2 === 0) return Buffer.from(piece, "utf8");
      return Buffer.from(Array.from(piece, (character) => character.charCodeAt(0) & 0xff));
    }),
  );
}

/** What to give to node:fs for a path: text where text will do, bytes where only bytes name the file. */
export function toFsPath(path: string): string | Buffer {
  return ESCAPED.test(path) ? toPathBytes(path) : path;
}

/** A path as a person may read it: bytes that are no text show as U+FFFD. */
export function toShownName(path: string): string {
  return ESCAPED.test(path) ? toPathBytes(path).toString("utf8") : path;
}
