import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from "thumbhash";
import { MediaError } from "@shared/media/media-error";
import { renderRendition } from "@shared/media/rendition";
import { buildExif, buildXmp } from "@shared/media/testing/build-exif";
import { cornerPicture, cornersOf, jpegWith, originalOf } from "@shared/media/testing/build-files";

const LIMITS = { pixels: 1_000_000 };
const UPRIGHT = ["red", "green", "blue", "yellow"];

const render = (bytes: Buffer, fileName = "a.jpg", edgePx = 320) =>
  renderRendition(originalOf(bytes, fileName), edgePx, LIMITS);
const refusalOf = (bytes: Buffer, fileName: string) =>
  render(bytes, fileName).then(
    () => "rendered",
    (thrown: unknown) => (thrown instanceof MediaError ? thrown.code : String(thrown)),
  );

/** The corner picture as it lies in a file whose orientation brings it upright: mirrored first, then turned. */
async function storedFor(orientation: number): Promise<Sharp> {
  const upright = sharp(await cornerPicture().png().toBuffer());
  const degrees = [0, 0, 180, 180, 270, 270, 90, 90][orientation - 1] ?? 0;
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  return sharp(await upright.flop(isMirrored).rotate(degrees).png().toBuffer());
}

describe("renderRendition", () => {
  test("fits the picture into the square, as WebP without metadata", async () => {
    const jpeg = await jpegWith(
      { exif: buildExif({ ifd0: [{ tag: 0x010f, text: "Canon" }] }) },
      cornerPicture(600, 400),
    );
    const { bytes, widthPx, heightPx, notes } = await render(jpeg, "a.jpg", 300);
    const { format, width, height, exif, space } = await sharp(bytes).metadata();
    expect({ widthPx, heightPx, notes, format, width, height, exif, space }).toEqual({
      ...{
        widthPx: 300,
        heightPx: 200,
        notes: [],
        format: "webp",
        width: 300,
        height: 200,
        exif: undefined,
        space: "srgb",
      },
    });
  });

  test("never enlarges", async () => {
    const { widthPx, heightPx } = await render(await jpegWith({}), "a.jpg", 1600);
    expect([widthPx, heightPx]).toEqual([60, 40]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("brings orientation %i upright, once", async (orientation) => {
    const exif = buildExif({ ifd0: [{ tag: 0x0112, short: orientation }] });
    const { bytes, widthPx, heightPx } = await render(await jpegWith({ exif }, await storedFor(orientation)));
    expect({ corners: await cornersOf(bytes), widthPx, heightPx }).toEqual({
      corners: UPRIGHT,
      widthPx: 60,
      heightPx: 40,
    });
  });

  test.each(["png", "webp"] as const)("turns %s too", async (format) => {
    const stored = (await storedFor(6)).toFormat(format, { lossless: true }).withMetadata({ orientation: 6 });
    const { bytes } = await render(await stored.toBuffer(), `a.${format}`);
    expect(await cornersOf(bytes)).toEqual(UPRIGHT);
  });

  test("turns by XMP where EXIF is silent, and by EXIF where both speak", async () => {
    const xmp = buildXmp("tiff:Orientation='6'");
    const exif = buildExif({ ifd0: [{ tag: 0x0112, short: 1 }] });
    expect(await cornersOf((await render(await jpegWith({ xmp }, await storedFor(6)))).bytes)).toEqual(UPRIGHT);
    expect(await cornersOf((await render(await jpegWith({ xmp, exif }))).bytes)).toEqual(UPRIGHT);
  });

  test("turns AVIF once, although EXIF and the container both say so", async () => {
    const avif = await (await storedFor(6)).avif({ quality: 90 }).withMetadata({ orientation: 6 }).toBuffer();
    expect(avif.includes("irot")).toBe(true);
    const { bytes, widthPx, heightPx } = await render(avif, "a.avif");
    expect({ corners: await cornersOf(bytes), widthPx, heightPx }).toEqual({
      corners: UPRIGHT,
      widthPx: 60,
      heightPx: 40,
    });
  });

  test("does not turn AVIF by EXIF alone, which there is for information only", async () => {
    const avif = await cornerPicture().avif({ quality: 90 }).withMetadata({ orientation: 6 }).toBuffer();
    avif.write("free", avif.indexOf("irot"), "latin1");
    const { bytes } = await render(avif, "a.avif");
    expect(await cornersOf(bytes)).toEqual(UPRIGHT);
  });

  test.each(["png", "webp", "tiff", "gif", "avif"] as const)("decodes %s", async (format) => {
    const { bytes } = await render(await cornerPicture().toFormat(format).toBuffer(), `a.${format}`);
    expect(await cornersOf(bytes)).toEqual(UPRIGHT);
  });

  test("converts the colours of a profile", async () => {
    const p3 = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#c86464" } })
      .withIccProfile("p3")
      .png()
      .toBuffer();
    const { channels } = await sharp((await render(p3, "a.png")).bytes).stats();
    expect(channels.map(({ mean }) => Math.round(mean / 4))).toEqual([50, 25, 25]);
  });

  test("keeps what is transparent transparent", async () => {
    const png = await sharp({ create: { width: 20, height: 20, channels: 4, background: "#ff000000" } })
      .png()
      .toBuffer();
    const { isOpaque } = await sharp((await render(png, "a.png")).bytes).stats();
    expect(isOpaque).toBe(false);
  });

  test.each([
    ["16 bits a channel", () => cornerPicture().toColourspace("rgb16").png()],
    ["a palette", () => cornerPicture().png({ palette: true })],
    ["grey", () => cornerPicture().greyscale().png()],
    ["grey with alpha", () => cornerPicture().greyscale().ensureAlpha(0.5).png()],
  ])("shows PNG with %s", async (_, make) => {
    const { widthPx, thumbhash } = await render(await make().toBuffer(), "a.png");
    expect([widthPx, thumbhash.length > 4]).toEqual([60, true]);
  });

  test("shows CMYK in the colours that were printed", async () => {
    const green = sharp({ create: { width: 20, height: 20, channels: 3, background: "#70905c" } });
    const { bytes } = await render(await green.toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer());
    const { channels } = await sharp(bytes).stats();
    expect(channels.map(({ mean }) => Math.round(mean / 16))).toEqual([7, 9, 5]);
  });

  test("shows the first frame of an animation", async () => {
    const frames = await Promise.all(
      ["red", "blue"].map((background) =>
        sharp({ create: { width: 8, height: 6, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { bytes, widthPx, heightPx } = await render(gif, "a.gif");
    expect([await cornersOf(bytes), widthPx, heightPx]).toEqual([["red", "red", "red", "red"], 8, 6]);
  });

  test("makes a placeholder of the picture's shape and colour", async () => {
    const jpeg = await sharp({ create: { width: 400, height: 200, channels: 3, background: "#3060c0" } })
      .jpeg()
      .toBuffer();
    const { thumbhash } = await render(jpeg);
    const { r, g, b } = thumbHashToAverageRGBA(thumbhash);
    expect(thumbHashToApproximateAspectRatio(thumbhash)).toBeGreaterThan(1.5);
    expect([r, g, b].map((value) => Math.round(value * 10))).toEqual([2, 4, 8]);
  });
});

describe("damaged and hostile files", () => {
  test("a JPEG that ends early shows what it has, with a note", async () => {
    const whole = await jpegWith({}, cornerPicture(600, 400));
    const { bytes, notes } = await render(whole.subarray(0, Math.floor(whole.length * 0.6)));
    expect({ top: (await cornersOf(bytes)).slice(0, 2), notes }).toEqual({
      top: ["red", "green"],
      notes: ["truncated"],
    });
  });

  test("a JPEG behind junk is shown, from memory and from disk", async () => {
    const junked = Buffer.concat([Buffer.alloc(512), await jpegWith({})]);
    const folder = await mkdtemp(join(tmpdir(), "imgstream-rendition-test-"));
    const path = join(folder, "a.jpg");
    await writeFile(path, junked);
    const { bytes: _, ...unread } = originalOf(junked, "a.jpg", { path });
    const shown = [await render(junked), await renderRendition(unread, 320, LIMITS)];
    expect(await Promise.all(shown.map(({ bytes }) => cornersOf(bytes)))).toEqual([UPRIGHT, UPRIGHT]);
    await rm(folder, { recursive: true });
  });

  test("a picture of too many pixels is refused by its header, before a pixel is read", async () => {
    const header = await sharp({ create: { width: 10, height: 10, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    header.writeUInt32BE(40_000, 16);
    header.writeUInt32BE(40_000, 20);
    expect(await refusalOf(header, "a.png")).toBe("too_many_pixels");
  });

  test("a side of more than 65,535 pixels is refused, whatever the area", async () => {
    const header = await sharp({ create: { width: 10, height: 10, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    header.writeUInt32BE(70_000, 16);
    header.writeUInt32BE(1, 20);
    expect(await refusalOf(header, "a.png")).toBe("too_many_pixels");
  });

  test.each([
    ["text named .jpg", Buffer.from("hello"), "a.jpg", "undecodable"],
    ["nothing named .png", Buffer.alloc(0), "a.png", "undecodable"],
    ["a HEIC without a picture", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "a.heic", "undecodable"],
    [
      "SVG named .png",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"),
      "a.png",
      "undecodable",
    ],
    ["a bitmap", Buffer.from("BM"), "a.bmp", "no_decoder"],
    ["a JPEG XL", Buffer.from("\xff\x0a", "latin1"), "a.jxl", "no_decoder"],
    [
      "a TIFF with old-style JPEG",
      buildExif({
        ifd0: [
          { tag: 256, short: 8 },
          { tag: 257, short: 8 },
          { tag: 259, short: 6 },
        ],
      }),
      "a.tif",
      "no_decoder",
    ],
  ])("%s is refused", async (_, bytes, fileName, code) => {
    expect(await refusalOf(bytes, fileName)).toBe(code);
  });

  test("a JPEG cut at any place gives a picture or an error of ours", async () => {
    const whole = await jpegWith({});
    for (let length = 2; length < whole.length; length += 61) {
      expect(["rendered", "damaged", "undecodable"]).toContain(await refusalOf(whole.subarray(0, length), "a.jpg"));
    }
  });
});
