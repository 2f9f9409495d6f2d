/** The last name of a path of either kind; the path itself when it has none, as the top of a drive. */
export function toFolderName(path: string): string {
  return path.split(/[/\\]/).findLast((name) => name !== "") ?? path;
}

/** The folder that a path lies in, as it is shown. */
export function toFolderPath(path: string): string {
  const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}
