import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fromBuffer } from "@shared/media/byte-source";
import { readPng } from "@shared/media/containers/png";
import { buildExif, buildIptc, buildXmp } from "@shared/media/testing/build-exif";
import { photoshopBlock } from "@shared/media/testing/build-files";

const chunk = (type: string, ...parts: (string | Buffer)[]) => {
  const content = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
};
const png = (...chunks: Buffer[]) =>
  Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", Buffer.from("0000003c00000028", "hex")),
    ...chunks,
    chunk("IEND"),
  ]);
const read = (...chunks: Buffer[]) => readPng(fromBuffer(png(...chunks)));
const rawProfile = (kind: string, bytes: Buffer) =>
  `Raw profile type ${kind}\0\0\n${kind}\n${bytes.length}\n${bytes.toString("hex").replace(/.{72}/g, "$&\n")}\n`;

const EXIF = buildExif({ ifd0: [{ tag: 0x010f, text: "Canon" }] });

describe("readPng", () => {
  test("reads size and texts, whatever their form", () => {
    const blocks = read(
      chunk("tEXt", "Title\0Caf\xe9"),
      chunk("iTXt", "Description\0\0\0de\0Beschreibung\0", Buffer.from("夕焼け")),
      chunk("iTXt", "Comment\0\x01\0\0\0", deflateSync(Buffer.from("packed"))),
      chunk("zTXt", "Author\0\0", deflateSync(Buffer.from("Ada"))),
    );
    expect({ widthPx: blocks.widthPx, heightPx: blocks.heightPx, texts: blocks.texts, notes: blocks.notes }).toEqual({
      widthPx: 60,
      heightPx: 40,
      texts: [
        { keyword: "Title", text: "Café" },
        { keyword: "Description", text: "夕焼け" },
        { keyword: "Comment", text: "packed" },
        { keyword: "Author", text: "Ada" },
      ],
      notes: [],
    });
  });

  test("finds EXIF, XMP and IPTC in chunks of their own and in ImageMagick's", () => {
    const xmp = buildXmp("xmp:Rating='3'");
    const iptc = buildIptc([[5, "Title"]]);
    const own = read(chunk("eXIf", EXIF), chunk("IDAT"), chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0", xmp));
    const raw = rawProfile("iptc", photoshopBlock(iptc));
    const [keyword = "", text = ""] = raw.split("\0\0");
    const magick = read(
      chunk("tEXt", rawProfile("exif", Buffer.concat([Buffer.from("Exif\0\0"), EXIF])).replace("\0\0", "\0")),
      chunk("zTXt", `${keyword}\0\0`, deflateSync(Buffer.from(text, "latin1"))),
    );
    expect([own.exif, own.xmp, magick.exif, magick.iptc]).toEqual([[EXIF], [xmp], [EXIF], [iptc]]);
  });

  test("does not inflate what would fill the memory", () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    expect(read(chunk("zTXt", "Comment\0\0", bomb)).notes).toEqual(["text_damaged"]);
  });

  test("notes a file that ends early", () => {
    const whole = png(chunk("tEXt", "Title\0x"));
    expect(readPng(fromBuffer(whole.subarray(0, whole.length - 14))).notes).toEqual(["truncated"]);
  });
});
