import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBuffer } from "@shared/media/byte-source";
import { readHeif } from "@shared/media/containers/heif";
import { buildExif, buildXmp } from "@shared/media/testing/build-exif";

const numbers = (size: 1 | 2 | 4, ...values: number[]) =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntBE(value >>> 0, 0, size);
      return bytes;
    }),
  );
const box = (type: string, ...content: Buffer[]) => {
  const body = Buffer.concat(content);
  return Buffer.concat([numbers(4, body.length + 8), Buffer.from(type, "latin1"), body]);
};
const full = (type: string, version: number, ...content: Buffer[]) =>
  box(type, numbers(1, version, 0, 0, 0), ...content);
const ispe = (width: number, height: number) => full("ispe", 0, numbers(4, width, height));
const clap = (width: number, height: number) => box("clap", numbers(4, width, 1, height, 1, 0, 1, 0, 1));
const irot = (turns: number) => box("irot", numbers(1, turns));
const imir = (axis: number) => box("imir", numbers(1, axis));

const EXIF = Buffer.concat([
  numbers(4, 6),
  Buffer.from("Exif\0\0"),
  buildExif({ ifd0: [{ tag: 0x010f, text: "Apple" }] }),
]);
const XMP = buildXmp("xmp:Rating='3'");

/** A HEIF file of one picture with these properties, and EXIF and XMP in `idat`. */
function heif(properties: Buffer[]): Buffer {
  const entry = (id: number, type: string, mime = "") =>
    full("infe", 2, numbers(2, id, 0), Buffer.from(`${type}\0${mime === "" ? "" : `${mime}\0`}`, "latin1"));
  const location = (id: number, offset: number, length: number) =>
    Buffer.concat([numbers(2, id, 1, 0, 1), numbers(4, offset, length)]);
  const meta = full(
    "meta",
    0,
    full("hdlr", 0, numbers(4, 0), Buffer.from("pict"), Buffer.alloc(13)),
    full("pitm", 0, numbers(2, 1)),
    full("iinf", 0, numbers(2, 3), entry(1, "hvc1"), entry(2, "Exif"), entry(3, "mime", "application/rdf+xml")),
    full(
      "iloc",
      1,
      numbers(1, 0x44, 0x00),
      numbers(2, 2),
      location(2, 0, EXIF.length),
      location(3, EXIF.length, XMP.length),
    ),
    box(
      "iprp",
      box("ipco", ...properties),
      full("ipma", 0, numbers(4, 1), numbers(2, 1), numbers(1, properties.length, ...properties.map((_, i) => i + 1))),
    ),
    box("idat", EXIF, XMP),
  );
  return Buffer.concat([box("ftyp", Buffer.from("heic\0\0\0\0mif1heic")), meta]);
}

const read = (bytes: Buffer) => readHeif(fromBuffer(bytes));

describe("readHeif", () => {
  test("finds EXIF and XMP", () => {
    const { exif, xmp } = read(heif([ispe(400, 300)]));
    expect([exif, xmp]).toEqual([[EXIF.subarray(10)], [XMP]]);
  });

  test.each([
    ["no turning", [ispe(400, 300)], [400, 300, 1]],
    ["a turn to the left", [ispe(400, 300), irot(1)], [400, 300, 8]],
    ["a turn to the right", [ispe(400, 300), irot(3)], [400, 300, 6]],
    ["a mirror", [ispe(400, 300), imir(1)], [400, 300, 2]],
    ["a turn and a mirror, in that order", [ispe(400, 300), irot(1), imir(1)], [400, 300, 7]],
    ["a mirror and a turn, in that order", [ispe(400, 300), imir(1), irot(1)], [400, 300, 5]],
    ["a crop", [ispe(400, 300), clap(200, 100)], [200, 100, 1]],
    ["a crop listed before the size", [clap(200, 100), ispe(400, 300)], [200, 100, 1]],
    ["a crop larger than the picture", [ispe(400, 300), clap(500, 100)], [400, 300, 1]],
    ["no size", [irot(1)], [null, null, 8]],
  ])("reads a picture with %s", (_, properties, expected) => {
    const { widthPx, heightPx, containerOrientation } = read(heif(properties));
    expect([widthPx, heightPx, containerOrientation]).toEqual(expected);
  });

  test("reads the colours, a profile as well as numbers", () => {
    const nclx = box("colr", Buffer.from("nclx"), numbers(2, 12, 16, 6), numbers(1, 0x80));
    const prof = box("colr", Buffer.from("prof"), Buffer.from("a profile"));
    const found = read(heif([ispe(4, 3), nclx, prof]));
    expect([found.nclx, found.icc?.toString()]).toEqual([{ primaries: 12, transfer: 16 }, "a profile"]);
  });

  test("notes a file that ends before its picture does", () => {
    const cut = heif([ispe(4, 3)]);
    const moved = Buffer.from(cut);
    moved.writeUInt16BE(0, moved.indexOf(numbers(2, 2, 1, 0, 1)) + 2);
    moved.writeUInt32BE(moved.length * 2, moved.indexOf(numbers(2, 2, 0, 0, 1)) + 8);
    expect([read(cut).notes, read(moved).notes]).toEqual([[], ["truncated"]]);
  });

  test("survives a file cut or changed anywhere", () => {
    const whole = heif([ispe(400, 300), clap(200, 100), irot(1)]);
    for (let length = 0; length < whole.length; length++) read(whole.subarray(0, length));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Buffer.from(whole);
        changed[at] = value;
        read(changed);
      }),
      { numRuns: 1000 },
    );
  });
});
