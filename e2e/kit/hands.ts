import type { Locator, Page } from "playwright";
import { expect } from "vitest";
import type { App } from "@e2e/kit/app";

/** Longer than any one step takes on a busy machine. */
export const STEP_MS = 15_000;
const TABS_MAX = 120;

export function photosOf({ page }: App): Locator {
  return page.getByRole("gridcell");
}

/** Waits until photos are there. */
export async function untilShown(app: App): Promise<void> {
  await photosOf(app)
    .first()
    .waitFor({ timeout: 2 * STEP_MS });
}

/** Waits until what is seen is as expected. */
export function sees<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: STEP_MS, interval: 100 });
}

/** The count beside the title: photos, or results of a search. */
export function untilCounted(app: App, key: "frame.photos" | "frame.results", count: number): Promise<void> {
  return app.page.getByText(app.text.t(key, { count }), { exact: true }).first().waitFor({ timeout: STEP_MS });
}

export function button({ page, text }: App, key: Parameters<App["text"]["t"]>[0], values = {}): Locator {
  return page.getByRole("button", { name: text.t(key, values), exact: true });
}

export async function hasFocus(page: Page, wanted: Locator): Promise<boolean> {
  return (await wanted.and(page.locator(":focus")).count()) > 0;
}

/** Goes on by Tab until the keyboard is at an element, as somebody without a mouse must. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor({ timeout: STEP_MS });
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if (await hasFocus(page, wanted.first())) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${String(wanted)}`);
}

export async function pressButton(app: App, key: Parameters<typeof button>[1], values = {}): Promise<void> {
  await tabTo(app.page, button(app, key, values));
  await app.page.keyboard.press("Enter");
}

/** Brings the keyboard into the grid, onto its first photo. */
export async function enterGrid(app: App): Promise<void> {
  await tabTo(app.page, app.page.locator('[role="gridcell"][tabindex="0"]'));
  await app.page.keyboard.press("Home");
  await sees(() => hasFocus(app.page, photosOf(app).first())).toBe(true);
}

/** Presses a key some times. */
export async function press(app: App, key: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) await app.page.keyboard.press(key);
}
