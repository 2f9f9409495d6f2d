import type { ByteSource } from "@shared/media/byte-source";
import { emptyBlocks, type Blocks } from "@shared/media/containers/blocks";
import { boxesIn, cursorOver, type Box } from "@shared/media/containers/boxes";
import { orientationOf, type Turn } from "@shared/media/orientation";
import { stripExifPrefix } from "@shared/media/tags/exif";

const META_LIMIT_BYTES = 16 * 1024 * 1024;
const ITEM_LIMIT = 20_000;

interface Item {
  id: number;
  type: string;
  contentType: string;
}

/** Where an item's bytes lie: offsets into the file, or into `idat` for construction method 1. */
interface Extent {
  isInIdat: boolean;
  offset: number;
  length: number;
}

interface Meta {
  primaryId: number;
  items: Item[];
  extents: Map<number, Extent[]>;
  /** Properties of each item, in the order in which they apply. */
  properties: Map<number, Box[]>;
  idat: Box | undefined;
}

/** Reads the `meta` box of a HEIF or AVIF file (ISO 23008-12; ISO 14496-12, 8.11). */
export function readHeif(source: ByteSource): Blocks {
  const blocks = emptyBlocks();
  const top = boxesIn(source, 0, source.sizeBytes);
  const metaBox = top.find((box) => box.type === "meta");
  if (!metaBox || metaBox.end - metaBox.start > META_LIMIT_BYTES) return { ...blocks, notes: ["no_picture"] };
  const meta = readMeta(source, metaBox);
  const extents = [...meta.extents.values()].flat();
  if (extents.some((extent) => !extent.isInIdat && extent.offset + extent.length > source.sizeBytes)) {
    blocks.notes.push("truncated");
  }
  readPrimary(source, meta, blocks);
  for (const item of meta.items) {
    if (item.type === "Exif") {
      const block = bytesOfItem(source, meta, item.id);
      if (block.length > 4) blocks.exif.push(stripExifPrefix(block.subarray(4 + exifOffset(block))));
    } else if (item.type === "mime" && item.contentType === "application/rdf+xml") {
      blocks.xmp.push(bytesOfItem(source, meta, item.id));
    }
  }
  return blocks;
}

/** The field before the block says how far off it begins; writers that leave it wrong begin at once. */
function exifOffset(block: Buffer): number {
  const stated = block.readUInt32BE(0);
  const mark = block.toString("latin1", 4 + stated, 6 + stated);
  return mark === "II" || mark === "MM" || mark === "Ex" ? stated : 0;
}

function readMeta(source: ByteSource, box: Box): Meta {
  const meta: Meta = { primaryId: 0, items: [], extents: new Map(), properties: new Map(), idat: undefined };
  for (const child of boxesIn(source, box.start + 4, box.end)) {
    const bytes = () => source.read(child.start, child.end - child.start);
    if (child.type === "pitm") meta.primaryId = readPrimaryId(bytes());
    else if (child.type === "iinf") meta.items = readItems(source, child);
    else if (child.type === "iloc") meta.extents = readLocations(bytes());
    else if (child.type === "iprp") meta.properties = readProperties(source, child);
    else if (child.type === "idat") meta.idat = child;
  }
  return meta;
}

function readPrimaryId(bytes: Buffer): number {
  const cursor = cursorOver(bytes);
  const version = cursor.uint(1);
  cursor.skip(3);
  return cursor.uint(version === 0 ? 2 : 4);
}

function readItems(source: ByteSource, box: Box): Item[] {
  const version = source.read(box.start, 1)[0] ?? 0;
  const from = box.start + 4 + (version === 0 ? 2 : 4);
  return boxesIn(source, from, box.end)
    .filter(({ type }) => type === "infe")
    .map((entry) => readItem(source.read(entry.start, entry.end - entry.start)));
}

function readItem(bytes: Buffer): Item {
  const cursor = cursorOver(bytes);
  const version = cursor.uint(1);
  cursor.skip(3);
  const id = cursor.uint(version >= 3 ? 4 : 2);
  cursor.skip(2);
  const type = version >= 2 ? cursor.text(4) : "mime";
  cursor.cString();
  return { id, type, contentType: type === "mime" ? cursor.cString() : "" };
}

