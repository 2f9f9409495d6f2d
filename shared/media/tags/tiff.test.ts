import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBuffer } from "@shared/media/byte-source";
import { readExif } from "@shared/media/tags/exif";
import { bytesOfField, numbersOfField, openTiff, readDirectory, textBytesOfField } from "@shared/media/tags/tiff";
import { buildExif } from "@shared/media/testing/build-exif";

const MAKE = 0x010f;
const WIDTH = 0x0100;
const RESOLUTION = 0x011a;

describe.each(["II", "MM"] as const)("a TIFF structure in the order %s", (order) => {
  const block = buildExif(
    {
      ifd0: [
        { tag: MAKE, text: "NIKON" },
        { tag: WIDTH, short: 4032 },
        { tag: RESOLUTION, rationals: [[720_000, 10_000]] },
      ],
      exif: [{ tag: 0x9003, text: "2021:03:01 12:34:56" }],
    },
    order,
  );

  test("gives its values", () => {
    const exif = readExif(fromBuffer(block));
    const values = exif && [
      textBytesOfField(exif.tiff, exif.ifd0.get(MAKE)).toString(),
      numbersOfField(exif.tiff, exif.ifd0.get(WIDTH)),
      numbersOfField(exif.tiff, exif.ifd0.get(RESOLUTION)),
      textBytesOfField(exif.tiff, exif.exif.get(0x9003)).toString(),
    ];
    expect(values).toEqual(["NIKON", [4032], [72], "2021:03:01 12:34:56"]);
  });

  test("keeps the good fields beside one that points outside", () => {
    const damaged = Buffer.from(block);
    const make = damaged.indexOf(order === "II" ? "0f010200" : "010f0002", "hex");
    damaged.fill(0xee, make + 8, make + 12);
    const exif = readExif(fromBuffer(damaged));
    expect([exif?.isDamaged, exif?.ifd0.has(MAKE), exif?.ifd0.has(WIDTH), exif?.exif.size]).toEqual([
      true,
      false,
      true,
      1,
    ]);
  });

  test("reads a structure cut at any byte without throwing", () => {
    for (let length = 0; length < block.length; length++) {
      const exif = readExif(fromBuffer(block.subarray(0, length)));
      for (const field of exif?.ifd0.values() ?? []) if (exif) bytesOfField(exif.tiff, field);
    }
    expect(readExif(fromBuffer(block))?.isDamaged).toBe(false);
  });
});

test("a directory that points to itself is read once", () => {
  const block = buildExif({ ifd0: [{ tag: 0x8769, long: 8 }] }, "II");
  block.writeUInt32LE(8, 4);
  const loop = Buffer.concat([
    block.subarray(0, 8),
    Buffer.from("0100698704000100000008000000", "hex"),
    Buffer.from("08000000", "hex"),
  ]);
  expect(readExif(fromBuffer(loop))?.exif.size).toBe(0);
});

test("a count of four thousand million allocates nothing", () => {
  const block = buildExif({ ifd0: [{ tag: MAKE, text: "a maker's name" }] }, "II");
  block.writeUInt32LE(0xffff_fff0, block.indexOf("0f010200", 0, "hex") + 4);
  const exif = readExif(fromBuffer(block));
  expect(exif && textBytesOfField(exif.tiff, exif.ifd0.get(MAKE)).length).toBeLessThan(block.length);
});

test("random directories never throw", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("II*\0\x08\0\0\0", "MM\0*\0\0\0\x08"),
      fc.uint8Array({ maxLength: 200 }),
      (start, rest) => {
        const tiff = openTiff(fromBuffer(Buffer.concat([Buffer.from(start, "latin1"), rest])));
        if (!tiff) return;
        for (const field of readDirectory(tiff, tiff.firstOffset).fields.values()) numbersOfField(tiff, field);
      },
    ),
    { numRuns: 500 },
  );
});
