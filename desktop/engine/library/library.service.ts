import { isAbsolute } from "node:path";
import { NOT_PURGED } from "@shared/catalog/order";
import {
  countMonths,
  countPhotos,
  findKeysById,
  findPhotosByKey,
  type KeyedPhoto,
  listPhotos,
} from "@shared/catalog/photos";
import type { LibraryStatus } from "@shared/contract/library";
import type { Photo } from "@shared/contract/photo";
import type { Details, Histogram, Match, OrderSort } from "@shared/contract/view";
import { photoIdOf } from "@shared/domain/content-hash";
import type { Clock } from "@shared/domain/clock";
import { AppError } from "@shared/errors";
import { hashFile } from "@engine/files/hash-file";
import type { CatalogReader } from "@engine/catalog/catalog-host";
import type { Orders } from "@engine/catalog/orders";
import { toCondition } from "@engine/edit/scope";
import { fromKeptPath, type LibraryFolder, toKeptPath } from "@engine/library-folder";

/** What a library knows beside its catalog. */
export interface LibraryRecords {
  readonly libraryId: string;
  /** The photo whose bytes lie at a path, as kept. */
  findPhotoId(keptPath: string): Promise<string | undefined>;
  findMetadata(photoId: string): Readonly<Record<string, unknown>> | undefined;
  /** Files on the review list. */
  countReview(): number;
}

interface Deps {
  folder: LibraryFolder;
  clock: Clock;
  records: LibraryRecords;
  catalog: CatalogReader;
  orders: Orders;
}

/** Questions about the photos of a library. */
export interface LibraryService {
  match(query: string, sort: OrderSort): Promise<Match>;
  months(query: string): Promise<Histogram>;
  details(wanted: { keys: readonly number[] } | { photoIds: readonly string[] }): Promise<Details>;
  list(query: string): AsyncGenerator<Photo[]>;
  /** Throws AppError `photo_not_found`. */
  show(idOrPath: string): Promise<{ photo: Photo; metadata: Record<string, unknown> | null }>;
  status(): Promise<LibraryStatus>;
}

const LIVE = { where: "state = 'live'", parameters: {} };
const TRASHED = { where: "state = 'trashed'", parameters: {} };

export function createLibraryService(deps: Deps): LibraryService {
  const { folder, clock, records, catalog, orders } = deps;
  const toShown = ({ photo }: KeyedPhoto): Photo => ({
    ...photo,
    path: photo.path && fromKeptPath(folder, photo.path),
  });

  const findDetails = async (keys: readonly number[]): Promise<Map<number, Photo>> => {
    const found = await catalog.read((connection) => findPhotosByKey(connection, keys));
    return new Map(found.map((keyed) => [keyed.key, toShown(keyed)]));
  };
  const keysOf = (photoIds: readonly string[]) => catalog.read((connection) => findKeysById(connection, photoIds));

  return {
    match: (query, sort) => orders.match(sort, toCondition(query, clock)),
    months: (query) => catalog.read((connection) => countMonths(connection, toCondition(query, clock))),
    details: async (wanted) => {
      const keyed = "keys" in wanted ? undefined : await keysOf(wanted.photoIds);
      const keys = "keys" in wanted ? wanted.keys : wanted.photoIds.map((id) => keyed?.get(id) ?? -1);
      const photos = await findDetails(keys.filter((key) => key >= 0));
      return { photos: keys.map((key) => toDetail(key, photos.get(key))) };
    },
    list: async function* (query) {
      const condition = toCondition(query, clock);
      for await (const page of catalog.stream((connection) => listPhotos(connection, condition)))
        yield page.map(toShown);
    },
    show: async (idOrPath) => {
      const known = await records.findPhotoId(toKeptPath(folder, idOrPath));
      const photoId = known ?? (isAbsolute(idOrPath) ? await photoIdOfFile(idOrPath) : idOrPath);
      const key = (await keysOf([photoId])).get(photoId);
      const photo = key === undefined ? undefined : (await findDetails([key])).get(key);
      if (!photo) {
        throw new AppError("photo_not_found", `No photo of this library has the id or the path ${idOrPath}.`);
      }
      return { photo, metadata: records.findMetadata(photo.photoId) ?? null };
    },
    status: async () => {
      const counts = await catalog.read(async (connection) => ({
        photos: await countPhotos(connection, LIVE),
        trashed: await countPhotos(connection, TRASHED),
        backedUp: await countPhotos(connection, { ...NOT_PURGED, where: `${LIVE.where} AND is_backed_up` }),
      }));
      const unbound = { pending: 0, waiting: 0, failed: 0, stopped: null, head: 0 };
      const { libraryId } = records;
      return { ...counts, ...unbound, needAttention: records.countReview(), libraryId, path: folder.root };
    },
  };
}

/** The photo that a file anywhere holds, by its content; the path itself when there is no such file. */
async function photoIdOfFile(path: string): Promise<string> {
  try {
    return photoIdOf(await hashFile(path));
  } catch {
    return path;
  }
}

function toDetail(key: number, photo: Photo | undefined): Details["photos"][number] {
  return photo ? { key, photo } : null;
}
