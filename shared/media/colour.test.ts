import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { convertToSrgb, needsConversion } from "@shared/media/colour";
import { convertFromProfile } from "@shared/media/decode-sharp";

const [P3, BT2020, SRGB] = [12, 9, 1];
const [PQ, HLG, GAMMA] = [16, 18, 13];

function converted(rgb: number[], primaries: number, transfer: number): number[] {
  const bytes = Uint8Array.from(rgb);
  convertToSrgb({ bytes, widthPx: 1, heightPx: 1, channels: 3 }, { primaries, transfer });
  return [...bytes];
}

describe("convertToSrgb", () => {
  test.each([
    ["grey stays grey", [128, 128, 128], P3, GAMMA, [128, 128, 128]],
    ["a red of Display P3 is stronger in sRGB", [200, 100, 100], P3, GAMMA, [215, 94, 97]],
    ["the strongest red of Display P3 is clipped", [255, 0, 0], P3, GAMMA, [255, 0, 0]],
    ["black in PQ is black", [0, 0, 0], BT2020, PQ, [0, 0, 0]],
    ["white in PQ is the brightest", [255, 255, 255], BT2020, PQ, [255, 255, 255]],
  ])("%s", (_, rgb, primaries, transfer, expected) => {
    for (const [i, value] of converted(rgb, primaries, transfer).entries())
      expect(Math.abs(value - (expected[i] ?? 0))).toBeLessThanOrEqual(2);
  });

  test.each([
    ["PQ", PQ, 148],
    ["HLG", HLG, 191],
  ])("a page's white in %s is shown light, with room for highlights above", (_, transfer, signal) => {
    const [page = 0] = converted([signal, signal, signal], SRGB, transfer);
    const [highlight = 0] = converted([signal + 30, signal + 30, signal + 30], SRGB, transfer);
    expect(page).toBeGreaterThan(225);
    expect(highlight).toBeGreaterThan(page);
  });

  test("is for other colours than sRGB's only", () => {
    const asked = [
      needsConversion({ primaries: SRGB, transfer: GAMMA }),
      needsConversion({ primaries: P3, transfer: GAMMA }),
      needsConversion({ primaries: SRGB, transfer: PQ }),
    ];
    expect(asked).toEqual([false, true, true]);
  });
});

test("pixels with a profile come out as libvips itself converts them", async () => {
  const picture = sharp({ create: { width: 3, height: 3, channels: 3, background: "#c86464" } });
  const png = await picture.withIccProfile("p3").png().toBuffer();
  const { icc } = await sharp(png).metadata();
  const raw = await sharp(png, { ignoreIcc: true }).raw().toBuffer();
  const pixels = await convertFromProfile({ bytes: raw, widthPx: 3, heightPx: 3, channels: 3 }, icc ?? Buffer.alloc(0));
  const back = [...pixels.bytes.subarray(0, 3)];
  for (const [i, value] of [0xc8, 0x64, 0x64].entries())
    expect(Math.abs((back[i] ?? 0) - value)).toBeLessThanOrEqual(2);
});

test("a profile that is none leaves the pixels as they are", async () => {
  const pixels = { bytes: Uint8Array.from([200, 100, 100]), widthPx: 1, heightPx: 1, channels: 3 as const };
  expect([...(await convertFromProfile(pixels, Buffer.from("not a profile"))).bytes]).toEqual([200, 100, 100]);
});
