/** An element of XML with its namespace resolved. Text is what lies directly inside, entities replaced. */
export interface XmlElement {
  /** The namespace and the local name, `{uri}local`. */
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
}

const ELEMENT_LIMIT = 50_000;
const DEPTH_LIMIT = 64;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function replaceEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,5}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}

type Scope = ReadonlyMap<string, string>;

const TOP: Scope = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);

interface Open {
  element: XmlElement;
  raw: string;
  scope: Scope;
}

/** One `name="value"` in a tag, either quote. */
const ATTRIBUTE = /([^\s=/>"'<]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads XML as far as it goes: what is cut off or badly nested gives the elements before that. No entities are declared,
 * no document types read, so nothing can grow (XML 1.0; Namespaces in XML 1.0). The element given stands for the document.
 */
export function parseXml(text: string): XmlElement {
  const document: XmlElement = { name: "", attributes: new Map(), children: [], text: "" };
  const stack: Open[] = [{ element: document, raw: "", scope: TOP }];
  let at = 0;
  let count = 0;
  while (at < text.length) {
    const open = text.indexOf("<", at);
    const top = stack.at(-1);
    if (!top) break;
    top.element.text += replaceEntities(text.slice(at, open < 0 ? text.length : open));
    if (open < 0) break;
    const skipped = skipMarkup(text, open, top.element);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const close = endOfTag(text, open);
    if (close < 0 || ++count > ELEMENT_LIMIT) break;
    if (text[open + 1] === "/") closeTag(stack, text.slice(open + 2, close).trim());
    else openTag(stack, text.slice(open + 1, close));
    at = close + 1;
  }
  return document;
}

/** Steps over comments, instructions and declarations, and takes in CDATA. Undefined when it is a tag. */
function skipMarkup(text: string, open: number, element: XmlElement): number | undefined {
  const end = (mark: string) => {
    const found = text.indexOf(mark, open);
    return found < 0 ? text.length : found + mark.length;
  };
  if (text.startsWith("<!--", open)) return end("-->");
  if (text.startsWith("<?", open)) return end("?>");
  if (text.startsWith("<![CDATA[", open)) {
    const after = end("]]>");
    element.text += text.slice(open + 9, after === text.length ? after : after - 3);
    return after;
  }
  return text.startsWith("<!", open) ? end(">") : undefined;
}

/** The ">" that ends a tag, not one within quotes. */
function endOfTag(text: string, open: number): number {
  let quote = "";
  for (let i = open + 1; i < text.length; i++) {
    const char = text[i] ?? "";
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return i;
    else if (char === "<") return -1;
  }
  return -1;
}

function openTag(stack: Open[], tag: string): void {
  const parent = stack.at(-1);
  const raw = /^[^\s/]+/.exec(tag)?.[0];
  if (!parent || raw === undefined) return;
  const pairs: [string, string][] = [];
  for (const match of tag.slice(raw.length).matchAll(ATTRIBUTE)) {
    pairs.push([match[1] ?? "", replaceEntities(match[2] ?? match[3] ?? "")]);
  }
  const scope = scopeOf(parent.scope, pairs);
  const element: XmlElement = { name: expand(raw, scope, true), attributes: new Map(), children: [], text: "" };
  for (const [name, value] of pairs) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) element.attributes.set(expand(name, scope, false), value);
  }
  parent.element.children.push(element);
  if (!tag.endsWith("/") && stack.length < DEPTH_LIMIT) stack.push({ element, raw, scope });
}

function scopeOf(outer: Scope, pairs: readonly [string, string][]): Scope {
  const declared = pairs.filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  if (declared.length === 0) return outer;
  return new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6), uri] as const)]);
}

/** `prefix:local` as `{uri}local`; a prefix that nobody declared stands for itself. */
function expand(raw: string, scope: Scope, isElement: boolean): string {
  const colon = raw.indexOf(":");
  const prefix = colon < 0 ? "" : raw.slice(0, colon);
  if (prefix === "" && !isElement) return `{}${raw}`;
  return `{${scope.get(prefix) ?? prefix}}${raw.slice(colon + 1)}`;
}

/** Closes the innermost element of that name, and what was left open inside. */
function closeTag(stack: Open[], raw: string): void {
  for (let depth = stack.length - 1; depth > 0; depth--) {
    if (stack[depth]?.raw === raw) {
      stack.length = depth;
      return;
    }
  }
}
