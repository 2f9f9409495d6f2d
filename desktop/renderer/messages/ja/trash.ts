import type { trash as english } from "@renderer/messages/en/trash";
import { plural, type Translation } from "@renderer/messages/message";

/** The bar over the photos in the trash, in Japanese. */
export const trash = {
  "trash.bar": "ゴミ箱",
  "trash.what": "ゴミ箱の写真はほかの場所には表示されません。元のファイルは残っており、何も削除されません。",
  "trash.restore": plural("count", { other: "{count}枚を戻す" }),
  "trash.restoreAll": "すべて戻す",
  "trash.restoring": "戻しています…",
} as const satisfies Translation<typeof english>;
