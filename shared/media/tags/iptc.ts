import { decodeLegacy } from "@shared/media/tags/legacy-text";
import { decodeUtf8, decodeWindows1252 } from "@shared/media/tags/text";

/** Texts of IPTC-IIM (version 4.2) by record and number, `2:5`, each decoded. */
export type Iptc = ReadonlyMap<string, string[]>;

export const DATASET = {
  title: "2:5",
  keywords: "2:25",
  dateCreated: "2:55",
  timeCreated: "2:60",
  digitalDate: "2:62",
  digitalTime: "2:63",
  caption: "2:120",
} as const;

const MARK = 0x1c;
const DATASET_LIMIT = 10_000;

/** Reads datasets one after another, skipping padding before them; a length that cannot be ends it. */
function datasetsIn(block: Buffer): Map<string, Buffer[]> {
  const datasets = new Map<string, Buffer[]>();
  let at = block.indexOf(MARK);
  for (let count = 0; count < DATASET_LIMIT && at >= 0 && at + 5 <= block.length && block[at] === MARK; count++) {
    const key = `${block[at + 1] ?? 0}:${block[at + 2] ?? 0}`;
    let length = block.readUInt16BE(at + 3);
    at += 5;
    if (length >= 0x8000) {
      const lengthBytes = Math.min(length & 0x7fff, 4);
      if (at + lengthBytes > block.length || lengthBytes === 0) break;
      length = block.readUIntBE(at, lengthBytes);
      at += lengthBytes;
    }
    const value = block.subarray(at, at + length);
    const known = datasets.get(key);
    if (known) known.push(value);
    else datasets.set(key, [value]);
    at += length;
  }
  return datasets;
}

/** ISO 2022 escapes of dataset 1:90 without their ESC: UTF-8, and the upper half of Latin-1. */
const UTF8_ESCAPE = /^%[/]?[GIH]/;
const LATIN1_ESCAPE = /[-.,/]A/;

/** Reads a block of records. Without a character set that is named the bytes tell: UTF-8 where they are, else by detection. */
export function readIptc(block: Buffer): Iptc {
  const datasets = datasetsIn(block);
  const escape = datasets.get("1:90")?.[0]?.toString("latin1").replaceAll("\x1b", "") ?? "";
  const texts = [...datasets].filter(([key]) => key.startsWith("2:") && key !== "2:0");
  const decode = decoderFor(
    escape,
    texts.flatMap(([, values]) => values),
  );
  return new Map(texts.map(([key, values]) => [key, values.map(decode)]));
}

function decoderFor(escape: string, values: readonly Buffer[]): (value: Buffer) => string {
  if (LATIN1_ESCAPE.test(escape) && !UTF8_ESCAPE.test(escape)) {
    return (value) => decodeUtf8(value) ?? decodeWindows1252(value);
  }
  const legacy = decodeLegacy(values.filter((value) => decodeUtf8(value) === undefined));
  return (value) => decodeUtf8(value) ?? legacy(value);
}
