import { describe, expect, test } from "vitest";
import type { MediaFacts } from "@shared/media/media-facts";
import { mergeSidecar, readSidecar } from "@shared/media/sidecar";
import { buildXmp } from "@shared/media/testing/build-exif";

const FACTS: MediaFacts = {
  ...{ widthPx: 60, heightPx: 40, orientation: 1, durationMs: null, altitudeM: null, directionDegrees: null },
  ...{ cameraMake: "Canon", cameraModel: null, lensModel: null, exposureTimeS: null, fNumber: null, iso: null },
  ...{
    focalLengthMm: null,
    focalLength35Mm: null,
    title: "From the file",
    description: null,
    keywords: ["file"],
    keywordPaths: [],
  },
  ...{ capturedLocal: "2020-01-01T12:00:00.5", capturedSource: "exif", offsetMinutes: 60, offsetSource: "exif" },
  ...{ latitude: null, longitude: null, rating: 2, colourLabel: null, isFavourite: false, contentIdentifier: null },
  ...{ metadata: {}, notes: [] },
};
const GUESSED: MediaFacts = { ...FACTS, capturedSource: "file", offsetSource: "file" };
const WITHOUT_ZONE: MediaFacts = { ...FACTS, offsetMinutes: null, offsetSource: null };

const xmp = (attributes: string, elements = "") => readSidecar(buildXmp(attributes, elements), "xmp");
const takeout = (fields: object) => readSidecar(Buffer.from(JSON.stringify(fields)), "takeout");
const takenAt = (iso: string) => ({ photoTakenTime: { timestamp: String(Date.parse(iso) / 1000) } });
const bag = (name: string, ...items: string[]) =>
  `<${name}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join("")}</rdf:Bag></${name}>`;

describe("an XMP sidecar", () => {
  test("wins where it says something, and leaves the rest", () => {
    const sidecar = xmp(
      "xmp:Rating='-1' xmp:Label='Red' tiff:Make='Nikon' tiff:Model='D70'",
      bag("dc:subject", "a", "b"),
    );
    expect(mergeSidecar(FACTS, sidecar)).toEqual({
      ...FACTS,
      rating: -1,
      colourLabel: "red",
      keywords: ["a", "b"],
      cameraModel: "D70",
    });
  });

  test("sets the place", () => {
    const sidecar = xmp("exif:GPSLatitude='48,24.50256879N' exif:GPSLongitude='3,5.43538761W'");
    const { latitude, longitude } = mergeSidecar(FACTS, sidecar);
    expect([latitude?.toFixed(6), longitude?.toFixed(6)]).toEqual(["48.408376", "-3.090590"]);
  });

  test.each<[string, MediaFacts, string, Partial<MediaFacts>]>([
    [
      "another time with a zone",
      FACTS,
      "exif:DateTimeOriginal='1998-05-04T12:00:00+02:00'",
      { capturedLocal: "1998-05-04T12:00:00", capturedSource: "xmp", offsetMinutes: 120, offsetSource: "xmp" },
    ],
    [
      "another time without a zone",
      FACTS,
      "photoshop:DateCreated='2020-01-01T13:00:00'",
      { capturedLocal: "2020-01-01T13:00:00", capturedSource: "xmp" },
    ],
    ["the same second", FACTS, "exif:DateTimeOriginal='2020-01-01T12:00:00+09:00'", {}],
    ["a time of digitising", FACTS, "xmp:CreateDate='2021-01-01T13:00:00'", {}],
    [
      "a time of digitising, the file having none",
      GUESSED,
      "xmp:CreateDate='2021-01-01T13:00:00'",
      { capturedLocal: "2021-01-01T13:00:00", capturedSource: "xmp", offsetMinutes: null, offsetSource: null },
    ],
  ])("with %s", (_, facts, attributes, changed) => {
    expect(mergeSidecar(facts, xmp(attributes))).toEqual({ ...facts, ...changed });
  });
});

describe("Google's JSON", () => {
  test("gives words, place and the heart", () => {
    const sidecar = takeout({
      title: "PXL_20231006_063851485.jpg",
      description: "By the river ",
      favorited: true,
      geoData: { latitude: 48.8583736, longitude: 2.291901, altitude: 66.15 },
    });
    expect(mergeSidecar(FACTS, sidecar)).toEqual({
      ...FACTS,
      description: "By the river",
      isFavourite: true,
      latitude: 48.8583736,
      longitude: 2.291901,
      altitudeM: 66.15,
    });
  });

  test.each<[string, MediaFacts, string, Partial<MediaFacts>]>([
    [
      "fills in for the file's own time",
      GUESSED,
      "2019-12-31T11:00:00Z",
      {
        capturedLocal: "2019-12-31T11:00:00",
        capturedSource: "container",
        offsetMinutes: 0,
        offsetSource: "container",
      },
    ],
    ["agrees with a stated zone", FACTS, "2020-01-01T11:00:00Z", {}],
    ["teaches the zone", WITHOUT_ZONE, "2020-01-01T10:00:00Z", { offsetMinutes: 120, offsetSource: "container" }],
    ["teaches nothing when it is the wall time itself", WITHOUT_ZONE, "2020-01-01T12:00:00Z", {}],
    [
      "tells of another day that a person set",
      FACTS,
      "1975-06-01T10:30:00Z",
      { capturedLocal: "1975-06-01T11:30:00", capturedSource: "container" },
    ],
  ])("%s", (_, facts, iso, changed) => {
    expect(mergeSidecar(facts, takeout(takenAt(iso)))).toEqual({ ...facts, ...changed });
  });

  test("says nothing by empty fields", () => {
    const sidecar = takeout({
      title: "a.jpg",
      description: "",
      favorited: false,
      geoData: { latitude: 0, longitude: 0 },
    });
    expect(mergeSidecar(FACTS, sidecar)).toEqual(FACTS);
  });

  test.each(["", "{", "[]", "null", '{"photoTakenTime":null,"geoData":7}', '{"photoTakenTime":{"timestamp":"soon"}}'])(
    "survives %j",
    (text) => {
      const merged = mergeSidecar(FACTS, readSidecar(Buffer.from(text), "takeout"));
      expect({ ...merged, notes: [] }).toEqual(FACTS);
    },
  );
});

test("Apple's list of edits changes nothing", () => {
  expect(mergeSidecar(FACTS, readSidecar(Buffer.from("<plist/>"), "aae"))).toEqual(FACTS);
});
