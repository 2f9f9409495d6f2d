import type { keys as english } from "@renderer/messages/en/keys";
import type { Translation } from "@renderer/messages/message";

/** The sheet of keyboard shortcuts, in Japanese. */
export const keys = {
  "keys.title": "キーボードショートカット",
  "keys.scope.global": "共通",
  "keys.scope.timeline": "写真一覧",
  "keys.scope.viewer": "ビューア",
  "command.help": "キーボードショートカットを表示",
  "command.search": "検索",
  "command.undo": "直前の変更を取り消す",
  "command.zoomIn": "写真を大きく",
  "command.zoomOut": "写真を小さく",
  "command.sidebar": "サイドバーの表示／非表示",
  "command.inspector": "詳細情報の表示／非表示",
  "command.selectAll": "すべて選択",
  "command.clear": "選択を解除",
  "command.move": "写真の間を移動",
  "command.extend": "選択範囲を広げる",
  "command.toggle": "写真を選択／選択解除",
  "command.open": "写真を開く",
  "command.goToMonth": "月へ移動（例：2021-03）",
} as const satisfies Translation<typeof english>;
