import { once } from "node:events";
import { connect as connectSocket } from "node:net";
import { encode } from "@msgpack/msgpack";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FRAME_BYTES_MAX } from "@shared/contract/frames";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { HOST_OPERATIONS } from "@shared/contract/pick";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { toPhotoBytes } from "@shared/media/testing/photo-files";
import type { PageClient } from "@serve/testing/page-client";
import { createServedPage } from "@serve/testing/served-page";

const host = createServedPage();
const end = async () => expect(await host.end()).toEqual([]);

describe("the port", () => {
  beforeAll(host.begin);
  afterAll(end);

  const closing = async (socket: ReturnType<PageClient["openSocket"]>) => (await once(socket, "close"))[0] as number;
  const opening = (headers: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const socket = host.page.openSocket(headers);
      socket.on("open", () => resolve("open"));
      socket.on("error", ({ message }) => resolve(message));
    });

  test("answers a page, with packed columns as they were", async () => {
    await host.importDrop({ "a.jpg": await toPhotoBytes({ seed: 1 }), "b.jpg": await toPhotoBytes({ seed: 2 }) });
    const connection = await host.page.connect();
    const { keys, minutes, aspects } = await connection.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" });
    expect([keys.length, minutes.constructor, aspects]).toEqual([2, Int32Array, Uint16Array.of(1333, 1333)]);
    connection.close();
  });

  test("takes no paths from a page", async () => {
    const connection = await host.page.connect();
    const refused = { code: "owner_only" };
    const paths = ["/etc"];
    await expect(connection.invoke(IMPORT_OPERATIONS.start, { paths, mode: "copy" })).rejects.toMatchObject(refused);
    await expect(connection.invoke(HOST_OPERATIONS.register, { paths })).rejects.toMatchObject(refused);
    await expect(connection.invoke(STATE_OPERATIONS.show, { photo: "/etc/passwd" })).rejects.toMatchObject(refused);
    connection.close();
  });

  test.each([
    [{ origin: "http://example.org" }, "403"],
    [{ origin: "null" }, "403"],
    [{ host: "photos.example.org" }, "403"],
    [{ cookie: "" }, "401"],
    [{ cookie: "imgstream-1=x" }, "401"],
  ])("is not opened with %j", async (headers, status) => {
    expect(await opening(headers as Record<string, string>)).toBe(`Unexpected server response: ${status}`);
  });

  test("is not opened without an origin", async () => {
    const { port } = new URL(host.served.address);
    const socket = connectSocket(Number(port), "127.0.0.1");
    socket.write(
      `GET /port HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${host.page.cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 403 /);
  });

  test.each<[string, Buffer | string, number]>([
    ["text", "hello", 1003],
    ["bytes that are no message", Buffer.from([0xc1]), 1007],
    ["a list that claims to be longer than it can be", Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff]), 1007],
    ["a frame that is too large", Buffer.alloc(FRAME_BYTES_MAX + 1), 1009],
  ])("closes on %s, and the host goes on", async (_, frame, code) => {
    const socket = host.page.openSocket();
    await once(socket, "open");
    socket.send(frame);
    expect(await closing(socket)).toBe(code);
    expect(await host.page.ask("/")).toMatchObject({ status: 200 });
  });

  test("answers nothing to what is no call, and goes on", async () => {
    const socket = host.page.openSocket();
    await once(socket, "open");
    for (const message of [null, 7, [1], { type: "call" }, { type: "call", id: -1, name: "library.status" }]) {
      socket.send(encode(message));
    }
    socket.send(encode({ type: "call", id: 1, name: "library.nonsense", input: {} }));
    const [answer] = (await once(socket, "message")) as [Buffer];
    expect(answer.toString("latin1")).toContain("channel_not_found");
    socket.terminate();
  });

  test("closes when the host does", async () => {
    const socket = host.page.openSocket();
    await once(socket, "open");
    const closed = closing(socket);
    await host.beginAgain();
    expect(await closed).toBe(1006);
  });
});
