import { AppError } from "@shared/errors";

/** Whether an error of node:fs says that the disk is full, or the user's share of it. */
export function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT";
}

/** Says in our words when the disk was full; any other error stays what it is. */
export function toDiskFull(error: unknown, root: string): unknown {
  if (!isDiskFull(error)) return error;
  return new AppError("disk_full", `The disk of the library in ${root} is full. Free some space and try again.`, {
    cause: error,
  });
}
