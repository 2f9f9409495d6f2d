import sharp, { type Sharp } from "sharp";
import { extensionOf, formatByName, type MediaFormat } from "@shared/domain/media-type";
import type { OriginalFile } from "@shared/media/original-file";

/** Where the colours of `cornersOf` lie in a test picture: a bright one in each corner, grey between. */
const CORNERS = { topLeft: "#ff0000", topRight: "#00ff00", bottomLeft: "#0000ff", bottomRight: "#ffff00" } as const;

/** A picture whose corners tell how it stands: 60 x 40, red and green above, blue and yellow below. */
export function cornerPicture(width = 60, height = 40): Sharp {
  const patch = (colour: string) => ({
    create: { width: width / 4, height: height / 4, channels: 3 as const, background: colour },
  });
  const blank = { create: { width, height, channels: 3 as const, background: "#808080" } };
  return sharp(blank).composite([
    { input: patch(CORNERS.topLeft), gravity: "northwest" },
    { input: patch(CORNERS.topRight), gravity: "northeast" },
    { input: patch(CORNERS.bottomLeft), gravity: "southwest" },
    { input: patch(CORNERS.bottomRight), gravity: "southeast" },
  ]);
}

/** The names of the colours in the corners: top left, top right, bottom left, bottom right. */
export async function cornersOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (y * info.width + x) * info.channels;
    const [r = 0, g = 0, b = 0] = data.subarray(start, start + 3);
    if (r > 128 && g > 128) return "yellow";
    return r > 128 ? "red" : g > 128 ? "green" : b > 128 ? "blue" : "dark";
  };
  const [right, bottom] = [info.width - 3, info.height - 3];
  return [at(2, 2), at(right, 2), at(2, bottom), at(right, bottom)];
}

export interface JpegBlocks {
  exif?: Buffer;
  xmp?: Buffer;
  iptc?: Buffer;
  /** Whole segments, marker and length included. */
  segments?: Buffer[];
}

/** One segment: its marker's second byte and its content. */
export function segment(marker: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** A Photoshop block with one IPTC resource. */
export function photoshopBlock(iptc: Buffer): Buffer {
  const head = Buffer.from("8BIM\x04\x04\0\0\0\0\0\0", "latin1");
  head.writeUInt32BE(iptc.length, 8);
  return Buffer.concat([head, iptc, Buffer.alloc(iptc.length % 2)]);
}

/** A JPEG with these blocks before its picture. */
export async function jpegWith(blocks: JpegBlocks, picture = cornerPicture()): Promise<Buffer> {
  const plain = await picture.jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
  const added = [
    ...(blocks.exif ? [segment(0xe1, "Exif\0\0", blocks.exif)] : []),
    ...(blocks.xmp ? [segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", blocks.xmp)] : []),
    ...(blocks.iptc ? [segment(0xed, "Photoshop 3.0\0", photoshopBlock(blocks.iptc))] : []),
    ...(blocks.segments ?? []),
  ];
  return Buffer.concat([plain.subarray(0, 2), ...added, plain.subarray(2)]);
}

/** A file as the worker hands it over. */
export function originalOf(bytes: Buffer, fileName = "a.jpg", more: Partial<OriginalFile> = {}): OriginalFile {
  const format: MediaFormat | undefined = formatByName(fileName);
  if (format === undefined) throw new Error(`no format for .${extensionOf(fileName)}`);
  const head = bytes.subarray(0, 65_536);
  const modifiedAtMs = Date.UTC(2020, 1, 3, 4, 5, 6);
  return {
    path: `/nowhere/${fileName}`,
    bytes,
    head,
    sizeBytes: bytes.length,
    modifiedAtMs,
    fileName,
    format,
    ...more,
  };
}
