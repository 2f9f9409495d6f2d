import type { Request, Response, Router } from "express";
import type { ReadableDb } from "@shared/sqlite/sqlite";
import type { Gate } from "./allowed";
import { jsonBody } from "./bucket-routes";
import type { Buckets } from "./buckets";
import { requireConditions, requireReadConditions, toConditions, toNumber } from "./conditions";
import { listObjects } from "./list-objects";
import { parsePatch, parseResource, toMetadata } from "./object-metadata";
import type { ObjectRecord } from "./object-rows";
import type { ObjectStore } from "./object-store";
import { originOf, queryOf } from "./request";
import { toListResource, toObjectResource } from "./resources";
import { sendObject } from "./send-object";
import { toInvalid } from "./storage-error";

interface Deps {
  db: ReadableDb;
  buckets: Buckets;
  store: ObjectStore;
  gate: Gate;
}

const RESULTS_MAX = 1000;
/** What would change which objects are meant; to leave it out silently would be wrong. */
const NOT_OFFERED = ["versions", "softDeleted", "matchGlob", "includeFoldersAsPrefixes", "includeTrailingDelimiter"];

type ObjectRequest = Request<{ bucket: string; object: string }>;

/** Objects by the JSON API, but for the sending of bytes. */
export function serveObjects(router: Router, deps: Deps): void {
  const { buckets, store, gate } = deps;
  const finderOf = (request: ObjectRequest) => () => {
    const { bucket, object } = request.params;
    return store.require(bucket, object, toNumber(queryOf(request), "generation"));
  };
  router.get("/storage/v1/b/:bucket/o", (request, response) => {
    gate.require(request, "list", request.params.bucket);
    buckets.require(request.params.bucket);
    const page = listObjects(deps.db, request.params.bucket, toListQuery(queryOf(request)));
    response.json(toListResource(page, originOf(request)));
  });
  const get = async (request: ObjectRequest, response: Response) => {
    gate.require(request, "read", request.params.bucket);
    const find = finderOf(request);
    const conditions = toConditions(queryOf(request));
    if (queryOf(request).get("alt") === "media") {
      await sendObject(request, response, { store, find, conditions });
      return;
    }
    const record = find();
    requireReadConditions(conditions, record);
    response.json(toObjectResource(record, originOf(request)));
  };
  router.get("/storage/v1/b/:bucket/o/:object", get);
  router.get("/download/storage/v1/b/:bucket/o/:object", get);
  router.patch("/storage/v1/b/:bucket/o/:object", jsonBody, (request, response) => {
    gate.require(request, "update", request.params.bucket);
    const conditions = toConditions(queryOf(request));
    const record = store.patch(finderOf(request), conditions, parsePatch(request.body));
    response.json(toObjectResource(record, originOf(request)));
  });
  router.delete("/storage/v1/b/:bucket/o/:object", async (request, response) => {
    gate.require(request, "delete", request.params.bucket);
    await store.delete(finderOf(request), toConditions(queryOf(request)));
    response.status(204).end();
  });
  serveCopies(router, deps);
}

type CopyRequest = Request<{ bucket: string; object: string; toBucket: string; toObject: string }>;

function serveCopies(router: Router, { store, gate }: Deps): void {
  const copy = async (request: CopyRequest): Promise<ObjectRecord> => {
    const { bucket, object, toBucket, toObject } = request.params;
    gate.require(request, "read", bucket);
    gate.require(request, "create", toBucket);
    const query = queryOf(request);
    const sent = toMetadata(parseResource(request.body));
    const find = () => {
      const source = store.require(bucket, object, toNumber(query, "sourceGeneration"));
      requireConditions(toConditions(query, "Source"), source);
      return source;
    };
    return store.copy(find, (source) => ({
      ...{ bucket: toBucket, name: toObject, conditions: toConditions(query) },
      // A resource with anything in it stands in place of the metadata of the source.
      metadata: Object.keys(sent).length > 0 ? sent : source.metadata,
      mayReplace: gate.allows(request, "delete", toBucket),
    }));
  };
  const at = (verb: string) => `/storage/v1/b/:bucket/o/:object/${verb}/b/:toBucket/o/:toObject`;
  router.post(at("copyTo"), jsonBody, async (request: CopyRequest, response: Response) => {
    response.json(toObjectResource(await copy(request), originOf(request)));
  });
  router.post(at("rewriteTo"), jsonBody, async (request: CopyRequest, response: Response) => {
    const record = await copy(request);
    const size = String(record.sizeBytes);
    response.json({
      ...{ kind: "storage#rewriteResponse", totalBytesRewritten: size, objectSize: size, done: true },
      resource: toObjectResource(record, originOf(request)),
    });
  });
}

function toListQuery(query: URLSearchParams) {
  const refused = NOT_OFFERED.find((key) => ![null, "", "false"].includes(query.get(key)));
  if (refused !== undefined) throw toInvalid(`The local cloud does not offer ${refused}.`);
  const maxResults = toNumber(query, "maxResults");
  const text = (key: string) => query.get(key) ?? "";
  return {
    ...{ prefix: text("prefix"), delimiter: text("delimiter"), pageToken: text("pageToken") },
    ...{ startOffset: text("startOffset"), endOffset: text("endOffset") },
    maxResults: Math.min(maxResults === undefined || maxResults === 0 ? RESULTS_MAX : maxResults, RESULTS_MAX),
  };
}
