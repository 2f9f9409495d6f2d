import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bucket, File } from "@google-cloud/storage";
import { afterAll, beforeAll } from "vitest";
import type { StorageAction } from "@local-cloud/storage/allowed";
import { createClient } from "@local-cloud/storage/testing/storage-client";
import { startStorage, type StorageHost } from "@local-cloud/storage/testing/storage-host";

/** An empty bucket, and short ways to use it. */
export interface TestBucket {
  folder: string;
  url: string;
  bucket: Bucket;
  save(name: string, text?: string, options?: Parameters<File["save"]>[1]): Promise<File>;
  /** As `token`, with a path. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** For a test file: one storage, and a new bucket at each call. */
export function useStorage(): () => Promise<TestBucket> {
  let folder: string;
  let host: StorageHost;
  let count = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "storage-"));
    host = await startStorage(folder, { isAllowed });
  });
  afterAll(async () => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return async () => {
    const { url } = host;
    const [bucket] = await createClient(url).createBucket(`photos-${count++}`);
    return {
      ...{ folder, url, bucket },
      save: async (name, text = name, options = {}) => {
        const file = bucket.file(name);
        await file.save(text, { resumable: false, ...options });
        return file;
      },
      ask: (path, init = {}) =>
        fetch(url + path, { ...init, headers: { authorization: "Bearer token", ...(init.headers as object) } }),
    };
  };
}

/** `reader` may read and list, `creator` may also create, `token` everything; nobody else is known. */
function isAllowed(token: string, { kind }: StorageAction): boolean | "unauthenticated" {
  if (token === "token") return true;
  if (token === "reader") return kind === "read" || kind === "list";
  if (token === "creator") return kind === "read" || kind === "list" || kind === "create";
  return "unauthenticated";
}

export const textOf = async (file: File) => String((await file.download())[0]);
export const generationOf = async (file: File) => Number((await file.getMetadata())[0].generation);
