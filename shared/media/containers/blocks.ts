/** What a container holds beside its picture, as raw blocks, and what its own header says. */
export interface Blocks {
  /** As stored, before any turning. Null when the header does not tell. */
  widthPx: number | null;
  heightPx: number | null;
  /**
   * How the container itself says that the stored pixels are to be turned, as an EXIF orientation. Null where only EXIF
   * tells. HEIF and AVIF have `irot` and `imir`, and there EXIF's orientation is for information only (ISO 23008-12, 6.5.10).
   */
  containerOrientation: number | null;
  /** TIFF structures, best first. */
  exif: Buffer[];
  /** XMP packets in any Unicode encoding, best first. */
  xmp: Buffer[];
  /** IPTC-IIM records. */
  iptc: Buffer[];
  /** Named texts of PNG. */
  texts: { keyword: string; text: string }[];
  /** An ICC profile, or `nclx` primaries and transfer characteristics (ISO 23091-2); where it is not left to the decoder. */
  icc: Buffer | null;
  nclx: { primaries: number; transfer: number } | null;
  durationMs: number | null;
  /** Maker blocks that only ExifTool can read. */
  hasMakerBlock: boolean;
  /** Captions behind the picture, which only ExifTool can read. */
  hasCaptionTrailer: boolean;
  /** Codes of what was wrong. */
  notes: string[];
}

export function emptyBlocks(): Blocks {
  return {
    widthPx: null,
    heightPx: null,
    containerOrientation: null,
    exif: [],
    xmp: [],
    iptc: [],
    texts: [],
    icc: null,
    nclx: null,
    durationMs: null,
    hasMakerBlock: false,
    hasCaptionTrailer: false,
    notes: [],
  };
}
