import { test } from "vitest";
import { expectAnswers } from "@shared/testing/expect-answers";
import type { PhotoFields } from "@shared/testing/library-photo";

test("search R18: whole numbers are compared as they are", () =>
  expectAnswers(
    {
      a: { rating: 3, iso: 1600 },
      b: { rating: 5, widthPx: 4000, heightPx: 3000 },
      c: { rating: -1 },
      d: { rating: 0 },
    },
    {
      "rating:5": "b",
      "rating:>=3": "a b",
      "rating:<3": "c d",
      "rating:0..3": "a d",
      "rating:..0": "c d",
      "rating:-1": "c",
      "rating:!=5": "a c d",
      "iso:<1600": "",
      "iso:<=1600": "a",
      "width:4000 height:3000px": "b",
    },
  ));

test("search R19: measured numbers stand for what is within 2 %, except behind < and >", () =>
  expectAnswers(
    {
      a: { fNumber: 1.78, widthPx: 5472, heightPx: 3648 },
      b: { fNumber: 2, exposureTimeS: 1 / 250, focalLengthMm: 50 },
      c: { fNumber: 2.2, exposureTimeS: 10 / 1250, focalLengthMm: 52, focalLength35Mm: 78 },
    },
    {
      "f:1.8": "a",
      "f:2": "b",
      "f:f/2.2": "c",
      "f:>=1.8": "a b c",
      "f:>1.78": "b c",
      "f:<2": "a",
      "f:1.8..2": "a b",
      "exposure:1/250": "b",
      "exposure:<1/200": "b",
      "shutter:1/1000..1/100s": "b c",
      "focal:50mm": "b",
      "focal35:75..": "c",
      "megapixels:20": "a",
      "megapixels:>=20": "a",
    },
  ));

test("search R20: a size or duration by itself finds what is rounded to it, else it is exact", () =>
  expectAnswers(
    {
      a: { sizeBytes: 9_499_999, durationMs: 9499 },
      b: { sizeBytes: 9_500_000, durationMs: 9500 },
      c: { sizeBytes: 10_000_001, durationMs: 10_000 },
      d: { sizeBytes: 500, durationMs: 90_000 },
    },
    {
      "size:10MB": "b c",
      "size:10.0MB": "c",
      "size:>10MB": "c",
      "size:>=10mb": "c",
      "size:<=10MB": "a b d",
      "size:500": "d",
      "size:501": "",
      "size:0.5kB": "d",
      "duration:10": "b c",
      "duration:>10s": "d",
      "duration:1:30": "d",
      "duration:1.5min": "d",
      "duration:9..10s": "a b c",
    },
  ));

test("search R22: a date stands for all of its stretch", () =>
  expectAnswers(
    {
      a: { capturedLocal: "2018-12-31T23:59:59.999" },
      b: { capturedLocal: "2019-01-01T00:00:00" },
      c: { capturedLocal: "2021-12-31T23:59:59.999" },
      d: { capturedLocal: "2022-01-01T00:00:00" },
      e: { capturedLocal: "2020-02-29T12:30:15.5" },
    },
    {
      "date:2019..2021": "b c e",
      "date:2019": "b",
      "date:<2019": "a",
      "date:>2019": "c d e",
      "date:<=2019": "a b",
      "date:<=2021": "a b c e",
      "date:>2021": "d",
      "date:>=2021-12": "c d",
      "date:2020-02": "e",
      "date:2020/2/29": "e",
      "date:2020-02-29T12": "e",
      "date:2020-02-29T12:30:15": "e",
      'date:"2020-02-29 12:30"': "e",
      "date:2020-02-29T12:31": "",
      "date:..2018": "a",
      "date:2020-02-29..2020-02": "e",
    },
  ));

test("search R23: dates that move with the day are counted from it", () =>
  expectAnswers(
    {
      a: { capturedLocal: "2024-03-31T23:59:59" },
      b: { capturedLocal: "2024-03-30T00:00:00" },
      c: { capturedLocal: "2024-03-01T00:00:00" },
      d: { capturedLocal: "2024-02-29T12:00:00" },
      e: { capturedLocal: "2023-03-31T12:00:00" },
      f: { capturedLocal: "2024-04-01T00:00:00" },
    },
    {
      "date:today": "a",
      "date:yesterday": "b",
      "date:2d": "a b",
      "date:31d": "a b c",
      "date:1m": "a b c",
      "date:<31d": "d e",
      "date:>=31d": "a b c f",
      "date:this-month": "a b c",
      "date:last-month": "d",
      "date:this-year": "a b c d f",
      "date:last-year": "e",
      "date:1y": "a b c d",
      "date:9999y": "a b c d e",
      "date:1m..2d": "b c",
    },
  ));

