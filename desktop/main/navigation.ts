import type { WebContents } from "electron";

/**
 * Keeps a page where it is: it goes nowhere, opens no window and holds no other page. A link to one of our sites opens in
 * the system's browser instead.
 */
export function confine(contents: WebContents, openExternal: (url: string) => void): void {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url);
    return { action: "deny" };
  });
}
