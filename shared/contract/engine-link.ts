import { z } from "zod";
import { errorRecordSchema } from "@shared/contract/error-record";

/** What the engine lets the other end of a port do: `page` names files by handles alone, `owner` by paths too. */
export const PORT_ACCESS = ["owner", "page"] as const;
export type PortAccess = (typeof PORT_ACCESS)[number];

const idSchema = z.int().positive();

/** From Electron's main process to the engine's. `port` and `worker-started` bring a message port along. */
export const toEngineSchema = z.discriminatedUnion("type", [
  /** Serve this port, once the library is open. */
  z.object({ type: z.literal("port"), access: z.enum(PORT_ACCESS) }),
  z.object({ type: z.literal("ping"), id: idSchema }),
  z.object({ type: z.literal("worker-started"), worker: idSchema }),
  z.object({ type: z.literal("worker-ended"), worker: idSchema }),
  /** Let go of the library in good order, then end. */
  z.object({ type: z.literal("close") }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** From the engine's process to Electron's main process. */
export const fromEngineSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  /** The library cannot be opened; the process ends. */
  z.object({ type: z.literal("failed"), error: errorRecordSchema }),
  z.object({ type: z.literal("pong"), id: idSchema }),
  /** Start a media worker: only the main process can start processes where a program may not run as Node. */
  z.object({ type: z.literal("start-worker"), worker: idSchema }),
  z.object({ type: z.literal("kill-worker"), worker: idSchema }),
  z.object({ type: z.literal("log"), event: z.string(), fields: z.record(z.string(), z.unknown()) }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;
