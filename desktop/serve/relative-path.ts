import { AppError } from "@shared/errors";

/** Levels of folders that are taken, the file itself included. */
const DEPTH_MAX = 64;
/** What file systems hold in one name. */
const NAME_BYTES_MAX = 255;
const WINDOWS_RESERVED = /[<>:"|?*\\\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * The names of a path that a page sent, outermost first: each names something within the folder before it, on this system.
 * Throws AppError `value_invalid`.
 */
export function parseRelativePath(text: string, platform: NodeJS.Platform): string[] {
  const names = text.split("/");
  const refuse = (why: string) =>
    new AppError("value_invalid", `A file cannot be taken by the name it came with: ${why}.`);
  if (names.length > DEPTH_MAX) throw refuse(`it lies more than ${DEPTH_MAX} folders deep`);
  for (const name of names) {
    if (name === "" || name === "." || name === "..") throw refuse("a part of its path is no name");
    if (name.includes("\0")) throw refuse("a name holds a character that no file system takes");
    if (Buffer.byteLength(name) > NAME_BYTES_MAX) throw refuse(`a name is longer than ${NAME_BYTES_MAX} bytes`);
    if (platform === "win32" && WINDOWS_RESERVED.test(name)) throw refuse("Windows does not allow one of its names");
  }
  return names;
}
