import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Connection } from "@shared/contract/connect";
import { AppError } from "@shared/errors";
import { openBundle } from "./bundle";
import { createProtocol } from "./protocol";
import { createRenditions } from "./rendition";

let folder: string;
let handle: (request: Request) => Promise<Response>;

const PHOTO_ID = "a".repeat(32);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-protocol-"));
  const out = join(folder, "renderer");
  mkdirSync(join(out, "deep"), { recursive: true });
  writeFileSync(join(out, "index.html"), "<p>page</p>");
  writeFileSync(join(out, "main.js"), "script");
  writeFileSync(join(out, "main.js.map"), "map");
  writeFileSync(join(out, "deep/inner.js"), "inner");
  writeFileSync(join(folder, "secret.html"), "secret");
  symlinkSync(join(folder, "secret.html"), join(out, "link.html"));
  writeFileSync(join(folder, "original.jpg"), "0123456789");
  const photo = { path: join(folder, "original.jpg"), format: "jpeg", fileName: "a b.jpg" };
  const answers: Record<string, unknown> = {
    "library.thumbnail": { bytes: new Uint8Array([1, 2]) },
    "library.preview": null,
    "library.details": { photos: [{ photo }] },
  };
  const engine = { invoke: ({ name }: { name: string }) => Promise.resolve(answers[name]) } as unknown as Connection;
  handle = createProtocol({
    bundle: openBundle(out),
    findRendition: createRenditions(() => Promise.resolve(engine)),
    onError: () => undefined,
  });
  return () => rmSync(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => handle(new Request(`imgstream://app${path}`, init));

test.each([
  ["/", 200, "<p>page</p>"],
  ["/index.html", 200, "<p>page</p>"],
  ["/main.js?v=1", 200, "script"],
  ["/main.js.map", 404, ""],
  ["/deep/inner.js", 404, ""],
  ["/link.html", 404, ""],
  ["/../secret.html", 404, ""],
  ["/%2e%2e/secret.html", 404, ""],
  ["/..%2fsecret.html", 404, ""],
  ["/..%5csecret.html", 404, ""],
  ["//etc/passwd", 404, ""],
  ["/constructor", 404, ""],
  ["/MAIN.JS", 404, ""],
  [`/rendition/${PHOTO_ID}/preview`, 404, ""],
  [`/rendition/${PHOTO_ID}/huge`, 404, ""],
  [`/rendition/${PHOTO_ID}/original/x`, 404, ""],
  ["/rendition/../../original.jpg/original", 404, ""],
  ["/rendition", 404, ""],
])("GET %s is answered %d", async (path, status, body) => {
  const response = await get(path);
  expect({ status: response.status, body: await response.text() }).toEqual({ status, body });
});

test("a thumbnail may be kept, what is not there may not", async () => {
  const found = await get(`/rendition/${PHOTO_ID}/thumbnail`);
  const missing = await get(`/rendition/${PHOTO_ID}/preview`);
  expect([found, missing].map(({ headers }) => [headers.get("content-type"), headers.get("cache-control")])).toEqual([
    ["image/webp", "private, max-age=31536000, immutable"],
    [null, "no-store"],
  ]);
});

test.each([
  [undefined, 200, "0123456789", null],
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=8-", 206, "89", "bytes 8-9/10"],
  ["bytes=-3", 206, "789", "bytes 7-9/10"],
  ["bytes=20-", 416, "", "bytes */10"],
  ["lines=1-2", 200, "0123456789", null],
])("an original asked for with range %s", async (range, status, body, contentRange) => {
  const response = await get(`/rendition/${PHOTO_ID}/original`, range === undefined ? {} : { headers: { range } });
  expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
    ...[status, body, contentRange],
  ]);
});

test("an original is what the import found it to be, under its name", async () => {
  const { headers } = await get(`/rendition/${PHOTO_ID}/original`, { method: "HEAD" });
  expect([headers.get("content-type"), headers.get("content-disposition"), headers.get("content-length")]).toEqual([
    ...["image/jpeg", "inline; filename*=UTF-8''a%20b.jpg", "10"],
  ]);
});

test("an original whose drive is unplugged is not there", async () => {
  rmSync(join(folder, "original.jpg"));
  expect((await get(`/rendition/${PHOTO_ID}/original`)).status).toBe(404);
});

test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("%s is refused", async (method) => {
  expect((await get("/", { method })).status).toBe(405);
});

test("another host and another origin's page are refused", async () => {
  const foreign = Object.assign(new Request("imgstream://app/main.js"), { initiatorOrigin: "https://evil.example" });
  const own = Object.assign(new Request("imgstream://app/main.js"), { initiatorOrigin: "imgstream://app" });
  const opaque = Object.assign(new Request("imgstream://app/main.js"), { initiatorOrigin: "null" });
  const statuses = await Promise.all([foreign, opaque, own, new Request("imgstream://other/")].map(handle));
  expect(statuses.map(({ status }) => status)).toEqual([403, 403, 200, 403]);
});

test("every answer carries the policy, refusals too", async () => {
  for (const path of ["/", "/nothing", `/rendition/${PHOTO_ID}/thumbnail`]) {
    const { headers } = await get(path);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("an engine that is away is said as such, not as a missing picture", async () => {
  const away = createProtocol({
    bundle: openBundle(join(folder, "renderer")),
    findRendition: createRenditions(() => Promise.reject(new AppError("engine_closed", "closed"))),
    onError: () => undefined,
  });
  const response = await away(new Request(`imgstream://app/rendition/${PHOTO_ID}/thumbnail`));
  expect([response.status, response.headers.get("cache-control")]).toEqual([503, "no-store"]);
});
