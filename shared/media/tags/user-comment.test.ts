import { expect, test } from "vitest";
import { readUserComment } from "@shared/media/tags/user-comment";

const comment = (code: string, ...body: (string | Buffer)[]) =>
  Buffer.concat([
    Buffer.from(code.padEnd(8, "\0"), "latin1"),
    ...body.map((part) => (typeof part === "string" ? Buffer.from(part) : part)),
  ]);
const utf16 = (text: string, order: "II" | "MM") => {
  const bytes = Buffer.from(text, "utf16le");
  return order === "II" ? bytes : bytes.swap16();
};

test.each([
  ["ASCII", comment("ASCII", "A day at the sea\0\0\0"), "A day at the sea"],
  ["UTF-8 that says it is ASCII", comment("ASCII", "Übung am See"), "Übung am See"],
  ["UTF-16 in the block's order", comment("UNICODE", utf16("Übung 日本", "II")), "Übung 日本"],
  ["UTF-16 in the other order", comment("UNICODE", utf16("Übung 日本", "MM")), "Übung 日本"],
  ["Japanese in the other order", comment("UNICODE", utf16("日本の夏休み", "MM")), "日本の夏休み"],
  ["UTF-8 that says it is UTF-16", comment("UNICODE", "A day at the sea"), "A day at the sea"],
  ["JIS", comment("JIS", Buffer.from("1b2442467c4b5c1b2842", "hex")), "日本"],
  ["no code", comment("", "A day at the sea"), "A day at the sea"],
  ["filler", comment("ASCII", " ".repeat(100)), undefined],
  ["zeros", comment("ASCII", Buffer.alloc(100)), undefined],
  ["binary", comment("", Buffer.from([0xff, 0xfe, 0x80, 1, 2, 3])), undefined],
  ["a camera's settings", comment("ASCII", "filter: 0; jpegRotation: 90; hdrForward: 0;"), undefined],
  ["JSON", comment("ASCII", '{"deviceModel":"x"}'), undefined],
  ["a code word", comment("ASCII", "GCM_TAG"), undefined],
  ["a hash", comment("ASCII", "a5cb01550dbb9a6bf732f87e413f6e23"), undefined],
  ["a phone's number", comment("ASCII", "oplus_32"), undefined],
  ["an unknown code", comment("WHATEVER", "text"), undefined],
  ["nothing", Buffer.alloc(0), undefined],
])("reads %s", (_, bytes, expected) => {
  expect(readUserComment(bytes, true)).toBe(expected);
});
