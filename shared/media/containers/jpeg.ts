import { sliceOf, type ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { iptcOfPhotoshop } from "@shared/media/containers/photoshop";
import { stripExifPrefix } from "@shared/media/tags/exif";

const XMP = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const EXTENDED_XMP = Buffer.from("http://ns.adobe.com/xmp/extension/\0", "latin1");
const EXIF = Buffer.from("Exif\0", "latin1");
const PHOTOSHOP = Buffer.from("Photoshop 3.0\0", "latin1");

const SEGMENT_LIMIT = 4096;
/** Depth maps come as extended XMP too; words do not need this much. */
const EXTENDED_LIMIT_BYTES = 4 * 1024 * 1024;
/** How far a JPEG may be from the start of its file, behind what some program put before it. */
const JUNK_LIMIT_BYTES = 64 * 1024;

/** Where the JPEG begins in a file; undefined when there is none near its start. */
export function findJpegStart(source: ByteSource): number | undefined {
  const head = source.read(0, JUNK_LIMIT_BYTES);
  for (
    let at = head.indexOf("\xff\xd8\xff", 0, "latin1");
    at >= 0;
    at = head.indexOf("\xff\xd8\xff", at + 1, "latin1")
  ) {
    const marker = head[at + 3] ?? 0;
    const isMarker =
      at === 0 || (marker >= 0xe0 && marker <= 0xef) || marker === 0xdb || marker === 0xc0 || marker === 0xc2;
    if (isMarker) return at;
  }
  return undefined;
}

interface Extended {
  guid: string;
  offset: number;
  bytes: Buffer;
}

interface Found {
  blocks: Blocks;
  extended: Extended[];
  photoshop: Buffer[];
}

/** Walks the segments up to the scan (ITU-T T.81, annex B; XMP specification part 3, 1.1.3). */
export function readJpeg(file: ByteSource): Blocks {
  const found: Found = { blocks: emptyBlocks(), extended: [], photoshop: [] };
  const start = findJpegStart(file);
  if (start === undefined) return { ...found.blocks, notes: ["no_picture"] };
  const hasScan = walk(start === 0 ? file : sliceOf(file, start), found);
  if (!hasScan) found.blocks.notes.push("truncated");
  found.blocks.xmp.push(...joinExtended(found.extended));
  found.blocks.iptc.push(...iptcOfPhotoshop(Buffer.concat(found.photoshop)));
  found.blocks.hasCaptionTrailer = hasCaptionTrailer(file);
  return found.blocks;
}

/** Visits every segment; true when it came to the scan. Bytes between segments are skipped, as decoders do. */
function walk(source: ByteSource, found: Found): boolean {
  let at = 2;
  for (let count = 0; count < SEGMENT_LIMIT; count++) {
    const marker = nextMarker(source, at);
    if (!marker || marker.code === 0xd9) return false;
    if (marker.code === 0xda) return true;
    at = marker.end;
    if ((marker.code >= 0xd0 && marker.code <= 0xd8) || marker.code === 0x01) continue;
    const lengthBytes = source.read(at, 2);
    if (lengthBytes.length < 2) return false;
    const length = lengthBytes.readUInt16BE(0);
    if (length < 2) continue;
    visit(marker.code, source.read(at + 2, length - 2), found);
    at += length;
  }
  return false;
}

/** The next marker at or after an offset. */
function nextMarker(source: ByteSource, from: number): { code: number; end: number } | undefined {
  let at = from;
  while (at < source.sizeBytes) {
    const window = source.read(at, 4096);
    if (window.length === 0) return undefined;
    for (let i = 0; i + 1 < window.length; i++) {
      const code = window[i + 1] ?? 0;
      if (window[i] === 0xff && code !== 0xff && code !== 0x00) return { code, end: at + i + 2 };
    }
    at += Math.max(1, window.length - 1);
  }
  return undefined;
}

function visit(code: number, segment: Buffer, found: Found): void {
  const { blocks } = found;
  if (isFrame(code)) {
    if (segment.length < 5 || blocks.widthPx !== null) return;
    blocks.heightPx = segment.readUInt16BE(1) || null;
    blocks.widthPx = segment.readUInt16BE(3) || null;
  } else if (code === 0xe1 && startsWith(segment, EXIF)) {
    blocks.exif.push(stripExifPrefix(segment));
  } else if (code === 0xe1 && startsWith(segment, XMP)) {
    blocks.xmp.push(segment.subarray(XMP.length));
  } else if (code === 0xe1 && startsWith(segment, EXTENDED_XMP) && segment.length > EXTENDED_XMP.length + 40) {
    found.extended.push(toExtended(segment.subarray(EXTENDED_XMP.length)));
  } else if (code === 0xed && startsWith(segment, PHOTOSHOP)) {
    found.photoshop.push(segment.subarray(PHOTOSHOP.length));
  } else if (isMakerSegment(code, segment)) {
    blocks.hasMakerBlock = true;
  }
}

/** AFCP, Photo Mechanic and FotoStation keep captions behind the picture: the end of the file shows it. */
function hasCaptionTrailer(source: ByteSource): boolean {
  const end = source.read(source.sizeBytes - 16, 16);
  const isAfcp = ["AXS!", "AXS*"].includes(end.toString("latin1", 4, 8));
  return (
    isAfcp || end.toString("latin1", 8, 16) === "cbipcbbl" || end.toString("latin1", 12, 16) === "\xa1\xb2\xc3\xd4"
  );
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

/** Canon's CIFF in APP0, picture lists of the first digital cameras in APP12, and Casio's and FLIR's own in APP1. */
function isMakerSegment(code: number, segment: Buffer): boolean {
  if (code === 0xe0) return segment.toString("latin1", 6, 14) === "HEAPJPGM";
  if (code === 0xec)
    return segment.indexOf("[picture info]", 0, "latin1") >= 0 || segment.indexOf("Type=", 0, "latin1") >= 0;
  return code === 0xe1 && ["FLIR\0", "QVCI\0"].includes(segment.toString("latin1", 0, 5));
}

function startsWith(segment: Buffer, prefix: Buffer): boolean {
  return segment.subarray(0, prefix.length).equals(prefix);
}

function toExtended(bytes: Buffer): Extended {
  return { guid: bytes.toString("latin1", 0, 32), offset: bytes.readUInt32BE(36), bytes: bytes.subarray(40) };
}

/** The extended packets put together, those of one identifier by their offsets. */
function joinExtended(parts: Extended[]): Buffer[] {
  const packets: Buffer[] = [];
  for (const guid of new Set(parts.map((part) => part.guid))) {
    const own = parts.filter((part) => part.guid === guid).sort((a, b) => a.offset - b.offset);
    const sizeBytes = own.reduce((sum, part) => sum + part.bytes.length, 0);
    if (sizeBytes <= EXTENDED_LIMIT_BYTES) packets.push(Buffer.concat(own.map((part) => part.bytes)));
  }
  return packets;
}
