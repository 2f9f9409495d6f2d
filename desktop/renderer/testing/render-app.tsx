import { act, cleanup, render } from "@testing-library/react";
import { type ReactNode } from "react";
import { onTestFinished } from "vitest";
import type { Photo } from "@shared/contract/photo";
import { AppContext, type App } from "@renderer/app-context";
import { createApp } from "@renderer/create-app";
import { createFakeLibrary, type FakeLibrary } from "@renderer/testing/fake-library";

/** A window over a library in memory, with these components in it. Timers are those of the page. */
export async function renderApp(
  photos: readonly Photo[],
  children: ReactNode,
  metadata?: Record<string, unknown>,
): Promise<{ app: App; library: FakeLibrary }> {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const library = createFakeLibrary(photos, metadata);
  const { app, start } = createApp({
    host: {
      kind: "serve",
      connect: () => Promise.resolve(library.connection),
      onLost: () => () => undefined,
      renditionUrl: (photoId, size) => `rendition/${photoId}/${size}`,
      pickFolders: null,
      takeDrop: () => Promise.reject(new Error("Nothing is dropped here")),
      takeFiles: () => Promise.reject(new Error("Nothing is chosen here")),
    },
    settings: {
      place: { read: () => null, write: () => undefined },
      languages: ["en"],
      asked: { theme: null, language: "en" },
    },
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    schedule(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      timers.add(timer);
      return () => clearTimeout(timer);
    },
  });
  addEventListener("keydown", press);
  function press(event: KeyboardEvent) {
    app.commands.press(event, false);
  }
  onTestFinished(() => {
    removeEventListener("keydown", press);
    cleanup();
    for (const timer of timers) clearTimeout(timer);
  });
  await act(async () => {
    start();
    while (app.library.getState().status.kind !== "ready") await new Promise((resolve) => setTimeout(resolve, 1));
  });
  render(<AppContext value={app}>{children}</AppContext>);
  return { app, library };
}
