export interface StartedAs {
  platform: NodeJS.Platform;
  /** Undefined on Windows. */
  userId: number | undefined;
  hasSwitch(name: string): boolean;
}

/** Switches of Chromium that take away what keeps a page in its place. */
const UNSAFE_SWITCHES = [
  "no-sandbox",
  "disable-setuid-sandbox",
  "disable-gpu-sandbox",
  "disable-web-security",
  "allow-running-insecure-content",
  "allow-file-access-from-files",
  "disable-site-isolation-trials",
  "remote-allow-origins",
  "load-extension",
] as const;

/** Why no window may be opened, in words for a terminal; undefined when one may. */
export function toRefusal({ platform, userId, hasSwitch }: StartedAs): string | undefined {
  const unsafe = UNSAFE_SWITCHES.find(hasSwitch);
  if (unsafe !== undefined) {
    return `ImgStream opens no window with --${unsafe}: photos from anywhere are decoded in it. Start it without.`;
  }
  if (platform !== "win32" && userId === 0) {
    return 'ImgStream opens no window as root, since root has no sandbox. Start it as yourself, or use "imgstream serve".';
  }
  return undefined;
}
