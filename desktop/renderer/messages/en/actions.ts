import { plural } from "@renderer/messages/message";

/** What was done to photos, as toasts say it. */
export const actions = {
  "actions.edited": plural("count", { one: "Changed {count} photo", other: "Changed {count} photos" }),
  "actions.trashed": plural("count", {
    one: "Moved {count} photo to the trash",
    other: "Moved {count} photos to the trash",
  }),
  "actions.restored": plural("count", { one: "Restored {count} photo", other: "Restored {count} photos" }),
  "actions.undone": plural("count", { one: "Undone for {count} photo", other: "Undone for {count} photos" }),
  "actions.undoneSome": plural("left", {
    one: "Undone. {left} photo was changed again since and stays as it is.",
    other: "Undone. {left} photos were changed again since and stay as they are.",
  }),
  "actions.nothing": "Nothing had to be changed",
  "actions.failed": "That did not work: {reason}",
  "actions.toasts": "Notifications",
} as const;
