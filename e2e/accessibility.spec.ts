import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type App, appTest, closeBrowser } from "@e2e/kit/app";
import { untilShown } from "@e2e/kit/hands";
import { importSamples } from "@e2e/kit/samples";
import { savePicture } from "@e2e/pictures/save-picture";
import { importTroubles, type Screen, SCREENS } from "@e2e/pictures/screens";

const SCREENS_MS = 180_000;

let folder: string;
let samples: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-axe-"));
  samples = join(folder, "samples");
  await importSamples(samples);
  await importTroubles(samples, join(folder, "troubles"));
});

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** What axe finds serious or worse, as lines a person can act on. */
async function findSerious({ page }: App): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = "axe.run(document, { resultTypes: ['violations'] })";
  const { violations } = await page.evaluate<axe.AxeResults>(run);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ""}`));
}

/** The next page begins where the first one did. */
async function forgetPlace({ page }: App): Promise<void> {
  await page.evaluate("localStorage.clear()");
}

/** `IMGSTREAM_PICTURES=<folder>` asks for pictures of every look; axe needs but one of each theme and language. */
const LOOKS =
  process.env.IMGSTREAM_PICTURES === undefined
    ? ([
        { theme: "dark", lang: "en", width: 1280 },
        { theme: "light", lang: "ja", width: 1280 },
      ] as const)
    : (["dark", "light"] as const).flatMap((theme) =>
        (["en", "ja"] as const).flatMap((lang) => [1280, 2560].map((width) => ({ theme, lang, width }))),
      );

const toHeight = ({ width }: { width: number }) => (width * 5) / 8;

describe.each(LOOKS)(
  "in $theme and $lang, $width px wide, axe finds nothing serious on",
  { timeout: SCREENS_MS },
  (look) => {
    /** Screens one after the other in one window, which is loaded anew for each. */
    const visit = async (app: App, screens: readonly Screen[]) => {
      const findings: Record<string, string[]> = {};
      for (const { name, isEmpty, open } of screens) {
        await forgetPlace(app);
        await app.page.reload();
        if (!isEmpty) await untilShown(app);
        await open(app);
        // Fading and sliding in is over; half-faded text would count as too pale.
        await app.page.waitForTimeout(500);
        await savePicture(app, `${name.replaceAll(" ", "-")}-${look.theme}-${look.lang}-${look.width}`);
        findings[name] = await findSerious(app);
      }
      return findings;
    };
    const nothing = (screens: readonly Screen[]) => Object.fromEntries(screens.map(({ name }) => [name, []]));

    appTest("screens of an empty library", async ({ openApp }) => {
      const screens = SCREENS.filter(({ isEmpty }) => isEmpty);
      expect(await visit(await openApp({ ...look, height: toHeight(look) }), screens)).toEqual(nothing(screens));
    });

    appTest("screens of a library with photos", async ({ openApp }) => {
      const screens = SCREENS.filter(({ isEmpty }) => !isEmpty);
      expect(await visit(await openApp({ ...look, height: toHeight(look), from: samples }), screens)).toEqual(
        nothing(screens),
      );
    });
  },
);
