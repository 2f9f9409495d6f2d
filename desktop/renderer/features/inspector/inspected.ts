import type { Photo } from "@shared/contract/photo";

/** What a section shows and changes. `keys` are all photos that a change applies to, `photos` those whose values are shown. */
export interface Inspected {
  keys: readonly number[];
  photos: readonly Photo[];
}
