import type { MediaFormat } from "@shared/domain/media-type";

/** A camera as it shows in what its files say. */
export interface Camera {
  name: { make: string; model: string };
  lenses: readonly [string, ...string[]];
  /** File names count up behind the prefix. */
  file: { format: MediaFormat; prefix: string; widthPx: number; heightPx: number; sizeBytes: number };
  /** The years in which it was used, both included. */
  years: readonly [number, number];
  /** How often it knows where it is. */
  gpsShare: number;
}

/** What a family uses in twenty years. */
export const CAMERAS: readonly [Camera, ...Camera[]] = [
  {
    name: { make: "Canon", model: "Canon PowerShot A95" },
    lenses: ["7.8-23.4 mm"],
    file: { format: "jpeg", prefix: "IMG_", widthPx: 2592, heightPx: 1944, sizeBytes: 1_900_000 },
    years: [2005, 2009],
    gpsShare: 0,
  },
  {
    name: { make: "NIKON CORPORATION", model: "NIKON D80" },
    lenses: ["18.0-135.0 mm f/3.5-5.6", "50.0 mm f/1.8", "70.0-300.0 mm f/4.5-5.6"],
    file: { format: "jpeg", prefix: "DSC_", widthPx: 3872, heightPx: 2592, sizeBytes: 3_400_000 },
    years: [2007, 2013],
    gpsShare: 0.05,
  },
  {
    name: { make: "Apple", model: "iPhone 4" },
    lenses: ["iPhone 4 back camera 3.85mm f/2.8"],
    file: { format: "jpeg", prefix: "IMG_", widthPx: 2592, heightPx: 1936, sizeBytes: 2_100_000 },
    years: [2010, 2014],
    gpsShare: 0.9,
  },
  {
    name: { make: "Panasonic", model: "DMC-FZ200" },
    lenses: ["LUMIX 25-600mm F2.8"],
    file: { format: "jpeg", prefix: "P10", widthPx: 4000, heightPx: 3000, sizeBytes: 4_600_000 },
    years: [2012, 2016],
    gpsShare: 0,
  },
  {
    name: { make: "FUJIFILM", model: "X-T2" },
    lenses: ["XF23mmF2 R WR", "XF18-55mmF2.8-4 R LM OIS", "XF56mmF1.2 R"],
    file: { format: "raf", prefix: "DSCF", widthPx: 6000, heightPx: 4000, sizeBytes: 48_000_000 },
    years: [2016, 2021],
    gpsShare: 0.1,
  },
  {
    name: { make: "samsung", model: "SM-G935F" },
    lenses: ["4.2mm f/1.7"],
    file: { format: "jpeg", prefix: "SAM_", widthPx: 4032, heightPx: 3024, sizeBytes: 3_300_000 },
    years: [2016, 2020],
    gpsShare: 0.8,
  },
  {
    name: { make: "Apple", model: "iPhone XS" },
    lenses: ["iPhone XS back dual camera 4.25mm f/1.8", "iPhone XS front camera 2.87mm f/2.2"],
    file: { format: "heic", prefix: "IMG_", widthPx: 4032, heightPx: 3024, sizeBytes: 1_700_000 },
    years: [2018, 2022],
    gpsShare: 0.95,
  },
  {
    name: { make: "Canon", model: "Canon EOS R6" },
    lenses: ["RF24-105mm F4 L IS USM", "RF35mm F1.8 MACRO IS STM"],
    file: { format: "cr3", prefix: "IMG_", widthPx: 5472, heightPx: 3648, sizeBytes: 22_000_000 },
    years: [2020, 2024],
    gpsShare: 0.2,
  },
  {
    name: { make: "Google", model: "Pixel 7" },
    lenses: ["Pixel 7 back camera 6.81mm f/1.85"],
    file: { format: "jpeg", prefix: "PXL_", widthPx: 4080, heightPx: 3072, sizeBytes: 4_100_000 },
    years: [2022, 2024],
    gpsShare: 0.95,
  },
  {
    name: { make: "DJI", model: "FC3582" },
    lenses: ["24.0 mm f/1.7"],
    file: { format: "dng", prefix: "DJI_", widthPx: 4032, heightPx: 3024, sizeBytes: 24_500_000 },
    years: [2022, 2024],
    gpsShare: 1,
  },
  {
    name: { make: "Apple", model: "iPhone XS" },
    lenses: ["iPhone XS back camera"],
    file: { format: "mov", prefix: "IMG_", widthPx: 1920, heightPx: 1080, sizeBytes: 36_000_000 },
    years: [2018, 2024],
    gpsShare: 0.95,
  },
];
