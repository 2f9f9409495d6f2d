import type { IRouter, Request } from "express";
import type { Connection } from "@shared/contract/connect";
import { HOST_OPERATIONS } from "@shared/contract/pick";
import { AppError } from "@shared/errors";
import { type DropStore, DROP_FILES_MAX } from "@serve/drop-store";

type DropRequest = Request<{ drop: string }>;
type FileRequest = Request<{ drop: string; index: string }>;

/** What was dropped into a browser, file by file (docs/serve.md). `ask` gives the owner's connection. */
export function serveDrops(router: IRouter, store: DropStore, ask: () => Promise<Connection>): void {
  router.post("/drops", async (_request, response) => {
    response.json({ drop: await store.begin() });
  });
  router.put("/drops/:drop/:index", async (request: FileRequest, response) => {
    const { path, modified } = request.query;
    if (typeof path !== "string") throw new AppError("bad_request", "A file of a drop needs its path.");
    await store.save(request.params.drop, {
      index: toIndex(request.params.index),
      path,
      modifiedAtMs: toModifiedAtMs(modified),
      bytes: request,
    });
    response.status(204).end();
  });
  router.post("/drops/:drop/done", async (request: DropRequest, response) => {
    const { drop } = request.params;
    store.end(drop);
    response.json(await (await ask()).invoke(HOST_OPERATIONS.drop, { drop }));
  });
  router.delete("/drops/:drop", async (request: DropRequest, response) => {
    await store.delete(request.params.drop);
    response.status(204).end();
  });
}

function toIndex(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new AppError("bad_request", `A file of a drop is numbered from 0 to ${DROP_FILES_MAX - 1}.`);
}

/** The file's own time, where the page says one that is a time: many photos have no other date. */
function toModifiedAtMs(text: unknown): number | undefined {
  const ms = typeof text === "string" ? Number(text) : Number.NaN;
  return Number.isSafeInteger(ms) && Math.abs(ms) <= 8.64e15 ? ms : undefined;
}
