/** What a file shows. */
export type MediaKind = "photo" | "raw" | "video";

interface MediaType {
  kind: MediaKind;
  contentType: string;
  /** Extensions in lower case without the dot, the usual one first. */
  extensions: readonly [string, ...string[]];
}

/** Every format that the library takes in, by our own name for it. Content types are IANA's where it has one. */
export const MEDIA_TYPES = {
  jpeg: { kind: "photo", contentType: "image/jpeg", extensions: ["jpg", "jpeg", "jpe", "jfif", "mpo"] },
  png: { kind: "photo", contentType: "image/png", extensions: ["png", "apng"] },
  webp: { kind: "photo", contentType: "image/webp", extensions: ["webp"] },
  gif: { kind: "photo", contentType: "image/gif", extensions: ["gif"] },
  tiff: { kind: "photo", contentType: "image/tiff", extensions: ["tif", "tiff", "btf"] },
  avif: { kind: "photo", contentType: "image/avif", extensions: ["avif", "avifs"] },
  heic: { kind: "photo", contentType: "image/heic", extensions: ["heic", "heif", "hif", "heics", "heifs"] },
  jxl: { kind: "photo", contentType: "image/jxl", extensions: ["jxl"] },
  jp2: { kind: "photo", contentType: "image/jp2", extensions: ["jp2", "jpx", "j2k", "jpf"] },
  bmp: { kind: "photo", contentType: "image/bmp", extensions: ["bmp", "dib"] },
  psd: { kind: "photo", contentType: "image/vnd.adobe.photoshop", extensions: ["psd", "psb"] },
  dng: { kind: "raw", contentType: "image/x-adobe-dng", extensions: ["dng", "gpr"] },
  cr2: { kind: "raw", contentType: "image/x-canon-cr2", extensions: ["cr2"] },
  cr3: { kind: "raw", contentType: "image/x-canon-cr3", extensions: ["cr3"] },
  crw: { kind: "raw", contentType: "image/x-canon-crw", extensions: ["crw"] },
  nef: { kind: "raw", contentType: "image/x-nikon-nef", extensions: ["nef", "nrw"] },
  arw: { kind: "raw", contentType: "image/x-sony-arw", extensions: ["arw", "sr2", "srf"] },
  raf: { kind: "raw", contentType: "image/x-fuji-raf", extensions: ["raf"] },
  orf: { kind: "raw", contentType: "image/x-olympus-orf", extensions: ["orf"] },
  rw2: { kind: "raw", contentType: "image/x-panasonic-rw2", extensions: ["rw2", "raw", "rwl"] },
  pef: { kind: "raw", contentType: "image/x-pentax-pef", extensions: ["pef"] },
  srw: { kind: "raw", contentType: "image/x-samsung-srw", extensions: ["srw"] },
  x3f: { kind: "raw", contentType: "image/x-sigma-x3f", extensions: ["x3f"] },
  mrw: { kind: "raw", contentType: "image/x-minolta-mrw", extensions: ["mrw"] },
  kdc: { kind: "raw", contentType: "image/x-kodak-kdc", extensions: ["kdc", "dcr", "k25"] },
  iiq: { kind: "raw", contentType: "image/x-phaseone-iiq", extensions: ["iiq"] },
  "3fr": { kind: "raw", contentType: "image/x-hasselblad-3fr", extensions: ["3fr", "fff"] },
  erf: { kind: "raw", contentType: "image/x-epson-erf", extensions: ["erf"] },
  mef: { kind: "raw", contentType: "image/x-mamiya-mef", extensions: ["mef"] },
  mos: { kind: "raw", contentType: "image/x-leaf-mos", extensions: ["mos"] },
  mp4: { kind: "video", contentType: "video/mp4", extensions: ["mp4", "m4v"] },
  mov: { kind: "video", contentType: "video/quicktime", extensions: ["mov", "qt"] },
  "3gp": { kind: "video", contentType: "video/3gpp", extensions: ["3gp", "3g2"] },
  avi: { kind: "video", contentType: "video/x-msvideo", extensions: ["avi"] },
  mkv: { kind: "video", contentType: "video/matroska", extensions: ["mkv"] },
  webm: { kind: "video", contentType: "video/webm", extensions: ["webm"] },
  mpeg: { kind: "video", contentType: "video/mpeg", extensions: ["mpg", "mpeg", "m2ts", "mts", "ts"] },
  wmv: { kind: "video", contentType: "video/x-ms-wmv", extensions: ["wmv"] },
} as const satisfies Record<string, MediaType>;

export type MediaFormat = keyof typeof MEDIA_TYPES;

export const MEDIA_FORMATS = Object.keys(MEDIA_TYPES) as MediaFormat[];

const BY_EXTENSION: ReadonlyMap<string, MediaFormat> = new Map(
  MEDIA_FORMATS.flatMap((format) => MEDIA_TYPES[format].extensions.map((extension) => [extension, format] as const)),
);

/** The part of a file name after its last dot, in lower case; empty when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : "";
}

/** The format that a file's name claims. Content decides; this is only for files whose content says nothing. */
export function formatByName(fileName: string): MediaFormat | undefined {
  return BY_EXTENSION.get(extensionOf(fileName));
}
