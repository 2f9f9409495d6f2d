import { expect, test } from "vitest";
import { parseArguments } from "./arguments";

const PACKED = ["/opt/imgstream"];
const CHECKOUT = ["/opt/electron", "--inspect=0", "out/main/main.js"];

test.each([
  ["nothing", PACKED, 1, { library: undefined, folders: [] }],
  ["folders", [...PACKED, "/photos", "card"], 1, { library: undefined, folders: ["/photos", "/home/ada/card"] }],
  ["a library", [...PACKED, "--library", "mine"], 1, { library: "/home/ada/mine", folders: [] }],
  ["a library in one word", [...PACKED, "--library=/mine"], 1, { library: "/mine", folders: [] }],
  [
    "switches of Chromium",
    [...PACKED, "--lang=ja", "--in-process-gpu", "/a"],
    1,
    { library: undefined, folders: ["/a"] },
  ],
  ["a checkout", [...CHECKOUT, "--library", "/mine", "/photos"], 2, { library: "/mine", folders: ["/photos"] }],
  ["a library that is not named", [...PACKED, "--library="], 1, { library: undefined, folders: [] }],
])("%s", (_, argv, own, asked) => {
  expect(parseArguments(argv, own, "/home/ada")).toEqual(asked);
});
