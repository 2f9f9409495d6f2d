import { type Condition, findKeys, readLooks, readOrder, readOrderRows } from "@shared/catalog/order";
import { findIds } from "@shared/catalog/photos";
import type { Match, OrderChange, OrderSort, PackedOrder } from "@shared/contract/view";
import type { Clock } from "@shared/domain/clock";
import { createBell } from "@engine/bell";
import type { CatalogChange, CatalogReader } from "@engine/catalog/catalog-host";
import { findTies, type Order, repaintOrder, spliceOrder, toBits, toOrder, toPackedOrder } from "@engine/catalog/order";
import { createTurns } from "@engine/catalog/turns";

/** The orders of the library that somebody looks at, kept in step with the catalog. */
export interface Orders {
  find(sort: OrderSort): Promise<PackedOrder>;
  /** What a condition finds, over the order as it stands. */
  match(sort: OrderSort, condition: Condition): Promise<Match>;
  /** Brings the orders forward after the catalog has changed. */
  follow(change: CatalogChange): Promise<void>;
  /** The steps after a version, as they happen, until the signal aborts. */
  changes(sort: OrderSort, since: number, signal: AbortSignal): AsyncGenerator<OrderChange>;
}

/** More moved photos than this, or more of one time, and reading the whole order again is cheaper. */
const SPLICE_MAX = 20_000;
/** Steps that are kept for those who ask late. */
const STEPS_KEPT = 64;

interface Followed {
  order: Order;
  steps: OrderChange[];
}

export function createOrders(catalog: CatalogReader, clock: Clock): Orders {
  const followed = new Map<OrderSort, Followed>();
  const turns = createTurns();
  const bell = createBell();
  // Versions start at the time of opening: never one that an earlier run gave out.
  let lastVersion = clock.nowMs();

  const load = async (sort: OrderSort): Promise<Order> => {
    const columns = await catalog.read((connection) => readOrder(connection, sort));
    lastVersion += 1;
    return toOrder(columns, lastVersion);
  };

  /** In turn with `follow`, so that an order never misses a change between its reading and its use. */
  const require = (sort: OrderSort): Promise<Followed> =>
    turns.take(async () => {
      const known = followed.get(sort) ?? { order: await load(sort), steps: [] };
      followed.set(sort, known);
      return known;
    });

  const put = (entry: Followed, order: Order, step: OrderChange) => {
    lastVersion = Math.max(lastVersion, order.version);
    entry.order = order;
    entry.steps = [...entry.steps, step].slice(-STEPS_KEPT);
  };

  const reload = async (sort: OrderSort, entry: Followed) => {
    const order = await load(sort);
    put(entry, order, { kind: "reload", to: order.version });
  };

  const followOne = async (sort: OrderSort, entry: Followed, change: CatalogChange) => {
    if (change === "remade") return reload(sort, entry);
    const moved = [...change.newKeys, ...(sort === "captured" ? change.movedKeys : [])];
    const stayed = withoutAll(change.changedKeys, moved);
    if (stayed.length > 0) await repaint(catalog, entry, stayed, put);
    if (moved.length === 0) return;
    if (moved.length > SPLICE_MAX || !(await splice(catalog, sort, entry, moved, put))) await reload(sort, entry);
  };

  return {
    find: async (sort) => toPackedOrder((await require(sort)).order),
    match: async (sort, condition) => {
      const entry = await require(sort);
      const keys = await catalog.read((connection) => findKeys(connection, condition));
      return { version: entry.order.version, ...toBits(entry.order, keys) };
    },
    follow: (change) =>
      turns.take(async () => {
        for (const [sort, entry] of followed) await followOne(sort, entry, change);
        bell.ring();
      }),
    changes: async function* (sort, since, signal) {
      let at = since;
      while (!signal.aborted) {
        const entry = await require(sort);
        const next = nextStep(entry, at);
        if (next) {
          at = next.to;
          yield next;
        } else await bell.next(signal);
      }
    },
  };
}

/** The step that leads on from a version; a reload when it is not kept, none when the version is the newest. */
function nextStep({ order, steps }: Followed, since: number): OrderChange | undefined {
  if (since === order.version) return undefined;
  return steps.find((step) => step.kind === "step" && step.from === since) ?? { kind: "reload", to: order.version };
}

function withoutAll(keys: readonly number[], without: readonly number[]): number[] {
  const left = new Set(without);
  return keys.filter((key) => !left.has(key));
}

type Put = (entry: Followed, order: Order, step: OrderChange) => void;

async function repaint(catalog: CatalogReader, entry: Followed, keys: number[], put: Put): Promise<void> {
  const looks = await catalog.read((connection) => readLooks(connection, keys));
  const { order, step } = repaintOrder(entry.order, looks, keys);
  put(entry, order, step);
}

/** Says false when too many photos share one time. */
async function splice(
  catalog: CatalogReader,
  sort: OrderSort,
  entry: Followed,
  keys: number[],
  put: Put,
): Promise<boolean> {
  const rows = await catalog.read((connection) => readOrderRows(connection, sort, keys));
  const ties = findTies(entry.order, rows);
  if (ties.length > SPLICE_MAX) return false;
  const ids = await catalog.read((connection) => findIds(connection, ties));
  const { order, step } = spliceOrder(entry.order, keys, rows, ids);
  put(entry, order, step);
  return true;
}
