import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { intParameter } from "@shared/contract/query-parameter";
import {
  fillPath,
  route,
  toExpressPath,
  type RouteInput,
  type RouteRequest,
  type RouteResult,
} from "@shared/contract/route";

const head = { name: "test", method: "GET", summary: "" } as const;

describe("a route", () => {
  test.each<[string, () => unknown]>([
    ["misses one of its path", () => route({ ...head, path: "/{a}/{b}", params: { a: z.string() } as never })],
    ["has one too many", () => route({ ...head, path: "/{a}", params: { a: z.string(), b: z.string() } })],
    ["has none of its path", () => route({ ...head, path: "/{a}" })],
  ])("whose params %s is a mistake", (_, declare) => {
    expect(declare).toThrow(/^test: .* has the parameters/);
  });

  test("answers 200 when there is an answer and 204 when there is none, unless it says otherwise", () => {
    const answer = z.string();
    const routes = [route({ ...head, path: "/" }), route({ ...head, path: "/", answer })];
    expect([...routes, route({ ...head, path: "/", answer, status: 201 })].map(({ status }) => status)).toEqual([
      204, 200, 201,
    ]);
  });

  test("has the types of its schemas: texts on the wire, values for those who call and handle", () => {
    const list = route({
      ...head,
      path: "/v1/{library}",
      params: { library: z.string() },
      query: { limit: intParameter().optional() },
      body: z.object({ title: z.string().default("") }),
      answer: z.array(z.string()),
    });
    expectTypeOf<RouteInput<typeof list>>().toEqualTypeOf<
      Record<"params", { library: string }> &
        Partial<Record<"query", { limit?: number | undefined }>> & { body: { title?: string | undefined } }
    >();
    expectTypeOf<RouteRequest<typeof list>["query"]["limit"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<RouteRequest<typeof list>["body"]>().toEqualTypeOf<{ title: string }>();
    expectTypeOf<RouteResult<typeof list>>().toEqualTypeOf<string[]>();
    expect(list.query.parse({ limit: "3" })).toEqual({ limit: 3 });
  });
});

test("a path is written as Express wants it", () => {
  expect(toExpressPath("/v1/libraries/{library}/photos/{photoId}")).toBe("/v1/libraries/:library/photos/:photoId");
});

describe("a path filled in", () => {
  test.each([
    ["a b", "a%20b"],
    ["a/b", "a%2Fb"],
    ["../..", "..%2F.."],
    ["%2e%2e", "%252e%252e"],
    ["?a=b#c", "%3Fa%3Db%23c"],
    ["...", "..."],
    ["é", "%C3%A9"],
    ["{id}", "%7Bid%7D"],
    ["$1", "%241"],
  ])("has %j as one segment", (text, segment) => {
    const filled = fillPath("/v1/{id}/x", { id: text });
    expect(filled).toBe(`/v1/${segment}/x`);
    expect(new URL(filled, "http://host").pathname).toBe(filled);
  });

  test.each(["", ".", "..", "\ud800", undefined])("refuses %j, which would name another path", (text) => {
    expect(() => fillPath("/v1/{id}/x", { id: text })).toThrow(/cannot stand for id/);
  });
});
