import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { MEDIA_FORMATS } from "@shared/domain/media-type";
import { closeMedia } from "@shared/media/exiftool";
import { readFacts } from "@shared/media/facts";
import type { MediaFacts } from "@shared/media/media-facts";
import { buildExif, buildIptc, buildXmp } from "@shared/media/testing/build-exif";
import { cornerPicture, jpegWith, originalOf, segment, type JpegBlocks } from "@shared/media/testing/build-files";

afterAll(closeMedia);

const options = { offsetMinutesAt: () => 330 };
const factsOf = (bytes: Buffer, fileName = "a.jpg") => readFacts(originalOf(bytes, fileName), options);
const jpegFacts = async (blocks: JpegBlocks) => factsOf(await jpegWith(blocks));
const text = (tag: number, value: string) => ({ tag, text: value });

const PHONE = buildExif({
  ifd0: [text(0x010f, "Apple"), text(0x0110, "iPhone 12 Pro "), { tag: 0x0112, short: 6 }],
  exif: [
    text(0x9003, "2021:03:01 12:34:56"),
    text(0x9291, "087"),
    text(0x9011, "-05:00"),
    text(0xa434, "iPhone 12 Pro back camera"),
    { tag: 0x829a, rationals: [[1, 125]] },
    { tag: 0x829d, rationals: [[16, 10]] },
    { tag: 0x8827, short: 32 },
    { tag: 0x920a, rationals: [[42, 10]] },
    { tag: 0xa405, short: 26 },
  ],
  gps: [
    text(1, "S"),
    { tag: 2, rationals: [[41, 1], [17, 1], [1140, 100]] }, // prettier-ignore
    text(3, "E"),
    { tag: 4, rationals: [[174, 1], [46, 1], [3432, 100]] }, // prettier-ignore
    { tag: 5, bytes: Buffer.from([1]), type: 1 },
    { tag: 6, rationals: [[27, 1]] },
    { tag: 17, rationals: [[3480, 10]] },
  ],
});

const NOTHING: Omit<MediaFacts, "widthPx" | "heightPx" | "metadata"> = {
  ...{
    orientation: null,
    durationMs: null,
    altitudeM: null,
    directionDegrees: null,
    cameraMake: null,
    cameraModel: null,
  },
  ...{ lensModel: null, exposureTimeS: null, fNumber: null, iso: null, focalLengthMm: null, focalLength35Mm: null },
  ...{
    title: null,
    description: null,
    keywords: [],
    keywordPaths: [],
    rating: null,
    colourLabel: null,
    isFavourite: false,
  },
  ...{ latitude: null, longitude: null, contentIdentifier: null, notes: [] },
  ...{ capturedLocal: "2020-02-03T09:35:06", capturedSource: "file", offsetMinutes: 330, offsetSource: "file" },
};

