import express, { type Router } from "express";
import type { Gate } from "./allowed";
import type { Buckets } from "./buckets";
import { originOf } from "./request";
import { toBucketResource } from "./resources";

/** Clients written in Go send `null` for an empty resource. */
export const jsonBody = express.json({ type: () => true, strict: false, limit: "1mb" });

export function serveBuckets(router: Router, { buckets, gate }: { buckets: Buckets; gate: Gate }): void {
  router.get("/storage/v1/b", (request, response) => {
    gate.require(request, "admin");
    const items = buckets.list().map((bucket) => toBucketResource(bucket, originOf(request)));
    response.json({ kind: "storage#buckets", ...(items.length > 0 && { items }) });
  });
  router.post("/storage/v1/b", jsonBody, (request, response) => {
    gate.require(request, "admin");
    response.json(toBucketResource(buckets.create(request.body), originOf(request)));
  });
  router.get("/storage/v1/b/:bucket", (request, response) => {
    const { bucket } = request.params;
    gate.require(request, "list", bucket);
    response.json(toBucketResource(buckets.require(bucket), originOf(request)));
  });
  router.delete("/storage/v1/b/:bucket", (request, response) => {
    const { bucket } = request.params;
    gate.require(request, "admin", bucket);
    buckets.delete(bucket);
    response.status(204).end();
  });
}
