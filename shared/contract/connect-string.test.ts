import { expect, test } from "vitest";
import { parseConnectString, toConnectString } from "@shared/contract/connect-string";

const PLACE = {
  url: "https://photos.example.org",
  issuer: "https://accounts.google.com",
  clientId: "1234.apps.googleusercontent.com",
  clientSecret: "a secret & = # %",
};

test("what a device needs to sign in crosses in one line, blanks around it aside", () => {
  const text = toConnectString(PLACE);
  expect(text).toMatch(/^https:\/\/photos\.example\.org#issuer=\S+$/);
  expect(parseConnectString(` ${text}\n`)).toEqual(PLACE);
});

const whole = toConnectString(PLACE);

test.each([
  ["is empty", ""],
  ["is an address alone", "https://photos.example.org"],
  ["was cut off", whole.slice(0, whole.indexOf("&clientSecret"))],
  ["has a part that nobody knows", `${whole}&extra=1`],
  ["leads to no web address", whole.replace("https://photos", "file:///photos")],
  ["has an empty secret", whole.replace(/clientSecret=.*/, "clientSecret=")],
  ["is other text", "hello # world"],
])("a connect string that %s is refused", (_, text) => {
  expect(() => parseConnectString(text)).toThrow(expect.objectContaining({ code: "bad_request" }) as Error);
});
