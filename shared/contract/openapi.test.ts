import { describe, expect, test } from "vitest";
import { z } from "zod";
import { toOpenApi } from "@shared/contract/openapi";
import { intParameter } from "@shared/contract/query-parameter";
import { route } from "@shared/contract/route";

const photo = z.object({ photoId: z.string(), takenBy: z.object({ name: z.string() }).optional() });

const get = route({
  name: "library.photo",
  method: "GET",
  path: "/v1/photos/{photoId}",
  summary: "One photo",
  params: { photoId: z.string().min(1) },
  query: { width: intParameter(z.int().min(1).max(9)).optional(), of: z.string() },
  answer: photo,
  errors: ["photo_not_found", "library_not_found"],
});
const create = route({
  name: "library.create",
  method: "POST",
  path: "/v1/photos",
  summary: "A new photo",
  body: z.object({ title: z.string(), place: z.object({ name: z.string() }) }),
  answer: z.object({ photos: z.array(photo) }),
  status: 201,
});
const remove = route({
  name: "library.remove",
  method: "DELETE",
  path: "/v1/photos/{photoId}",
  summary: "To the trash",
  params: { photoId: z.string().min(1) },
});

const HEAD = { title: "Test", version: "3", description: "A test", schemas: { photo } };
const document = toOpenApi([get, create, remove], HEAD);
const operation = (path: string, method: string) => document.paths[path]?.[method];

const text = { type: "string" };

describe("the description of routes", () => {
  test("tells parameters as what they mean, and which are needed", () => {
    expect(operation("/v1/photos/{photoId}", "get")).toMatchObject({
      operationId: "libraryPhoto",
      tags: ["library"],
      summary: "One photo",
      parameters: [
        { name: "photoId", in: "path", required: true, schema: { type: "string", minLength: 1 } },
        { name: "width", in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 9 } },
        { name: "of", in: "query", required: true, schema: text },
      ],
    });
  });

  test("refers to what has a name, and lets readers expect fields they do not know", () => {
    expect(operation("/v1/photos/{photoId}", "get")).toMatchObject({
      responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/photo" } } } } },
    });
    expect(document.components.schemas?.photo).toEqual({
      properties: {
        photoId: text,
        takenBy: { properties: { name: text }, required: ["name"], type: "object" },
      },
      required: ["photoId"],
      type: "object",
    });
  });

  test("tells that what is sent is refused with unknown fields, at every depth", () => {
    expect(operation("/v1/photos", "post")).toMatchObject({
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              additionalProperties: false,
              properties: {
                title: text,
                place: { additionalProperties: false, properties: { name: text }, required: ["name"], type: "object" },
              },
              required: ["place", "title"],
              type: "object",
            },
          },
        },
      },
      responses: { 201: expect.anything() as unknown },
    });
  });

  test("names the errors of each status, those that any route has included", () => {
    const told = (path: string, method: string) => {
      const { responses } = operation(path, method) as { responses: Record<string, { description?: string }> };
      return Object.entries(responses).map(([status, { description }]) => [status, description]);
    };
    expect(told("/v1/photos/{photoId}", "get")).toEqual([
      ["200", "Done."],
      ["400", "bad_request"],
      ["404", "library_not_found, photo_not_found"],
      ["500", "internal"],
      ["default", undefined],
    ]);
    expect(told("/v1/photos", "post").map(([status]) => status)).toEqual([
      "201",
      "400",
      "413",
      "415",
      "500",
      "default",
    ]);
    expect(told("/v1/photos/{photoId}", "delete")[0]).toEqual(["204", "Done; nothing to tell."]);
  });

  test("is the same text whatever the order of the routes", () => {
    expect(JSON.stringify(toOpenApi([remove, create, get], HEAD))).toBe(JSON.stringify(document));
  });

  /** A route that answers by a schema. */
  function answering(name: string, answer: z.ZodType) {
    return route({ name, method: "GET", path: `/v1/${name}`, summary: "", answer });
  }

  test("shows a schema that holds itself by a name", () => {
    const { paths, components } = toOpenApi([answering("any", z.object({ value: z.json() }))], HEAD);
    const shown = /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(paths))?.[1] ?? "";
    expect(components.schemas).toHaveProperty(shown);
  });

  test("refuses two schemas of one name", () => {
    interface Tree {
      below: Tree[];
    }
    const tree: z.ZodType<Tree> = z.object({ below: z.array(z.lazy(() => tree)) });
    const routes = [answering("tree", z.object({ tree })), answering("any", z.object({ value: z.json() }))];
    expect(() => toOpenApi(routes, HEAD)).toThrow(/a name of its own/);
    expect(() => toOpenApi(routes, { ...HEAD, schemas: { tree } })).not.toThrow();
  });

  test("refuses two routes of one method and path", () => {
    expect(() => toOpenApi([get, { ...get, name: "library.again" }], HEAD)).toThrow("library.again");
  });
});
