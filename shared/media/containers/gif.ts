import type { ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";

const BLOCK_LIMIT = 100_000;
/** XMP lies uncut in the stream, followed by 257 bytes that lead any reader of sub-blocks to their end. */
const XMP_TRAILER_BYTES = 257;

/** Walks the blocks of a GIF (GIF89a, 17-26; XMP specification part 3, 1.1.2). */
export function readGif(source: ByteSource): Blocks {
  const blocks = emptyBlocks();
  const head = source.read(0, 13);
  if (head.toString("latin1", 0, 3) !== "GIF") return { ...blocks, notes: ["no_picture"] };
  if (head.length < 13) return { ...blocks, notes: ["truncated"] };
  blocks.widthPx = head.readUInt16LE(6) || null;
  blocks.heightPx = head.readUInt16LE(8) || null;
  const isEnded = walk(source, 13 + tableBytes(head[10] ?? 0), blocks);
  return isEnded ? blocks : { ...blocks, notes: ["truncated"] };
}

/** True when it came to the trailer. */
function walk(source: ByteSource, from: number, blocks: Blocks): boolean {
  let at = from;
  let durationMs = 0;
  for (let count = 0; count < BLOCK_LIMIT; count++) {
    const head = source.read(at, 16);
    if (head[0] === 0x3b) {
      blocks.durationMs = durationMs || null;
      return true;
    }
    if (head[0] === 0x21) {
      if (head[1] === 0xf9 && head.length >= 8) durationMs += head.readUInt16LE(4) * 10;
      if (head[1] === 0xff && head.toString("latin1", 3, 14) === "XMP DataXMP") addXmp(source, at + 14, blocks);
      at = skipSubBlocks(source, at + 2);
    } else if (head[0] === 0x2c && head.length >= 10) {
      at = skipSubBlocks(source, at + 11 + tableBytes(head[9] ?? 0));
    } else {
      return false;
    }
  }
  return false;
}

function tableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

/** Where the sub-blocks that begin at an offset have ended. */
function skipSubBlocks(source: ByteSource, from: number): number {
  let at = from;
  while (at < source.sizeBytes) {
    const length = source.read(at, 1)[0] ?? 0;
    at += 1 + length;
    if (length === 0) break;
  }
  return at;
}

function addXmp(source: ByteSource, at: number, blocks: Blocks): void {
  const end = skipSubBlocks(source, at);
  const packet = source.read(at, Math.max(0, end - at - XMP_TRAILER_BYTES - 1));
  if (packet.length > 0) blocks.xmp.push(packet);
}
