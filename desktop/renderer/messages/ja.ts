import type { en } from "@renderer/messages/en";
import { actions } from "@renderer/messages/ja/actions";
import { firstRun } from "@renderer/messages/ja/first-run";
import { folders } from "@renderer/messages/ja/folders";
import { imports } from "@renderer/messages/ja/import";
import { mistakes } from "@renderer/messages/ja/mistakes";
import { review } from "@renderer/messages/ja/review";
import { search } from "@renderer/messages/ja/search";
import { trash } from "@renderer/messages/ja/trash";
import { frame } from "@renderer/messages/ja/frame";
import { inspector } from "@renderer/messages/ja/inspector";
import { selection } from "@renderer/messages/ja/selection";
import { viewer } from "@renderer/messages/ja/viewer";
import { keys } from "@renderer/messages/ja/keys";
import { timeline } from "@renderer/messages/ja/timeline";
import type { Translation } from "@renderer/messages/message";

/** Every sentence of the interface in Japanese. */
export const ja = {
  ...frame,
  ...actions,
  ...keys,
  ...timeline,
  ...inspector,
  ...selection,
  ...viewer,
  ...firstRun,
  ...folders,
  ...imports,
  ...mistakes,
  ...review,
  ...search,
  ...trash,
} satisfies Translation<typeof en>;
