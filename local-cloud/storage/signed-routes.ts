import type { Request, Response, Router } from "express";
import type { Clock } from "@shared/domain/clock";
import type { Buckets } from "./buckets";
import { toConditionsOfHeaders, toNumber } from "./conditions";
import { toExpected } from "./hashes";
import type { ObjectMetadata } from "./object-metadata";
import type { ObjectStore } from "./object-store";
import type { Placement } from "./commit-object";
import { originOf, queryOf } from "./request";
import { toEtag } from "./resources";
import { sendObject, toObjectHeaders } from "./send-object";
import { cancelUpload, receiveUpload } from "./session-routes";
import { type FindKey, requireSignature } from "./signed-url";
import { StorageError, toInvalid } from "./storage-error";
import type { UploadSessions } from "./upload-sessions";

interface Deps {
  buckets: Buckets;
  store: ObjectStore;
  sessions: UploadSessions;
  clock: Clock;
  findKey: FindKey;
}

const PATH = "/:bucket/*object";
type ObjectRequest = Request<{ bucket: string; object: string[] }>;

/** What of the XML API signed URLs and the sessions they open are used for. */
export function serveSignedUrls(router: Router, deps: Deps): void {
  const { sessions, store } = deps;
  router.get(PATH, async (request: ObjectRequest, response: Response) => {
    requireSigned(request, deps);
    const { bucket, name } = placeOf(request);
    const generation = toNumber(queryOf(request), "generation");
    const find = () => store.require(bucket, name, generation);
    await sendObject(request, response, { store, find, conditions: toConditionsOfHeaders(request.headers) });
  });
  router.put(PATH, async (request: ObjectRequest, response: Response) => {
    const isSession = queryOf(request).has("upload_id");
    if (!isSession) requireSigned(request, deps);
    const record = isSession
      ? await receiveUpload(request, response, sessions)
      : await store.save(request, toExpected({}, request.headers), toPlacement(request));
    if (record) response.set({ ...toObjectHeaders(record), etag: `"${toEtag(record)}"` }).end();
  });
  router.post(PATH, async (request: ObjectRequest, response: Response) => {
    requireSigned(request, deps);
    if (request.get("x-goog-resumable") !== "start") throw toInvalid("A POST must have x-goog-resumable: start.");
    const placement = toPlacement(request);
    deps.buckets.require(placement.bucket);
    const length = request.get("x-upload-content-length");
    const totalBytes = length === undefined ? undefined : Number(length);
    const id = await sessions.open({ ...placement, totalBytes, expected: toExpected({}, request.headers) });
    response.status(201).set("x-guploader-uploadid", id);
    response.set("location", `${originOf(request)}${request.path}?upload_id=${id}`).end();
  });
  router.delete(PATH, async (request: ObjectRequest, response: Response) => {
    if (!queryOf(request).has("upload_id")) throw toUnsigned();
    await cancelUpload(request, response, sessions);
  });
}

function requireSigned(request: ObjectRequest, { findKey, clock }: Deps): void {
  const query = queryOf(request);
  if (!query.has("X-Goog-Signature")) throw toUnsigned();
  const { method, path, headers } = request;
  requireSignature({ method, path, query, headers }, findKey, clock.nowMs());
}

const toUnsigned = () => new StorageError(403, "forbidden", "Anonymous caller does not have access to this object.");

const placeOf = ({ params }: ObjectRequest) => ({ bucket: params.bucket, name: params.object.join("/") });

/** The XML API sends as headers what the JSON API sends as a resource. */
function toPlacement(request: ObjectRequest): Placement {
  const fields = {
    contentEncoding: request.get("content-encoding"),
    contentDisposition: request.get("content-disposition"),
    contentLanguage: request.get("content-language"),
    cacheControl: request.get("cache-control"),
    storageClass: request.get("x-goog-storage-class"),
  };
  const custom = Object.entries(request.headers).flatMap(([key, value]) =>
    key.startsWith("x-goog-meta-") ? [[key.slice("x-goog-meta-".length), [value ?? ""].flat().join(",")] as const] : [],
  );
  const metadata: ObjectMetadata = {
    contentType: request.get("content-type") ?? "application/octet-stream",
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(custom.length > 0 && { metadata: Object.fromEntries(custom) }),
  };
  const conditions = toConditionsOfHeaders(request.headers);
  return { ...placeOf(request), metadata, conditions, mayReplace: true };
}
