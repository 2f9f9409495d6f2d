import { toLookCookie, toLookText } from "@renderer/stores/look-cookie";
import type { SettingsPlace } from "@renderer/stores/settings-store";

const SETTINGS = "imgstream.settings";

/**
 * The browser's storage for this address. A loopback host has another port, and so another address, each time: how the app
 * looks is also left in a cookie, which browsers do not keep apart by port. Storage may be refused: settings then last as long
 * as the page.
 */
export const settingsPlace: SettingsPlace = {
  read() {
    try {
      return localStorage.getItem(SETTINGS) ?? toLookText(document.cookie);
    } catch {
      return null;
    }
  },
  write(text) {
    try {
      localStorage.setItem(SETTINGS, text);
      document.cookie = toLookCookie(text);
    } catch {
      // Nothing depends on it.
    }
  },
};
