import { expect, test } from "vitest";
import { planWindow } from "./plan-window.mjs";

const machine = {
  ...{ platform: "linux" as const, userId: 1000, env: { DISPLAY: ":0" }, hasMain: true },
  ...{ electron: "/electron", chromium: "/chromium" },
};

test.each([
  [{}, "electron"],
  [{ env: { WAYLAND_DISPLAY: "wayland-0" } }, "electron"],
  [{ electron: undefined }, "chromium"],
  [{ hasMain: false }, "chromium"],
  [{ electron: undefined, chromium: undefined }, "address"],
  [{ env: {} }, "address"],
  [{ env: { DISPLAY: "" } }, "address"],
  [{ userId: 0 }, "address"],
  [{ platform: "darwin" as const, env: {} }, "electron"],
  [{ platform: "win32" as const, env: {}, userId: undefined }, "electron"],
  [{ platform: "darwin" as const, env: {}, userId: 0 }, "address"],
])("with %j the interface is shown by %s", (difference, kind) => {
  expect(planWindow({ ...machine, ...difference }).kind).toBe(kind);
});

test.each([
  [{ userId: 0 }, /as root, who has no sandbox/],
  [{ env: {} }, /there is no display/],
  [{ electron: undefined }, /Electron is not installed.*install\.js/],
  [{ electron: undefined, chromium: undefined }, /Neither Electron nor Chromium.*install\.js/],
])("with %j one line says why, and what to do", (difference, line) => {
  expect(planWindow({ ...machine, ...difference })).toMatchObject({ note: expect.stringMatching(line) as string });
});
