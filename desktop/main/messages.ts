const EN = {
  file: "File",
  edit: "Edit",
  view: "View",
  window: "Window",
  help: "Help",
  addFolder: "Add folder…",
  undo: "Undo",
  selectAll: "Select all",
  search: "Search",
  zoomIn: "Larger photos",
  zoomOut: "Smaller photos",
  sidebar: "Show or hide the sidebar",
  keys: "Keyboard shortcuts",
  pickFolders: "Add folders to the library",
  remote: "These files are on the computer “{host}”. Looking at them tells that computer who you are. Go on?",
  goOn: "Go on",
  cancel: "Cancel",
  otherLibrary: "ImgStream is open with another library. Quit it first, then open {library}. Nothing was changed.",
};

/** What the main process shows: its menu and dialogs. */
export type Messages = Readonly<Record<keyof typeof EN, string>>;

const JA: Messages = {
  file: "ファイル",
  edit: "編集",
  view: "表示",
  window: "ウインドウ",
  help: "ヘルプ",
  addFolder: "フォルダを追加…",
  undo: "取り消す",
  selectAll: "すべてを選択",
  search: "検索",
  zoomIn: "写真を大きく",
  zoomOut: "写真を小さく",
  sidebar: "サイドバーの表示を切り替える",
  keys: "キーボードショートカット",
  pickFolders: "ライブラリに追加するフォルダ",
  remote:
    "これらのファイルはコンピュータ「{host}」にあります。開くと、そのコンピュータにあなたが誰かが伝わります。続けますか？",
  goOn: "続ける",
  cancel: "キャンセル",
  otherLibrary:
    "ImgStream は別のライブラリを開いています。終了してから {library} を開いてください。何も変更されていません。",
};

/** By the system's language; English where there is no translation. */
export function messagesFor(locale: string): Messages {
  return locale.toLowerCase().split("-")[0] === "ja" ? JA : EN;
}

/** Puts values into the places `{name}` of a message. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
