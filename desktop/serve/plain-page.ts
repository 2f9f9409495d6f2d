import type { Request, Response } from "express";

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
        `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">` +
        `<h1>${title}</h1><p>${text}</p></html>`,
    );
}
