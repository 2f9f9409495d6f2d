import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";

/** What OpenAPI 3.1.1 asks of a document beyond being JSON, as far as ours uses it. */
interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: object;
}
interface Media {
  content?: Record<string, { schema: object }>;
}
interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: Media;
  responses: Record<string, Media & { description?: string; $ref?: string }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, object>>;
}

const contract = JSON.parse(readFileSync(new URL("../backend/openapi.json", import.meta.url), "utf8")) as Document;

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const titled = operations.map((each) => [`${each.method} ${each.path}`, each] as const);

/** Every object of the document, wherever it lies. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

function resolve(pointer: string): unknown {
  const names = pointer.split("/").slice(1);
  return names.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], contract);
}

function findSchemas({ operation }: (typeof operations)[number]): object[] {
  const media = [operation.requestBody ?? {}, ...Object.values(operation.responses)];
  return [
    ...(operation.parameters ?? []).map(({ schema }) => schema),
    ...media.flatMap(({ content = {} }) => Object.values(content).map(({ schema }) => schema)),
  ];
}

describe("backend/openapi.json", () => {
  test("says what it is", () => {
    expect(contract).toMatchObject({
      openapi: "3.1.1",
      info: { title: "ImgStream", version: expect.any(String) as unknown },
    });
    expect(operations.length).toBeGreaterThan(0);
  });

  test("has every reference resolved", () => {
    const references = objectsIn(contract).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
    expect(references.length).toBeGreaterThan(0);
    expect(
      references.filter((reference) => !reference.startsWith("#/components/") || resolve(reference) === undefined),
    ).toEqual([]);
  });

  test("has every component in use, by a name that may stand in a reference", () => {
    const names = Object.entries(contract.components).flatMap(([kind, all]) =>
      Object.keys(all).map((name) => [kind, name]),
    );
    const used = new Set(objectsIn(contract).map(({ $ref }) => $ref));
    expect(names.filter(([kind, name]) => !used.has(`#/components/${kind}/${name}`))).toEqual([]);
    expect(names.filter(([, name]) => !/^[a-zA-Z0-9._-]+$/.test(name ?? ""))).toEqual([]);
  });

  test("has operations of different ids", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-zA-Z]\w*$/.test(id))).toEqual([]);
  });

  test("has no two paths that mean the same", () => {
    const shapes = Object.keys(contract.paths).map((path) => path.replace(/\{\w+\}/g, "{}"));
    expect(new Set(shapes).size).toBe(shapes.length);
    expect(shapes.filter((shape) => !/^(\/([\w.-]+|\{\}))+$/.test(shape))).toEqual([]);
  });

  test("has no path that a parameter of another could take", () => {
    const paths = Object.keys(contract.paths);
    const patterns = paths.map((path) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/{}]+")}$`));
    expect(
      paths.filter((path) => patterns.filter((pattern) => pattern.test(path.replace(/[{}]/g, ""))).length > 1),
    ).toEqual([]);
  });

  describe.each(titled)("%s", (_, each) => {
    test("declares each parameter of its path, once, and no other", () => {
      const parameters = each.operation.parameters ?? [];
      const inPath = Array.from(each.path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      expect(
        parameters
          .filter((parameter) => parameter.in === "path")
          .map(({ name }) => name)
          .sort(),
      ).toEqual(inPath.sort());
      expect(parameters.filter((parameter) => parameter.in === "path" && !parameter.required)).toEqual([]);
      expect(new Set(parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size).toBe(parameters.length);
    });

    test("describes one success and every error", () => {
      const { responses } = each.operation;
      const described = Object.entries(responses).filter(
        ([, { description, $ref }]) => description !== undefined || $ref,
      );
      expect(described.length).toBe(Object.keys(responses).length);
      const statuses = Object.keys(responses);
      expect(statuses.filter((status) => status.startsWith("2")).length).toBe(1);
      expect(statuses.filter((status) => !/^([2-5]\d\d|default)$/.test(status))).toEqual([]);
      expect(statuses).toContain("default");
    });

    test("sends a body only by methods that have one", () => {
      expect(each.operation.requestBody === undefined || ["post", "put", "patch"].includes(each.method)).toBe(true);
    });

    test("has schemas of JSON Schema 2020-12", () => {
      const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { uuid: true } });
      ajv.addVocabulary(["components", "openapi", "info", "paths"]);
      ajv.addSchema({ ...contract, $id: "https://contract.invalid/openapi.json" });
      for (const schema of findSchemas(each)) {
        const text = JSON.stringify(schema).replaceAll('"#/', '"https://contract.invalid/openapi.json#/');
        expect(() => ajv.compile(JSON.parse(text) as object)).not.toThrow();
      }
    });
  });
});
