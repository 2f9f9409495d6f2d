import { expect, test } from "vitest";
import { createText } from "./text";

const english = createText("en");
const japanese = createText("ja");
const AT = Date.UTC(2021, 2, 3, 14, 5);

test.each([
  ["count of none", english.t("frame.photos", { count: 0 }), "0 photos"],
  ["count of one", english.t("frame.photos", { count: 1 }), "1 photo"],
  ["count of many", english.t("frame.photos", { count: 12_408 }), "12,408 photos"],
  ["count in Japanese", japanese.t("frame.photos", { count: 12_408 }), "12,408枚"],
  ["places", english.t("timeline.photo", { position: 214, total: 12_408 }), "Photo 214 of 12,408"],
  ["braces in a value", english.t("actions.failed", { reason: "{count}" }), "That did not work: {count}"],
  ["month", english.month(2021, 3), "March 2021"],
  ["month in Japanese", japanese.month(2021, 3), "2021年3月"],
  ["a month of the first century", english.month(99, 12), "December 99"],
  ["day", english.day(AT), "Wed 3"],
  ["date", english.date(AT), "3 March 2021"],
  ["date in Japanese", japanese.date(AT), "2021年3月3日"],
  ["bytes", english.bytes(0), "0 byte"],
  ["kilobytes", english.bytes(4200), "4.2 kB"],
  ["megabytes", english.bytes(42_000_000), "42 MB"],
  ["a short video", english.duration(7400), "0:07"],
  ["a long video", english.duration(3_723_000), "1:02:03"],
])("%s", (_, written, expected) => {
  expect(written).toBe(expected);
});
