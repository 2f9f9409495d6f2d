import { readFileSync, rmSync, truncateSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toPhotoBytes } from "@shared/media/testing/photo-files";
import { createServedPage } from "@serve/testing/served-page";

const host = createServedPage();
const end = async () => expect(await host.end()).toEqual([]);

describe("pictures", () => {
  beforeAll(host.begin);
  afterAll(end);

  let seed = 0;
  /** Imports another photo with each call. */
  const importOne = async (name = "a.jpg", body?: string) => {
    const bytes = body ?? (await toPhotoBytes({ seed: ++seed, widthPx: 640, heightPx: 480 }));
    const photo = (await host.importDrop({ [name]: bytes })).find(({ photoId }) => !known.has(photoId));
    if (!photo) throw new Error("nothing was imported");
    known.add(photo.photoId);
    return photo;
  };
  const known = new Set<string>();

  test("come as thumbnail, preview and original, to be kept for ever", async () => {
    const photo = await importOne();
    for (const [size, type] of [
      ["thumbnail", "image/webp"],
      ["preview", "image/webp"],
      ["original", "image/jpeg"],
    ] as const) {
      const answer = await host.page.ask(`/rendition/${photo.photoId}/${size}`);
      expect([answer.status, answer.headers["content-type"], answer.headers["cache-control"]]).toEqual([
        ...[200, type, "private, max-age=31536000, immutable"],
      ]);
      const again = { headers: { "if-none-match": String(answer.headers.etag) } };
      expect(await host.page.ask(`/rendition/${photo.photoId}/${size}`, again)).toMatchObject({ status: 304 });
    }
    const { body } = await host.page.ask(`/rendition/${photo.photoId}/original`);
    expect(body.equals(readFileSync(photo.path ?? ""))).toBe(true);
  });

  test.each([
    ["bytes=0-9", 206, (all: Buffer) => all.subarray(0, 10)],
    ["bytes=-5", 206, (all: Buffer) => all.subarray(-5)],
    ["bytes=100-", 206, (all: Buffer) => all.subarray(100)],
    ["bytes=0-1,5-6", 200, (all: Buffer) => all],
    ["bytes=999999999-", 416, () => Buffer.alloc(0)],
  ] as const)("the original's %s is answered with %i", async (range, status, toPart) => {
    const photo = await importOne();
    const all = readFileSync(photo.path ?? "");
    const answer = await host.page.ask(`/rendition/${photo.photoId}/original`, { headers: { range } });
    expect(answer.status).toBe(status);
    expect(answer.body.equals(toPart(all))).toBe(true);
    if (status === 206) {
      const part = toPart(all);
      const from = all.length - part.length === 0 || range === "bytes=0-9" ? 0 : all.length - part.length;
      expect(answer.headers["content-range"]).toBe(`bytes ${from}-${from + part.length - 1}/${all.length}`);
    }
  });

  test.each(["x", "A".repeat(32), "..%2f..%2fetc%2fpasswd", `${"a".repeat(32)}%00`, "a".repeat(32)])(
    "there is none by the id %s, and that is not kept",
    async (id) => {
      for (const size of ["thumbnail", "preview", "original", "huge"]) {
        const answer = await host.page.ask(`/rendition/${id}/${size}`);
        expect([answer.status, answer.headers["cache-control"]]).toEqual([404, "no-store"]);
      }
    },
  );

  test("a file that claims to be a photo is never served as anything that a browser would run", async () => {
    const html = "<html><script>alert(1)</script></html>";
    const photo = await importOne("page.jpg", html);
    const answer = await host.page.ask(`/rendition/${photo.photoId}/original`);
    expect(answer).toMatchObject({
      status: 200,
      headers: { "content-type": "image/jpeg", "x-content-type-options": "nosniff" },
    });
    expect((await host.page.ask(`/rendition/${photo.photoId}/thumbnail`)).status).toBe(404);
  });

  test("a name with quotes, line breaks and other scripts stays within its header", async () => {
    const photo = await importOne('a"\r\nx: 1\n写真 (1).jpg');
    const { headers } = await host.page.ask(`/rendition/${photo.photoId}/original`);
    expect(headers["content-disposition"]).toBe(
      "inline; filename*=UTF-8''a%22%0D%0Ax%3A%201%0A%E5%86%99%E7%9C%9F%20%281%29.jpg",
    );
    expect(headers).not.toHaveProperty("x");
  });

  test("of a photo whose file is gone, the thumbnail stays and the original is not there", async () => {
    const photo = await importOne();
    rmSync(photo.path ?? "");
    expect(await host.page.ask(`/rendition/${photo.photoId}/thumbnail`)).toMatchObject({ status: 200 });
    const original = await host.page.ask(`/rendition/${photo.photoId}/original`);
    expect([original.status, original.headers["cache-control"]]).toEqual([404, "no-store"]);
  });

  test("a file that shrinks below what is asked ends the answer early, and the host goes on", async () => {
    const photo = await importOne();
    truncateSync(photo.path ?? "", 0);
    expect(await host.page.ask(`/rendition/${photo.photoId}/original`)).toMatchObject({
      status: 200,
      body: Buffer.alloc(0),
    });
    expect(await host.page.ask("/")).toMatchObject({ status: 200 });
  });
});
