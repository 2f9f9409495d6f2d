import type { IncomingMessage } from "node:http";
import type { Response } from "express";
import { parseContentRange } from "./content-range";
import { toExpected } from "./hashes";
import type { ObjectRecord } from "./object-rows";
import { contentLengthOf, queryOf } from "./request";
import { toInvalid } from "./storage-error";
import type { UploadSessions } from "./upload-sessions";

type Sent = IncomingMessage & { url: string };

const idOf = (request: Sent): string => {
  const id = queryOf(request).get("upload_id");
  if (id !== null) return id;
  throw toInvalid("Required parameter: upload_id");
};

/** Takes bytes, or a question. Gives the object when it is there; before that it has answered how far it is. */
export async function receiveUpload(
  request: Sent,
  response: Response,
  sessions: UploadSessions,
): Promise<ObjectRecord | undefined> {
  const progress = await sessions.receive(idOf(request), {
    range: parseContentRange(request.headers["content-range"]),
    bytes: request,
    contentLength: contentLengthOf(request),
    expected: toExpected({}, request.headers),
  });
  if (progress.kind === "finished") return progress.record;
  const { receivedBytes } = progress;
  if (receivedBytes > 0) response.set("range", `bytes=0-${receivedBytes - 1}`);
  // Clients that take 308 for a redirection ask to be told by a header.
  if (request.headers["x-guploader-no-308"] === "yes") response.set("x-http-status-code-override", "308");
  else response.status(308);
  response.set("content-length", "0").end();
  return undefined;
}

export async function cancelUpload(request: Sent, response: Response, sessions: UploadSessions): Promise<void> {
  await sessions.cancel(idOf(request));
  response.status(499).set("content-length", "0").end();
}
