import type { en } from "@renderer/messages/en";
import { actions } from "@renderer/messages/ja/actions";
import { frame } from "@renderer/messages/ja/frame";
import { keys } from "@renderer/messages/ja/keys";
import { timeline } from "@renderer/messages/ja/timeline";
import type { Translation } from "@renderer/messages/message";

/** Every sentence of the interface in Japanese. */
export const ja = { ...frame, ...actions, ...keys, ...timeline } satisfies Translation<typeof en>;
