import type { Session } from "electron";

/** `devtools:` shows only where developer tools are on at all; `blob:` is made by the page itself. */
const SCHEMES: ReadonlySet<string> = new Set(["imgstream:", "blob:", "devtools:"]);

/** Lets pages ask for nothing but the app's own files, whatever their policy says. The engine speaks to the service, no page does. */
export function limitNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isAllowed(details.url) }));
  session.setSpellCheckerEnabled(false);
}

function isAllowed(url: string): boolean {
  return URL.canParse(url) && SCHEMES.has(new URL(url).protocol);
}
