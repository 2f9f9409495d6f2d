import { plural } from "@renderer/messages/message";

/** The bar over the photos in the trash. */
export const trash = {
  "trash.bar": "Trash",
  "trash.what": "Photos in the trash are hidden everywhere else. Their originals are kept: nothing is deleted.",
  "trash.restore": plural("count", { one: "Restore {count} photo", other: "Restore {count} photos" }),
  "trash.restoreAll": "Restore all",
  "trash.restoring": "Restoring…",
} as const;
