const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** The text of bytes in UTF-8; undefined when they are not UTF-8. A byte order mark is not part of it. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What Windows-1252 has where ISO 8859-1 has controls; five places are empty. Node's own decoder leaves them controls. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The text of bytes in Windows-1252, of which ISO 8859-1 is the greater part. Every byte means something. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);
}

/** The text of UTF-16, big-endian unless told or marked otherwise, up to its NUL. */
export function decodeUtf16(bytes: Buffer, isLittleEndian = false): string {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  const isLittle = mark === 0xfffe || (mark !== 0xfeff && isLittleEndian);
  const text = new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(bytes.subarray(0, bytes.length & ~1));
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

/** What a person wrote, or null when that is nothing: NULs and other control characters go, blanks around it too. */
export function tidyText(text: string | undefined): string | null {
  if (text === undefined) return null;
  // eslint-disable-next-line no-control-regex -- they are what is taken out; tab, line feed and return stay
  const tidy = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").trim();
  return tidy === "" ? null : tidy.replace(/\p{Surrogate}/gu, "\ufffd");
}
