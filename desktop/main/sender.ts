import { APP_ORIGIN } from "@preload/channels";
import type { Sender } from "./ipc";

/**
 * Whether a message comes from the main frame of one of our windows, while that shows our own page. A frame that is gone,
 * a frame within the page, `about:blank` and every other origin are refused.
 */
export function isTrustedSender(
  { sender, senderFrame }: Sender,
  isOurWindow: (webContentsId: number) => boolean,
): boolean {
  if (!senderFrame || senderFrame.detached || senderFrame.parent !== null) return false;
  return isOurWindow(sender.id) && senderFrame.origin === APP_ORIGIN && isAppUrl(senderFrame.url);
}

/** Whether an address is within the app's own origin, by its parts. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, username, password } = new URL(text);
  return `${protocol}//${host}` === APP_ORIGIN && username === "" && password === "";
}
