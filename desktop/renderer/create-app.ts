import type { Clock } from "@shared/domain/clock";
import type { Schedule } from "@shared/domain/schedule";
import type { App } from "@renderer/app-context";
import type { Host } from "@renderer/bridge/host";
import { createCommands } from "@renderer/keys/commands";
import { createLine } from "@renderer/line";
import { createActionsStore } from "@renderer/stores/actions-store";
import { createDetailsStore } from "@renderer/stores/details-store";
import { createImportStore } from "@renderer/stores/import-store";
import { createLibraryStore, type LibraryStore } from "@renderer/stores/library-store";
import { createSelectionStore } from "@renderer/stores/selection-store";
import { createSettingsStore, type SettingsOptions } from "@renderer/stores/settings-store";
import { createViewerStore, type ShownPhotos } from "@renderer/stores/viewer-store";

export interface AppOptions {
  host: Host;
  settings: SettingsOptions;
  clock: Clock;
  schedule: Schedule;
}

/** Everything that a window has, joined; `start` connects it. */
export function createApp({ host, settings: options, clock, schedule }: AppOptions): { app: App; start: () => void } {
  const line = createLine(host, schedule);
  const { connection } = line;
  const settings = createSettingsStore(options);
  const library = createLibraryStore(connection, schedule, settings.getState().place);
  const details = createDetailsStore(connection, library);
  const viewer = createViewerStore(() => shownPhotos(library));
  library.subscribe((state, before) => {
    if (state.shown !== before.shown) viewer.getState().follow();
    if (state.place !== before.place) settings.getState().change({ place: state.place });
  });
  const actions = createActionsStore(connection, library, details, schedule);
  const imports = createImportStore({
    ...{ connection, host },
    fail: (thrown) => actions.getState().fail(thrown),
    onEnded: () => library.getState().refreshCounts(),
  });
  const app: App = {
    ...{ connection, host, library, details, viewer, actions, imports, settings, clock, schedule },
    selection: createSelectionStore(library),
    commands: createCommands(),
    retry: line.retry,
  };
  const { open, lose } = library.getState();
  const up = () => {
    open();
    imports.getState().open();
  };
  return { app, start: () => line.start({ up, down: lose }) };
}

function shownPhotos(library: LibraryStore): ShownPhotos {
  const { shown, keyAt, rowOf } = library.getState();
  return { count: shown?.length ?? 0, keyAt, rowOf };
}
