import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sniffFormat } from "@shared/media/sniff";
import { buildExif, buildXmp, type ExifField } from "@shared/media/testing/build-exif";

const bytes = (text: string) => Buffer.concat([Buffer.from(text, "latin1"), Buffer.alloc(64)]);
const ftyp = (...brands: string[]) =>
  bytes(
    `\0\0\0${String.fromCharCode(12 + brands.length * 4)}ftyp${brands[0] ?? ""}\0\0\0\0${brands.slice(1).join("")}`,
  );
const tiff = (...ifd0: ExifField[]) => buildExif({ ifd0 }, "II");

const SUBFILE = (short: number) => ({ tag: 254, short });
const COMPRESSION = (short: number) => ({ tag: 259, short });
const PHOTOMETRIC = (short: number) => ({ tag: 262, short });
const MAKE = (text: string) => ({ tag: 271, text });
const SUB_DIRECTORIES = { tag: 330, long: 0 };
const DNG_VERSION = { tag: 0xc612, bytes: Buffer.from([1, 4, 0, 0]), type: 1 };

describe("sniffFormat", () => {
  test.each<[string, Buffer, string, string]>([
    ["JPEG", bytes("\xff\xd8\xff\xe0"), "a.heic", "jpeg"],
    ["PNG", bytes("\x89PNG\r\n\x1a\n"), "a.jpg", "png"],
    ["GIF", bytes("GIF89a"), "a", "gif"],
    ["WebP", bytes("RIFF\0\0\0\0WEBPVP8 "), "a.png", "webp"],
    ["AVI", bytes("RIFF\0\0\0\0AVI LIST"), "a", "avi"],
    ["AVIF", ftyp("avif", "mif1", "miaf"), "a.jpg", "avif"],
    ["AVIF by its second brand", ftyp("mif1", "avif"), "a", "avif"],
    ["HEIC", ftyp("heic", "mif1"), "a.jpg", "heic"],
    ["HEIF of no brand in particular", ftyp("mif1", "miaf"), "a.heif", "heic"],
    ["HEIF with AV1 inside", Buffer.concat([ftyp("mif1", "miaf"), Buffer.from("av01")]), "a.heif", "avif"],
    ["CR3", ftyp("crx ", "isom"), "a.cr3", "cr3"],
    ["MOV", ftyp("qt  "), "a.mp4", "mov"],
    ["MOV without brands", bytes("\0\0\0\x08wide\0\0\0\0mdat"), "a", "mov"],
    ["MP4", ftyp("isom", "avc1"), "a", "mp4"],
    ["3GP", ftyp("3gp4"), "a", "3gp"],
    ["JPEG XL, bare", bytes("\xff\x0a"), "a", "jxl"],
    ["JPEG XL, boxed", bytes("\0\0\0\x0cJXL \r\n\x87\n"), "a", "jxl"],
    ["JPEG 2000", bytes("\0\0\0\x0cjP  \r\n\x87\n"), "a", "jp2"],
    ["PSD", bytes("8BPS\0\x01"), "a", "psd"],
    ["BMP", bytes("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"), "a", "bmp"],
    ["words that begin with BM", bytes("BMW is a car, not a bitmap of any kind"), "a.bmp", "unknown"],
    ["Matroska", bytes("\x1a\x45\xdf\xa3....matroska"), "a", "mkv"],
    ["WebM", bytes("\x1a\x45\xdf\xa3....webm"), "a", "webm"],
    ["WMV", bytes("\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "a", "wmv"],
    ["MPEG", bytes("\0\0\x01\xba"), "a", "mpeg"],
    ["RAF", bytes("FUJIFILMCCD-RAW 0201"), "a", "raf"],
    ["CRW", bytes("II\x1a\0\0\0HEAPCCDR"), "a", "crw"],
    ["MRW", bytes("\0MRM"), "a", "mrw"],
    ["X3F", bytes("FOVb"), "a", "x3f"],
    ["ORF", bytes("IIRO\x08\0\0\0"), "a", "orf"],
    ["RW2", bytes("IIU\0\x18\0\0\0"), "a", "rw2"],
    ["CR2", bytes("II*\0\x10\0\0\0CR\x02\0"), "a.tif", "cr2"],
    ["IIQ", bytes("II*\0\x08\0\0\0IIII"), "a.tif", "iiq"],
    ["nothing known", bytes("hello"), "a.jpg", "unknown"],
    ["nothing at all", Buffer.alloc(0), "a.jpg", "unknown"],
    ["AppleDouble", bytes("\0\x05\x16\x07\0\x02\0\0"), "._a.jpg", "unknown"],
  ])("knows %s", (_, head, fileName, expected) => {
    expect(sniffFormat(head, fileName)).toBe(expected);
  });

  test.each<[string, Buffer, string, string]>([
    ["a plain TIFF", tiff(COMPRESSION(5), PHOTOMETRIC(2)), "a.tif", "tiff"],
    ["a scan by a camera's maker", tiff(SUBFILE(0), COMPRESSION(1), MAKE("Nikon")), "a.tif", "tiff"],
    ["a TIFF whose first page is a thumbnail", tiff(SUBFILE(1), MAKE("SONY"), SUB_DIRECTORIES), "a.tiff", "tiff"],
    ["a DNG, whatever its name", tiff(DNG_VERSION, MAKE("Apple")), "a.tif", "dng"],
    ["a NEF by its sub-directories", tiff(SUBFILE(1), MAKE("NIKON CORPORATION"), SUB_DIRECTORIES), "a", "nef"],
    ["a NEF by its compression", tiff(COMPRESSION(34713), MAKE("NIKON CORPORATION")), "a.tif", "nef"],
    ["an ARW by its name", tiff(SUBFILE(1), COMPRESSION(6), MAKE("SONY")), "a.ARW", "arw"],
    ["an ARW by its sensor", tiff(PHOTOMETRIC(32803), MAKE("SONY")), "a", "arw"],
    ["a PEF", tiff(COMPRESSION(65535), MAKE("PENTAX Corporation")), "a", "pef"],
    ["an SRW", tiff(COMPRESSION(32770), MAKE("SAMSUNG")), "a", "srw"],
    ["a 3FR", tiff(PHOTOMETRIC(32803), MAKE("Hasselblad")), "a", "3fr"],
    ["a KDC by its name", tiff(SUBFILE(1), MAKE("Eastman Kodak Company")), "a.kdc", "kdc"],
    ["a sensor of nobody known", tiff(PHOTOMETRIC(32803), MAKE("Nobody")), "a", "tiff"],
    ["a big TIFF", bytes("II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0"), "a.tif", "tiff"],
  ])("tells RAW from TIFF: %s", (_, head, fileName, expected) => {
    expect(sniffFormat(head, fileName)).toBe(expected);
  });

  test.each<[string, Buffer, string, string]>([
    ["XMP", buildXmp(""), "a.xmp", "xmp"],
    ["XMP in UTF-16", Buffer.from(`\ufeff${buildXmp("").toString("utf8")}`, "utf16le"), "a.txt", "xmp"],
    ["XMP without a packet", Buffer.from("<rdf:RDF xmlns:rdf='…'/>"), "a", "xmp"],
    ["SVG that holds RDF", Buffer.from("<svg><metadata><rdf:RDF/></metadata></svg>"), "a.svg", "unknown"],
    ["AAE", Buffer.from("<?xml version='1.0'?><plist><key>adjustmentFormatIdentifier</key></plist>"), "a.AAE", "aae"],
    ["Takeout", Buffer.from('{ "title": "a.jpg", "photoTakenTime": {} }'), "a.jpg.json", "takeout"],
    [
      "a Takeout album",
      Buffer.from('{"title":"x","description":"","access":"","date":{}}'),
      "metadata.json",
      "takeout",
    ],
    ["other JSON", Buffer.from('{"title":"x"}'), "package.json", "unknown"],
  ])("knows sidecars: %s", (_, head, fileName, expected) => {
    expect(sniffFormat(head, fileName)).toBe(expected);
  });

  const STARTS = [
    "II*\0",
    "MM\0*",
    "II+\0",
    "\xff\xd8\xff",
    "RIFF",
    "\0\0\0\x18ftyp",
    "\x1a\x45\xdf\xa3",
    "BM",
    "<",
    "{",
  ];

  test("never throws on hostile bytes", () => {
    const hostile = fc.tuple(
      fc.constantFrom(...STARTS, ""),
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(hostile, ([start, rest, fileName]) => {
        sniffFormat(Buffer.concat([Buffer.from(start, "latin1"), rest]), fileName);
      }),
      { numRuns: 1000 },
    );
  });

  test("never throws on a head that ends early", () => {
    const whole = tiff(SUBFILE(1), MAKE("NIKON CORPORATION"), SUB_DIRECTORIES, DNG_VERSION);
    for (let length = 0; length <= whole.length; length++) sniffFormat(whole.subarray(0, length), "a.nef");
    expect(sniffFormat(whole, "a.nef")).toBe("dng");
  });
});
