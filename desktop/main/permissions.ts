import type { Session } from "electron";
import { isAppUrl } from "./sender";

/** What the page may have of what a browser asks its user about. All the rest is denied without a question. */
export const PERMISSIONS: ReadonlySet<string> = new Set(["clipboard-sanitized-write", "fullscreen", "notifications"]);

/** Denies what is not in the list, to everybody, and what is in it to everybody but the app's own page. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, callback, { requestingUrl, isMainFrame }) =>
    callback(isMainFrame && PERMISSIONS.has(permission) && isAppUrl(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_, permission, origin, { isMainFrame }) => isMainFrame && PERMISSIONS.has(permission) && isAppUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_, callback) => callback({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_, callback) => callback(null));
}
