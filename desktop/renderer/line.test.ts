import { expect, test, vi } from "vitest";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { AppError } from "@shared/errors";
import { createFakeLibrary } from "@renderer/testing/fake-library";
import { createLine } from "./line";

/** A host whose engine is there or not, and which says when it goes. */
function createHost() {
  const listeners = new Set<() => void>();
  const delays: number[] = [];
  let isUp = true;
  let tries = 0;
  let runNext: (() => void) | null = null;
  const line = createLine(
    {
      connect() {
        tries++;
        if (!isUp) return Promise.reject(new AppError("disconnected", "Nobody is there"));
        return Promise.resolve(createFakeLibrary([]).connection);
      },
      onLost(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    (delayMs, run) => {
      delays.push(delayMs);
      runNext = run;
      return () => (runNext = null);
    },
  );
  const heard: string[] = [];
  line.start({ up: () => heard.push("up"), down: (message) => heard.push(message) });
  return {
    ...{ line, heard, delays, tries: () => tries },
    lose() {
      isUp = false;
      for (const listener of listeners) listener();
    },
    comeBack: () => (isUp = true),
    async turn() {
      runNext?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test("a line that was lost is tried again, later each time, and is up when the engine is back", async () => {
  const { line, heard, delays, lose, comeBack, turn } = createHost();
  await vi.waitFor(() => expect(heard).toEqual(["up"]));
  await expect(line.connection.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" })).resolves.toMatchObject({
    version: 1,
  });
  lose();
  await expect(line.connection.invoke(LIBRARY_OPERATIONS.order, { sort: "captured" })).rejects.toMatchObject({
    code: "disconnected",
  });
  for (let times = 0; times < 6; times++) await turn();
  expect(delays).toEqual([200, 500, 1000, 2000, 5000, 5000, 5000]);
  comeBack();
  await turn();
  await vi.waitFor(() => expect(heard.at(-1)).toBe("up"));
  expect(heard.slice(1, 3)).toEqual(["The connection to the library was lost", "Nobody is there"]);
});

test("trying by hand does not wait, and does not try twice at once", async () => {
  const { line, heard, lose, comeBack, tries } = createHost();
  await vi.waitFor(() => expect(heard).toEqual(["up"]));
  lose();
  comeBack();
  line.retry();
  line.retry();
  await vi.waitFor(() => expect(heard.at(-1)).toBe("up"));
  expect(tries()).toBe(2);
});
