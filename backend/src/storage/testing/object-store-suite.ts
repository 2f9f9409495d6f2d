import { expect, test } from "vitest";
import type { ObjectStore } from "@backend/storage/object-store";

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** What every store of the log does; `open` gives two clients of one empty bucket. */
export function testObjectStore(open: () => Promise<[ObjectStore, ObjectStore]>): void {
  test("an object that was created is read as it was written, by every client", async () => {
    const [one, other] = await open();
    expect(await one.create("lib/a/log/x/0001.ndjson.gz", bytesOf("first"))).toBe("created");
    expect(Buffer.from((await other.read("lib/a/log/x/0001.ndjson.gz")) ?? []).toString()).toBe("first");
  });

  test("a name that is taken stays as it is", async () => {
    const [one, other] = await open();
    await one.create("name", bytesOf("first"));
    expect([await other.create("name", bytesOf("second")), await one.create("name", bytesOf("first"))]).toEqual([
      ...["exists", "exists"],
    ]);
    expect(Buffer.from((await one.read("name")) ?? []).toString()).toBe("first");
  });

  test("what is not there is undefined", async () => {
    const [one] = await open();
    expect(await one.read("nothing/here")).toBeUndefined();
  });

  test("of many who create a name at once one wins", async () => {
    const [one, other] = await open();
    const tries = Array.from({ length: 8 }, (_, index) =>
      (index % 2 ? one : other).create("name", bytesOf(`${index}`)),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === "created")).toHaveLength(1);
    const won = outcomes.indexOf("created");
    expect(Buffer.from((await one.read("name")) ?? []).toString()).toBe(`${won}`);
  });
}
