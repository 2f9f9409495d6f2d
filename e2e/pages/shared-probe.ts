import { parseQuery } from "@shared/catalog/search/parser";
import { packedOrderSchema, type PackedOrder } from "@shared/contract/view";
import { formatLocal, parseLocalMs, toLocalMinutes } from "@shared/domain/capture-time";
import { photoIdOf } from "@shared/domain/content-hash";

/** What a page is given, and what it makes of it with the code in shared alone. */
export interface ProbeInput {
  contentHash: string;
  capturedLocal: string;
  query: string;
}

export function probe({ contentHash, capturedLocal, query }: ProbeInput) {
  const localMs = parseLocalMs(capturedLocal) ?? Number.NaN;
  const order: PackedOrder = {
    version: 7,
    keys: Int32Array.of(3, 1, 2),
    minutes: Int32Array.of(-1, 0, toLocalMinutes(localMs)),
    aspects: Uint16Array.of(1500, 667, 0),
    flags: Uint16Array.of(0, 1, 2),
  };
  const arrived = packedOrderSchema.parse(structuredClone(order));
  return {
    photoId: photoIdOf(contentHash),
    capturedLocal: formatLocal(localMs),
    query: parseQuery(query),
    order: {
      version: arrived.version,
      kinds: [arrived.keys, arrived.minutes, arrived.aspects, arrived.flags].map((column) => column.constructor.name),
      keys: [...arrived.keys],
      minutes: [...arrived.minutes],
      aspects: [...arrived.aspects],
      flags: [...arrived.flags],
    },
  };
}
