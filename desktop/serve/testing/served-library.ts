import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSystem } from "@engine/system";
import { spawnInProcess } from "@engine/testing/in-process-worker";
import { serveHeld } from "@serve/serve-held";

/** A library of its own behind a host, with a page that says hello. */
export interface ServedLibrary {
  root: string;
  /** A folder for files that are to be imported. */
  photos: string;
  pages: string;
  address: string;
  warnings: string[];
  /** Ends this host and serves the library again. */
  serveAgain(): Promise<void>;
  close(): Promise<void>;
  remove(): Promise<void>;
}

export async function createServedLibrary(): Promise<ServedLibrary> {
  const folder = mkdtempSync(join(tmpdir(), "imgstream-serve-"));
  const [root, photos, pages] = [join(folder, "library"), join(folder, "photos"), join(folder, "pages")];
  mkdirSync(photos);
  mkdirSync(pages);
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>hello</title>");
  writeFileSync(join(pages, "main.js"), "export {};");
  const warnings: string[] = [];
  const begin = () =>
    serveHeld(
      {
        ...{ root, mayCreate: true, system: createSystem(), spawnWorker: spawnInProcess, workers: 2 },
        log: { info: () => undefined, warn: (event, fields) => warnings.push(`${event} ${JSON.stringify(fields)}`) },
      },
      { port: 0, pages },
    );
  let server: Awaited<ReturnType<typeof begin>> | undefined = await begin();
  const served: ServedLibrary = {
    ...{ root, photos, pages, warnings, address: server.address },
    serveAgain: async () => {
      await served.close();
      server = await begin();
      served.address = server.address;
    },
    close: async () => {
      await server?.close();
      server = undefined;
    },
    remove: async () => {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return served;
}
