import { expect, test } from "vitest";
import { toLookCookie, toLookText } from "./look-cookie";

const SETTINGS = { theme: "dark", language: "ja", zoom: 1, isSidebarOpen: false, place: "trash", scroll: { trash: 7 } };

test("how the app looks comes back from among other cookies, where one was does not", () => {
  const [pair] = toLookCookie(JSON.stringify(SETTINGS)).split("; ");
  const text = toLookText(`a=1; ${pair}; imgstream-lookalike=2`);
  expect(JSON.parse(text ?? "")).toEqual({ theme: "dark", language: "ja", zoom: 1, isSidebarOpen: false });
});

test("a cookie sends itself to no other site and says how long it is kept", () => {
  expect(toLookCookie("{}")).toBe("imgstream-look=%7B%7D; Max-Age=34560000; SameSite=Strict; Path=/");
});

test.each(["", "a=1", "imgstream-lookalike=2"])("without it there is nothing: %j", (cookies) => {
  expect(toLookText(cookies)).toBe(null);
});
