import type { IRouter, Request, Response } from "express";

interface Words {
  title: string;
  text: string;
}

/** Said where the interface itself cannot be shown, in the languages of the interface. */
const PAGES = {
  token: {
    status: 401,
    en: {
      title: "This address was used already",
      text: "It opens the library once. Go on in the window where it is open, or run “imgstream serve” again for a new address.",
    },
    ja: {
      title: "このアドレスはすでに使われています",
      text: "このアドレスでライブラリを開けるのは一度だけです。開いているウィンドウで続けるか、「imgstream serve」をもう一度実行して新しいアドレスを使ってください。",
    },
  },
  session: {
    status: 401,
    en: {
      title: "This window is not connected to the library",
      text: "Open the address that “imgstream serve” printed, with its token. If it was used already, run “imgstream serve” again.",
    },
    ja: {
      title: "このウィンドウはライブラリに接続されていません",
      text: "「imgstream serve」が表示したアドレスをトークンも含めて開いてください。すでに使った場合は、「imgstream serve」をもう一度実行してください。",
    },
  },
  foreign: {
    status: 403,
    en: {
      title: "Another page asked for this",
      text: "The library answers only its own window. Type or paste its address into the address bar.",
    },
    ja: {
      title: "ほかのページからの要求です",
      text: "ライブラリは自分のウィンドウにだけ応答します。アドレスバーにアドレスを直接入力してください。",
    },
  },
  unbuilt: {
    status: 503,
    en: {
      title: "The interface is not built",
      text: "The library itself is open. Run “npm run build” in the checkout, then load this page again.",
    },
    ja: {
      title: "画面がまだビルドされていません",
      text: "ライブラリは開いています。チェックアウトで「npm run build」を実行してから、このページを再読み込みしてください。",
    },
  },
} as const satisfies Record<string, { status: number; en: Words; ja: Words }>;

export type PlainPage = keyof typeof PAGES;

/** The one thing that is served to whoever asks: it says nothing of the library. */
const STYLE_ADDRESS = "/plain.css";
const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 24px; box-sizing: border-box;
  font: 15px/24px system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic UI", sans-serif;
  background: light-dark(#fbfbfa, #111214); color: light-dark(#1c1d20, #ebebec); }
main { max-width: 46ch; }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; font-weight: 600; }
p { margin: 0; color: light-dark(#5a5c63, #a2a4aa); }
`;

export function servePlainStyle(router: IRouter): void {
  router.get(STYLE_ADDRESS, (_request, response) => {
    response.type("css").send(STYLE);
  });
}

/** Answers with a page of a heading and a sentence. */
export function sendPlainPage(request: Request, response: Response, page: PlainPage): void {
  const language = request.acceptsLanguages("en", "ja") === "ja" ? "ja" : "en";
  const { title, text } = PAGES[page][language];
  response
    .status(PAGES[page].status)
    .set("content-language", language)
    .type("html")
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>ImgStream</title>` +
        `<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="${STYLE_ADDRESS}">` +
        `<main><h1>${title}</h1><p>${text}</p></main></html>`,
    );
}
