import { homedir } from "node:os";
import { join } from "node:path";

/** Where the library lies when nothing is said: the user's data folder, by the custom of the system. */
export function defaultLibrary(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  if (platform === "win32")
    return join(environment.APPDATA ?? join(homedir(), "AppData", "Roaming"), "ImgStream", "Library");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "ImgStream", "Library");
  return join(environment.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "imgstream", "library");
}
