import type { Pixels } from "@shared/media/pixels";

/** Colours by the numbers of ISO 23091-2: primaries 9 are BT.2020, 12 Display P3; transfer 16 is PQ, 18 HLG. */
export interface Nclx {
  primaries: number;
  transfer: number;
}

const PQ = 16;
const HLG = 18;

/** Linear RGB of these primaries to linear RGB of sRGB, row by row (both with the white of D65). */
const TO_SRGB: Readonly<Record<number, readonly number[]>> = {
  9: [1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187],
  12: [1.2249, -0.2247, 0, -0.042, 1.0419, 0, -0.0197, -0.0786, 1.0979],
};

const IDENTITY: readonly number[] = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** True when these colours are not what a screen of sRGB takes them for. */
export function needsConversion({ primaries, transfer }: Nclx): boolean {
  return TO_SRGB[primaries] !== undefined || transfer === PQ || transfer === HLG;
}

/** PQ as light, 1 being the white of a page at 203 cd/m² (SMPTE ST 2084; BT.2408). */
function fromPq(signal: number): number {
  const power = signal ** (1 / 78.84375);
  const light = (Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125);
  return (light * 10_000) / 203;
}

/** HLG as light on a display of 1,000 cd/m², 1 being the white of a page (BT.2100, table 5; gamma 1.2). */
function fromHlg(signal: number): number {
  const scene =
    signal <= 0.5 ? (signal * signal) / 3 : (Math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  return (scene ** 1.2 * 1000) / 203;
}

function fromSrgb(signal: number): number {
  return signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
}

function toSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** Light above a page's white is bent down, so that highlights keep their drawing: straight to 0.8, then towards 1. */
function bend(light: number): number {
  return light <= 0.8 ? light : 0.8 + 0.2 * (1 - Math.exp(-(light - 0.8) / 0.8));
}

const STEPS = 4096;

/** The pixels in sRGB. They are changed in place. */
export function convertToSrgb(pixels: Pixels, nclx: Nclx): void {
  if (pixels.channels < 3) return;
  const isHdr = nclx.transfer === PQ || nclx.transfer === HLG;
  const decode = nclx.transfer === PQ ? fromPq : nclx.transfer === HLG ? fromHlg : fromSrgb;
  const light = Float64Array.from({ length: 256 }, (_, value) => decode(value / 255));
  const signal = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * toSrgb(step / STEPS)));
  const matrix = TO_SRGB[nclx.primaries] ?? IDENTITY;
  const { bytes, channels } = pixels;
  const rgb = [0, 0, 0];
  for (let at = 0; at + 2 < bytes.length; at += channels) {
    for (let i = 0; i < 3; i++) rgb[i] = light[bytes[at + i] ?? 0] ?? 0;
    const [r = 0, g = 0, b = 0] = rgb;
    for (let i = 0; i < 3; i++) {
      const mixed = (matrix[3 * i] ?? 0) * r + (matrix[3 * i + 1] ?? 0) * g + (matrix[3 * i + 2] ?? 0) * b;
      const shown = isHdr ? bend(mixed) : mixed;
      bytes[at + i] = signal[Math.round(Math.min(1, Math.max(0, shown)) * STEPS)] ?? 0;
    }
  }
}
