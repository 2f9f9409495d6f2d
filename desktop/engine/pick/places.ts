import { readdirSync, readFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { basename, join } from "node:path";
import type { PickPlace } from "@shared/contract/pick";

/** A folder where browsing may begin; it need not be there. */
export interface Place {
  kind: PickPlace["kind"];
  path: string;
}

/** Whose places they are. */
export interface PlaceOwner {
  platform: NodeJS.Platform;
  home: string;
  userName: string;
}

/** The user that this process runs as. */
export function placeOwner(): PlaceOwner {
  const home = homedir();
  return { platform: process.platform, home, userName: findUserName() ?? basename(home) };
}

/** A user of a container may have a number and no name. */
function findUserName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

/** The user's pictures and home, and the drives that are mounted now. */
export function listPlaces({ platform, home, userName }: PlaceOwner): Place[] {
  const pictures = platform === "linux" ? picturesByDesktop(home) : undefined;
  return [
    { kind: "pictures", path: pictures ?? join(home, "Pictures") },
    { kind: "home", path: home },
    ...listDrives(platform, userName).map((path): Place => ({ kind: "drive", path })),
  ];
}

/** Desktops on Linux name the folder in the user's language and say so here (freedesktop.org, xdg-user-dirs). */
function picturesByDesktop(home: string): string | undefined {
  try {
    const text = readFileSync(join(home, ".config/user-dirs.dirs"), "utf8");
    return /^XDG_PICTURES_DIR="(?<path>.+)"$/m.exec(text)?.groups?.path?.replace("$HOME", home);
  } catch {
    return undefined;
  }
}

function listDrives(platform: NodeJS.Platform, userName: string): string[] {
  if (platform === "win32") return Array.from("CDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => `${letter}:\\`);
  if (platform === "darwin") return listWithin("/Volumes");
  const ofUser = [join("/media", userName), join("/run/media", userName)];
  return [...ofUser.flatMap(listWithin), ...listWithin("/mnt")];
}

function listWithin(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
