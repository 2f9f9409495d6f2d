import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Connection } from "@shared/contract/connect";
import { IMPORT_OPERATIONS, type ImportFile, type ImportMode, type ImportProgress } from "@shared/contract/import";
import type { Photo } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { createPortPair } from "@engine/address/port-pair";
import { openEngine } from "@engine/open-engine";
import { createSystem } from "@engine/system";
import { spawnInProcess } from "@engine/testing/in-process-worker";

/** A library in a folder of its own, with an engine that may be closed and opened again. */
export interface TestLibrary {
  root: string;
  /** A folder for files that are to be imported. */
  photos: string;
  client: Connection;
  /** What the engine warned of. */
  warnings: string[];
  import(paths?: string[], mode?: ImportMode): Promise<{ last: ImportProgress; files: ImportFile[] }>;
  list(query?: string): Promise<Photo[]>;
  close(): Promise<void>;
  reopen(): Promise<void>;
  /** Closes and deletes everything. */
  remove(): Promise<void>;
}

export async function createTestLibrary(): Promise<TestLibrary> {
  const folder = mkdtempSync(join(tmpdir(), "imgstream-"));
  const root = join(folder, "library");
  const warnings: string[] = [];
  const open = async () => {
    const engine = await openEngine({
      ...{ root, mayCreate: true, system: createSystem(), spawnWorker: spawnInProcess, workers: 2 },
      log: { info: () => undefined, warn: (event, fields) => warnings.push(`${event} ${JSON.stringify(fields)}`) },
    });
    const [here, there] = createPortPair();
    engine.serve(there, "owner");
    return { engine, client: connect(here) };
  };
  let opened: Awaited<ReturnType<typeof open>> | undefined = await open();
  const close = async () => {
    await opened?.engine.close();
    opened = undefined;
  };
  const library: TestLibrary = {
    ...{ root, warnings, photos: join(folder, "photos"), client: opened.client, close },
    import: (paths = [library.photos], mode = "copy") => importInto(library.client, paths, mode),
    list: async (query = "") => {
      const photos: Photo[] = [];
      for await (const page of library.client.subscribe(LIBRARY_OPERATIONS.list, { query })) photos.push(...page);
      return photos;
    },
    reopen: async () => {
      await close();
      opened = await open();
      library.client = opened.client;
    },
    remove: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return library;
}

async function importInto(client: Connection, paths: string[], mode: ImportMode) {
  const { jobId } = await client.invoke(IMPORT_OPERATIONS.start, { paths, mode });
  let last: ImportProgress | undefined;
  for await (const progress of client.subscribe(IMPORT_OPERATIONS.watch, { jobId })) last = progress;
  const files: ImportFile[] = [];
  for await (const page of client.subscribe(IMPORT_OPERATIONS.files, { jobId })) files.push(...page);
  if (!last) throw new Error("the import told no progress");
  return { last, files };
}
