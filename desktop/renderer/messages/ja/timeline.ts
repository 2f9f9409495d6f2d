import type { timeline as english } from "@renderer/messages/en/timeline";
import { plural, type Translation } from "@renderer/messages/message";

/** The grid of photos, in Japanese. */
export const timeline = {
  "timeline.grid": "写真（新しい順）",
  "timeline.photo": "写真 {position}／{total}",
  "timeline.video": "ビデオ",
  "timeline.raw": "RAW",
  "timeline.live": "Live Photo",
  "timeline.favourite": "お気に入り",
  "timeline.selected": "選択中",
  "timeline.selectDay": "{day}を選択",
  "timeline.select": "選択",
  "timeline.addFavourite": "お気に入りに追加",
  "timeline.removeFavourite": "お気に入りから削除",
  "timeline.scrubber": "日付",
  "timeline.emptyFavourites": "お気に入りはまだありません",
  "timeline.emptyFavouritesHint": "写真の上で F キーを押すか、ハートをクリックすると、ここに表示されます。",
  "timeline.emptyTrash": "ゴミ箱は空です",
  "timeline.emptyTrashHint": "ゴミ箱に入れた写真はここに残ります。何も削除されません。",
  "timeline.emptyRecent": "まだ追加された写真はありません",
  "timeline.emptyRecentHint": "写真は取り込んだ順にここに表示されます。",
  "timeline.emptySearch": "一致する写真はありません",
  "timeline.emptySearchHint": "検索条件を減らすと、より多く表示されます。",
  "timeline.count": plural("count", { other: "{count}枚" }),
  "timeline.goToExample": "例：2021-03",
  "timeline.goTo": "月へ移動",
} as const satisfies Translation<typeof english>;
