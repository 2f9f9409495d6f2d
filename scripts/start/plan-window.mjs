/**
 * How the interface is shown: in Electron, in a window of Chromium, or by its address alone. `note` says in one line what is
 * missing for more, and how to get it.
 * @typedef {{ kind: "electron", program: string } | { kind: "chromium", program: string, note: string } | { kind: "address", note: string }} WindowPlan
 */

/**
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {number | undefined} userId
 * @property {NodeJS.ProcessEnv} env
 * @property {string | undefined} electron its program, where it is installed
 * @property {boolean} hasMain whether the part of the app that runs in it is built
 * @property {string | undefined} chromium
 */

const GET_ELECTRON =
  "For ImgStream's own window run `node node_modules/electron/install.js`, which downloads Electron, then `npm start` again.";

/**
 * @param {Machine} machine
 * @returns {WindowPlan}
 */
export function planWindow({ platform, userId, env, electron, hasMain, chromium }) {
  if (userId === 0) {
    return {
      kind: "address",
      note: "No window is opened as root, who has no sandbox. Open the address in a browser, or run `npm start` as yourself.",
    };
  }
  if (platform === "linux" && !env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) {
    return {
      kind: "address",
      note: "No window is opened, for there is no display. Open the address in a browser here.",
    };
  }
  if (electron !== undefined && hasMain) return { kind: "electron", program: electron };
  if (chromium !== undefined) {
    return {
      kind: "chromium",
      program: chromium,
      note: `Electron is not installed: this is a window of Chromium. ${GET_ELECTRON}`,
    };
  }
  return {
    kind: "address",
    note: `Neither Electron nor Chromium is installed: open the address in a browser. ${GET_ELECTRON}`,
  };
}
