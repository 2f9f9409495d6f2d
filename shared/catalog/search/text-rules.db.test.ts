import { test } from "vitest";
import { expectAnswers } from "@shared/testing/expect-answers";

test("search R1: a blank text finds every photo that may be seen", () =>
  expectAnswers({ a: {}, b: { state: "trashed" } }, { "": "a", " \u3000\n": "a" }));

test("search R2: AND binds tighter than OR, NOT tighter than both", () =>
  expectAnswers(
    { a: { title: "sun" }, b: { title: "sun sea" }, c: { title: "snow" } },
    {
      "sun sea": "b",
      "sun AND sea": "b",
      "snow OR sun sea": "b c",
      "(snow OR sun) sea": "b",
      "NOT sun OR sea": "b c",
      "-(sun OR snow)": "",
    },
  ));

test("search R10: case, accents and widths do not matter, Japanese voicing marks do", () =>
  expectAnswers(
    {
      a: { title: "Tōkyō" },
      b: { title: "ＴＯＫＹＯ" },
      c: { title: "が" },
      d: { title: "ﬁancé" },
      e: { title: "ｶﾞ" },
    },
    { tokyo: "a b", "title:=TŌKYO": "a b", か: "", が: "c", FIANCE: "d", ガ: "e", カ: "" },
  ));

test("search R11: a word by itself is looked for in six places", () =>
  expectAnswers(
    {
      a: { title: "at the harbour" },
      b: { description: "Harbour" },
      c: { fileName: "harbour.jpg" },
      d: { cameraMake: "Harbour", cameraModel: "One" },
      e: { lensModel: "harbour 35" },
      f: { keywords: ["Places|Harbours"] },
      g: { albums: [0], paths: ["/harbour/g.jpg"], formerTags: ["Harbour"] },
      h: { title: "har bour" },
    },
    { harbour: "a b c d e f", '"the har"': "a", "places|har": "f", "harbour one": "d", '"harbour one"': "d" },
  ));

test("search R12: a field of text finds a piece of its text, or with = all of it", () =>
  expectAnswers(
    {
      a: { title: "Old town", description: "Old", fileName: "IMG_1.JPG", lensModel: "XF35mm" },
      b: { title: "Old", description: "Old town", cameraMake: "NIKON CORPORATION", cameraModel: "NIKON D70" },
      c: { cameraMake: "FUJIFILM", cameraModel: "X-T5", title: "a..b" },
    },
    {
      "title:old": "a b",
      "title:=old": "b",
      'title:="old town"': "a",
      "title:!=old": "a c",
      "description:town": "b",
      "file:img_1": "a",
      "file:=img_1.jpg": "a",
      "lens:35": "a",
      "camera:nikon": "b",
      'camera:="nikon d70"': "b",
      'camera:="fujifilm x-t5"': "c",
      "title:a..b": "c",
    },
  ));

test("search R14: a tag is found by whole levels that stand side by side", () =>
  expectAnswers(
    {
      a: { keywords: ["Places|Japan|Tōkyō"] },
      b: { keywords: ["Places|Japan"] },
      c: { keywords: ["Work", "places|japan|Kyoto"] },
      d: { keywords: ["Homework"], formerTags: ["Work"] },
    },
    {
      "tag:places": "a b c",
      "tag:TOKYO": "a",
      'tag:"japan|tokyo"': "a",
      'tag:"japan | tokyo"': "a",
      'tag:"places|tokyo"': "",
      "tag:tok": "",
      "tag:work": "c",
      "-tag:work": "a b d",
      "tag:=Places|Japan": "b",
      "tag:=japan": "",
      "tag:(kyoto OR homework)": "c d",
    },
  ));

test("search R15: an album is found by its title or id; deleted ones have no photos", () =>
  expectAnswers(
    { a: { albums: [0] }, b: { albums: [1] }, c: { albums: [2], formerAlbums: [0] } },
    {
      "album:paris": "a c",
      "album:=paris": "c",
      "album:sommer": "a",
      "album:0192F000-0000-7000-8000-000000000003": "c",
      "album:0192f000-0000-7000-8000-000000000002": "",
      "has:album": "a c",
    },
  ));

test("search R16: a path is found whichever slash it is written with", () =>
  expectAnswers(
    {
      a: { paths: ["/home/ann/Trips/2021/Trips.jpg"] },
      b: { paths: ["C:\\Users\\Ann\\Trips\\b.jpg"] },
      c: { paths: ["/home/ann/Trips.jpg", "/mnt/copy/c.jpg"] },
      d: {},
    },
    {
      "path:trips": "a b c",
      "folder:trips": "a b",
      "path:ann/trips": "a b c",
      "path:ann\\trips": "a b c",
      "folder:ann/trips/": "a b",
      "folder:=/home/ann/Trips": "",
      "folder:=/home/ann/Trips/2021": "a",
      "folder:=/home/ann/Trips/2021/": "a",
      "folder:=c:/users/ann/trips": "b",
      "path:=/mnt/copy/c.jpg": "c",
      "folder:copy": "c",
      "path:/": "a b c",
    },
  ));

test("search R17: an id is found whole or by its beginning", () =>
  expectAnswers(
    { ab: {}, ac: {}, b: {} },
    {
      "id:a": "ab ac",
      "id:AB": "ab",
      [`id:${"ab".padEnd(32, "z")}`]: "ab",
      [`id:=${"b".padEnd(32, "z")}`]: "b",
      "id:c": "",
    },
  ));
