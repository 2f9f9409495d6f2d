import { createHash } from "node:crypto";
import { crc32c } from "@node-rs/crc32";
import { z } from "zod";
import type { SentResource } from "./object-metadata";
import { toInvalid } from "./storage-error";

/** Both base64, as Google tells them; CRC32C big-endian. */
export interface Hashes {
  crc32c: string;
  md5: string;
}

const EXPECTED = z.object({ crc32c: z.array(z.string()), md5: z.array(z.string()) });
/** What a caller says the bytes must have; said twice, both must hold. */
export type ExpectedHashes = z.infer<typeof EXPECTED>;

/** Takes bytes as they pass. */
export interface Hasher {
  sizeBytes: number;
  update(bytes: Uint8Array): void;
  /** Ends it. */
  end(): Hashes;
}

export function createHasher(): Hasher {
  const md5 = createHash("md5");
  let crc = 0;
  const hasher: Hasher = {
    sizeBytes: 0,
    update: (bytes) => {
      hasher.sizeBytes += bytes.byteLength;
      crc = crc32c(bytes, crc);
      md5.update(bytes);
    },
    end: () => {
      const word = Buffer.alloc(4);
      word.writeUInt32BE(crc);
      return { crc32c: word.toString("base64"), md5: md5.digest("base64") };
    },
  };
  return hasher;
}

/** Gathers what the resource, `x-goog-hash` and `content-md5` say of the bytes. */
export function toExpected(resource: SentResource, headers: NodeJS.Dict<string | string[]>): ExpectedHashes {
  const told = [headers["x-goog-hash"] ?? []].flat().flatMap((header) => header.split(","));
  const named = (name: string) =>
    told.flatMap((pair) => (pair.trim().startsWith(`${name}=`) ? [pair.trim().slice(name.length + 1)] : []));
  return {
    crc32c: [...named("crc32c"), ...[resource.crc32c ?? []].flat()],
    md5: [...named("md5"), ...[resource.md5Hash ?? []].flat(), ...[headers["content-md5"] ?? []].flat()],
  };
}

/** Reads back what was written as JSON. */
export const parseExpected = (json: string): ExpectedHashes => EXPECTED.parse(JSON.parse(json));

export const joinExpected = (first: ExpectedHashes, second: ExpectedHashes): ExpectedHashes => ({
  crc32c: [...first.crc32c, ...second.crc32c],
  md5: [...first.md5, ...second.md5],
});

/** Throws StorageError 400 when the bytes are not what the caller said. */
export function requireHashes(expected: ExpectedHashes, got: Hashes): void {
  for (const [kind, name] of [["crc32c", "CRC32C"] as const, ["md5", "MD5"] as const]) {
    const wrong = expected[kind].find((hash) => hash !== got[kind]);
    if (wrong === undefined) continue;
    throw toInvalid(
      `Provided ${name} hash "${wrong}" doesn't match calculated ${name} hash "${got[kind]}". Nothing was stored.`,
    );
  }
}
