import fc from "fast-check";
import { AppError, ERROR_STATUS, type AppErrorDetail, type ErrorCode } from "@shared/errors";

/** Every error that one process may tell another of. Texts hold any UTF-16 that can be encoded. */
export function anyAppError(): fc.Arbitrary<AppError> {
  const text = fc.string({ unit: "binary" });
  const detail: fc.Arbitrary<AppErrorDetail> = fc.record(
    { range: fc.record({ from: fc.nat(), to: fc.nat() }), suggestion: text },
    { requiredKeys: [] },
  );
  const code = fc.constantFrom(...(Object.keys(ERROR_STATUS) as ErrorCode[]));
  return fc.tuple(code, text, detail).map(([of, message, place]) => new AppError(of, message, place));
}
