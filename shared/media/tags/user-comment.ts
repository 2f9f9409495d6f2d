import { decodeUtf16, decodeUtf8, decodeWindows1252, tidyText } from "@shared/media/tags/text";

const CODE_BYTES = 8;

/**
 * The text of UserComment (EXIF 2.32, 4.6.5), when a person may have written it. Its first eight bytes name the character
 * code; cameras also keep settings, filler and binary notes here, which are not text.
 */
export function readUserComment(bytes: Buffer, isLittleEndian: boolean): string | undefined {
  if (bytes.length <= CODE_BYTES) return undefined;
  const code = bytes
    .toString("latin1", 0, CODE_BYTES)
    .replace(/[\0\s]+$/, "")
    .toUpperCase();
  const text = decode(code, bytes.subarray(CODE_BYTES), isLittleEndian);
  const tidy = tidyText(text);
  return tidy !== null && isWritten(tidy) ? tidy : undefined;
}

function decode(code: string, body: Buffer, isLittleEndian: boolean): string | undefined {
  switch (code) {
    case "UNICODE":
      return decodeUnicode(body, isLittleEndian);
    case "JIS":
      return new TextDecoder("iso-2022-jp").decode(untilNul(body));
    case "ASCII":
      return decodeUtf8(untilNul(body)) ?? decodeWindows1252(untilNul(body));
    case "":
      return decodeUtf8(untilNul(body));
    default:
      return undefined;
  }
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** UTF-16 in the order that gives the likelier text: writers follow the block's order, the other one, or write UTF-8. */
function decodeUnicode(body: Buffer, isLittleEndian: boolean): string {
  const asUtf8 = decodeUtf8(untilNul(body));
  if (asUtf8 !== undefined && asUtf8.length > 2 && untilNul(body).length >= body.length / 2) return asUtf8;
  const stated = decodeUtf16(body, isLittleEndian);
  const other = decodeUtf16(body, !isLittleEndian);
  return oddness(other) < oddness(stated) ? other : stated;
}

/** How many characters of a text hardly anyone writes: controls, private ones, halves of pairs, rare scripts. */
function oddness(text: string): number {
  let odd = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const isUsual =
      (code >= 0x20 && code < 0x0700) || (code >= 0x0e00 && code < 0x1000) || (code >= 0x1e00 && code < 0x2700);
    const isEastAsian =
      (code >= 0x3000 && code < 0x3100) || (code >= 0x4e00 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4);
    const isWide = code >= 0xff00 && code < 0xfff0;
    if (!isUsual && !isEastAsian && !isWide && code < 0x1f000) odd++;
  }
  return text === "" ? 1 : odd / text.length;
}

/** Not replacement characters, not JSON, not one word in capitals or digits, not a camera's list of `key: value;`. */
function isWritten(text: string): boolean {
  if (text.includes("\ufffd") || !/\p{L}/u.test(text)) return false;
  if (/^[[{].*[\]}]$/s.test(text) || /^[A-Z0-9_]+$/.test(text) || /^\w*\d\w*$/.test(text)) return false;
  return (text.match(/[\w-]+\s*[:=]\s*[^;]*;/g) ?? []).length < 2;
}
