import { inflateSync } from "node:zlib";
import type { ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { iptcOfPhotoshop } from "@shared/media/containers/photoshop";
import { stripExifPrefix } from "@shared/media/tags/exif";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const CHUNK_LIMIT = 100_000;
const TEXT_LIMIT_BYTES = 8 * 1024 * 1024;

/** Walks the chunks of a PNG, also those after the picture (PNG, third edition, 5 and 11). */
export function readPng(source: ByteSource): Blocks {
  const blocks = emptyBlocks();
  if (!source.read(0, SIGNATURE.length).equals(SIGNATURE)) return { ...blocks, notes: ["no_picture"] };
  let at = SIGNATURE.length;
  for (let count = 0; count < CHUNK_LIMIT; count++) {
    const head = source.read(at, 8);
    if (head.length < 8) return { ...blocks, notes: ["truncated"] };
    const length = head.readUInt32BE(0);
    const type = head.toString("latin1", 4, 8);
    if (type === "IEND") break;
    if (type !== "IDAT") visit(type, source, at + 8, length, blocks);
    at += 12 + length;
  }
  return blocks;
}

function visit(type: string, source: ByteSource, at: number, length: number, blocks: Blocks): void {
  switch (type) {
    case "IHDR": {
      const bytes = source.read(at, 8);
      if (bytes.length < 8 || blocks.widthPx !== null) return;
      blocks.widthPx = bytes.readUInt32BE(0) || null;
      blocks.heightPx = bytes.readUInt32BE(4) || null;
      return;
    }
    case "eXIf":
      blocks.exif.push(stripExifPrefix(source.read(at, length)));
      return;
    case "tEXt":
    case "zTXt":
    case "iTXt":
      if (length <= TEXT_LIMIT_BYTES) addText(type, source.read(at, length), blocks);
  }
}

function addText(type: string, chunk: Buffer, blocks: Blocks): void {
  const end = chunk.indexOf(0);
  if (end < 1) return;
  const keyword = chunk.toString("latin1", 0, end);
  const bytes = textBytes(type, chunk, end);
  if (!bytes) {
    blocks.notes.push("text_damaged");
  } else if (keyword === "XML:com.adobe.xmp") {
    blocks.xmp.push(bytes);
  } else if (keyword.startsWith("Raw profile type ")) {
    addRawProfile(keyword.slice("Raw profile type ".length).toLowerCase(), bytes, blocks);
  } else {
    const isUtf8 = type === "iTXt" || isValidUtf8(bytes);
    blocks.texts.push({ keyword, text: bytes.toString(isUtf8 ? "utf8" : "latin1") });
  }
}

/** The text itself, inflated where it is compressed. Undefined when it cannot be. */
function textBytes(type: string, chunk: Buffer, end: number): Buffer | undefined {
  if (type === "tEXt") return chunk.subarray(end + 1);
  if (type === "zTXt") return inflated(chunk.subarray(end + 2));
  const languageEnd = chunk.indexOf(0, end + 3);
  const translatedEnd = languageEnd < 0 ? -1 : chunk.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return undefined;
  const text = chunk.subarray(translatedEnd + 1);
  return chunk[end + 1] === 1 ? inflated(text) : text;
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: TEXT_LIMIT_BYTES });
  } catch {
    return undefined;
  }
}

/** Profiles in hexadecimal after a line of their name and one of their length, as ImageMagick writes them. */
function addRawProfile(kind: string, text: Buffer, blocks: Blocks): void {
  const match = /^\s*\S*\s+(\d+)\s+([0-9a-fA-F\s]*)/.exec(text.toString("latin1"));
  if (!match) return;
  const bytes = Buffer.from((match[2] ?? "").replace(/\s+/g, ""), "hex");
  if (kind === "exif" || (kind === "app1" && bytes.toString("latin1", 0, 4) === "Exif")) {
    blocks.exif.push(stripExifPrefix(bytes));
  } else if (kind === "xmp") {
    blocks.xmp.push(bytes);
  } else if (kind === "app1") {
    blocks.xmp.push(bytes.subarray(bytes.indexOf(0) + 1));
  } else if (kind === "iptc") {
    const records = iptcOfPhotoshop(bytes);
    blocks.iptc.push(...(records.length > 0 ? records : [bytes]));
  }
}

function isValidUtf8(bytes: Buffer): boolean {
  return !bytes.toString("utf8").includes("\ufffd");
}
