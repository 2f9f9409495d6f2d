import type { Pixels } from "@shared/media/pixels";

/**
 * Pixels as an uncompressed TIFF with a colour profile (TIFF 6.0; ICC.1:2022, annex B). The way to give libvips pixels
 * that are not sRGB: its raw input takes no profile.
 */
export function toTaggedTiff({ bytes, widthPx, heightPx, channels }: Pixels, icc: Buffer): Buffer {
  const hasAlpha = channels === 2 || channels === 4;
  const bits = Buffer.alloc(8);
  for (let i = 0; i < channels; i++) bits.writeUInt16LE(8, 2 * i);
  const fields: [tag: number, type: 3 | 4 | 7, count: number, value: number | Buffer][] = [
    [256, 4, 1, widthPx],
    [257, 4, 1, heightPx],
    [258, 3, channels, channels <= 2 ? bits.readUInt32LE(0) : bits],
    [259, 3, 1, 1],
    [262, 3, 1, channels <= 2 ? 1 : 2],
    [273, 4, 1, 8],
    [277, 3, 1, channels],
    [278, 4, 1, heightPx],
    [279, 4, 1, bytes.length],
    ...(hasAlpha ? ([[338, 3, 1, 2]] as [number, 3, number, number][]) : []),
    [34675, 7, icc.length, icc],
  ];
  const directoryAt = 8 + bytes.length + (bytes.length % 2);
  const directory = Buffer.alloc(2 + fields.length * 12 + 4);
  directory.writeUInt16LE(fields.length, 0);
  const beyond: Buffer[] = [];
  let beyondAt = directoryAt + directory.length;
  for (const [i, [tag, type, count, value]] of fields.entries()) {
    const at = 2 + i * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(typeof value === "number" ? value : beyondAt, at + 8);
    if (typeof value === "number") continue;
    const padded = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
    beyond.push(padded);
    beyondAt += padded.length;
  }
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(directoryAt, 4);
  return Buffer.concat([header, bytes, Buffer.alloc(bytes.length % 2), directory, ...beyond]);
}
