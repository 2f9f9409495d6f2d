import type { ErrorRequestHandler, Request, Response } from "express";
import { queryOf } from "./request";
import { type StorageError, toStorageError } from "./storage-error";

/** What still comes of the body goes by, whoever read it: the caller gets to read the answer, and may ask again. */
function letThrough(request: Request): void {
  request.removeAllListeners("readable");
  request.resume();
}

/** The answer's status, and what it is to tell; an answer that has begun is broken off. */
function beginRefusal(thrown: unknown, request: Request, response: Response): StorageError | undefined {
  letThrough(request);
  if (response.headersSent) {
    response.destroy();
    return undefined;
  }
  const error = toStorageError(thrown);
  response.status(error.status).removeHeader("content-length");
  return error;
}

/** Errors of the JSON API; of a download, only their text, as Google does. */
export const answerJsonErrors: ErrorRequestHandler = (thrown: unknown, request, response, _next) => {
  const error = beginRefusal(thrown, request, response);
  if (!error) return;
  if (error.status === 401) response.set("www-authenticate", 'Bearer realm="https://accounts.google.com/"');
  if (error.status === 304) response.end();
  else if (queryOf(request).get("alt") === "media") response.type("text").send(error.message);
  else response.json({ error: toErrorResource(error) });
};

function toErrorResource({ status, message, reason }: StorageError): object {
  const location = LOCATIONS[reason];
  return {
    code: status,
    message,
    errors: [{ message, domain: "global", reason, ...location }],
  };
}

const LOCATIONS: Partial<Record<StorageError["reason"], object>> = {
  authError: { locationType: "header", location: "Authorization" },
  conditionNotMet: { locationType: "header", location: "If-Match" },
};

/** Errors of the XML API. */
export const answerXmlErrors: ErrorRequestHandler = (thrown: unknown, request, response, _next) => {
  const error = beginRefusal(thrown, request, response);
  if (!error) return;
  if (error.status === 304) {
    response.end();
    return;
  }
  const [code, message] = [error.code ?? CODES[error.reason] ?? "InvalidArgument", error.message].map(toXmlText);
  response.set("content-type", "application/xml");
  response.send(
    `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
};

const CODES: Partial<Record<StorageError["reason"], string>> = {
  backendError: "ServiceUnavailable",
  conditionNotMet: "PreconditionFailed",
  forbidden: "AccessDenied",
  internalError: "InternalError",
  notFound: "NoSuchKey",
  requestedRangeNotSatisfiable: "InvalidRange",
};

const toXmlText = (text: string) => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
