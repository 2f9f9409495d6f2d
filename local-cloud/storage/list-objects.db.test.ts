import fc from "fast-check";
import { expect, test } from "vitest";
import { openSqlite } from "@shared/sqlite/sqlite";
import { listObjects } from "@local-cloud/storage/list-objects";
import { MIGRATIONS } from "@local-cloud/storage/migrations";
import { saveObject } from "@local-cloud/storage/object-rows";

const CHARACTERS = ["a", "b", "/", "\u{d7ff}", "\u{e000}", "\u{10ffff}"];
const text = (minLength: number) =>
  fc.array(fc.constantFrom(...CHARACTERS), { minLength, maxLength: 4 }).map((each) => each.join(""));
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What a list must be, the simplest way. */
function toExpected(names: string[], prefix: string, delimiter: string, startOffset: string): string[] {
  const listed = names
    .filter((name) => name.startsWith(prefix) && byBytes(name, startOffset) >= 0)
    .map((name) => {
      const at = delimiter === "" ? -1 : name.indexOf(delimiter, prefix.length);
      return at < 0 ? name : `${name.slice(0, at + 1)}*`;
    });
  return [...new Set(listed)];
}

test("pages of any size join to what a filter of all names gives", () => {
  const db = openSqlite(":memory:", { migrations: MIGRATIONS, synchronous: "FULL" });
  db.run("INSERT INTO bucket VALUES ('photos', 'US', 'STANDARD', 0)");
  let generation = 0;
  const delimiters = fc.constantFrom("", "/");
  const names = fc.uniqueArray(text(1), { maxLength: 12 });
  fc.assert(
    fc.property(
      names,
      text(0),
      delimiters,
      text(0),
      fc.integer({ min: 1, max: 4 }),
      (all, prefix, delimiter, from, size) => {
        db.run("DELETE FROM object");
        for (const name of all) {
          const rest = {
            metageneration: 1,
            sizeBytes: 0,
            crc32c: "",
            md5: "",
            metadata: {},
            createdAtMs: 0,
            updatedAtMs: 0,
          };
          saveObject(db, { bucket: "photos", name, generation: ++generation, ...rest, path: "" });
        }
        const listed: string[] = [];
        for (let pageToken: string | undefined = ""; pageToken !== undefined;) {
          const query = { prefix, delimiter, startOffset: from, endOffset: "", maxResults: size, pageToken };
          const page = listObjects(db, "photos", query);
          expect(page.items.length + page.prefixes.length).toBeLessThanOrEqual(size);
          listed.push(...page.items.map(({ name }) => name), ...page.prefixes.map((each) => `${each}*`));
          pageToken = page.nextPageToken;
        }
        expect(new Set(listed)).toEqual(new Set(toExpected(all, prefix, delimiter, from)));
        expect(listed.length).toBe(new Set(listed).size);
      },
    ),
  );
  db.close();
});
