import { plural } from "@renderer/messages/message";

/** The bar that rises with a selection. */
export const selection = {
  "selection.label": "Selection",
  "selection.count": plural("count", { one: "{count} selected", other: "{count} selected" }),
  "selection.favourite": "Add to favourites",
  "selection.unfavourite": "Remove from favourites",
  "selection.keyword": "Add a keyword",
  "selection.keywordFor": plural("count", {
    one: "Keyword for {count} photo",
    other: "Keyword for {count} photos",
  }),
  "selection.add": "Add",
  "selection.trash": "Move to trash",
  "selection.restore": "Restore",
  "selection.saidFavourite": plural("count", {
    one: "Added {count} photo to favourites",
    other: "Added {count} photos to favourites",
  }),
  "selection.saidUnfavourite": plural("count", {
    one: "Removed {count} photo from favourites",
    other: "Removed {count} photos from favourites",
  }),
  "selection.saidRated": plural("count", { one: "Rated {count} photo", other: "Rated {count} photos" }),
  "selection.saidUnrated": plural("count", {
    one: "Removed the stars of {count} photo",
    other: "Removed the stars of {count} photos",
  }),
  "selection.saidPicked": plural("count", { one: "Picked {count} photo", other: "Picked {count} photos" }),
  "selection.saidRejected": plural("count", { one: "Rejected {count} photo", other: "Rejected {count} photos" }),
  "selection.saidUnflagged": plural("count", {
    one: "Neither picked nor rejected: {count} photo",
    other: "Neither picked nor rejected: {count} photos",
  }),
  "selection.saidLabelled": plural("count", { one: "Labelled {count} photo", other: "Labelled {count} photos" }),
  "selection.saidUnlabelled": plural("count", {
    one: "Removed the label of {count} photo",
    other: "Removed the labels of {count} photos",
  }),
  "selection.saidKeyword": plural("count", {
    one: "Added the keyword to {count} photo",
    other: "Added the keyword to {count} photos",
  }),
  "selection.clear": "Clear the selection",
} as const;
