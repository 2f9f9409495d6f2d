import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toPhotoBytes } from "@shared/media/testing/photo-files";
import { createServedPage } from "@serve/testing/served-page";

const host = createServedPage();
const end = async () => expect(await host.end()).toEqual([]);

describe("a drop", () => {
  beforeEach(host.begin);
  afterEach(end);

  test("of files and folders comes into the library by copy, and nothing of it stays on the way", async () => {
    const photos = await host.importDrop({
      "Trip/one.jpg": await toPhotoBytes({ seed: 1, title: "One" }),
      "Trip/Day 2/ü b+c&d.jpg": await toPhotoBytes({ seed: 2 }),
      "loose.jpg": await toPhotoBytes({ seed: 3 }),
      "notes.txt": "buy milk",
    });
    expect(photos.map(({ fileName }) => fileName).sort()).toEqual(["loose.jpg", "one.jpg", "ü b+c&d.jpg"]);
    expect(photos.every(({ path }) => path?.startsWith(join(host.served.root, "Originals")) && existsSync(path))).toBe(
      true,
    );
    await expect.poll(host.listIncoming).toEqual([]);
  });

  test("keeps the times of files, which may be the only date there is", async () => {
    const drop = await host.beginDrop();
    const modified = Date.UTC(2015, 5, 15, 12);
    await host.putFile(drop, 0, "broken.jpg", "this is no picture at all", `&modified=${modified}`);
    const [photo] = await host.importPicks(await host.endDrop(drop));
    expect([photo?.capturedSource, photo?.capturedLocal.slice(0, 10)]).toEqual(["file", "2015-06-15"]);
  });

  test("takes two files of one name, and one file again in its own place", async () => {
    const drop = await host.beginDrop();
    await host.putFile(drop, 0, "Trip/a.jpg", await toPhotoBytes({ seed: 1 }));
    await host.putFile(drop, 1, "Trip/a.jpg", await toPhotoBytes({ seed: 2 }));
    await host.putFile(drop, 1, "Trip/a.jpg", await toPhotoBytes({ seed: 3, title: "Again" }));
    await host.putFile(drop, 2, "Trip", await toPhotoBytes({ seed: 4 }));
    const photos = await host.importPicks(await host.endDrop(drop));
    expect(photos.map(({ fileName, description }) => `${fileName} ${description ?? "-"}`).sort()).toEqual([
      "Trip -",
      "a.jpg -",
      "a.jpg Again",
    ]);
  });

  test.each(["../escaped.jpg", "a/../../escaped.jpg", "/tmp/escaped.jpg", "a//b.jpg", "a\0.jpg", "x".repeat(256), ""])(
    "does not take %j",
    async (path) => {
      const drop = await host.beginDrop();
      const { status, body } = await host.putFile(drop, 0, path, "x");
      expect([status, (JSON.parse(body.toString()) as { error: { code: string } }).error.code]).toEqual([
        400,
        "value_invalid",
      ]);
      expect(readdirSync(join(host.served.root, ".imgstream/incoming", `drop-${drop}`))).toEqual([]);
    },
  );

  test("refuses a path longer than the system takes", async () => {
    const drop = await host.beginDrop();
    const path = Array(20).fill("x".repeat(250)).join("/");
    expect(await host.putFile(drop, 0, path, "x")).toMatchObject({ status: 400 });
  });

  test.each([
    ["PUT", (drop: string) => `/drops/${drop}/0`, 400],
    ["PUT", (drop: string) => `/drops/${drop}/x?path=a.jpg`, 400],
    ["PUT", (drop: string) => `/drops/${drop}/-1?path=a.jpg`, 400],
    ["PUT", (drop: string) => `/drops/${drop}/250000?path=a.jpg`, 413],
    ["PUT", (drop: string) => `/drops/${drop}/0?path=a.jpg&path=b.jpg`, 400],
    ["PUT", () => "/drops/unknown/0?path=a.jpg", 404],
    ["PUT", () => "/drops/..%2f..%2f/0?path=a.jpg", 404],
    ["POST", () => "/drops/unknown/done", 404],
    ["POST", (drop: string) => `/drops/${drop}/done`, 404],
    ["DELETE", () => "/drops/unknown", 204],
    ["GET", (drop: string) => `/drops/${drop}`, 404],
  ])("%s %s is answered by status", async (method, toPath, status) => {
    const drop = await host.beginDrop();
    expect((await host.page.ask(toPath(drop), { method })).status).toBe(status);
  });

  test("that is cancelled leaves nothing, also of a file on its way", async () => {
    const drop = await host.beginDrop();
    await host.putFile(drop, 0, "a.jpg", await toPhotoBytes());
    const { port } = new URL(host.served.address);
    const socket = connectSocket(Number(port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      `PUT /drops/${drop}/1?path=b.jpg HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${host.page.origin}\r\n` +
        `Cookie: ${host.page.cookie}\r\nContent-Length: 1000000\r\n\r\nhalf of it`,
    );
    await expect.poll(() => existsSync(join(host.served.root, `.imgstream/incoming/drop-${drop}/0/b.jpg`))).toBe(true);
    expect(await host.page.ask(`/drops/${drop}`, { method: "DELETE" })).toMatchObject({ status: 204 });
    expect(host.listIncoming()).toEqual([]);
    expect(await host.putFile(drop, 2, "c.jpg", "x")).toMatchObject({ status: 404 });
    socket.destroy();
  });

  test("a file that comes only in part is let go of, and the drop cannot end meanwhile", async () => {
    const drop = await host.beginDrop();
    const { port } = new URL(host.served.address);
    const socket = connectSocket(Number(port), "127.0.0.1");
    socket.write(
      `PUT /drops/${drop}/0?path=b.jpg HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${host.page.origin}\r\n` +
        `Cookie: ${host.page.cookie}\r\nContent-Length: 1000000\r\n\r\nhalf of it`,
    );
    const place = join(host.served.root, `.imgstream/incoming/drop-${drop}/0/b.jpg`);
    await expect.poll(() => existsSync(place)).toBe(true);
    expect(await host.page.ask(`/drops/${drop}/done`, { method: "POST" })).toMatchObject({ status: 400 });
    socket.destroy();
    await expect.poll(() => existsSync(place)).toBe(false);
  });

  test("is not taken through a link in its place", async () => {
    const drop = await host.beginDrop();
    await host.putFile(drop, 0, "Trip/a.jpg", "x");
    const folder = join(host.served.root, `.imgstream/incoming/drop-${drop}/0/Trip`);
    const outside = join(host.served.photos, "outside.jpg");
    symlinkSync(outside, join(folder, "b.jpg"));
    expect(await host.putFile(drop, 1, "Trip/b.jpg", "written")).toMatchObject({ status: 204 });
    expect(existsSync(outside)).toBe(false);
  });

  test("that has not ended is gone when the host ends", async () => {
    const drop = await host.beginDrop();
    await host.putFile(drop, 0, "a.jpg", "x");
    await host.served.close();
    expect(host.listIncoming()).toEqual([]);
  });
});
