import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach } from "vitest";
import type { Photo } from "@shared/contract/photo";
import { writePhoto } from "@shared/media/testing/photo-files";
import { buildCommand, type CommandResult, runCommand } from "@cli/testing/run-command";

/** A folder for each test of the command, with its photos and its library; gone afterwards. */
export interface CommandHome {
  readonly folder: string;
  readonly library: string;
  photo(name: string): string;
  /** Runs the command on the library. */
  imgstream(...words: string[]): Promise<CommandResult>;
  list(query?: string): Promise<Photo[]>;
  /** Writes so many photos, 0001.jpg and on. */
  plant(count?: number): Promise<void>;
}

/** For the tests of the file that calls it. */
export function useCommandHome(): CommandHome {
  let folder = "";
  beforeAll(buildCommand);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "imgstream-cli-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const home: CommandHome = {
    get folder() {
      return folder;
    },
    get library() {
      return join(folder, "library");
    },
    photo: (name) => join(folder, "photos", name),
    imgstream: (...words) => runCommand([...words, "--library", home.library]),
    list: async (query = "") => JSON.parse((await home.imgstream("list", query, "--json")).stdout) as Photo[],
    plant: async (count = 3) => {
      for (let seed = 1; seed <= count; seed++) {
        await writePhoto(home.photo(`${String(seed).padStart(4, "0")}.jpg`), {
          seed,
          taken: `2021:03:${String((seed % 28) + 1).padStart(2, "0")} 12:00:00`,
        });
      }
    },
  };
  return home;
}
