import { findKeys, NOT_PURGED } from "@shared/catalog/order";
import { findIds } from "@shared/catalog/photos";
import type { Clock } from "@shared/domain/clock";
import type { CatalogHost } from "@engine/catalog/catalog-host";
import type { Orders } from "@engine/catalog/orders";
import { mapAsReady, toBatches } from "@engine/import/streams";
import type { RenditionRepository } from "@engine/renditions/rendition.repository";
import type { ThumbnailMaker } from "@engine/renditions/thumbnails";

interface Deps {
  clock: Clock;
  catalog: CatalogHost;
  orders: Orders;
  renditions: RenditionRepository;
  thumbnails: ThumbnailMaker;
  workers: number;
}

export interface RebuildService {
  /** Makes the catalog again from the journal, then the thumbnails that are missing and can be made. */
  rebuild(): Promise<{ photos: number; thumbnails: number; tookMs: number }>;
}

const PAGE = 2000;
const SAVE_BATCH = 32;
const SAVE_WAIT_MS = 200;

export function createRebuildService(deps: Deps): RebuildService {
  const { clock, catalog, orders, thumbnails, workers } = deps;
  return {
    rebuild: async () => {
      const startedMs = clock.monotonicMs();
      await catalog.rebuild();
      await orders.follow("remade");
      const keys = await catalog.read((connection) => findKeys(connection, NOT_PURGED));
      const missing = listMissing(keys, deps);
      let made = 0;
      const results = mapAsReady(missing, workers * 2, (photoId) => thumbnails.render(photoId, 0));
      for await (const batch of toBatches(results, SAVE_BATCH, SAVE_WAIT_MS)) {
        thumbnails.save(batch);
        made += batch.filter(({ rendered }) => rendered !== null).length;
      }
      return { photos: keys.length, thumbnails: made, tookMs: Math.round(clock.monotonicMs() - startedMs) };
    },
  };
}

/** Photos without a thumbnail and without a reason for having none. */
async function* listMissing(keys: Int32Array, { catalog, renditions }: Deps): AsyncGenerator<string> {
  for (let from = 0; from < keys.length; from += PAGE) {
    const page = [...keys.subarray(from, from + PAGE)];
    const ids = await catalog.read((connection) => findIds(connection, page));
    yield* renditions.listWithout([...ids.values()]);
  }
}
