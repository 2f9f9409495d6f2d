import { extensionOf, type MediaFormat } from "@shared/domain/media-type";
import { sniffTiff } from "@shared/media/sniff-tiff";

/** Files that go with a photo: XMP, Apple's list of edits, and Google's JSON. */
export type SidecarKind = "xmp" | "aae" | "takeout";

export type SniffedFormat = MediaFormat | SidecarKind | "unknown";

/** Content that some bytes at some place give away. */
const MAGIC: readonly { at: number; bytes: string; format: MediaFormat }[] = [
  { at: 0, bytes: "\xff\xd8\xff", format: "jpeg" },
  { at: 0, bytes: "\x89PNG\r\n\x1a\n", format: "png" },
  { at: 0, bytes: "GIF87a", format: "gif" },
  { at: 0, bytes: "GIF89a", format: "gif" },
  { at: 0, bytes: "8BPS", format: "psd" },
  { at: 0, bytes: "\xff\x0a", format: "jxl" },
  { at: 0, bytes: "\0\0\0\x0cJXL \r\n\x87\n", format: "jxl" },
  { at: 0, bytes: "\0\0\0\x0cjP  \r\n\x87\n", format: "jp2" },
  { at: 0, bytes: "\xff\x4f\xff\x51", format: "jp2" },
  { at: 6, bytes: "HEAPCCDR", format: "crw" },
  { at: 0, bytes: "FUJIFILMCCD-RAW", format: "raf" },
  { at: 0, bytes: "\0MRM", format: "mrw" },
  { at: 0, bytes: "FOVb", format: "x3f" },
  { at: 0, bytes: "\x30\x26\xb2\x75\x8e\x66\xcf\x11", format: "wmv" },
  { at: 0, bytes: "\0\0\x01\xba", format: "mpeg" },
  { at: 0, bytes: "\0\0\x01\xb3", format: "mpeg" },
];

/** Brands of ISO base media files (ISO 14496-12, 4.3), the telling ones. */
const BRAND: Readonly<Record<string, MediaFormat>> = {
  avif: "avif",
  avis: "avif",
  heic: "heic",
  heix: "heic",
  heim: "heic",
  heis: "heic",
  hevc: "heic",
  hevx: "heic",
  hevm: "heic",
  hevs: "heic",
  "crx ": "cr3",
  "qt  ": "mov",
};

/** Boxes with which a QuickTime file without `ftyp` begins. */
const MOVIE_BOXES = new Set(["moov", "mdat", "wide", "free", "skip", "pnot"]);

/**
 * What a file is by its first bytes (64 KiB are plenty); the name is asked only where several kinds begin alike. Content
 * that is none of ours is `unknown`: whether the name is then to be believed is for the caller to say (`formatByName`).
 * Does not throw.
 */
export function sniffFormat(head: Uint8Array, fileName: string): SniffedFormat {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const text = bytes.toString("latin1", 0, 16);
  const magic = MAGIC.find(({ at, bytes: mark }) => text.startsWith(mark, at));
  if (magic) return magic.format;
  return (
    sniffTiff(bytes, fileName) ??
    sniffBoxes(bytes) ??
    sniffRiff(bytes) ??
    sniffMatroska(bytes) ??
    sniffTransportStream(bytes) ??
    sniffBitmap(bytes) ??
    sniffSidecar(bytes, fileName) ??
    "unknown"
  );
}

function sniffBoxes(bytes: Buffer): MediaFormat | undefined {
  if (bytes.length < 12) return undefined;
  const type = bytes.toString("latin1", 4, 8);
  if (MOVIE_BOXES.has(type)) return "mov";
  if (type !== "ftyp") return undefined;
  const end = Math.min(bytes.length, Math.max(16, bytes.readUInt32BE(0)), 1024);
  const brands = [bytes.toString("latin1", 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString("latin1", at, at + 4));
  const [major = ""] = brands;
  if (BRAND[major]) return BRAND[major];
  if (/^3g[p2r]/.test(major)) return "3gp";
  if (major === "mif1" || major === "msf1" || major === "MiHE" || major === "MiHB")
    return byBrandsOrItems(brands, bytes);
  return "mp4";
}

/** A picture file of no codec in particular: the other brands tell, else the first coded item. */
function byBrandsOrItems(brands: readonly string[], bytes: Buffer): MediaFormat {
  const known = brands.map((brand) => BRAND[brand]).find((format) => format === "avif" || format === "heic");
  if (known) return known;
  return bytes.includes("av01", 0, "latin1") && !bytes.includes("hvc1", 0, "latin1") ? "avif" : "heic";
}

function sniffRiff(bytes: Buffer): MediaFormat | undefined {
  if (bytes.toString("latin1", 0, 4) !== "RIFF") return undefined;
  const kind = bytes.toString("latin1", 8, 12);
  if (kind === "WEBP") return "webp";
  return kind === "AVI " ? "avi" : undefined;
}

function sniffMatroska(bytes: Buffer): MediaFormat | undefined {
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x1a45dfa3) return undefined;
  return bytes.subarray(0, 64).includes("webm", 0, "latin1") ? "webm" : "mkv";
}

/** Packets of 188 bytes, or of 192 with a time stamp before each, that begin with 0x47. */
function sniffTransportStream(bytes: Buffer): MediaFormat | undefined {
  const isStream = (first: number, step: number) =>
    bytes.length > first + 2 * step && [0, 1, 2].every((i) => bytes[first + i * step] === 0x47);
  return isStream(0, 188) || isStream(4, 192) ? "mpeg" : undefined;
}

function sniffBitmap(bytes: Buffer): MediaFormat | undefined {
  if (bytes.length < 30 || bytes.toString("latin1", 0, 2) !== "BM") return undefined;
  const headerBytes = bytes.readUInt32LE(14);
  return [12, 40, 52, 56, 64, 108, 124].includes(headerBytes) ? "bmp" : undefined;
}

const TAKEOUT_KEYS = /"(photoTakenTime|googlePhotosOrigin|geoDataExif|photoLastModifiedTime|albumData|enrichments)"/;
const ALBUM_KEYS = ["title", "description", "access", "date"];

function sniffSidecar(bytes: Buffer, fileName: string): SidecarKind | undefined {
  const text = bytes.toString("latin1", 0, 16_384).replaceAll("\0", "");
  const extension = extensionOf(fileName);
  const firstElement = /<([A-Za-z_][\w.:-]*)/.exec(text)?.[1] ?? "";
  if (/^(\w+:)?(xmpmeta|xapmeta|RDF)$/.test(firstElement)) return "xmp";
  if (extension === "xmp" && /^\W*(xml|xpacket)\b/.test(text)) return "xmp";
  if (extension === "aae" && /^(bplist00|\s*<\?xml|\s*<!DOCTYPE plist|\s*<plist)/.test(text)) return "aae";
  if (/<plist\b/.test(text) && text.includes("adjustmentFormatIdentifier")) return "aae";
  const isObject = /^(ï»¿)?\s*\{/.test(text);
  const isAlbum = extension === "json" && ALBUM_KEYS.every((key) => text.includes(`"${key}"`));
  return isObject && (TAKEOUT_KEYS.test(text) || isAlbum) ? "takeout" : undefined;
}

/** True of a format that files have, not a sidecar and not unknown. */
export function isMedia(sniffed: SniffedFormat): sniffed is MediaFormat {
  return sniffed !== "unknown" && sniffed !== "xmp" && sniffed !== "aae" && sniffed !== "takeout";
}
