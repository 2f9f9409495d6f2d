import { toBase32 } from "@shared/domain/base32";
import { parseHex } from "@shared/domain/hex";

const PHOTO_ID_BYTES = 20;

/** The photo's id: the first 160 bits of the SHA-256 of its original, in base32 (32 characters). */
export function photoIdOf(contentHash: string): string {
  return toBase32(parseHex(contentHash).subarray(0, PHOTO_ID_BYTES));
}
