import type { actions as english } from "@renderer/messages/en/actions";
import { plural, type Translation } from "@renderer/messages/message";

/** What was done to photos, in Japanese. */
export const actions = {
  "actions.edited": plural("count", { other: "{count}枚を変更しました" }),
  "actions.trashed": plural("count", { other: "{count}枚をゴミ箱に移動しました" }),
  "actions.restored": plural("count", { other: "{count}枚を元に戻しました" }),
  "actions.undone": plural("count", { other: "{count}枚の変更を取り消しました" }),
  "actions.undoneSome": plural("left", {
    other: "取り消しました。{left}枚はその後変更されているため、そのままです。",
  }),
  "actions.nothing": "変更の必要はありませんでした",
  "actions.failed": "実行できませんでした：{reason}",
  "actions.toasts": "通知",
} as const satisfies Translation<typeof english>;
