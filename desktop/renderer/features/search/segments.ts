import type { Token } from "@shared/catalog/search/lexer";
import type { Mistake } from "@shared/catalog/search/mistakes";
import type { ReadQuery } from "@shared/catalog/search/parser";
import type { TextRange } from "@shared/errors";

/** A stretch of a query that is drawn in one way. */
export interface Part {
  text: string;
  isMistake: boolean;
}

/** A piece of a query: one that was understood as a term of a field stands on a chip. All texts together are the query. */
export interface Segment {
  kind: "plain" | "term" | "operator";
  parts: Part[];
}

interface Stretch {
  kind: Segment["kind"];
  range: TextRange;
}

/** Cuts a query into what the box draws behind its text. */
export function toSegments(text: string, { tokens, mistakes }: Pick<ReadQuery, "tokens" | "mistakes">): Segment[] {
  const segments: Segment[] = [];
  const add = ({ kind, range }: Stretch) => {
    if (range.to > range.from) segments.push({ kind, parts: toParts(text, range, mistakes) });
  };
  let at = 0;
  for (const stretch of tokens.flatMap(toStretch)) {
    add({ kind: "plain", range: { from: at, to: stretch.range.from } });
    add(stretch);
    at = stretch.range.to;
  }
  add({ kind: "plain", range: { from: at, to: text.length } });
  return segments;
}

function toStretch(token: Token): Stretch[] {
  if (token.type === "field") return token.field && token.value ? [{ kind: "term", range: token.range }] : [];
  if (token.type === "text") return token.scope ? [{ kind: "term", range: token.range }] : [];
  return token.type === "and" || token.type === "or" || token.type === "not"
    ? [{ kind: "operator", range: token.range }]
    : [];
}

/** A mistake of no length is drawn on what stands before it, so that there is something to see. */
function toParts(text: string, { from, to }: TextRange, mistakes: readonly Mistake[]): Part[] {
  const marked = mistakes.map(({ range }) => (range.to > range.from ? range : { from: range.from - 1, to: range.to }));
  const cuts = new Set([from, to]);
  for (const range of marked) {
    for (const cut of [range.from, range.to]) if (cut > from && cut < to) cuts.add(cut);
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(1).map((end, index) => {
    const start = ordered[index] ?? from;
    return {
      text: text.slice(start, end),
      isMistake: marked.some((range) => range.from < end && range.to > start),
    };
  });
}
