/**
 * Chromium knows no scheme of ours. Its pages are at an https origin that exists nowhere, whose requests never leave the
 * browser: each is answered by the handler of the scheme. Main process and preload see only the scheme's own addresses.
 */
export const APP_ORIGIN = "imgstream://app";
export const REAL_ORIGIN = "https://app.imgstream.invalid";

export function toReal(url: string): string {
  return url.startsWith(`${APP_ORIGIN}/`) ? REAL_ORIGIN + url.slice(APP_ORIGIN.length) : url;
}

export function fromReal(url: string): string {
  const isApp = url === REAL_ORIGIN || url.startsWith(`${REAL_ORIGIN}/`);
  return isApp ? APP_ORIGIN + url.slice(REAL_ORIGIN.length) : url;
}