describe("readFacts", () => {
  test("gives all that a phone's JPEG states, sides as displayed", async () => {
    const facts = await jpegFacts({ exif: PHONE });
    expect(facts).toEqual({
      ...NOTHING,
      ...{ widthPx: 40, heightPx: 60, orientation: 6, cameraMake: "Apple", cameraModel: "iPhone 12 Pro" },
      ...{ lensModel: "iPhone 12 Pro back camera", exposureTimeS: 0.008, fNumber: 1.6, iso: 32 },
      ...{ focalLengthMm: 4.2, focalLength35Mm: 26, altitudeM: -27, directionDegrees: 348 },
      ...{
        capturedLocal: "2021-03-01T12:34:56.087",
        capturedSource: "exif",
        offsetMinutes: -300,
        offsetSource: "exif",
      },
      latitude: expect.closeTo(-41.2865, 6) as number,
      longitude: expect.closeTo(174.7762, 6) as number,
      metadata: facts.metadata,
    });
    expect(facts.metadata).toMatchObject({
      IFD0: { Make: "Apple", Orientation: 6 },
      ExifIFD: { ISO: 32 },
      GPS: { GPSLatitudeRef: "S" },
    });
  });

  test.each(["png", "webp", "avif"] as const)("finds EXIF and XMP in %s", async (format) => {
    const xmp = buildXmp(
      "",
      "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>夕焼け</rdf:li></rdf:Alt></dc:title>",
    ).toString("utf8");
    const withExif = { IFD0: { Make: "Canon" }, IFD2: { DateTimeOriginal: "2021:03:01 12:34:56" } };
    const bytes = await cornerPicture().toFormat(format).withExif(withExif).withXmp(xmp).toBuffer();
    expect(await factsOf(bytes, `a.${format}`)).toMatchObject({
      ...{ widthPx: 60, heightPx: 40, cameraMake: "Canon", title: "夕焼け" },
      ...{ capturedLocal: "2021-03-01T12:34:56", capturedSource: "exif" },
    });
  });

  test.each(["II", "MM"] as const)("reads a TIFF of the byte order %s", async (order) => {
    const iptc = buildIptc([[5, "Title"]]);
    const bytes = buildExif(
      {
        ifd0: [
          { tag: 0x0100, short: 60 },
          { tag: 0x0101, short: 40 },
          { tag: 0x0112, short: 8 },
          { tag: 0x02bc, bytes: buildXmp("xmp:Rating='4'"), type: 1 },
          { tag: 0x83bb, bytes: iptc },
        ],
        exif: [text(0x9003, "2021:03:01 12:34:56")],
      },
      order,
    );
    expect(await factsOf(bytes, "a.tif")).toMatchObject({
      ...{ widthPx: 40, heightPx: 60, orientation: 8, rating: 4, title: "Title", capturedLocal: "2021-03-01T12:34:56" },
    });
  });

  test("gives size and length of an animation", async () => {
    const frames = await Promise.all(
      ["red", "blue"].map((background) =>
        sharp({ create: { width: 8, height: 6, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 150] })
      .toBuffer();
    expect(await factsOf(gif, "a.gif")).toMatchObject({ widthPx: 8, heightPx: 6, durationMs: 250 });
  });

  test("reads a large file from disk piece by piece, and finds the same", async () => {
    const folder = await mkdtemp(join(tmpdir(), "imgstream-facts-test-"));
    const path = join(folder, "a.tif");
    const ifd0 = [text(0x010f, "Canon"), text(0x010e, "x".repeat(70_000)), { tag: 0x0112, short: 6 }];
    const bytes = buildExif({ ifd0, exif: [text(0x9003, "2021:03:01 12:34:56")] });
    await writeFile(path, bytes);
    const { bytes: _, ...unread } = originalOf(bytes, "a.tif", { path });
    const fromDisk = await readFacts({ ...unread, head: bytes.subarray(0, 64) }, options);
    expect(fromDisk).toEqual(await readFacts(originalOf(bytes, "a.tif"), options));
    expect(fromDisk).toMatchObject({ cameraMake: "Canon", orientation: 6, capturedLocal: "2021-03-01T12:34:56" });
    await rm(folder, { recursive: true });
  });

  test("takes the time of the file's name, then the file's own", async () => {
    const bytes = await jpegWith({});
    expect(await factsOf(bytes, "IMG_20190704_153012.jpg")).toMatchObject({
      ...{ capturedLocal: "2019-07-04T15:30:12", capturedSource: "name", offsetMinutes: null, offsetSource: null },
    });
    expect(await factsOf(bytes)).toEqual({ ...NOTHING, widthPx: 60, heightPx: 40, metadata: {} });
  });

  test("passes over dates that are none, with a note for what cannot be", async () => {
    const exif = buildExif({
      ifd0: [text(0x0132, "2008:07:31 10:38:11")],
      exif: [text(0x9003, "2023:02:30 12:00:00"), text(0x9004, "0000:00:00 00:00:00")],
    });
    expect(await jpegFacts({ exif })).toMatchObject({
      ...{ capturedLocal: "2008-07-31T10:38:11", capturedSource: "exif", notes: ["date_impossible"] },
    });
  });

  test("prefers XMP's words to IPTC's, and IPTC's to EXIF's", async () => {
    const exif = buildExif({
      ifd0: [
        text(0x010e, "EXIF description"),
        { tag: 0x4746, short: 2 },
        { tag: 0x9c9b, bytes: Buffer.from("XP title\0", "utf16le"), type: 1 },
      ],
    });
    const iptc = buildIptc(
      [
        [5, "IPTC title"],
        [25, "one"],
        [25, "two"],
        [120, "IPTC caption"],
      ],
      "\x1b%G",
    );
    const xmp = buildXmp(
      "xmp:Rating='5'",
      "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>XMP title</rdf:li></rdf:Alt></dc:title>",
    );
    const words = ({ title, description, keywords, rating }: MediaFacts) => ({ title, description, keywords, rating });
    expect([
      words(await jpegFacts({ exif, iptc, xmp })),
      words(await jpegFacts({ exif, iptc })),
      words(await jpegFacts({ exif })),
    ]).toEqual([
      { title: "XMP title", description: "IPTC caption", keywords: ["one", "two"], rating: 5 },
      { title: "IPTC title", description: "IPTC caption", keywords: ["one", "two"], rating: 2 },
      { title: "XP title", description: "EXIF description", keywords: [], rating: 2 },
    ]);
  });

  test.each([
    ["UTF-8", Buffer.from("Grüße"), "Grüße"],
    ["Latin-1", Buffer.from("Grüße", "latin1"), "Grüße"],
    ["blanks and NULs", "SONY DSC            \0\0", "SONY DSC"],
    ["nothing but blanks", "                    ", null],
    ["a camera's placeholder", "OLYMPUS DIGITAL CAMERA", "OLYMPUS DIGITAL CAMERA"],
  ])("reads a description in %s", async (_, description, expected) => {
    const exif = buildExif({ ifd0: [{ tag: 0x010e, text: description }] });
    expect((await jpegFacts({ exif })).description).toBe(expected);
  });

  test.each([
    [{ "MicrosoftPhoto:Rating": "99" }, 5],
    [{ "MicrosoftPhoto:Rating": "1" }, 1],
    [{ "MicrosoftPhoto:Rating": "50", "xmp:Rating": "-1" }, -1],
    [{ "xmp:Rating": "3.0" }, 3],
    [{ "xmp:Rating": "0" }, 0],
    [{ "xmp:Rating": "77" }, null],
  ])("rates %j as %s", async (attributes, expected) => {
    const xmp = buildXmp(
      Object.entries(attributes)
        .map(([name, value]) => `${name}='${value}'`)
        .join(" "),
    );
    expect((await jpegFacts({ xmp })).rating).toBe(expected);
  });

  test("takes the paths of keywords where there are no plain ones, and keeps them beside plain ones", async () => {
    const bag = (name: string, items: string) => `<${name}><rdf:Bag>${items}</rdf:Bag></${name}>`;
    const paths = bag("lr:hierarchicalSubject", "<rdf:li>Places|Italy|Arezzo</rdf:li>");
    const plain = bag("dc:subject", "<rdf:li>Arezzo</rdf:li><rdf:li> Arezzo </rdf:li>");
    expect((await jpegFacts({ xmp: buildXmp("", paths) })).keywords).toEqual(["Places|Italy|Arezzo"]);
    expect(await jpegFacts({ xmp: buildXmp("", paths + plain) })).toMatchObject({
      keywords: ["Arezzo"],
      keywordPaths: ["Places|Italy|Arezzo"],
    });
  });

  test("reads a JPEG behind junk, and one with junk between its segments", async () => {
    const bytes = await jpegWith({ exif: PHONE, segments: [Buffer.from("junk")] });
    expect(await factsOf(Buffer.concat([Buffer.alloc(512), bytes]))).toMatchObject({
      cameraMake: "Apple",
      widthPx: 40,
    });
  });

  test("puts extended XMP together", async () => {
    const guid = "0123456789ABCDEF0123456789ABCDEF";
    const packet = buildXmp("photoshop:City='Oslo'");
    const part = (offset: number, bytes: Buffer) => {
      const numbers = Buffer.alloc(8);
      numbers.writeUInt32BE(packet.length, 0);
      numbers.writeUInt32BE(offset, 4);
      return segment(0xe1, "http://ns.adobe.com/xmp/extension/\0", guid, numbers, bytes);
    };
    const segments = [part(100, packet.subarray(100)), part(0, packet.subarray(0, 100))];
    expect((await jpegFacts({ segments })).metadata).toEqual({ "XMP-photoshop": { City: "Oslo" } });
  });

  test("keeps the tag set under 64 KiB and in valid UTF-8", async () => {
    const xmp = buildXmp(`photoshop:Instructions='${"é".repeat(30_000)}' photoshop:City='Oslo'`);
    const iptc = buildIptc([[120, Buffer.from("\ud800".padEnd(20_000, "x"), "utf16le")]]);
    const { metadata } = await jpegFacts({ exif: PHONE, xmp, iptc });
    const json = JSON.stringify(metadata);
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(65_536);
    expect(json).not.toMatch(/\p{Surrogate}/u);
    expect(metadata).toMatchObject({ IFD0: { Make: "Apple" }, "XMP-photoshop": { City: "Oslo" } });
  });
});

describe("damaged files", () => {
  test("give what can be read when cut at any place, without throwing", async () => {
    const whole = await jpegWith({ exif: PHONE, xmp: buildXmp("xmp:Rating='3'"), iptc: buildIptc([[5, "t"]]) });
    for (let length = 4; length < whole.length; length += 37) {
      const facts = await factsOf(whole.subarray(0, length));
      expect(facts.cameraMake === "Apple" || facts.cameraMake === null).toBe(true);
    }
  });

  const walked = MEDIA_FORMATS.filter((format) =>
    ["jpeg", "png", "webp", "gif", "tiff", "heic", "avif"].includes(format),
  );
  const STARTS = {
    jpeg: "ffd8ff",
    png: "89504e470d0a1a0a",
    webp: "52494646ffffff0057454250",
    gif: "474946383961",
    tiff: "49492a0008000000",
    heic: "000000186674797068656963",
    avif: "000000186674797061766966",
  };

  test.each(walked)("of format %s never make it throw", async (format) => {
    const start = Buffer.from(STARTS[format as keyof typeof STARTS], "hex");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (rest) => {
        const facts = await readFacts(
          originalOf(Buffer.concat([start, rest]), `a.${format}`, { path: "/nowhere" }),
          options,
        );
        expect(facts.capturedSource).toBe("file");
      }),
      { numRuns: 60 },
    );
  });

  test("that cannot be opened at all are noted", async () => {
    const { bytes: _, ...gone } = originalOf(await jpegWith({}));
    const facts = await readFacts({ ...gone, head: Buffer.alloc(0) }, options);
    expect(facts).toMatchObject({ widthPx: null, notes: ["unreadable"] });
  });
});
