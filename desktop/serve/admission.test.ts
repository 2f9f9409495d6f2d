import { expect, test } from "vitest";
import { createAdmission } from "@serve/admission";

const TOKENS = ["the-session", "the-token"];

function admit() {
  const tokens = [...TOKENS];
  return createAdmission(4000, () => tokens.shift() ?? "");
}

const COOKIE = "imgstream-4000=the-session";

test("the token opens one session, once", () => {
  const admission = admit();
  expect(admission.address).toBe("http://127.0.0.1:4000/?token=the-token");
  expect(["", "the-toke", "the-token ", "the-session"].map(admission.exchange)).toEqual(Array(4).fill(undefined));
  expect(admission.exchange("the-token")).toBe(`${COOKIE}; HttpOnly; SameSite=Strict; Path=/`);
  expect(admission.exchange("the-token")).toBeUndefined();
});

test.each([
  [COOKIE, true],
  [`other=1; ${COOKIE}`, true],
  [`imgstream-4000=wrong; ${COOKIE}`, true],
  ["imgstream-4000=the-token", false],
  ["imgstream-4001=the-session", false],
  ["imgstream-4000=", false],
  ["imgstream-4000", false],
  ["", false],
])("the cookie %j has a session: %s", (cookie, has) => {
  expect(admit().hasSession({ method: "GET", headers: { cookie } })).toBe(has);
});

const HOST = "127.0.0.1:4000";
const ORIGIN = `http://${HOST}`;

test.each<[string, Record<string, string>, boolean]>([
  ["GET", { host: HOST }, true],
  ["GET", { host: "localhost:4000" }, true],
  ["GET", { host: HOST, origin: ORIGIN }, true],
  ["GET", { host: HOST, "sec-fetch-site": "none" }, true],
  ["GET", { host: HOST, "sec-fetch-site": "same-origin" }, true],
  ["GET", { host: HOST, "sec-fetch-site": "same-site" }, false],
  ["GET", { host: HOST, "sec-fetch-site": "cross-site" }, false],
  ["GET", { host: "127.0.0.1" }, false],
  ["GET", { host: "127.0.0.1:4001" }, false],
  ["GET", { host: "127.0.0.1:4000.example.org" }, false],
  ["GET", { host: "photos.example.org:4000" }, false],
  ["GET", { host: "[::1]:4000" }, false],
  ["GET", {}, false],
  ["GET", { host: HOST, origin: "http://example.org" }, false],
  ["GET", { host: HOST, origin: "http://localhost:4000" }, false],
  ["GET", { host: HOST, origin: "https://127.0.0.1:4000" }, false],
  ["GET", { host: HOST, origin: "null" }, false],
  ["POST", { host: HOST, origin: ORIGIN }, true],
  ["POST", { host: HOST }, false],
  ["POST", { host: HOST, origin: "null" }, false],
  ["POST", { host: HOST, origin: `${ORIGIN}/` }, false],
  ["PUT", { host: HOST }, false],
  ["DELETE", { host: HOST }, false],
  ["OPTIONS", { host: HOST }, false],
])("%s with %j is ours: %s", (method, headers, isOurs) => {
  expect(admit().isOurs({ method, headers })).toBe(isOurs);
});
