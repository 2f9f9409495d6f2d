import { decodeUtf8, decodeWindows1252 } from "@shared/media/tags/text";
import { parseXml, type XmlElement } from "@shared/media/tags/xml";

/** A value of XMP (specification part 1, 6.3): text, an array, or a structure by names of its fields. */
export type XmpValue = string | XmpArray | XmpStructure;
export interface XmpArray {
  items: XmpValue[];
  /** Languages of the items of a language alternative, empty where there is none. */
  languages: string[];
}
export interface XmpStructure {
  fields: Map<string, XmpValue>;
}

/** Properties by our prefix and their name: `dc:title`. */
export type Xmp = ReadonlyMap<string, XmpValue>;

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang";

/** Usual prefixes by namespace, without what ends it: writers differ in slashes and hashes. */
const PREFIX: Readonly<Record<string, string>> = {
  "http://purl.org/dc/elements/1.1": "dc",
  "http://ns.adobe.com/xap/1.0": "xmp",
  "http://ns.adobe.com/xap/1.0/mm": "xmpMM",
  "http://ns.adobe.com/xap/1.0/rights": "xmpRights",
  "http://ns.adobe.com/photoshop/1.0": "photoshop",
  "http://ns.adobe.com/tiff/1.0": "tiff",
  "http://ns.adobe.com/exif/1.0": "exif",
  "http://ns.adobe.com/exif/1.0/aux": "aux",
  "http://cipa.jp/exif/1.0": "exifEX",
  "http://ns.adobe.com/lightroom/1.0": "lr",
  "http://ns.adobe.com/camera-raw-settings/1.0": "crs",
  "http://ns.microsoft.com/photo/1.0": "MicrosoftPhoto",
  "http://ns.microsoft.com/photo/1.2": "MP",
  "http://www.digikam.org/ns/1.0": "digiKam",
  "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns": "Iptc4xmpCore",
  "http://iptc.org/std/Iptc4xmpExt/2008-02-29": "Iptc4xmpExt",
  "http://ns.google.com/photos/1.0/camera": "GCamera",
  "http://ns.google.com/photos/1.0/container": "Container",
  "http://ns.google.com/photos/1.0/panorama": "GPano",
  "http://ns.apple.com/pixeldatainfo/1.0": "apdi",
  "http://www.metadataworkinggroup.com/schemas/regions": "mwg-rs",
  "http://www.metadataworkinggroup.com/schemas/keywords": "mwg-kw",
  "http://ns.acdsee.com/iptc/1.0": "acdsee",
  "http://ns.adobe.com/hdr-gain-map/1.0": "hdrgm",
  [RDF.slice(0, -1)]: "rdf",
};

