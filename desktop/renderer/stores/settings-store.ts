import { createStore, type StoreApi } from "zustand/vanilla";
import { z } from "zod";
import { LANGUAGES, type Language } from "@renderer/messages/text";
import { PLACES } from "@renderer/stores/shown";

export const THEMES = ["system", "light", "dark"] as const;

const settingsSchema = z.object({
  theme: z.enum(THEMES).catch("system"),
  language: z.enum(["system", ...LANGUAGES]).catch("system"),
  /** Index into the timeline's heights. */
  zoom: z.int().min(0).max(3).catch(2),
  isSidebarOpen: z.boolean().catch(true),
  place: z.enum(PLACES).catch("library"),
  /** The photo at the top of each place's view and how far above the edge it begins, by which the view is found again. */
  scroll: z.partialRecord(z.enum(PLACES), z.object({ key: z.int(), row: z.int(), offsetPx: z.number() })).catch({}),
});
export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsState extends Settings {
  /** The language that is spoken: the one chosen, or the nearest to the system's. */
  spoken: Language;
  change(settings: Partial<Settings>): void;
}

export type SettingsStore = StoreApi<SettingsState>;

/** Where settings are kept: the browser's storage for this address. */
export interface SettingsPlace {
  read(): string | null;
  write(text: string): void;
}

export interface SettingsOptions {
  place: SettingsPlace;
  /** The system's languages, best first. */
  languages: readonly string[];
  /** Of the address: what is asked for there counts for this window alone. */
  asked: { theme: string | null; language: string | null };
}

export function createSettingsStore({ place, languages, asked }: SettingsOptions): SettingsStore {
  let kept = settingsSchema.parse(parse(place.read()));
  const speak = ({ language }: Settings): Language => (language === "system" ? nearest(languages) : language);
  const theme = THEMES.find((one) => one === asked.theme) ?? kept.theme;
  const language = LANGUAGES.find((one) => one === asked.language) ?? kept.language;
  const first = { ...kept, theme, language };
  return createStore<SettingsState>()((set, get) => ({
    ...first,
    spoken: speak(first),
    change(changes) {
      set(changes);
      set({ spoken: speak(get()) });
      kept = { ...kept, ...changes };
      place.write(JSON.stringify(kept));
    },
  }));
}

function parse(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function nearest(languages: readonly string[]): Language {
  for (const tag of languages) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return "en";
}
