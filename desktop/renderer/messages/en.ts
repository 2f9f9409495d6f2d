import { actions } from "@renderer/messages/en/actions";
import { frame } from "@renderer/messages/en/frame";
import { keys } from "@renderer/messages/en/keys";
import { timeline } from "@renderer/messages/en/timeline";

/** Every sentence of the interface. The table of English decides which keys there are. */
export const en = { ...frame, ...actions, ...keys, ...timeline };

export type MessageKey = keyof typeof en;