/** Our name of a property. A namespace that we do not know stands by its last part. */
function nameOf(expanded: string): string {
  const end = expanded.indexOf("}");
  const uri = expanded.slice(1, end).replace(/[/#]+$/, "");
  const prefix = PREFIX[uri] ?? uri.split(/[/#:]/).findLast((part) => /^[A-Za-z]/.test(part)) ?? "x";
  return `${prefix}:${expanded.slice(end + 1)}`;
}

/** The text of a packet: UTF-8, UTF-16 or UTF-32 by mark or by where its zeros are; else taken as Windows-1252. */
export function decodePacket(packet: Buffer): string {
  const head = packet.subarray(0, 4);
  if (head[0] === 0xff && head[1] === 0xfe && !(head[2] === 0 && head[3] === 0)) return utf16(packet, "utf-16le");
  if (head[0] === 0xfe && head[1] === 0xff) return utf16(packet, "utf-16be");
  if (head[0] === 0x3c && head[1] === 0 && head[2] !== 0) return utf16(packet, "utf-16le");
  if (head[0] === 0 && head[1] === 0x3c) return utf16(packet, "utf-16be");
  if (head[0] === 0 && head[1] === 0) return utf32(packet, false);
  if (head[2] === 0 && head[3] === 0 && head.length === 4) return utf32(packet, true);
  const text = decodeUtf8(packet) ?? decodeWindows1252(packet);
  return text.replace(/^\ufeff+/, "");
}

function utf16(packet: Buffer, encoding: "utf-16le" | "utf-16be"): string {
  return new TextDecoder(encoding).decode(packet.subarray(0, packet.length & ~1));
}

function utf32(packet: Buffer, isLittleEndian: boolean): string {
  let text = "";
  for (let at = 0; at + 4 <= packet.length; at += 4) {
    const code = isLittleEndian ? packet.readUInt32LE(at) : packet.readUInt32BE(at);
    if (code <= 0x10ffff && code !== 0xfeff) text += String.fromCodePoint(code);
  }
  return text;
}

/** The properties of a packet (XMP specification part 1, 7). Of a property written twice the first stands. */
export function readXmp(packet: Buffer): Xmp {
  const properties = new Map<string, XmpValue>();
  for (const description of descriptionsIn(parseXml(decodePacket(packet)))) addProperties(description, properties);
  return properties;
}

/** Every `rdf:Description` directly under an `rdf:RDF`, wherever that lies. */
function descriptionsIn(element: XmlElement): XmlElement[] {
  if (element.name === `{${RDF}}RDF`) return element.children;
  return element.children.flatMap(descriptionsIn);
}

function addProperties(element: XmlElement, properties: Map<string, XmpValue>): void {
  for (const [name, value] of element.attributes) {
    if (isPropertyName(name) && !properties.has(nameOf(name))) properties.set(nameOf(name), value);
  }
  for (const child of element.children) {
    const name = nameOf(child.name);
    if (!isPropertyName(child.name)) continue;
    const value = valueOf(child);
    if (!properties.has(name) || isEmptyValue(properties.get(name))) properties.set(name, value);
  }
}

/** RDF's own names and those without a namespace are grammar, not properties. */
function isPropertyName(expanded: string): boolean {
  return !expanded.startsWith(`{${RDF}}`) && !expanded.startsWith("{}") && !expanded.includes("XML/1998");
}

function isEmptyValue(value: XmpValue | undefined): boolean {
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

function valueOf(element: XmlElement): XmpValue {
  const resource = element.attributes.get(`{${RDF}}resource`);
  if (resource !== undefined) return resource;
  const container = element.children.find(({ name }) => /\}(Alt|Bag|Seq)$/.test(name) && name.startsWith(`{${RDF}}`));
  if (container) return arrayOf(container);
  const qualified = element.children.find(({ name }) => name === `{${RDF}}value`);
  if (qualified) return valueOf(qualified);
  const inner = element.children.find(({ name }) => name === `{${RDF}}Description`);
  if (inner) return structureOf(inner);
  const hasFields = element.children.length > 0 || [...element.attributes.keys()].some(isPropertyName);
  return hasFields && element.text.trim() === "" ? structureOf(element) : element.text;
}

function arrayOf(container: XmlElement): XmpArray {
  const entries = container.children.filter(({ name }) => name.endsWith("}li"));
  return {
    items: entries.map(valueOf),
    languages: entries.map((entry) => entry.attributes.get(LANGUAGE)?.toLowerCase() ?? ""),
  };
}

function structureOf(element: XmlElement): XmpStructure {
  const fields = new Map<string, XmpValue>();
  addProperties(element, fields);
  const value = element.children.find(({ name }) => name === `{${RDF}}value`);
  if (value && fields.size === 0) fields.set("rdf:value", valueOf(value));
  return { fields };
}

/** The one text of a value: of an array the default language or the first, of a structure none. */
export function textOfXmp(value: XmpValue | undefined): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  if ("fields" in value) return undefined;
  const preferred = value.languages.indexOf("x-default");
  const texts = [value.items[preferred], ...value.items].filter((item) => typeof item === "string");
  return texts.find((text) => text.trim() !== "");
}

/** The texts of an array, or of a lone text as if it were one. */
export function textsOfXmp(value: XmpValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  return "items" in value ? value.items.filter((item) => typeof item === "string") : [];
}

/** A value as JSON: languages and structures as objects. */
export function toPlainXmp(value: XmpValue): unknown {
  if (typeof value === "string") return value.trim();
  if ("fields" in value) return Object.fromEntries([...value.fields].map(([name, field]) => [name, toPlainXmp(field)]));
  const isByLanguage = value.languages.length > 0 && value.languages.every((language) => language !== "");
  if (!isByLanguage) return value.items.map(toPlainXmp);
  return Object.fromEntries(value.items.map((item, i) => [value.languages[i] ?? "", toPlainXmp(item)]));
}
