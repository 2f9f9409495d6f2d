import { expect, test } from "vitest";
import { timeOfName } from "@shared/media/readings/name-time";

test.each([
  ["IMG_20190704_153012.jpg", "2019-07-04T15:30:12"],
  ["PXL_20231006_063029647.MP.jpg", "2023-10-06T06:30:29"],
  ["MVIMG_20180725_163423.jpg", "2018-07-25T16:34:23"],
  ["Screenshot_2022-01-09-23-59-01.png", "2022-01-09T23:59:01"],
  ["Screenshot_20220109-235901_Chrome.jpg", "2022-01-09T23:59:01"],
  ["WhatsApp Image 2021-08-15 at 14.32.10.jpeg", "2021-08-15T14:32:10"],
  ["WhatsApp Image 2021-08-15 at 2.32.10 PM.jpeg", "2021-08-15T14:32:10"],
  ["Screen Shot 2020-01-02 at 12.04.05 AM.png", "2020-01-02T00:04:05"],
  ["signal-2021-08-15-143210.jpg", "2021-08-15T14:32:10"],
  ["2013-05-06 07.08.09.jpg", "2013-05-06T07:08:09"],
  ["VID-20210815-WA0003.mp4", "2021-08-15T00:00:00"],
  ["1962-07-04 Grandfather.tif", "1962-07-04T00:00:00"],
  ["IMG_20191304_153012.jpg", undefined],
  ["IMG_1234.jpg", undefined],
  ["DSC_0238(1).JPG", undefined],
  ["20991332.jpg", undefined],
  ["4471201907041530123.jpg", undefined],
])("%s is of %s", (fileName, expected) => {
  expect(timeOfName(fileName)).toBe(expected);
});
