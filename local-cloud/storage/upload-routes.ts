import type { Request, Response, Router } from "express";
import type { Gate } from "./allowed";
import { jsonBody } from "./bucket-routes";
import type { Buckets } from "./buckets";
import { toConditions } from "./conditions";
import { type ExpectedHashes, toExpected } from "./hashes";
import { readMultipart } from "./multipart";
import { parseResource, type SentResource, toMetadata } from "./object-metadata";
import type { ObjectStore } from "./object-store";
import type { Placement } from "./commit-object";
import { originOf, queryOf } from "./request";
import { toObjectResource } from "./resources";
import { cancelUpload, receiveUpload } from "./session-routes";
import { StorageError } from "./storage-error";
import type { UploadSessions } from "./upload-sessions";

const PATH = "/upload/storage/v1/b/:bucket/o";

interface Deps {
  buckets: Buckets;
  store: ObjectStore;
  sessions: UploadSessions;
  gate: Gate;
}

type BucketRequest = Request<{ bucket: string }>;

/** The three ways of the JSON API to send bytes. The address of a session is all that its bytes need. */
export function serveUploads(router: Router, deps: Deps): void {
  const { sessions } = deps;
  const receive = async (request: BucketRequest, response: Response) => {
    const record = await receiveUpload(request, response, sessions);
    if (record) response.json(toObjectResource(record, originOf(request)));
  };
  router.put(PATH, receive);
  router.delete(PATH, (request, response) => cancelUpload(request, response, sessions));
  router.post(PATH, async (request: BucketRequest, response: Response, next) => {
    const query = queryOf(request);
    // Clients written in Go send their chunks by POST.
    if (query.has("upload_id")) {
      await receive(request, response);
      return;
    }
    deps.gate.require(request, "create", request.params.bucket);
    deps.buckets.require(request.params.bucket);
    const type = query.get("uploadType");
    if (type === "resumable") next();
    else if (type === "multipart") await saveMultipart(request, response, deps);
    else await saveMedia(request, response, deps);
  });
  router.post(PATH, jsonBody, (request: BucketRequest, response: Response) => openSession(request, response, deps));
}

function toPlacement(request: BucketRequest, resource: SentResource, gate: Gate): Placement {
  const query = queryOf(request);
  const { bucket } = request.params;
  const name = query.get("name") ?? resource.name;
  if (name === undefined) throw new StorageError(400, "required", "Required parameter: name");
  const metadata = toMetadata(resource);
  return {
    ...{ bucket, name, metadata: { ...metadata, contentType: metadata.contentType ?? "application/octet-stream" } },
    ...{ conditions: toConditions(query), mayReplace: gate.allows(request, "delete", bucket) },
  };
}

async function saveMedia(request: BucketRequest, response: Response, { store, gate }: Deps): Promise<void> {
  const contentType = request.get("content-type");
  const resource = contentType === undefined ? {} : { contentType };
  const placement = toPlacement(request, resource, gate);
  const record = await store.save(request, toExpected(resource, request.headers), placement);
  response.json(toObjectResource(record, originOf(request)));
}

async function saveMultipart(request: BucketRequest, response: Response, { store, gate }: Deps): Promise<void> {
  const { resource: sent, contentType, bytes } = await readMultipart(request.get("content-type"), request);
  const resource = withType(parseResource(sent), contentType);
  const record = await store.save(bytes, toExpected(resource, request.headers), toPlacement(request, resource, gate));
  response.json(toObjectResource(record, originOf(request)));
}

async function openSession(request: BucketRequest, response: Response, { sessions, gate }: Deps): Promise<void> {
  const resource = withType(parseResource(request.body), request.get("x-upload-content-type"));
  const length = request.get("x-upload-content-length");
  const expected: ExpectedHashes = toExpected(resource, request.headers);
  const placement = toPlacement(request, resource, gate);
  const totalBytes = length === undefined ? undefined : Number(length);
  const id = await sessions.open({ ...placement, expected, totalBytes });
  const query = queryOf(request);
  query.set("name", placement.name);
  query.set("upload_id", id);
  response.set("x-guploader-uploadid", id);
  response.set("location", `${originOf(request)}${request.path}?${query.toString()}`).end();
}

function withType(resource: SentResource, contentType: string | undefined): SentResource {
  return contentType === undefined ? resource : { contentType, ...resource };
}
