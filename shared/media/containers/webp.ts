import type { ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { stripExifPrefix } from "@shared/media/tags/exif";

const CHUNK_LIMIT = 10_000;

/** Walks the chunks of a WebP (RFC 9649, 2). */
export function readWebp(source: ByteSource): Blocks {
  const blocks = emptyBlocks();
  if (source.read(8, 4).toString("latin1") !== "WEBP") return { ...blocks, notes: ["no_picture"] };
  let at = 12;
  let durationMs = 0;
  for (let count = 0; count < CHUNK_LIMIT && at + 8 <= source.sizeBytes; count++) {
    const head = source.read(at, 8);
    const type = head.toString("latin1", 0, 4);
    const length = head.readUInt32LE(4);
    if (type === "ANMF") durationMs += frameDurationMs(source.read(at + 8, 16));
    else visit(type, source, at + 8, length, blocks);
    if (at + 8 + length > source.sizeBytes) blocks.notes.push("truncated");
    at += 8 + length + (length % 2);
  }
  return { ...blocks, durationMs: durationMs || null };
}

function visit(type: string, source: ByteSource, at: number, length: number, blocks: Blocks): void {
  switch (type) {
    case "VP8X":
    case "VP8L":
    case "VP8 ":
      sizeOf(type, source.read(at, 10), blocks);
      return;
    case "EXIF":
      blocks.exif.push(stripExifPrefix(source.read(at, length)));
      return;
    case "XMP ":
      blocks.xmp.push(source.read(at, length));
  }
}

/** The canvas where there is one, else the one frame. */
function sizeOf(type: string, bytes: Buffer, blocks: Blocks): void {
  if (bytes.length < 10 || blocks.widthPx !== null) return;
  if (type === "VP8X") {
    blocks.widthPx = bytes.readUIntLE(4, 3) + 1;
    blocks.heightPx = bytes.readUIntLE(7, 3) + 1;
  } else if (type === "VP8L") {
    const bits = bytes.readUInt32LE(1);
    blocks.widthPx = (bits & 0x3fff) + 1;
    blocks.heightPx = ((bits >>> 14) & 0x3fff) + 1;
  } else {
    blocks.widthPx = bytes.readUInt16LE(6) & 0x3fff || null;
    blocks.heightPx = bytes.readUInt16LE(8) & 0x3fff || null;
  }
}

function frameDurationMs(frame: Buffer): number {
  return frame.length < 15 ? 0 : frame.readUIntLE(12, 3);
}
