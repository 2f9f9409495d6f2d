import type { z } from "zod";
import { albumSchema } from "@shared/contract/album";
import type { Operation } from "@shared/contract/channel";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { toJsonSchema, type Direction, type JsonSchema, type NamedSchemas } from "@shared/contract/json-schema";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { mutationSchema, patchSchema } from "@shared/contract/mutation";
import { photoSchema } from "@shared/contract/photo";
import { HOST_OPERATIONS, PICK_OPERATIONS } from "@shared/contract/pick";
import { callerMessageSchema, serverMessageSchema } from "@shared/contract/port-message";
import { problemSchema } from "@shared/contract/problem";
import type { Route } from "@shared/contract/route";
import { SAMPLE_OPERATIONS } from "@shared/contract/samples";
import { tagSchema } from "@shared/contract/tag";
import { histogramSchema, LIBRARY_OPERATIONS, LIBRARY_ROUTES, photoPageSchema } from "@shared/contract/view";
import { PHOTO_FLAGS } from "@shared/domain/photo-flags";

/** Every route that is served over HTTP. */
export const ROUTES: readonly Route[] = Object.values(LIBRARY_ROUTES);

/** Every operation that is served over a message port. */
export const OPERATIONS: readonly Operation[] = [
  LIBRARY_OPERATIONS,
  EDIT_OPERATIONS,
  IMPORT_OPERATIONS,
  STATE_OPERATIONS,
  PICK_OPERATIONS,
  HOST_OPERATIONS,
  SAMPLE_OPERATIONS,
].flatMap((table) => Object.values<Operation>(table));

/** Schemas that the description of the HTTP interface shows by name. */
export const NAMED_SCHEMAS: NamedSchemas = {
  photo: photoSchema,
  photoPage: photoPageSchema,
  histogram: histogramSchema,
};

/** What else two programs of different age may exchange, or keep: the log holds mutations for ever. */
const EXCHANGED: NamedSchemas = {
  album: albumSchema,
  callerMessage: callerMessageSchema,
  mutation: mutationSchema,
  patch: patchSchema,
  problem: problemSchema,
  serverMessage: serverMessageSchema,
  tag: tagSchema,
};

/** All that the contract fixes, as a JSON value: another one is another version of the contract. */
export function describeContract(): JsonSchema {
  return {
    photoFlags: PHOTO_FLAGS,
    routes: byName(ROUTES, describeRoute),
    operations: byName(OPERATIONS, describeOperation),
    exchanged: Object.fromEntries(Object.entries(EXCHANGED).map(([name, schema]) => [name, describe(schema, "sent")])),
  };
}

function byName<Item extends { name: string }>(items: readonly Item[], describeItem: (item: Item) => JsonSchema) {
  const described = items.map((item) => [item.name, describeItem(item)] as const);
  return Object.fromEntries(described.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function describe(schema: z.ZodType, direction: Direction): JsonSchema {
  const found = new Map<string, JsonSchema>();
  const own = toJsonSchema(schema, direction, { named: {}, definitions: "#/$defs/", found });
  return { ...own, $defs: Object.fromEntries(found) };
}

function describeRoute({ method, path, params, query, body, answer, status, errors }: Route): JsonSchema {
  return {
    method,
    path,
    params: describe(params, "parameters"),
    query: describe(query, "parameters"),
    ...(body && { body: describe(body, "sent") }),
    ...(answer && { answer: describe(answer, "answered") }),
    status,
    errors,
  };
}

function describeOperation(operation: Operation): JsonSchema {
  const output = operation.kind === "channel" ? operation.output : operation.item;
  return {
    kind: operation.kind,
    input: describe(operation.input, "sent"),
    output: describe(output, "answered"),
  };
}
