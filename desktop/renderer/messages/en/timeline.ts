import { plural } from "@renderer/messages/message";

/** The grid of photos and its scrubber. */
export const timeline = {
  "timeline.grid": "Photos, newest first",
  "timeline.photo": "Photo {position} of {total}",
  "timeline.video": "video",
  "timeline.raw": "RAW",
  "timeline.live": "Live Photo",
  "timeline.favourite": "favourite",
  "timeline.selected": "selected",
  "timeline.selectDay": "Select {day}",
  "timeline.select": "Select",
  "timeline.addFavourite": "Add to favourites",
  "timeline.removeFavourite": "Remove from favourites",
  "timeline.scrubber": "Date",
  "timeline.emptyFavourites": "No favourites yet",
  "timeline.emptyFavouritesHint": "Press F on a photo, or click its heart, and it is shown here.",
  "timeline.emptyTrash": "The trash is empty",
  "timeline.emptyTrashHint": "Photos that you move to the trash are kept here. Nothing is deleted.",
  "timeline.emptyRecent": "Nothing was added yet",
  "timeline.emptyRecentHint": "Photos show here in the order in which they were imported.",
  "timeline.emptySearch": "No photo matches",
  "timeline.emptySearchHint": "Remove a part of the search to see more.",
  "timeline.count": plural("count", { one: "{count} photo", other: "{count} photos" }),
  "timeline.goToExample": "for example 2021-03",
  "timeline.goTo": "Go to month",
} as const;