test("search R24: an import is dated by the clock of whoever asks, a photo by its own", () =>
  expectAnswers(
    {
      a: { importedAtMs: Date.UTC(2024, 2, 30, 14, 59), capturedLocal: "2024-03-31T01:00:00", offsetMinutes: -600 },
      b: { importedAtMs: Date.UTC(2024, 2, 30, 15, 0) },
    },
    { "imported:today": "b", "imported:yesterday": "a", "imported:2024-03": "a b", "date:today": "a" },
  ));

test("search R25: near reaches over the date line and the poles", () =>
  expectAnswers(
    {
      a: { latitude: 48.8566, longitude: 2.3522 },
      b: { latitude: -16.5, longitude: 179.99 },
      c: { latitude: -16.5, longitude: -179.99 },
      d: { latitude: 89.99, longitude: 10 },
      e: { latitude: 89.99, longitude: -170 },
      f: { latitude: 48.8566 },
    },
    {
      "near:48.86,2.35,10km": "a",
      "near:48.8566,2.3522,0m": "a",
      "near:-16.5,180,2km": "b c",
      "near:-16.5,180,1km": "",
      "near:-16.5,-180,1mi": "b c",
      "near:90,0,1.2km": "d e",
      "near:89.99,10,3km": "d e",
      "near:0,0,20040km": "a b c d e",
    },
  ));

test("search R26: words are known in British and American, and formats by their extensions", () =>
  expectAnswers(
    {
      a: { isFavourite: true, format: "jpeg", widthPx: 3, heightPx: 2, colourLabel: "red" },
      b: { format: "raf", widthPx: 2, heightPx: 3, pick: "reject" },
      c: { format: "mov", widthPx: 2, heightPx: 2 },
      d: { format: "rw2" },
    },
    {
      "is:FAVORITE": "a",
      "is:favourite": "a",
      "color:red": "a",
      "label:red": "a",
      "flag:reject": "b",
      "type:photo": "a b d",
      "type:raw": "b d",
      "type:video": "c",
      "type:jpg": "a",
      "ext:qt": "c",
      "orientation:landscape": "a",
      "orientation:portrait": "b",
      "orientation:square": "c",
    },
  ));

test("search R27: has and is look behind the bare column", () =>
  expectAnswers(
    {
      a: { rating: 0, title: "", keywords: ["x"], latitude: 1, longitude: 1 },
      b: { rating: -1, title: "b", paths: ["/b.jpg"], hasSidecar: true },
      c: { pick: "reject", latitude: 1 },
    },
    {
      "has:rating": "b",
      "has:title": "b",
      "has:tags": "a",
      "has:gps": "a",
      "has:path": "b",
      "has:sidecar": "b",
      "is:rejected": "b c",
      "-has:album": "a b c",
    },
  ));

test("search R28, R29: what is not there is found by nothing but NOT", () =>
  expectAnswers(
    { a: { rating: 5, title: "x" }, b: {} },
    {
      "rating:<3": "",
      "-rating:<3": "a b",
      "-rating:5": "b",
      "-(rating:5 title:x)": "b",
      "-(rating:5 OR -title:x)": "",
      "-x": "b",
      "-camera:canon": "a b",
      "-date:2000": "",
      "--rating:5": "a",
      "-near:0,0,1km": "a b",
    },
  ));

const KEPT_BACK: Record<string, PhotoFields> = {
  a: {},
  b: { state: "trashed" },
  c: { isHidden: true },
  d: { isHidden: true, state: "trashed" },
  e: { state: "purged" },
  f: { isArchived: true, isPrivate: true },
};

test("search R30, R31: trash and hidden photos are found only when spoken of, purged ones never", () =>
  expectAnswers(KEPT_BACK, {
    "": "a f",
    "is:trashed": "b",
    "-is:trashed": "a f",
    "is:hidden": "c",
    "is:trashed OR -is:trashed": "a b f",
    "is:hidden is:trashed": "d",
    "is:hidden OR is:trashed": "b c d",
    "is:archived": "f",
    "is:private": "f",
    "-id:a": "f",
  }));

test("search R32: the scope trash is all of the trash", () =>
  expectAnswers(KEPT_BACK, { "": "b d", "is:hidden": "d", "-is:trashed": "" }, "trash"));

test("search R32: the scope all is everything but what was purged", () =>
  expectAnswers(KEPT_BACK, { "": "a b c d f", "-is:hidden": "a b f" }, "all"));
