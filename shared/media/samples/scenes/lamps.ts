import { type Rgb, rgb } from "@shared/media/samples/colour";

/** Colours of windows and lamps at night. */
export const LAMPS: readonly [Rgb, ...Rgb[]] = [
  rgb(0xffc26b),
  rgb(0xffd9a0),
  rgb(0xfff0d0),
  rgb(0xbfd8ff),
  rgb(0xff9c5a),
];
