import { z } from "zod";
import { toInvalid } from "./storage-error";

const text = z.string();

const METADATA = z.object({
  contentType: text.optional(),
  contentEncoding: text.optional(),
  contentDisposition: text.optional(),
  contentLanguage: text.optional(),
  cacheControl: text.optional(),
  storageClass: text.optional(),
  customTime: text.optional(),
  metadata: z.record(text, text).optional(),
});

/** What a caller may set of an object, by Google's names. */
export type ObjectMetadata = z.infer<typeof METADATA>;

const RESOURCE = METADATA.extend({
  name: text.optional(),
  crc32c: text.optional(),
  md5Hash: text.optional(),
});

/** The resource a caller sends with bytes. */
export type SentResource = z.infer<typeof RESOURCE>;

const PATCH = z.object({
  ...Object.fromEntries(Object.keys(METADATA.shape).map((key) => [key, text.nullish()])),
  metadata: z.record(text, text.nullable()).nullish(),
}) as z.ZodType<MetadataPatch>;

/** Null removes a key; what is not named stays. */
export type MetadataPatch = Partial<Record<Exclude<keyof ObjectMetadata, "metadata">, string | null | undefined>> & {
  metadata?: Record<string, string | null> | null | undefined;
};

/** Reads the resource of an upload or a copy; fields that only Google sets are let go. Throws StorageError 400. */
export const parseResource = (sent: unknown): SentResource => parse(RESOURCE, withoutNulls(sent));
/** Throws StorageError 400. */
export const parsePatch = (sent: unknown): MetadataPatch => parse(PATCH, sent ?? {});
/** Reads back what was written as JSON. */
export const parseMetadata = (json: string): ObjectMetadata => METADATA.parse(JSON.parse(json));

/** Only what is kept with the object. */
export const toMetadata = (resource: SentResource): ObjectMetadata => METADATA.parse(resource);

export function patchMetadata(
  metadata: ObjectMetadata,
  { metadata: custom, ...fields }: MetadataPatch,
): ObjectMetadata {
  const patched = toPatched(metadata, fields) as ObjectMetadata;
  if (custom === undefined) return patched;
  const { metadata: before, ...others } = patched;
  if (custom === null) return others;
  const after = toPatched(before ?? {}, custom);
  return Object.keys(after).length === 0 ? others : { ...others, metadata: after as Record<string, string> };
}

function toPatched(before: object, patch: object): object {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  return withoutNulls({ ...before, ...Object.fromEntries(entries) }) as object;
}

function parse<T>(schema: z.ZodType<T>, sent: unknown): T {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw toInvalid(`Invalid value for field ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unreadable"}`);
}

/** Clients written in Go send null, and nothing at all, for what they leave out. */
function withoutNulls(sent: unknown): unknown {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) return sent ?? {};
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
}
