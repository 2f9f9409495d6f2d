import type { frame as english } from "@renderer/messages/en/frame";
import { plural, type Translation } from "@renderer/messages/message";

/** The window around the photos, in Japanese. */
export const frame = {
  "frame.skip": "写真へ移動",
  "frame.sidebar": "場所",
  "frame.toolbar": "ツールバー",
  "frame.photos": plural("count", { other: "{count}枚" }),
  "frame.items": plural("count", { other: "{count}件" }),
  "frame.results": plural("count", { other: "{count}件の結果" }),
  "frame.onThisComputer": "このコンピュータ内",
  "frame.onThisComputerHint": "写真と編集内容はこのコンピュータにのみ保存されています。外部には何も送信されません。",
  "frame.reconnecting": "ライブラリのエンジンが停止しました。再接続しています…",
  "frame.reconnectingHint": "失われたものはありません。表示はそのまま残り、まもなく編集できるようになります。",
  "frame.opening": "ライブラリを開いています…",
  "frame.cannotOpen": "ライブラリを開けませんでした",
  "frame.tryAgain": "再試行",

  "place.group": "ライブラリ",
  "place.library": "すべての写真",
  "place.favourites": "お気に入り",
  "place.recent": "最近追加した項目",
  "place.review": "確認が必要",
  "place.trash": "ゴミ箱",

  "settings.title": "設定",
  "settings.theme": "テーマ",
  "settings.themeSystem": "システム",
  "settings.themeLight": "ライト",
  "settings.themeDark": "ダーク",
  "settings.language": "言語",
  "settings.languageSystem": "システム",
  "settings.languageEnglish": "English",
  "settings.languageJapanese": "日本語",
  "settings.keys": "キーボードショートカット",

  "zoom.label": "写真のサイズ",
  "zoom.in": "写真を大きく",
  "zoom.out": "写真を小さく",

  "action.close": "閉じる",
  "action.cancel": "キャンセル",
  "action.undo": "取り消す",
  "action.dismiss": "閉じる",
} as const satisfies Translation<typeof english>;
