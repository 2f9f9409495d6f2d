import type { z } from "zod";
import { toJsonSchema, type JsonSchema, type NamedSchemas, type SchemaBook } from "@shared/contract/json-schema";
import { CORRELATION_HEADER, PROBLEM_CONTENT_TYPE, problemSchema } from "@shared/contract/problem";
import type { Route } from "@shared/contract/route";
import { ERROR_STATUS, type ErrorCode } from "@shared/errors";

export interface OpenApiHead {
  title: string;
  version: string;
  description: string;
  /** Schemas that the document shows by name, as answers. */
  schemas: NamedSchemas;
}

/** A document of OpenAPI 3.1.1 as a JSON value. */
export interface OpenApiDocument {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, JsonSchema>>;
  components: Record<string, Record<string, JsonSchema>>;
}

const DEFINITIONS = "#/components/schemas/";

/** What any route may answer, and what any route that takes a body. */
const COMMON_ERRORS: readonly ErrorCode[] = ["bad_request", "internal"];
const BODY_ERRORS: readonly ErrorCode[] = ["too_large", "content_type_unsupported"];

/** Describes routes. The same routes give the same text, whatever the order they come in. */
export function toOpenApi(routes: readonly Route[], head: OpenApiHead): OpenApiDocument {
  const { title, version, description, schemas } = head;
  const named = { ...schemas, problem: problemSchema };
  const book: SchemaBook = { named, definitions: DEFINITIONS, found: new Map() };
  const paths: OpenApiDocument["paths"] = {};
  for (const route of [...routes].sort(byPathAndMethod)) {
    const operations = (paths[route.path] ??= {});
    const method = route.method.toLowerCase();
    if (operations[method]) throw new TypeError(`${route.name}: another route has ${route.method} ${route.path}`);
    operations[method] = toOperation(route, book);
  }
  toJsonSchema(problemSchema, "answered", book);
  return {
    openapi: "3.1.1",
    info: { title, version, description },
    paths,
    components: {
      headers: { correlationId: CORRELATION },
      responses: { problem: PROBLEM },
      schemas: sorted(book.found),
    },
  };
}

const CORRELATION: JsonSchema = {
  description: `Names this request in logs. A caller may send one of its own: 8 to 128 letters, digits, "_", "." or "-".`,
  schema: { type: "string" },
};

const HEADERS = { [CORRELATION_HEADER]: { $ref: "#/components/headers/correlationId" } };

const PROBLEM: JsonSchema = {
  description: "Any other error.",
  headers: HEADERS,
  content: { [PROBLEM_CONTENT_TYPE]: { schema: { $ref: `${DEFINITIONS}problem` } } },
};

function byPathAndMethod(a: Route, b: Route): number {
  const [left, right] = [`${a.path} ${a.method}`, `${b.path} ${b.method}`];
  return left < right ? -1 : Number(left > right);
}

function sorted(found: ReadonlyMap<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function toOperation(route: Route, book: SchemaBook): JsonSchema {
  const { name, summary, params, query, body } = route;
  const [group = name] = name.split(".");
  const parameters = [...toParameters("path", params, book), ...toParameters("query", query, book)];
  return {
    operationId: name.replace(/\.(\w)/g, (_, first: string) => first.toUpperCase()),
    tags: [group],
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: toContent(body, "sent", book) } }),
    responses: {
      [route.status]: toResponse(route, book),
      ...toErrors(route),
      default: { $ref: "#/components/responses/problem" },
    },
  };
}

/** Parameters are told of as what they mean, such as an integer, though they cross as text. */
function toParameters(place: "path" | "query", schema: z.ZodObject, book: SchemaBook): JsonSchema[] {
  const { properties = {}, required = [] } = toJsonSchema(schema, "parameters", book) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: each,
  }));
}

function toContent(schema: z.ZodType, direction: "sent" | "answered", book: SchemaBook): JsonSchema {
  return { "application/json": { schema: toJsonSchema(schema, direction, book) } };
}

function toResponse({ answer }: Route, book: SchemaBook): JsonSchema {
  return {
    description: answer ? "Done." : "Done; nothing to tell.",
    headers: HEADERS,
    ...(answer && { content: toContent(answer, "answered", book) }),
  };
}

function toErrors({ body, errors }: Route): Record<string, JsonSchema> {
  const codes = new Set([...COMMON_ERRORS, ...(body ? BODY_ERRORS : []), ...errors]);
  const byStatus: Record<string, JsonSchema> = {};
  for (const code of [...codes].sort()) {
    const told = byStatus[ERROR_STATUS[code]]?.description;
    const description = typeof told === "string" ? `${told}, ${code}` : code;
    byStatus[ERROR_STATUS[code]] = { ...PROBLEM, description };
  }
  return byStatus;
}
