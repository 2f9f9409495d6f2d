import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DATASET, readIptc } from "@shared/media/tags/iptc";
import { buildIptc } from "@shared/media/testing/build-exif";

/** The bytes of a text in Windows' and Apple's old encodings, by the few characters that are needed here. */
const TABLE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "windows-1252": { ö: 0xf6, ß: 0xdf, é: 0xe9, "–": 0x96, "’": 0x92, Ü: 0xdc, ñ: 0xf1 },
  "windows-1250": { ř: 0xf8, í: 0xed, š: 0x9a, ž: 0x9e, ť: 0x9d, č: 0xe8, ý: 0xfd, ů: 0xf9, ň: 0xf2 },
  macintosh: { è: 0x8f, û: 0x9e, é: 0x8e, à: 0x88, ç: 0x8d, ô: 0x99 },
  "iso-8859-1": { é: 0xe9, ç: 0xe7 },
};

function encode(text: string, encoding: string): Buffer {
  if (encoding === "windows-1251") return Buffer.from(Array.from(text, cyrillicByte));
  return Buffer.from(Array.from(text, (char) => TABLE[encoding]?.[char] ?? char.charCodeAt(0)));
}

function cyrillicByte(char: string): number {
  const code = char.charCodeAt(0);
  return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
}

const titleOf = (block: Buffer) => readIptc(block).get(DATASET.title)?.[0];

describe("readIptc", () => {
  test("reads UTF-8 that is declared, and UTF-8 that is not", () => {
    expect(titleOf(buildIptc([[5, "東京の夕焼け"]], "\x1b%G"))).toBe("東京の夕焼け");
    expect(titleOf(buildIptc([[5, "Größe 🏖"]]))).toBe("Größe 🏖");
  });

  test("reads Latin-1 that is declared", () => {
    expect(titleOf(buildIptc([[5, encode("été, ça", "iso-8859-1")]], "\x1b.A"))).toBe("été, ça");
  });

  test.each([
    ["windows-1252", "Größe, Übermaß & Señor – café"],
    ["windows-1252", "Photographer’s café"],
    ["windows-1250", "Příliš žluťoučký kůň"],
    ["windows-1251", "Закат над Москвой"],
    ["macintosh", "Crème brûlée à la française, côté été"],
  ])("detects %s: %s", (encoding, text) => {
    expect(titleOf(buildIptc([[5, encode(text, encoding)]]))).toBe(text);
  });

  test.each([
    ["Shift-JIS", "938c8b9e835e838f815b", "東京タワー"],
    ["GB18030", "b3a4b3c7c8d5c2e4", "长城日落"],
    ["EUC-KR", "bcadbfefbfa1bcad20c0cfb8f42c20bfa9c7e0", "서울에서 일몰, 여행"],
    ["Big5", "a578a55faabaa95db4ba", "台北的夜景"],
    ["EUC-JP", "cecfa4cebcabc1b3a4c8b3a4", "力の自然と海"],
  ])("detects %s", (_, hex, expected) => {
    expect(titleOf(buildIptc([[5, Buffer.from(hex, "hex")]]))).toBe(expected);
  });

  test("judges all texts of a file together", () => {
    const iptc = readIptc(
      buildIptc([
        [5, encode("Příliš žluťoučký kůň", "windows-1250")],
        [25, encode("kůň", "windows-1250")],
      ]),
    );
    expect([...iptc]).toEqual([
      [DATASET.title, ["Příliš žluťoučký kůň"]],
      [DATASET.keywords, ["kůň"]],
    ]);
  });

  test("reads datasets longer than 32 KiB", () => {
    const caption = Buffer.from("x".repeat(40_000));
    const head = Buffer.from([0x1c, 2, 120, 0x80, 4, 0, 0, 0x9c, 0x40]);
    expect(readIptc(Buffer.concat([head, caption])).get(DATASET.caption)?.[0]).toHaveLength(40_000);
  });

  test("never throws on hostile bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (rest) => void readIptc(Buffer.concat([Buffer.from([0x1c, 2, 5]), rest])),
      ),
    );
  });
});
