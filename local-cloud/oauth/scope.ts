const DRIVE_AND_VIDEO = ["drive.appdata", "drive.file", "youtube", "youtube.readonly"];

/** What the device flow may ask for; Google lists no others. */
const ALLOWED = new Set([
  ...["openid", "email", "profile"],
  ...DRIVE_AND_VIDEO.map((name) => `https://www.googleapis.com/auth/${name}`),
]);

export function parseScope(scope: string): string[] {
  return scope.split(" ").filter((name) => name !== "");
}

export function findForbiddenScope(scope: string): string | undefined {
  return parseScope(scope).find((name) => !ALLOWED.has(name));
}

/** An ID token comes only when the scope asks who the person is. */
export function asksForIdentity(scope: string): boolean {
  return parseScope(scope).some((name) => name === "openid" || name === "email" || name === "profile");
}
