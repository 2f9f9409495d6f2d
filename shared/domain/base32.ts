const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** Base32 of RFC 4648, section 6, in lower case and without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      text += ALPHABET.charAt((held >>> heldBits) & 31);
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits > 0 ? text + ALPHABET.charAt((held << (5 - heldBits)) & 31) : text;
}
