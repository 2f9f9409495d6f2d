import { z } from "zod";
import { errorRecordSchema } from "@shared/contract/error-record";

/** The most items that a server sends ahead of its reader, whatever the reader allows. */
export const CREDIT_MAX = 256;

const idSchema = z.int().positive();
const nameSchema = z.string().max(200);
const creditSchema = z.int().positive();

/** What a caller sends. `id` is of its choosing, new with each call; `credit` is how many items more it will take. */
export const callerMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call"), id: idSchema, name: nameSchema, input: z.unknown() }),
  z.object({ type: z.literal("open"), id: idSchema, name: nameSchema, input: z.unknown(), credit: creditSchema }),
  z.object({ type: z.literal("more"), id: idSchema, credit: creditSchema }),
  z.object({ type: z.literal("cancel"), id: idSchema }),
]);
export type CallerMessage = z.infer<typeof callerMessageSchema>;

/** What a server sends: one `answer` to a call; to an open feed its items and then one `end`. Nothing follows a cancel. */
export const serverMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("answer"), id: idSchema, ok: z.literal(true), value: z.unknown() }),
  z.object({ type: z.literal("item"), id: idSchema, value: z.unknown() }),
  z.object({ type: z.literal("end"), id: idSchema }),
  z.object({ type: z.literal("error"), id: idSchema, ok: z.literal(false), error: errorRecordSchema }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
