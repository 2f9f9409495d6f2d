import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXmp, textOfXmp, textsOfXmp, toPlainXmp } from "@shared/media/tags/xmp";
import { buildXmp } from "@shared/media/testing/build-exif";

const alt = (...items: string[]) => `<rdf:Alt>${items.join("")}</rdf:Alt>`;
const li = (language: string, text: string) => `<rdf:li xml:lang='${language}'>${text}</rdf:li>`;
const plainOf = (packet: Buffer) =>
  Object.fromEntries([...readXmp(packet)].map(([name, value]) => [name, toPlainXmp(value)]));

describe("readXmp", () => {
  test("reads attributes and elements alike", () => {
    const packet = buildXmp("xmp:Rating='4'", "<photoshop:City>Łódź</photoshop:City>");
    expect(plainOf(packet)).toEqual({ "xmp:Rating": "4", "photoshop:City": "Łódź" });
  });

  test("takes the default language of a text, else the first", () => {
    const title = (...items: string[]) =>
      readXmp(buildXmp("", `<dc:title>${alt(...items)}</dc:title>`)).get("dc:title");
    const texts = [
      textOfXmp(title(li("de", "Sonne"), li("x-default", "Sun"))),
      textOfXmp(title(li("de", "Sonne"), li("ja", "太陽"))),
      textOfXmp(title(li("x-default", " "), li("ja", "太陽"))),
    ];
    expect(texts).toEqual(["Sun", "Sonne", "太陽"]);
  });

  test("keeps keywords as they are written, numbers and entities too", () => {
    const items = ["007", "true", "Tom &amp; Jerry", "&#x1F3D6;", "2006"]
      .map((item) => `<rdf:li>${item}</rdf:li>`)
      .join("");
    const subject = readXmp(buildXmp("", `<dc:subject><rdf:Bag>${items}</rdf:Bag></dc:subject>`)).get("dc:subject");
    expect(textsOfXmp(subject)).toEqual(["007", "true", "Tom & Jerry", "🏖", "2006"]);
  });

  test("goes by namespaces, not by prefixes", () => {
    const packet = Buffer.from(
      "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description xmlns:q='http://ns.adobe.com/xap/1.0/' q:Rating='3'/></r:RDF>",
    );
    expect(plainOf(packet)).toEqual({ "xmp:Rating": "3" });
  });

  test("reads structures and arrays of them", () => {
    const region =
      "<rdf:li><rdf:Description MicrosoftPhoto:Name='Ada'><dc:type>Face</dc:type></rdf:Description></rdf:li>";
    const packet = buildXmp("", `<lr:regions><rdf:Bag>${region}</rdf:Bag></lr:regions>`);
    expect(plainOf(packet)).toEqual({ "lr:regions": [{ "MicrosoftPhoto:Name": "Ada", "dc:type": "Face" }] });
  });

  test.each([
    ["UTF-8", Buffer.from("<a>")],
    ["UTF-16, little-endian", Buffer.from("\ufeff<a>", "utf16le")],
    ["UTF-16, big-endian", Buffer.from("\ufeff<a>", "utf16le").swap16()],
    ["UTF-16, big-endian without a mark", Buffer.from("<a>", "utf16le").swap16()],
  ])("reads %s", (_, start) => {
    const text = buildXmp("photoshop:City='東京'").toString("utf8");
    const inUtf16 = Buffer.from(text, "utf16le");
    const isUtf16 = start.length > 3;
    const isBig = isUtf16 && (start[0] === 0xfe || start[0] === 0);
    const mark = isUtf16 && start.length === 8 ? start.subarray(0, 2) : Buffer.alloc(0);
    const body = isUtf16 ? Buffer.concat([mark, isBig ? inUtf16.swap16() : inUtf16]) : Buffer.from(text);
    expect(plainOf(body)).toEqual({ "photoshop:City": "東京" });
  });

  test("gives what stands before the place where a packet ends early", () => {
    const whole = buildXmp("", "<photoshop:City>Oslo</photoshop:City><photoshop:State>Viken</photoshop:State>");
    const cut = whole.subarray(0, whole.indexOf("<photoshop:State>") + 20);
    expect(plainOf(cut)["photoshop:City"]).toBe("Oslo");
  });

  test("lets no entity grow", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${buildXmp("photoshop:City='&b;'").toString("utf8")}`;
    expect(plainOf(Buffer.from(bomb))["photoshop:City"]).toBe("&b;");
  });

  test("never throws, and never takes long", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "/>",
      "rdf:RDF",
      "rdf:Description",
      "rdf:li",
      " a='",
      "'",
      '"',
      "<!--",
      "<![CDATA[",
      "<?",
      "&#x",
      ";",
      "x",
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => void readXmp(Buffer.from(pieces.join("")))));
    const deep = Buffer.from("<rdf:RDF>".repeat(100_000));
    expect([...readXmp(deep)]).toEqual([]);
  });
});
