import type { MediaTrouble } from "@engine/workers/media-task";

/** A file that costs itself alone: the task ends, its reason goes on the review list. */
export class TroubleError extends Error {
  override readonly name = "TroubleError";
  readonly trouble: MediaTrouble;

  constructor(code: MediaTrouble["code"], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.trouble = { code, message };
  }
}

/** What an error of the file system means for the file that met it. */
export function fromFileError(error: unknown): TroubleError {
  if (error instanceof TroubleError) return error;
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  switch (reason) {
    case "ENOENT":
    case "ENOTDIR":
      return new TroubleError("vanished", "No longer there. Check that the drive is connected.", error);
    case "EACCES":
    case "EPERM":
      return new TroubleError("unreadable", "No permission to read it.", error);
    case "ENOSPC":
    case "EDQUOT":
      return new TroubleError("disk_full", "The disk of the library is full.", error);
    default:
      return new TroubleError("unreadable", `Cannot be read (${reason}).`, error);
  }
}
