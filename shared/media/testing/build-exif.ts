/** A field to be written: text, whole numbers, rationals as pairs, or bytes. */
export type ExifField =
  | { tag: number; text: string | Buffer }
  | { tag: number; short: number }
  | { tag: number; long: number }
  | { tag: number; rationals: readonly (readonly [number, number])[] }
  | { tag: number; bytes: Buffer; type?: number };

export interface ExifParts {
  ifd0?: readonly ExifField[];
  exif?: readonly ExifField[];
  gps?: readonly ExifField[];
}

interface Encoded {
  tag: number;
  type: number;
  count: number;
  value: Buffer;
}

const POINTER = { exif: 0x8769, gps: 0x8825 } as const;

/** An EXIF block (a TIFF structure without the "Exif\0\0" before it). */
export function buildExif(parts: ExifParts, order: "II" | "MM" = "MM"): Buffer {
  const u16 = (value: number) => (order === "II" ? le(value, 2) : be(value, 2));
  const u32 = (value: number) => (order === "II" ? le(value, 4) : be(value, 4));
  const encode = (field: ExifField): Encoded => {
    if ("text" in field) {
      const value = Buffer.concat([Buffer.from(field.text as string), Buffer.from([0])]);
      return { tag: field.tag, type: 2, count: value.length, value };
    }
    if ("short" in field) return { tag: field.tag, type: 3, count: 1, value: u16(field.short) };
    if ("long" in field) return { tag: field.tag, type: 4, count: 1, value: u32(field.long) };
    if ("rationals" in field) {
      const value = Buffer.concat(field.rationals.flatMap(([top, bottom]) => [u32(top), u32(bottom)]));
      return { tag: field.tag, type: 5, count: field.rationals.length, value };
    }
    return { tag: field.tag, type: field.type ?? 7, count: field.bytes.length, value: field.bytes };
  };
  const directory = (fields: readonly Encoded[], at: number): Buffer => {
    const sorted = [...fields].sort((a, b) => a.tag - b.tag);
    const tableBytes = 2 + sorted.length * 12 + 4;
    const table: Buffer[] = [u16(sorted.length)];
    const beyond: Buffer[] = [];
    let beyondAt = at + tableBytes;
    for (const { tag, type, count, value } of sorted) {
      table.push(u16(tag), u16(type), u32(count));
      if (value.length <= 4) {
        table.push(Buffer.concat([value, Buffer.alloc(4 - value.length)]));
      } else {
        table.push(u32(beyondAt));
        const padded = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
        beyond.push(padded);
        beyondAt += padded.length;
      }
    }
    return Buffer.concat([...table, u32(0), ...beyond]);
  };
  const long = (tag: number, value: number): Encoded => ({ tag, type: 4, count: 1, value: u32(value) });
  const exif = directory((parts.exif ?? []).map(encode), 8);
  const gpsAt = 8 + exif.length;
  const gps = directory((parts.gps ?? []).map(encode), gpsAt);
  const ifd0At = gpsAt + gps.length;
  const pointers = [...(parts.exif ? [long(POINTER.exif, 8)] : []), ...(parts.gps ? [long(POINTER.gps, gpsAt)] : [])];
  const ifd0 = directory([...(parts.ifd0 ?? []).map(encode), ...pointers], ifd0At);
  return Buffer.concat([Buffer.from(order), u16(42), u32(ifd0At), exif, gps, ifd0]);
}

function le(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
}

function be(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}

/** An XMP packet around the properties of one description, with the usual prefixes declared. */
export function buildXmp(attributes: string, elements = ""): Buffer {
  const spaces = [
    "rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'",
    "dc='http://purl.org/dc/elements/1.1/'",
    "xmp='http://ns.adobe.com/xap/1.0/'",
    "exif='http://ns.adobe.com/exif/1.0/'",
    "tiff='http://ns.adobe.com/tiff/1.0/'",
    "photoshop='http://ns.adobe.com/photoshop/1.0/'",
    "lr='http://ns.adobe.com/lightroom/1.0/'",
    "MicrosoftPhoto='http://ns.microsoft.com/photo/1.0/'",
  ].map((space) => `xmlns:${space}`);
  return Buffer.from(
    `<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>` +
      `<rdf:RDF ${spaces.join(" ")}><rdf:Description rdf:about='' ${attributes}>${elements}</rdf:Description>` +
      `</rdf:RDF></x:xmpmeta><?xpacket end='w'?>`,
  );
}

/** IPTC records by number of record 2, after a character set where one is named. */
export function buildIptc(datasets: readonly (readonly [number, string | Buffer])[], charset?: string): Buffer {
  const record = (number: number, dataset: number, value: Buffer) =>
    Buffer.concat([Buffer.from([0x1c, number, dataset]), be(value.length, 2), value]);
  const named = charset === undefined ? [] : [record(1, 90, Buffer.from(charset, "latin1"))];
  return Buffer.concat([
    ...named,
    ...datasets.map(([dataset, value]) => record(2, dataset, Buffer.from(value as string))),
  ]);
}
