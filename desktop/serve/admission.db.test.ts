import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askHost } from "@serve/testing/page-client";
import { createServedPage } from "@serve/testing/served-page";

const host = createServedPage();
const end = async () => expect(await host.end()).toEqual([]);

describe("who is let in", () => {
  beforeAll(host.begin);
  afterAll(end);

  test("the token works once; then its address says what to do", async () => {
    const { search } = new URL(host.served.address);
    const replayed = await askHost(host.served.address, `/${search}`);
    expect([replayed.status, replayed.headers["set-cookie"]]).toEqual([401, undefined]);
    expect(replayed.body.toString()).toContain("run “imgstream serve” again");
    expect(await host.page.ask("/")).toMatchObject({ status: 200 });
  });

  test("the window that used the token may be loaded again by the same address", async () => {
    const { search } = new URL(host.served.address);
    expect(await host.page.ask(`/${search}`)).toMatchObject({ status: 303, headers: { location: "/" } });
  });

  test.each([
    ["?lang=ja&token=x&theme=dark", "/?lang=ja&theme=dark"],
    ["?token=x&at=//example.org/%0d%0aset-cookie:x", "/?at=%2F%2Fexample.org%2F%0D%0Aset-cookie%3Ax"],
    ["?token=x&token=y", "/"],
  ])("what else was asked for stays, only the token goes: %s", async (search, location) => {
    expect(await host.page.ask(`/${search}`)).toMatchObject({ status: 303, headers: { location } });
  });

  test.each(["/?token=wrong", "/?token=", "/?token=a&token=b", "/", "/main.js", "/rendition/x/original", "/drops"])(
    "without a session %s is refused",
    async (path) => {
      expect(await host.page.ask(path, { headers: { cookie: "" } })).toMatchObject({ status: 401 });
    },
  );

  test("a token is not spent by what is no page's opening", async () => {
    await host.served.serveAgain();
    const { search } = new URL(host.served.address);
    for (const [method, path] of [
      ["HEAD", "/"],
      ["GET", "/main.js"],
    ] as const) {
      expect((await askHost(host.served.address, `${path}${search}`, { method })).status).toBe(401);
    }
    const foreign = { headers: { origin: "http://example.org" } };
    expect((await askHost(host.served.address, `/${search}`, foreign)).status).toBe(403);
    expect((await askHost(host.served.address, `/${search}`)).status).toBe(303);
    await host.beginAgain();
  });

  test("what a refusal is drawn with is there for whoever asks, and nothing else", async () => {
    const answer = await askHost(host.served.address, "/plain.css");
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"]);
    expect((await askHost(host.served.address, "/plain.css/../main.js")).status).toBe(401);
  });

  test("pages are told in the language of the browser", async () => {
    const answer = await askHost(host.served.address, "/", { headers: { "accept-language": "ja,en;q=0.5" } });
    expect([answer.status, answer.headers["content-language"]]).toEqual([401, "ja"]);
    expect(answer.body.toString()).toContain("ライブラリに接続されていません");
  });

  test.each<[string, string, Record<string, string>]>([
    ["GET", "/", { host: "photos.example.org" }],
    ["GET", "/", { origin: "http://example.org" }],
    ["GET", "/", { "sec-fetch-site": "cross-site" }],
    ["POST", "/drops", { origin: "" }],
    ["POST", "/drops", { origin: "http://example.org" }],
    ["POST", "/drops", { origin: "null" }],
    ["OPTIONS", "/drops", { origin: "http://example.org" }],
  ])("%s %s with %j is refused even with the session", async (method, path, headers) => {
    const answer = await host.page.ask(path, { method, headers });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
    expect(host.listIncoming()).toEqual([]);
  });

  test("every answer, refusals too, carries the same guards", async () => {
    const answers = [
      await host.page.ask("/"),
      await host.page.ask("/nowhere"),
      await host.page.ask("/", { headers: { cookie: "" } }),
      await host.page.ask("/", { headers: { host: "example.org" } }),
      await host.page.ask(`/rendition/${"a".repeat(32)}/preview`),
    ];
    const { port } = new URL(host.served.address);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        "content-security-policy":
          `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; ` +
          `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}; object-src 'none'; base-uri 'none'; ` +
          `form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'`,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers).not.toHaveProperty("x-powered-by");
    }
  });
});

describe("the interface", () => {
  beforeAll(host.begin);
  afterAll(end);

  test.each([
    "/../library/.imgstream/lock",
    "/%2e%2e/library/.imgstream/lock",
    "/..%2flibrary%2f.imgstream%2flock",
    "/%ff",
    "/.hidden",
  ])("no other file is reached by %s", async (path) => {
    writeFileSync(join(host.served.pages, ".hidden"), "secret");
    const { status, body } = await host.page.ask(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.toString()).not.toMatch(/token|secret/);
  });

  test("that is not built says so", async () => {
    renameSync(join(host.served.pages, "index.html"), join(host.served.pages, "away.html"));
    const { status, body } = await host.page.ask("/");
    expect([status, body.toString()]).toEqual([503, expect.stringContaining("npm run build")]);
    renameSync(join(host.served.pages, "away.html"), join(host.served.pages, "index.html"));
  });
});
