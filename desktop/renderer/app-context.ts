import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Clock } from "@shared/domain/clock";
import type { Connection } from "@shared/contract/connect";
import type { Schedule } from "@shared/domain/schedule";
import type { Host } from "@renderer/bridge/host";
import type { Commands } from "@renderer/keys/commands";
import { createText, type Language, type Text } from "@renderer/messages/text";
import type { ActionsStore } from "@renderer/stores/actions-store";
import type { DetailsStore } from "@renderer/stores/details-store";
import type { ImportStore } from "@renderer/stores/import-store";
import type { LibraryStore } from "@renderer/stores/library-store";
import type { SelectionStore } from "@renderer/stores/selection-store";
import type { SettingsStore } from "@renderer/stores/settings-store";
import type { ViewerStore } from "@renderer/stores/viewer-store";

/** All that components share. Made once, in main.tsx; tests make their own. */
export interface App {
  readonly connection: Connection;
  readonly host: Host;
  readonly library: LibraryStore;
  readonly details: DetailsStore;
  readonly selection: SelectionStore;
  readonly actions: ActionsStore;
  readonly viewer: ViewerStore;
  readonly imports: ImportStore;
  readonly settings: SettingsStore;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Connects at once instead of at the next turn. */
  retry(): void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("A component stands outside AppContext");
  return app;
}

const texts = new Map<Language, Text>();

/** What the interface says, in the language chosen. */
export function useText(): Text {
  const { settings } = useApp();
  return textOf(useStore(settings, ({ spoken }) => spoken));
}

export function textOf(language: Language): Text {
  const text = texts.get(language) ?? createText(language);
  texts.set(language, text);
  return text;
}
