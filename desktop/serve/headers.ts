import type { RequestHandler } from "express";

/** What a page may load: only from here, nothing inline. Sockets are named by origin, which not every browser counts as 'self'. */
function policyAt(port: number): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** Headers of every answer, refusals included. */
export function setHeaders(port: number): RequestHandler {
  const headers = {
    "content-security-policy": policyAt(port),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}
