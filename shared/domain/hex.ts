/** Two lower-case hexadecimal digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** The bytes of a text of hexadecimal digits, two a byte. */
export function parseHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/i.test(text)) throw new TypeError("not pairs of hexadecimal digits");
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digit(text, i * 2) << 4) | digit(text, i * 2 + 1);
  return bytes;
}

/** The value of one hexadecimal digit: in ASCII, letters of both cases end in the bits of 1 to 6. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x40 ? code & 0xf : (code & 0x7) + 9;
}
