import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@bench/kit/folders";
import type { App } from "@e2e/kit/app";

/** Where pictures of the app lie after its tests; those of the README only when they are asked for. */
const FOLDER = join(ROOT, process.env.IMGSTREAM_PICTURES ?? ".cache/pictures");

/** Keeps what the window shows now as a PNG for people to look at. Gives its path. */
export async function savePicture({ page }: App, name: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
