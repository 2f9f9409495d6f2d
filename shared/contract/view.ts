import { z } from "zod";
import { channel, feed } from "@shared/contract/channel";
import { int32Column, uint16Column, uint8Column } from "@shared/contract/column";
import { photoIdSchema, photoSchema } from "@shared/contract/photo";
import { intParameter } from "@shared/contract/query-parameter";
import { route } from "@shared/contract/route";

/** The most photos whose details one call gives. */
export const DETAILS_MAX = 500;
/** The most photos on a page of a list. */
export const PAGE_MAX = 500;
/** The longest query, in UTF-16 units. */
export const QUERY_LENGTH_MAX = 10_000;

/** A UUID in lower case: one library has one name, also in paths and object names. */
export const libraryIdSchema = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "not a library id");

/** In the search grammar (docs/spec/search.md). Empty: everything that is not in the trash or hidden. */
const querySchema = z.string().max(QUERY_LENGTH_MAX);
const countSchema = z.int().nonnegative();
const keySchema = z.int().nonnegative();

/** What an order is sorted by, ascending, then by photoId. A view that shows the newest first reads it from its end. */
export const ORDER_SORTS = ["captured", "imported"] as const;
const sortSchema = z.enum(ORDER_SORTS);
export type OrderSort = (typeof ORDER_SORTS)[number];

/**
 * The number of a state of an order. Each change raises it; a number is never used again, also not after a restart, so
 * that a position kept from an earlier run can be told.
 */
const orderVersionSchema = z.int().positive();

/** Columns of one row for each photo, as an order keeps them. */
const orderColumns = {
  /** The catalog's dense key of the photo. Means nothing in another library or on another device. */
  keys: int32Column,
  /** Minutes since 1970: of local wall time by `captured`, of UTC by `imported`. */
  minutes: int32Column,
  /** Width to height as displayed, in thousandths; 0 when unknown. */
  aspects: uint16Column,
  /** Bits of shared/domain/photo-flags.ts. */
  flags: uint16Column,
};

/** Every photo of the library that is not purged, the trash included, in the order of one sort. */
export const packedOrderSchema = z.object({ version: orderVersionSchema, ...orderColumns });
export type PackedOrder = z.infer<typeof packedOrderSchema>;

/**
 * A step of an order from one version to the next. Splices are positions in version `from`, rising and apart: at `at[i]`,
 * `removed[i]` rows go and `added[i]` rows come. The columns hold the rows of all splices, one after another.
 */
export const orderStepSchema = z.object({
  kind: z.literal("step"),
  from: orderVersionSchema,
  to: orderVersionSchema,
  at: int32Column,
  removed: int32Column,
  added: int32Column,
  ...orderColumns,
  /** Keys of the photos whose details are no longer what was given before, moved or not. */
  touched: int32Column,
});
export type OrderStep = z.infer<typeof orderStepSchema>;

/** The steps since the version asked for are not kept: ask for the order again, and drop all details held. */
export const orderReloadSchema = z.object({ kind: z.literal("reload"), to: orderVersionSchema });

export const orderChangeSchema = z.discriminatedUnion("kind", [orderStepSchema, orderReloadSchema]);
export type OrderChange = z.infer<typeof orderChangeSchema>;

/** What a query finds, over the order of the version given: row `i` is in it when bit `i & 7` of byte `i >> 3` is set. */
export const matchSchema = z.object({ version: orderVersionSchema, count: countSchema, bits: uint8Column });
export type Match = z.infer<typeof matchSchema>;

/** Photos by month of their local wall time, months without photos left out, ascending. */
export const histogramSchema = z.object({
  months: z.array(z.object({ year: z.int(), month: z.int().min(1).max(12), count: z.int().positive() })),
});
export type Histogram = z.infer<typeof histogramSchema>;

/** Details in the order asked for; null where no such photo is. */
export const detailsSchema = z.object({
  photos: z.array(z.object({ key: keySchema, photo: photoSchema }).nullable()),
});
export type Details = z.infer<typeof detailsSchema>;

/** A page of a list. `next` is the cursor of the page after it; null at the end. */
export const photoPageSchema = z.object({ photos: z.array(photoSchema), next: z.string().nullable() });
export type PhotoPage = z.infer<typeof photoPageSchema>;

/** Questions about a library that engine and backend both answer, over a message port. */
export const LIBRARY_OPERATIONS = {
  order: channel({ name: "library.order", input: z.object({ sort: sortSchema }), output: packedOrderSchema }),
  /** The steps after `since`, as they happen. Never ends by itself. */
  changes: feed({
    name: "library.changes",
    input: z.object({ sort: sortSchema, since: orderVersionSchema }),
    item: orderChangeSchema,
  }),
  match: channel({
    name: "library.match",
    input: z.object({ query: querySchema, sort: sortSchema }),
    output: matchSchema,
  }),
  histogram: channel({ name: "library.histogram", input: z.object({ query: querySchema }), output: histogramSchema }),
  details: channel({
    name: "library.details",
    input: z.union([
      z.object({ keys: z.array(keySchema).max(DETAILS_MAX) }),
      z.object({ photoIds: z.array(photoIdSchema).max(DETAILS_MAX) }),
    ]),
    output: detailsSchema,
  }),
  /** All photos that a query finds, by local wall time, then photoId; an item is a page. */
  list: feed({ name: "library.list", input: z.object({ query: querySchema }), item: z.array(photoSchema) }),
};

const ofLibrary = { library: libraryIdSchema };
const page = { cursor: z.string().max(1000).optional(), limit: intParameter(z.int().min(1).max(PAGE_MAX)).optional() };

/** The same questions as far as they are asked of the service by HTTP. */
export const LIBRARY_ROUTES = {
  list: route({
    name: "library.list",
    method: "GET",
    path: "/v1/libraries/{library}/photos",
    summary: "Photos by local wall time, then photoId, in pages; by default 100, without trash and hidden ones.",
    params: ofLibrary,
    query: page,
    answer: photoPageSchema,
    errors: ["library_not_found"],
  }),
  photo: route({
    name: "library.photo",
    method: "GET",
    path: "/v1/libraries/{library}/photos/{photoId}",
    summary: "One photo.",
    params: { ...ofLibrary, photoId: photoIdSchema },
    answer: photoSchema,
    errors: ["library_not_found", "photo_not_found"],
  }),
  search: route({
    name: "library.search",
    method: "GET",
    path: "/v1/libraries/{library}/search",
    summary: "Photos that a query of the search grammar finds, in pages as in the list, and how many there are.",
    params: ofLibrary,
    query: { query: querySchema, ...page },
    answer: z.object({ ...photoPageSchema.shape, count: countSchema }),
    errors: ["library_not_found", "bad_query"],
  }),
  histogram: route({
    name: "library.histogram",
    method: "GET",
    path: "/v1/libraries/{library}/histogram",
    summary: "How many photos each month has, of all or of those that a query finds.",
    params: ofLibrary,
    query: { query: querySchema.optional() },
    answer: histogramSchema,
    errors: ["library_not_found", "bad_query"],
  }),
};
