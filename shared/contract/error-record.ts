import { z } from "zod";
import { ERROR_STATUS, fromErrorRecord, type AppError, type ErrorCode } from "@shared/errors";

export const textRangeSchema = z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() });

/** An ErrorRecord as it is read: the code may be of a newer version. */
export const errorRecordSchema = z.object({
  code: z.string(),
  message: z.string(),
  range: textRangeSchema.exactOptional(),
  suggestion: z.string().exactOptional(),
});

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, code);
}

/** The error that a peer tells of. A code that we do not know stands as `otherwise`, its message kept. */
export function readError(record: z.infer<typeof errorRecordSchema>, otherwise: ErrorCode = "internal"): AppError {
  return fromErrorRecord({ ...record, code: isErrorCode(record.code) ? record.code : otherwise });
}
