import type { selection as english } from "@renderer/messages/en/selection";
import { plural, type Translation } from "@renderer/messages/message";

/** The bar that rises with a selection, in Japanese. */
export const selection = {
  "selection.label": "選択項目",
  "selection.count": plural("count", { other: "{count}枚を選択中" }),
  "selection.favourite": "お気に入りに追加",
  "selection.unfavourite": "お気に入りから外す",
  "selection.keyword": "キーワードを追加",
  "selection.keywordFor": plural("count", { other: "{count}枚に付けるキーワード" }),
  "selection.add": "追加",
  "selection.trash": "ゴミ箱に移動",
  "selection.restore": "元に戻す",
  "selection.saidFavourite": plural("count", { other: "{count}枚をお気に入りに追加しました" }),
  "selection.saidUnfavourite": plural("count", { other: "{count}枚をお気に入りから外しました" }),
  "selection.saidRated": plural("count", { other: "{count}枚を評価しました" }),
  "selection.saidUnrated": plural("count", { other: "{count}枚の評価を消しました" }),
  "selection.saidPicked": plural("count", { other: "{count}枚を採用にしました" }),
  "selection.saidRejected": plural("count", { other: "{count}枚を不採用にしました" }),
  "selection.saidUnflagged": plural("count", { other: "{count}枚の採用・不採用を解除しました" }),
  "selection.saidLabelled": plural("count", { other: "{count}枚にカラーラベルを付けました" }),
  "selection.saidUnlabelled": plural("count", { other: "{count}枚のカラーラベルを外しました" }),
  "selection.saidKeyword": plural("count", { other: "{count}枚にキーワードを付けました" }),
  "selection.clear": "選択を解除",
} as const satisfies Translation<typeof english>;
