import type { folders as english } from "@renderer/messages/en/folders";
import { plural, type Translation } from "@renderer/messages/message";

/** The sheet in which a folder is chosen, in Japanese. */
export const folders = {
  "folders.title": "フォルダを追加",
  "folders.places": "場所",
  "folders.place.pictures": "ピクチャ",
  "folders.place.home": "ホーム",
  "folders.path": "フォルダ",
  "folders.up": "1つ上のフォルダへ",
  "folders.list": "フォルダ",
  "folders.noFolders": "この中にフォルダはありません",
  "folders.photoCount": plural("count", {
    zero: "このフォルダの直下に写真はありません",
    other: "このフォルダの直下に写真が{count}枚あります",
  }),
  "folders.below": "下の階層のフォルダもすべて調べます。",
  "folders.locked": "このフォルダを開く権限がありません",
  "folders.unreadable": "このフォルダを開けません: {reason}",
  "folders.choose": "フォルダを選んでください",
  "folders.mode": "ファイルの扱い",
  "folders.reference": "元の場所に置く",
  "folders.referenceHint": "ライブラリはその場所から表示し、コピーしません。",
  "folders.copy": "コピー",
  "folders.copyHint": "ライブラリに複製を保管します。フォルダはそのまま残ります。",
  "folders.add": "このフォルダを追加",
} as const satisfies Translation<typeof english>;
