import { AppError } from "@shared/errors";

/** The reasons Google names in the `errors` of an answer. */
type Reason =
  | "authError"
  | "backendError"
  | "clientClosedRequest"
  | "conditionNotMet"
  | "conflict"
  | "forbidden"
  | "gone"
  | "internalError"
  | "invalid"
  | "notFound"
  | "notModified"
  | "required"
  | "requestedRangeNotSatisfiable";

/** What a caller of the storage can expect, in Google's words. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly status: number;
  readonly reason: Reason;
  /** The word of the XML API, where the reason does not say it. */
  readonly code: string | undefined;

  constructor(
    status: number,
    reason: Reason,
    message: string,
    { cause, code }: { cause?: unknown; code?: string } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.reason = reason;
    this.code = code;
  }
}

export const toInvalid = (message: string, cause?: unknown) => new StorageError(400, "invalid", message, { cause });
export const toConditionNotMet = () =>
  new StorageError(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
export const toNoSuchObject = (bucket: string, name: string) =>
  new StorageError(404, "notFound", `No such object: ${bucket}/${name}`);
export const toNoSuchBucket = () => new StorageError(404, "notFound", "The specified bucket does not exist.");
export const toForbidden = (message: string) => new StorageError(403, "forbidden", message);

/** Any thrown value as an answer: a full disk is Google's own trouble, what nobody expected is told as such. */
export function toStorageError(thrown: unknown): StorageError {
  if (thrown instanceof StorageError) return thrown;
  if (isDiskFull(thrown)) {
    const message = "The disk of the local cloud is full. Free some space and try again; nothing was stored.";
    return new StorageError(503, "backendError", message, { cause: thrown });
  }
  // Express and its parsers refuse what they cannot read by errors with a status of their own.
  const { status, message } = (thrown ?? {}) as { status?: unknown; message?: unknown };
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new StorageError(status, "invalid", String(message), { cause: thrown });
  }
  return new StorageError(500, "internalError", `The local cloud has a bug: ${String(thrown)}`, { cause: thrown });
}

function isDiskFull(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.code === "disk_full";
  const { code } = (thrown ?? {}) as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT";
}
