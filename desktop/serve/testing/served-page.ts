import { readdirSync } from "node:fs";
import { join } from "node:path";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { type Pick, PICK_OPERATIONS } from "@shared/contract/pick";
import type { Photo } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { openPage, type PageAnswer, type PageClient } from "@serve/testing/page-client";
import { createServedLibrary, type ServedLibrary } from "@serve/testing/served-library";

/** A served library with its page, made anew by each `begin`. */
export interface ServedPage {
  readonly served: ServedLibrary;
  readonly page: PageClient;
  begin(): Promise<void>;
  /** Removes everything; gives the bugs that the host told of. */
  end(): Promise<string[]>;
  /** Ends the host and goes on as the page of the next one. */
  beginAgain(): Promise<void>;
  beginDrop(): Promise<string>;
  /** Sends a file. `more`: further parameters of the address. */
  putFile(drop: string, index: number, path: string, body: Buffer | string, more?: string): Promise<PageAnswer>;
  endDrop(drop: string): Promise<Pick[]>;
  /** Copies what was picked, and gives all photos there are then. */
  importPicks(picks: readonly Pick[]): Promise<Photo[]>;
  /** Drops files by their paths, imports them, and gives all photos there are then. */
  importDrop(files: Readonly<Record<string, Buffer | string>>): Promise<Photo[]>;
  /** What lies on its way into the library. */
  listIncoming(): string[];
}

export function createServedPage(): ServedPage {
  let served: ServedLibrary | undefined;
  let page: PageClient | undefined;
  const require = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("nothing is served yet");
    return value;
  };
  const host: ServedPage = {
    get served() {
      return require(served);
    },
    get page() {
      return require(page);
    },
    begin: async () => {
      served = await createServedLibrary();
      page = await openPage(served.address);
    },
    end: async () => {
      await host.served.remove();
      return host.served.warnings.filter((line) => line.startsWith("bug"));
    },
    beginAgain: async () => {
      await host.served.serveAgain();
      page = await openPage(host.served.address);
    },
    beginDrop: async () => (await host.page.askJson<{ drop: string }>("/drops", { method: "POST" })).drop,
    putFile: (drop, index, path, body, more = "") =>
      host.page.ask(`/drops/${drop}/${index}?path=${encodeURIComponent(path)}${more}`, { method: "PUT", body }),
    endDrop: async (drop) =>
      (await host.page.askJson<{ picks: Pick[] }>(`/drops/${drop}/done`, { method: "POST" })).picks,
    importPicks: async (picks) => {
      const connection = await host.page.connect();
      const handles = picks.map(({ handle }) => handle);
      const { jobId } = await connection.invoke(PICK_OPERATIONS.start, { handles, mode: "copy" });
      for await (const _ of connection.subscribe(IMPORT_OPERATIONS.watch, { jobId }));
      const photos: Photo[] = [];
      for await (const some of connection.subscribe(LIBRARY_OPERATIONS.list, { query: "" })) photos.push(...some);
      connection.close();
      return photos;
    },
    importDrop: async (files) => {
      const drop = await host.beginDrop();
      for (const [index, [path, body]] of Object.entries(files).entries()) {
        const { status } = await host.putFile(drop, index, path, body);
        if (status !== 204) throw new Error(`${path} was answered with ${status}`);
      }
      return host.importPicks(await host.endDrop(drop));
    },
    listIncoming: () => readdirSync(join(host.served.root, ".imgstream/incoming")),
  };
  return host;
}
