import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas that stand by a name wherever they are used. */
export type NamedSchemas = Readonly<Record<string, z.ZodType>>;

/** Keywords whose values are schemas by name: their names keep the order in which they were declared. */
const BY_NAME = new Set(["properties", "$defs"]);

/** How zod refers to a named schema. */
const LOCAL = "#/$defs/";

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A schema with its keywords in alphabetical order and its references pointing to where named schemas will lie. */
function arrange(schema: unknown, definitions: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => arrange(item, definitions));
  if (!isObject(schema)) return schema;
  const { $schema: _dialect, $id: _id, ...keywords } = schema;
  const pairs = Object.entries(keywords).map(([keyword, value]) => [
    keyword,
    arrangeKeyword(keyword, value, definitions),
  ]);
  return Object.fromEntries(pairs.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)));
}

function arrangeKeyword(keyword: string, value: unknown, definitions: string): unknown {
  if (BY_NAME.has(keyword) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, arrange(below, definitions)]));
  }
  // A set, whatever the order it is written in.
  if (keyword === "required" && Array.isArray(value)) return value.toSorted();
  if (keyword !== "$ref") return arrange(value, definitions);
  const name = typeof value === "string" && value.startsWith(LOCAL) ? value.slice(LOCAL.length) : "";
  if (name === "") throw new TypeError("A schema that holds itself needs a name");
  return definitions + name;
}

/** How a schema is told of. `sent` is what comes from a caller, where fields not declared are refused at every depth. */
export type Direction = "sent" | "answered" | "parameters";

/** A document that schemas are written into: what has a name is written once and referred to. */
export interface SchemaBook {
  readonly named: NamedSchemas;
  /** Where named schemas will lie, such as `#/components/schemas/`. */
  readonly definitions: string;
  readonly found: Map<string, JsonSchema>;
}

/** JSON Schema 2020-12 of a schema, the same text for the same schema. Named schemas in it go to `found`. */
export function toJsonSchema(schema: z.ZodType, direction: Direction, book: SchemaBook): JsonSchema {
  const metadata = z.registry<{ id: string }>();
  // A named schema is told of as it is answered; sent ones stand in full, because they are stricter.
  const named = direction === "answered" ? Object.entries(book.named) : [];
  for (const [id, each] of named) metadata.add(each, { id });
  const whole = z.toJSONSchema(schema, {
    metadata,
    io: direction === "sent" ? "input" : "output",
    unrepresentable: "any",
    override({ jsonSchema }) {
      // A reader takes fields that it does not know; who asks may not send them.
      if (direction === "answered" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (direction === "sent" && jsonSchema.properties) jsonSchema.additionalProperties ??= false;
    },
  });
  const { $defs, ...own } = arrange(whole, book.definitions) as Record<string, unknown>;
  if (isObject($defs)) for (const [id, each] of Object.entries($defs)) enter(book.found, id, each as JsonSchema);
  return own;
}

function enter(found: Map<string, JsonSchema>, id: string, schema: JsonSchema): void {
  const known = found.get(id);
  if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new TypeError(
      `Two schemas would be called ${id}: give each a name of its own, or use it in one direction only`,
    );
  }
  found.set(id, schema);
}
