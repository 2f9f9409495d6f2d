import fc from "fast-check";
import { expect, test } from "vitest";
import { IDENTITY_HEADERS } from "@local-cloud/iap/assertion";
import { toClientHeaders, toUpstreamHeaders } from "@local-cloud/iap/headers";
import { isIapCookie } from "@local-cloud/iap/sessions";

const IDENTITY = { "x-goog-iap-jwt-assertion": "own" };

const inAnyCase = (name: string) =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((isUpper) => Array.from(name, (letter, at) => (isUpper[at] ? letter.toUpperCase() : letter)).join(""));

test("however a forged header is written and repeated, only IAP's own reaches the service", () => {
  const name = fc.constantFrom(...IDENTITY_HEADERS, "proxy-authorization").chain(inAnyCase);
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const raw = ["Host", "h", ...names.flatMap((forged) => [forged, "forged"])];
      expect(toUpstreamHeaders(raw, IDENTITY, isIapCookie)).toEqual(["Host", "h", "x-goog-iap-jwt-assertion", "own"]);
    }),
  );
});

test("a connection's own list cannot take IAP's headers away", () => {
  const raw = ["Connection", "close, X-Goog-IAP-JWT-Assertion", "X-Goog-IAP-JWT-Assertion", "forged"];
  expect(toUpstreamHeaders(raw, IDENTITY, isIapCookie)).toEqual(["x-goog-iap-jwt-assertion", "own"]);
});

test.each([
  ["a=1; GCP_IAP_AUTH_TOKEN=secret; b=2", ["Cookie", "a=1; b=2"]],
  ["GCP_IAP_XSRF_NONCE_x=1;GCP_IAP_AUTH_TOKEN=secret", []],
  ["a=1", ["Cookie", "a=1"]],
])("of the cookies %j the service sees its own", (cookies, seen) => {
  expect(toUpstreamHeaders(["Cookie", cookies], {}, isIapCookie)).toEqual(seen);
});

test("of an answer all passes but what one connection is about and what only IAP may say", () => {
  const passed = ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "Content-Length", "3", "ETag", '"x"'];
  const own = ["Transfer-Encoding", "chunked", "Keep-Alive", "timeout=5", "X-Goog-IAP-Generated-Response", "true"];
  expect(toClientHeaders([...passed, ...own])).toEqual(passed);
});
