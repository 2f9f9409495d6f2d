import { afterAll, beforeAll, expect, test } from "vitest";
import type { DuckDbConnection } from "@shared/duckdb/duckdb-connection";
import { openCatalogInMemory } from "@shared/testing/catalog";
import { libraryPhoto } from "@shared/testing/library-photo";
import { loadLibrary } from "@shared/testing/load-library";
import { compileQuery } from "./compile";
import { parseQuery } from "./parser";
import { printText, printValue } from "./print";

/** What people write who want a database to do something else. */
const PAYLOADS = [
  "' OR '1'='1",
  "' OR 1=1 --",
  "'; DROP TABLE photo; --",
  "1); DELETE FROM photo WHERE (1=1",
  "') OR TRUE OR ('",
  "x' UNION SELECT photo_id FROM photo --",
  "$q1",
  "$q1) OR ($q1 = $q1",
  "?1",
  ":name",
  "%",
  "_",
  "%%' ESCAPE '%",
  "\\' OR 1=1 --",
  "\\",
  "/* */",
  "*/ OR 1=1 /*",
  '" OR ""="',
  '\\" OR 1=1',
  "photo.title",
  "NULL",
  "true",
  "[a-z]*",
  ".*",
  "(?i)x",
  "\u0000' OR 1=1",
  "ʼ OR 1=1",
  "＇ OR 1=1",
  "read_text('/etc/passwd')",
  "'||(SELECT value FROM catalog_state)||'",
  "COPY photo TO 'x'",
  "ATTACH 'x'",
  "PRAGMA database_list",
  "👩‍👩‍👧'--",
];

const context = { today: "2024-05-03", toUtcMs: (localMs: number) => localMs };

let catalog: DuckDbConnection;

beforeAll(async () => {
  catalog = await openCatalogInMemory();
  const albums = PAYLOADS.map((title, index) => ({ albumId: `album-${index}`, title, isDeleted: false }));
  const photos = PAYLOADS.map((text, index) =>
    libraryPhoto(`p${index}`, {
      title: text,
      description: text,
      cameraModel: text,
      lensModel: text,
      keywords: [text.replaceAll("|", " ")],
      albums: [index],
      paths: [`/${text}`],
    }),
  );
  await loadLibrary(catalog, { photos: [...photos, libraryPhoto("plain", { title: "plain" })], albums });
});

afterAll(() => catalog.close());

async function find(query: string): Promise<string[]> {
  const { where, parameters } = compileQuery(parseQuery(query), context);
  const rows = await catalog.rows(`SELECT file_name FROM photo WHERE ${where}`, parameters);
  return rows.map((row) => row.file_name as string);
}

test.each(PAYLOADS.map((text, index) => [text, `p${index}`] as const))(
  "search R13: %j is only a text, in every place where a text may stand",
  async (text, name) => {
    const queries = [
      printText(text),
      ...["title", "description", "camera", "lens", "path"].map((field) => `${field}:${printValue(text)}`),
      ...["title", "description", "camera", "lens", "album"].map((field) => `${field}:=${printValue(text)}`),
      `tag:=${printValue(text.replaceAll("|", " "))}`,
      `path:=${printValue(`/${text}`)}`,
    ];
    for (const query of queries) {
      const found = await find(query);
      expect(found, query).toContain(name);
      expect(found, query).not.toContain("plain");
    }
  },
);

test("search R13: after all that, every photo is still there", async () => {
  expect((await find("")).length).toBe(PAYLOADS.length + 1);
});
