import type { Clock } from "@shared/domain/clock";
import type { Schedule } from "@shared/domain/schedule";
import type { SettingsPlace } from "@renderer/stores/settings-store";

/** The browser's clock, timers and storage. */
export const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export const schedule: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

const SETTINGS = "imgstream.settings";

/** Storage may be refused by the browser: settings then last as long as the page. */
export const settingsPlace: SettingsPlace = {
  read() {
    try {
      return localStorage.getItem(SETTINGS);
    } catch {
      return null;
    }
  },
  write(text) {
    try {
      localStorage.setItem(SETTINGS, text);
    } catch {
      // Nothing depends on it.
    }
  },
};
