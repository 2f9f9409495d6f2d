import { z } from "zod";

interface Columns {
  Uint8Array: Uint8Array;
  Uint16Array: Uint16Array;
  Int32Array: Int32Array;
}

/** By its internal tag, not `instanceof`: what comes out of a structured clone may be of another realm. */
function isColumn(value: unknown, type: keyof Columns): boolean {
  return ArrayBuffer.isView(value) && (value as unknown as Record<symbol, unknown>)[Symbol.toStringTag] === type;
}

/** A packed column: a typed array that crosses a port as it is. Not for JSON. */
function column<Type extends keyof Columns>(type: Type) {
  return z
    .custom<Columns[Type]>((value) => isColumn(value, type), `not ${type}`)
    .meta({ description: `Packed column: ${type}` });
}

export const uint8Column = column("Uint8Array");
export const uint16Column = column("Uint16Array");
export const int32Column = column("Int32Array");
