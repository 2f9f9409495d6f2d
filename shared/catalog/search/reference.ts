import { FIELDS, type KnownField } from "./fields";

const KNOWN: readonly KnownField[] = FIELDS;

const code = (text: string) => `\`${text.replaceAll("|", "\\|")}\``;
const codes = (texts: readonly string[]) => texts.map(code).join(", ");

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Every field with its other names, as a table in Markdown: for docs and help. */
export function toFieldTable(): string {
  const rows = KNOWN.map(({ name, aliases, description, examples }) => [
    code(name),
    codes(aliases),
    description,
    codes(examples),
  ]);
  return toTable(["Field", "Also", "Looks at", "Examples"], rows);
}

/** Every word that a field knows, but for formats, which are many and name themselves. */
export function toWordTable(): string {
  const rows = KNOWN.flatMap((field) => {
    if (field.kind !== "word" || field.name === "format") return [];
    const words =
      field.name === "type" ? field.words.filter(({ description }) => !description.includes("/")) : field.words;
    return words.map(({ word, aliases, description }) => [code(`${field.name}:${word}`), codes(aliases), description]);
  });
  return toTable(["Word", "Also", "Finds photos that are, or have"], rows);
}
