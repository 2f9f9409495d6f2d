import type { z } from "zod";
import { AppError } from "@shared/errors";

const ISSUES_TOLD = 3;
const MESSAGE_LENGTH_MAX = 500;

type Path = readonly PropertyKey[];
type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
}

/** The path of the first field that was given and not taken, at any depth. Arrays are fields by number here. */
function findUntaken(given: unknown, taken: unknown): Path | undefined {
  if (given === taken || !isFields(given) || !isFields(taken)) return undefined;
  for (const name of Object.keys(given)) {
    if (given[name] === undefined) continue;
    const below = Object.hasOwn(taken, name) ? findUntaken(given[name], taken[name]) : [];
    if (below) return [name, ...below];
  }
  return undefined;
}

function locate(path: Path, message: string): string {
  return path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`;
}

function clip(text: string): string {
  return text.length > MESSAGE_LENGTH_MAX ? `${text.slice(0, MESSAGE_LENGTH_MAX)}…` : text;
}

/** What is wrong with a value, in one line: its first few issues, each after the field it is about. */
export function tellIssues(error: z.ZodError): string {
  const told = error.issues.slice(0, ISSUES_TOLD).map(({ path, message }) => locate(path, message));
  return clip(told.join("; "));
}

type Strict<Schema extends z.ZodType> = { parsed: z.output<Schema> } | { reason: string; cause?: unknown };

/**
 * A value of somebody else's making, by a schema. A field that the schema does not know is refused at every depth, so that
 * nothing asked for is silently left undone; the same schema reads answers leniently.
 */
export function tryStrictly<Schema extends z.ZodType>(schema: Schema, value: unknown): Strict<Schema> {
  let result: z.ZodSafeParseResult<z.output<Schema>>;
  try {
    result = schema.safeParse(value);
  } catch (cause) {
    // A value nested too deeply, or into itself, exhausts the stack.
    return { reason: "it is nested too deeply", cause };
  }
  if (!result.success) return { reason: tellIssues(result.error) };
  const untaken = findUntaken(value, result.data);
  return untaken ? { reason: clip(`${untaken.map(String).join(".")}: unknown field`) } : { parsed: result.data };
}

/** As `tryStrictly`, for what a caller sent: throws `bad_request`. `subject` names the value in its message. */
export function parseStrictly<Schema extends z.ZodType>(schema: Schema, value: unknown, subject: string) {
  const strict = tryStrictly(schema, value);
  if ("parsed" in strict) return strict.parsed;
  throw new AppError("bad_request", `${subject} is not as declared: ${strict.reason}`, { cause: strict.cause });
}

/** As `tryStrictly`, for what we are about to answer: what does not fit is a bug of ours. */
export function checkAnswer(schema: z.ZodType, value: unknown, subject: string): void {
  const strict = tryStrictly(schema, value);
  if ("reason" in strict) throw new TypeError(`${subject} is not as declared: ${strict.reason}`);
}

/** An answer of ours with only the fields that its schema knows. One that does not fit is a bug of ours. */
export function trimAnswer<Schema extends z.ZodType>(schema: Schema, value: unknown, subject: string) {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw new TypeError(`${subject} is not as declared: ${tellIssues(error)}`);
  return data;
}
