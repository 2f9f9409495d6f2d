import type { PhotoImport } from "@shared/contract/mutation";
import { createCatalog } from "@shared/catalog/schema";
import { openDuckDb, type DuckDbConnection } from "@shared/duckdb/duckdb-connection";

/** An empty catalog in memory. */
export async function openCatalogInMemory(): Promise<DuckDbConnection> {
  const database = await openDuckDb(":memory:", { memoryLimitMb: 512, threads: 1 });
  const connection = await database.connect();
  await createCatalog(connection);
  return connection;
}

/** What an import states of a plain photo, but for what the test is about. */
export function photoImport(fields: Partial<PhotoImport> = {}): PhotoImport {
  return {
    contentHash: "00".repeat(32),
    sizeBytes: 3_000_000,
    contentType: "image/jpeg",
    format: "jpeg",
    fileName: "IMG_0001.jpg",
    widthPx: 4000,
    heightPx: 3000,
    orientation: 1,
    durationMs: null,
    altitudeM: null,
    directionDegrees: null,
    cameraMake: null,
    cameraModel: null,
    lensModel: null,
    exposureTimeS: null,
    fNumber: null,
    iso: null,
    focalLengthMm: null,
    focalLength35Mm: null,
    extractorVersion: 1,
    title: null,
    description: null,
    capturedLocal: "2021-03-01T12:34:56",
    capturedSource: "exif",
    offsetMinutes: null,
    offsetSource: null,
    latitude: null,
    longitude: null,
    rating: null,
    isFavourite: false,
    colourLabel: null,
    pick: null,
    isPrivate: false,
    isHidden: false,
    isArchived: false,
    stackId: null,
    livePhotoVideoId: null,
    keywords: [],
    keywordPaths: [],
    assets: [],
    ...fields,
  };
}
