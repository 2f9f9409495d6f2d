import { toHex } from "@shared/domain/hex";
import type { Clock } from "@shared/domain/clock";

/** Fresh random bytes from a cryptographic source. */
export type RandomBytes = (count: number) => Uint8Array;

/** SHA-1 of a text in UTF-8: 20 bytes. Needed by RFC 9562, version 5. */
export type Sha1 = (bytes: Uint8Array) => Uint8Array;

function format(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes.subarray(0, 16));
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * A source of UUIDs of version 7 (RFC 9562, 5.7). Ids of one source rise strictly, also within a millisecond and when the
 * clock goes back: the 12 bits after the time count (RFC 9562, 6.2, method 1).
 */
export function createIdSource(clock: Clock, randomBytes: RandomBytes): () => string {
  let lastMs = 0;
  let count = 0;
  return () => {
    const nowMs = clock.nowMs();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      count = 0;
    } else if (++count > 0xfff) {
      lastMs += 1;
      count = 0;
    }
    const bytes = randomBytes(16);
    new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(0, (BigInt(lastMs) << 16n) | BigInt(count));
    return format(bytes, 7);
  };
}

/** The UUID of version 5 (RFC 9562, 5.5) of a name in a namespace. */
export function toNameUuid(namespace: string, name: string, sha1: Sha1): string {
  const namespaceBytes =
    namespace
      .replaceAll("-", "")
      .match(/../g)
      ?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return format(sha1(Uint8Array.from([...namespaceBytes, ...new TextEncoder().encode(name)])), 5);
}
