import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { handle } from "@shared/contract/channel";
import { connect } from "@shared/contract/connect";
import { createPort } from "@shared/contract/port";
import { serveChannels } from "@shared/contract/serve-port";
import { toErrorRecord, type AppError } from "@shared/errors";
import { anyAppError } from "@shared/testing/any-app-error";
import { abortListeners, failure, HANDLERS, link, linkTo, OPERATIONS, readAll } from "@shared/testing/linked-ports";
import { settle } from "@shared/testing/served-port";

describe("a call", () => {
  test("brings packed columns both ways as they are", async () => {
    const { connection } = link();
    const keys = Int32Array.from({ length: 1000 }, (_, at) => at - 500);
    expect(await connection.invoke(OPERATIONS.match, { keys })).toEqual({ bits: Uint8Array.of(255, 1), count: 1000 });
  });

  test("brings any JSON value both ways as it is", async () => {
    const { connection } = link();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        expect(await connection.invoke(OPERATIONS.echo, value)).toEqual(value);
      }),
    );
  });

  test("rejects with the very AppError that the handler threw", async () => {
    let thrown: AppError | undefined;
    const { connection, onBug } = link({
      echo: () => {
        throw thrown ?? new Error("nothing to throw");
      },
    });
    await fc.assert(
      fc.asyncProperty(anyAppError(), async (error) => {
        thrown = error;
        expect(await failure(connection.invoke(OPERATIONS.echo, null))).toEqual(toErrorRecord(error));
      }),
    );
    expect(onBug).not.toHaveBeenCalled();
  });

  test("with a code of a newer version keeps its message", async () => {
    const error = { code: "made_of_cheese", message: "The moon is; look elsewhere" };
    const { connection } = linkTo(({ id }, far) => far.postMessage({ type: "error", id, ok: false, error }));
    expect(await failure(connection.invoke(OPERATIONS.echo, 1))).toEqual({ code: "internal", message: error.message });
  });

  test("that cannot be cloned throws that, and leaves nothing open", async () => {
    const { signal } = new AbortController();
    const { connection } = link();
    await expect(connection.invoke(OPERATIONS.echo, () => 1, { signal })).rejects.toThrow(/could not be cloned/);
    expect(abortListeners(signal)).toBe(0);
  });

  test("is cancelled by its signal at both ends; a late answer is dropped", async () => {
    const { connection, heard, far } = linkTo(() => undefined);
    const controller = new AbortController();
    const answer = connection.invoke(OPERATIONS.wait, {}, controller);
    controller.abort();
    expect(await failure(answer)).toEqual({ code: "cancelled", message: "test.wait was cancelled" });
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toEqual(["call", "cancel"]));
    far.postMessage({ type: "answer", id: 1, ok: true, value: null });
    far.postMessage({ type: "answer", id: 99, ok: true, value: null });
    await settle();
    expect(abortListeners(controller.signal)).toBe(0);
  });

  test("whose signal is aborted already is not sent", async () => {
    const { connection, heard } = linkTo(() => undefined);
    const answer = connection.invoke(OPERATIONS.wait, {}, { signal: AbortSignal.abort() });
    expect(await failure(answer)).toEqual({ code: "cancelled", message: "test.wait was cancelled" });
    await settle();
    expect(heard).toEqual([]);
  });

  test.each<[string, (linked: ReturnType<typeof link>) => void]>([
    ["the server's end closes", ({ server }) => server.close()],
    ["the caller closes the connection", ({ connection }) => connection.close()],
  ])("rejects as disconnected when %s, and so do calls after it", async (_, close) => {
    const linked = link();
    const answer = linked.connection.invoke(OPERATIONS.wait, {});
    close(linked);
    await expect(answer).rejects.toMatchObject({ code: "disconnected" });
    await expect(linked.connection.invoke(OPERATIONS.echo, 1)).rejects.toMatchObject({ code: "disconnected" });
    await expect(readAll(linked.connection.subscribe(OPERATIONS.quiet, {}))).rejects.toMatchObject({
      code: "disconnected",
    });
  });

  test("answered as if it were a feed is not answered", async () => {
    const { connection } = linkTo(({ id }, far) => far.postMessage({ type: "end", id }));
    await expect(connection.invoke(OPERATIONS.echo, 1)).rejects.toMatchObject({ code: "answer_invalid" });
  });

  test("is not confused by messages that are none", async () => {
    const { connection } = linkTo(({ id }, far) => {
      for (const noise of [undefined, null, 7, "answer", { id }, { type: "answer", id }, { type: "error", id }]) {
        far.postMessage(noise);
      }
      far.postMessage({ type: "answer", id, ok: true, value: "true answer" });
    });
    expect(await connection.invoke(OPERATIONS.echo, 1)).toBe("true answer");
  });
});

test("works over a line that delivers at once, within one process", async () => {
  const receivers: ((message: unknown) => void)[] = [];
  const end = (own: 0 | 1) =>
    createPort((receive) => {
      receivers[own] = receive;
      return { post: (message) => receivers[1 - own]?.(message), start: () => undefined, close: () => undefined };
    });
  const [server, caller] = [end(0), end(1)];
  serveChannels(server, handle(OPERATIONS, HANDLERS), { onBug: expect.fail, messageBytesMax: 1000 });
  const connection = connect(caller);
  expect(await connection.invoke(OPERATIONS.echo, { a: 1 })).toEqual({ a: 1 });
  expect(await failure(connection.invoke(OPERATIONS.echo, "x".repeat(1000)))).toMatchObject({ code: "too_large" });
  expect(await readAll(connection.subscribe(OPERATIONS.count, { to: 20 }))).toHaveLength(20);
});

test("calls and feeds that are over leave no listener at their signal or port", async () => {
  const { connection, native } = link();
  const { signal } = new AbortController();
  for (let round = 0; round < 100; round++) {
    await connection.invoke(OPERATIONS.echo, round, { signal });
    await readAll(connection.subscribe(OPERATIONS.count, { to: 20 }, { signal }));
    for await (const _ of connection.subscribe(OPERATIONS.count, { to: 20 }, { signal })) break;
    await connection.invoke(OPERATIONS.match, {} as never, { signal }).catch(() => undefined);
  }
  expect([abortListeners(signal), native.listenerCount("message")]).toEqual([0, 1]);
  connection.close();
  expect([native.listenerCount("message"), native.listenerCount("close")]).toEqual([0, 0]);
});