/** The item location box, versions 0 to 2 (ISO 14496-12, 8.11.3). */
function readLocations(bytes: Buffer): Map<number, Extent[]> {
  const locations = new Map<number, Extent[]>();
  const cursor = cursorOver(bytes);
  const version = cursor.uint(1);
  cursor.skip(3);
  const sizes = cursor.uint(1);
  const baseAndIndex = cursor.uint(1);
  const indexSize = version === 0 ? 0 : baseAndIndex & 15;
  const count = cursor.uint(version < 2 ? 2 : 4);
  for (let i = 0; i < Math.min(count, ITEM_LIMIT) && !cursor.isOver(); i++) {
    const id = cursor.uint(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : cursor.uint(2) & 15;
    cursor.skip(2);
    const base = cursor.uint(baseAndIndex >> 4);
    const extents: Extent[] = [];
    const extentCount = cursor.uint(2);
    for (let k = 0; k < extentCount && !cursor.isOver(); k++) {
      cursor.skip(indexSize);
      const offset = base + cursor.uint(sizes >> 4);
      const length = cursor.uint(sizes & 15);
      if (!cursor.isOver() && method < 2) extents.push({ isInIdat: method === 1, offset, length });
    }
    locations.set(id, extents);
  }
  return locations;
}

/** The properties and which item has which (ISO 23008-12, 9.3). */
function readProperties(source: ByteSource, box: Box): Map<number, Box[]> {
  const children = boxesIn(source, box.start, box.end);
  const container = children.find(({ type }) => type === "ipco");
  const all = container ? boxesIn(source, container.start, container.end) : [];
  const properties = new Map<number, Box[]>();
  for (const child of children.filter(({ type }) => type === "ipma")) {
    const cursor = cursorOver(source.read(child.start, child.end - child.start));
    const version = cursor.uint(1);
    const isWide = (cursor.uint(3) & 1) === 1;
    const count = cursor.uint(4);
    for (let i = 0; i < Math.min(count, ITEM_LIMIT) && !cursor.isOver(); i++) {
      const id = cursor.uint(version < 1 ? 2 : 4);
      const own: Box[] = [];
      const ownCount = cursor.uint(1);
      for (let k = 0; k < ownCount && !cursor.isOver(); k++) {
        const index = isWide ? cursor.uint(2) & 0x7fff : cursor.uint(1) & 0x7f;
        const property = all[index - 1];
        if (property) own.push(property);
      }
      properties.set(id, own);
    }
  }
  return properties;
}

/** Size, turning and colours of the primary picture. What crops and turns it applies in its order, after the size. */
function readPrimary(source: ByteSource, meta: Meta, blocks: Blocks): void {
  const turns: Turn[] = [];
  const properties = meta.properties.get(meta.primaryId) ?? [];
  const isSize = ({ type }: Box) => type === "ispe";
  for (const property of [...properties.filter(isSize), ...properties.filter((other) => !isSize(other))]) {
    const bytes = source.read(property.start, property.end - property.start);
    if (property.type === "ispe" && bytes.length >= 12) {
      blocks.widthPx = bytes.readUInt32BE(4) || null;
      blocks.heightPx = bytes.readUInt32BE(8) || null;
    } else if (property.type === "clap") {
      applyCrop(bytes, blocks);
    } else if (property.type === "irot" && bytes.length > 0) {
      turns.push({ quarterTurnsLeft: bytes.readUInt8(0) & 3 });
    } else if (property.type === "imir" && bytes.length > 0) {
      turns.push({ mirror: (bytes.readUInt8(0) & 1) === 1 ? "left-right" : "top-bottom" });
    } else if (property.type === "colr") {
      readColour(bytes, blocks);
    }
  }
  blocks.containerOrientation = orientationOf(turns);
}

/** The clean aperture (ISO 14496-12, 12.1.4): the part of the picture that is shown. */
function applyCrop(bytes: Buffer, blocks: Blocks): void {
  if (bytes.length < 32) return;
  const width = Math.round(bytes.readUInt32BE(0) / bytes.readUInt32BE(4));
  const height = Math.round(bytes.readUInt32BE(8) / bytes.readUInt32BE(12));
  const fits = width >= 1 && height >= 1 && width <= (blocks.widthPx ?? 0) && height <= (blocks.heightPx ?? 0);
  if (!fits) return;
  blocks.widthPx = width;
  blocks.heightPx = height;
}

function readColour(bytes: Buffer, blocks: Blocks): void {
  const kind = bytes.toString("latin1", 0, 4);
  if (kind === "prof" || kind === "rICC") blocks.icc ??= bytes.subarray(4);
  else if (kind === "nclx" && bytes.length >= 8) {
    blocks.nclx ??= { primaries: bytes.readUInt16BE(4), transfer: bytes.readUInt16BE(6) };
  }
}

function bytesOfItem(source: ByteSource, meta: Meta, id: number): Buffer {
  const parts = (meta.extents.get(id) ?? []).map(({ isInIdat, offset, length }) =>
    source.read(isInIdat ? (meta.idat?.start ?? source.sizeBytes) + offset : offset, length),
  );
  return Buffer.concat(parts);
}
