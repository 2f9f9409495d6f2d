import { once } from "node:events";
import type { Writable } from "node:stream";
import { type AppError, toErrorRecord } from "@shared/errors";

/** How a verb answers: for people, as one JSON document, or as lines of JSON. */
export type OutputForm = "text" | "json" | "ndjson";

export interface Output {
  readonly form: OutputForm;
  /** A line for people on standard output. */
  line(text: string): Promise<void>;
  /** A value as the answer of a verb. */
  value(value: unknown): Promise<void>;
  /** Many values, as they come: one array, or a line each. */
  values(pages: AsyncIterable<readonly unknown[]>): Promise<void>;
  /** A piece of a document that the verb writes itself. */
  raw(text: string): Promise<void>;
  /** A line on standard error, beside the answer. */
  note(text: string): void;
  error(error: AppError): Promise<void>;
}

export function createOutput(form: OutputForm, stdout: Writable, stderr: Writable): Output {
  /** A reader that is slow slows us down; nothing piles up here. */
  const write = async (text: string) => {
    if (!stdout.write(text)) await once(stdout, "drain");
  };
  return {
    form,
    line: (text) => write(`${text}\n`),
    value: (value) => write(`${JSON.stringify(value, null, form === "json" ? 2 : undefined)}\n`),
    values: async (pages) => {
      let isFirst = true;
      for await (const page of pages) {
        const lines = page.map((value) => JSON.stringify(value));
        if (lines.length === 0) continue;
        if (form === "ndjson") await write(`${lines.join("\n")}\n`);
        else await write(`${isFirst ? "[\n" : ",\n"}${lines.join(",\n")}`);
        isFirst = false;
      }
      if (form === "json") await write(isFirst ? "[]\n" : "\n]\n");
    },
    raw: write,
    note: (text) => stderr.write(`${text}\n`),
    error: async (error) => {
      if (form === "text") stderr.write(`imgstream: ${error.message}\n`);
      else await write(`${JSON.stringify({ error: toErrorRecord(error) })}\n`);
    },
  };
}
