import type { Bucket } from "./buckets";
import type { ListPage } from "./list-objects";
import type { ObjectRecord } from "./object-rows";

const toTime = (ms: number) => new Date(ms).toISOString();

export const toEtag = ({ generation, metageneration }: ObjectRecord): string =>
  Buffer.from(`${generation}/${metageneration}`).toString("base64");

/** `storage#object`; `origin` is where the caller found this server. */
export function toObjectResource(record: ObjectRecord, origin: string): object {
  const { bucket, name, generation, createdAtMs, updatedAtMs, metadata } = record;
  const path = `storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`;
  return {
    kind: "storage#object",
    id: `${bucket}/${name}/${generation}`,
    selfLink: `${origin}/${path}`,
    mediaLink: `${origin}/download/${path}?generation=${generation}&alt=media`,
    ...{ name, bucket, generation: String(generation), metageneration: String(record.metageneration) },
    storageClass: "STANDARD",
    ...metadata,
    ...{ size: String(record.sizeBytes), md5Hash: record.md5, crc32c: record.crc32c, etag: toEtag(record) },
    ...{ timeCreated: toTime(createdAtMs), updated: toTime(updatedAtMs), timeFinalized: toTime(createdAtMs) },
    timeStorageClassUpdated: toTime(createdAtMs),
  };
}

/** `storage#bucket`. */
export function toBucketResource({ name, location, storageClass, createdAtMs }: Bucket, origin: string): object {
  return {
    kind: "storage#bucket",
    ...{ id: name, name, selfLink: `${origin}/storage/v1/b/${name}`, projectNumber: "0" },
    ...{ location, locationType: location.length === 2 ? "multi-region" : "region", storageClass },
    ...{ metageneration: "1", generation: String(createdAtMs * 1000), etag: "CAE=" },
    ...{ timeCreated: toTime(createdAtMs), updated: toTime(createdAtMs) },
    iamConfiguration: { publicAccessPrevention: "enforced", uniformBucketLevelAccess: { enabled: true } },
  };
}

/** `storage#objects`, with the fields Google leaves out when they are empty left out. */
export const toListResource = ({ items, prefixes, nextPageToken }: ListPage, origin: string): object => ({
  kind: "storage#objects",
  ...(nextPageToken !== undefined && { nextPageToken }),
  ...(prefixes.length > 0 && { prefixes }),
  ...(items.length > 0 && { items: items.map((record) => toObjectResource(record, origin)) }),
});
