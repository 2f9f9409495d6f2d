import { createHash } from "node:crypto";
import type { Response } from "express";

/** HTML whose inserted texts are escaped. */
export interface Markup {
  html: string;
}

type Inserted = string | Markup | readonly Markup[];

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function htmlOf(inserted: Inserted): string {
  if (typeof inserted === "string") return inserted.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
  return "html" in inserted ? inserted.html : inserted.map(({ html }) => html).join("");
}

export function markup(parts: TemplateStringsArray, ...inserted: readonly Inserted[]): Markup {
  const html = parts.map((part, at) => part + htmlOf(inserted[at] ?? "")).join("");
  return { html };
}

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; padding: 48px 24px; font: 16px/24px system-ui, "Hiragino Sans", "Noto Sans CJK JP", sans-serif;
  background: light-dark(#fbfbfa, #111214); color: light-dark(#1c1d20, #ebebec); }
main { max-width: 46ch; margin: 0 auto; }
h1 { margin: 0 0 16px; font-size: 22px; line-height: 30px; }
fieldset { margin: 16px 0; padding: 8px 16px; border: 1px solid light-dark(#8a8c92, #7c7e85); border-radius: 8px; }
label { display: block; padding: 4px 0; }
input[type="text"] { font: 20px/28px ui-monospace, monospace; padding: 8px; box-sizing: border-box; width: 100%;
  border: 1px solid light-dark(#8a8c92, #7c7e85); border-radius: 8px; }
button { font: inherit; min-height: 44px; padding: 8px 20px; margin: 8px 8px 0 0; border-radius: 8px;
  border: 1px solid light-dark(#8a8c92, #7c7e85); }
:focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px; }
[role="alert"] { color: light-dark(#a11a10, #ffb4ab); font-weight: 600; }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
  // With no-referrer, a form would be sent with the origin `null`.
  "referrer-policy": "same-origin",
};

export interface Page {
  status: number;
  title: string;
  body: Markup;
}

/** Shows a page: no script, nothing from elsewhere, in no frame. */
export function sendPage(response: Response, { status, title, body }: Page): void {
  const page = markup`<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${{ html: STYLE }}</style>
<main><h1>${title}</h1>${body}</main></html>`;
  response.status(status).set(HEADERS).type("html").send(page.html);
}
