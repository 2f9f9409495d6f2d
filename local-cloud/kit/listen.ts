import { once } from "node:events";
import { createServer } from "node:http";
import express, { type Express } from "express";

/** An application that listens on the loopback. */
export interface Listening {
  app: Express;
  /** As in `http://127.0.0.1:4100`. */
  origin: string;
  /** Cuts what is under way. */
  close(): Promise<void>;
}

/** Listens before the application is built, which may have to know where it is. Port 0 for any that is free. */
export async function listen(port: number): Promise<Listening> {
  const app = express();
  app.disable("x-powered-by");
  // Large originals take longer than Node allows a request.
  const server = createServer({ requestTimeout: 0 }, app);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no address");
  return {
    app,
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
