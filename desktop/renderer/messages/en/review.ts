import { plural } from "@renderer/messages/message";

/** Files of imports that a person should look at, with why. */
export const review = {
  "review.title": "Needs attention",
  "review.explain": "Files that were not taken in, or not as a whole. Originals are never changed or removed.",
  "review.list": "Files that need attention",
  "review.count": plural("count", { one: "{count} file", other: "{count} files" }),
  "review.more": plural("count", { one: "and {count} more", other: "and {count} more" }),
  "review.empty": "Nothing needs attention",
  "review.emptyHint": "Files that an import could not take in, or only in part, are listed here with the reason.",
  "review.showPhoto": "Show photo",
  "review.copyPath": "Copy path",
  "review.copied": "The path is on the clipboard",
  "review.notCopied": "The path could not be copied",
  "review.retry": "Try again",
  "review.retryAll": "Try all again",
  "review.retrying": plural("count", { one: "{count} file is read again", other: "{count} files are read again" }),
  "review.dismiss": "Dismiss",
  "review.dismissAll": "Dismiss all",
  "review.dismissed": plural("count", {
    one: "{count} file was taken off the list",
    other: "{count} files were taken off the list",
  }),
  "review.isIn": "In the library",
  "review.isOut": "Not in the library",

  "review.code.empty_file": "The file is empty. Copy it again from where it came from.",
  "review.code.unreadable": "The file could not be read. Check that you may open it, and that its drive is sound.",
  "review.code.unreadable_folder": "The folder could not be looked into. Check that you may open it.",
  "review.code.broken_link": "The link leads to nothing.",
  "review.code.vanished": "The file was gone before it could be read.",
  "review.code.changed_while_reading":
    "The file was changing while it was read. Wait until that is done, then try again.",
  "review.code.undecodable": "The picture is damaged and cannot be shown. The file is kept as it is.",
  "review.code.no_decoder": "This kind of picture cannot be shown here. The file is kept as it is.",
  "review.code.too_many_pixels": "The picture has too many pixels to be shown. The file is kept as it is.",
  "review.code.unknown_content": "What is in the file is not what its name says.",
  "review.code.timed_out": "Reading took too long and was given up.",
  "review.code.decoder_died": "The picture could not be opened safely.",
  "review.code.truncated": "The file ends too early. What there is of the picture is shown.",
  "review.code.value_dropped": "Some of what the file says of itself cannot be true and was left out.",
  "review.code.copy_failed": "The file could not be copied into the library.",
} as const;
