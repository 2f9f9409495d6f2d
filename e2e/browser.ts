import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Page } from "playwright";
import { inject, test } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The Chromium or Chrome of this machine; null when there is none. */
    chromium: string | null;
  }
}

/** A browser that speaks to nobody but the page: it looks for no updates, signs in nowhere, and opens no QUIC. */
export const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--disable-gpu",
];

/** A test with a page in a browser of its own, whose profile is new and is removed afterwards. */
export const browserTest = test.extend<{ page: Page }>({
  page: async ({ skip }, use) => {
    const executablePath = inject("chromium");
    if (executablePath === null) {
      skip("Chromium is not on this machine: run `sudo apt-get install chromium`, or `npm run setup` as root");
      return;
    }
    const profile = await mkdtemp(path.join(tmpdir(), "imgstream-browser-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      // Chromium refuses to run as root with its sandbox on.
      chromiumSandbox: process.getuid?.() !== 0,
      args: QUIET,
    });
    try {
      await use(context.pages()[0] ?? (await context.newPage()));
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  },
});
