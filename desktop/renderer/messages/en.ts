import { actions } from "@renderer/messages/en/actions";
import { firstRun } from "@renderer/messages/en/first-run";
import { folders } from "@renderer/messages/en/folders";
import { imports } from "@renderer/messages/en/import";
import { mistakes } from "@renderer/messages/en/mistakes";
import { review } from "@renderer/messages/en/review";
import { search } from "@renderer/messages/en/search";
import { trash } from "@renderer/messages/en/trash";
import { frame } from "@renderer/messages/en/frame";
import { inspector } from "@renderer/messages/en/inspector";
import { selection } from "@renderer/messages/en/selection";
import { viewer } from "@renderer/messages/en/viewer";
import { keys } from "@renderer/messages/en/keys";
import { timeline } from "@renderer/messages/en/timeline";

/** Every sentence of the interface. The table of English decides which keys there are. */
export const en = {
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
};

export type MessageKey = keyof typeof en;
