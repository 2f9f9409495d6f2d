import type { ErrorRequestHandler, Request, Response } from "express";
import { z } from "zod";

/** A JSON answer that is not sent yet. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** An error as RFC 6749, 5.2 shapes it. */
export function refusal(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}

/** Answers hold tokens: nothing on the way may keep them (RFC 6749, 5.1). */
export function sendAnswer(response: Response, { status, body }: Answer): void {
  response.status(status).set("cache-control", "no-store").json(body);
}

const Form = z.record(z.string(), z.string());

/** The fields of a form; empty when the body is none, or names a field twice (RFC 6749, 3.2). */
export function parseForm(request: Request): Record<string, string | undefined> {
  return Form.safeParse(request.body).data ?? {};
}

const ClientError = z.object({ status: z.int().min(400).max(499) });

/** Answers a body that could not be read; whatever else was thrown is a bug, and goes on. */
export function answerUnreadable(toAnswer: (status: number) => Answer): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const { data: known } = ClientError.safeParse(error);
    if (known === undefined) next(error);
    else sendAnswer(response, toAnswer(known.status));
  };
}
