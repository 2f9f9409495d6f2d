import { z } from "zod";

const Effect = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), latencyMs: z.int().min(0).max(600_000) }),
  z.strictObject({
    kind: z.literal("status"),
    status: z.union([z.literal(429), z.int().min(500).max(599)]),
    retryAfterSeconds: z.int().min(0).optional(),
  }),
  /** The connection is destroyed after so many bytes of the answer's body; 0 leaves status and headers. */
  z.strictObject({ kind: z.literal("drop"), dropAfterBytes: z.int().min(0) }),
  /** The request is carried out; the connection is destroyed before the answer. */
  z.strictObject({ kind: z.literal("loseReply") }),
  /** The request's token counts as expired. */
  z.strictObject({ kind: z.literal("staleToken") }),
]);
export type Effect = z.infer<typeof Effect>;

/** Which requests go wrong, and how. */
export const Rule = z.strictObject({
  /** The part's name, as given to `middleware`. */
  part: z.string(),
  method: z.string().toUpperCase().optional(),
  /** `*` stands for anything but a slash, `**` for anything. */
  path: z.string().startsWith("/").optional(),
  /** It holds for so many requests. */
  times: z.int().min(1).optional(),
  /** Each request that matches meets it with this probability. */
  chance: z.number().min(0).max(1).optional(),
  /** It holds for so long. */
  forMs: z.int().min(1).optional(),
  effect: Effect,
});
export type Rule = z.infer<typeof Rule>;

/** What of a request a rule looks at; `path` is without the query. */
export interface Met {
  part: string;
  method: string;
  path: string;
}

/** Whether the rule is about the request: how often it holds is another matter. */
export function matches({ part, method, path }: Rule, met: Met): boolean {
  return (
    part === met.part &&
    (method === undefined || method === met.method) &&
    (path === undefined || toRegExp(path).test(met.path))
  );
}

function toRegExp(pattern: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part.startsWith("*")) return part === "*" ? "[^/]*" : ".*";
    return part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}
