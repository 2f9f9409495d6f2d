import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Clock } from "@shared/domain/clock";
import { serveStorage, type StorageOptions } from "@local-cloud/storage/serve-storage";

/** A storage that answers on the loopback. */
export interface StorageHost {
  url: string;
  close(): Promise<void>;
}

const SYSTEM_CLOCK: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/** Everybody who brings a token may do everything, unless said otherwise. */
export async function startStorage(
  folder: string,
  options: Partial<Omit<StorageOptions, "folder">> = {},
): Promise<StorageHost> {
  const storage = serveStorage({
    ...{ folder, clock: SYSTEM_CLOCK, isAllowed: () => true, findKey: () => undefined },
    ...options,
  });
  const app = express();
  app.use(storage.router);
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      storage.close();
    },
  };
}
