import { sign } from "node:crypto";
import express, { Router } from "express";
import { z } from "zod";
import { type Answer, answerUnreadable, sendAnswer } from "@local-cloud/kit/answer";
import type { SigningKey } from "@local-cloud/kit/signing-key";

const Body = z.object({ payload: z.base64() });

interface Deps {
  findKey(email: string): SigningKey | undefined;
  findEmail(token: string): string | undefined;
}

/**
 * `signBlob` of the IAM Service Account Credentials API: RSA PKCS #1 v1.5 with SHA-256. An account signs as itself alone,
 * which in Google Cloud takes `roles/iam.serviceAccountTokenCreator` on itself.
 */
export function serveSignBlob({ findKey, findEmail }: Deps): Router {
  const router = Router();
  const path = /^\/v1\/projects\/-\/serviceAccounts\/([^/]+):signBlob$/;
  router.post(path, express.json({ limit: "128kb", type: () => true }), (request, response) => {
    const email = request.params[0] ?? "";
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const caller = token === undefined ? undefined : findEmail(token);
    if (caller === undefined) {
      sendAnswer(response, refusal(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."));
      return;
    }
    const key = caller === email ? findKey(email) : undefined;
    if (key === undefined) {
      const permission = "Permission 'iam.serviceAccounts.signBlob' denied on resource (or it may not exist).";
      sendAnswer(response, refusal(403, "PERMISSION_DENIED", permission));
      return;
    }
    const body = Body.safeParse(request.body);
    if (!body.success) {
      sendAnswer(response, refusal(400, "INVALID_ARGUMENT", "The payload is not a base64 text."));
      return;
    }
    const signature = sign("sha256", Buffer.from(body.data.payload, "base64"), key.privateKey);
    response.json({ keyId: key.kid, signedBlob: signature.toString("base64") });
  });
  router.use(answerUnreadable((status) => refusal(status, "INVALID_ARGUMENT", "The body cannot be read.")));
  return router;
}

function refusal(code: number, status: string, message: string): Answer {
  return { status: code, body: { error: { code, message, status } } };
}
