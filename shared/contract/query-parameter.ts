import { z } from "zod";

/** A whole number in a path or query, in decimal digits. `range` bounds it. */
export function intParameter(range: z.ZodType<number, number> = z.int()) {
  return z.codec(z.string().regex(/^-?\d{1,16}$/, "not a whole number"), range, { decode: Number, encode: String });
}

/** `true` or `false` in a query. */
export function booleanParameter() {
  return z.codec(z.enum(["true", "false"]), z.boolean(), {
    decode: (text) => text === "true",
    encode: (isSet) => (isSet ? "true" : "false"),
  });
}
