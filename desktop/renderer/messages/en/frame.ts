import { plural } from "@renderer/messages/message";

/** The window around the photos: sidebar, toolbar, settings, states of the connection. */
export const frame = {
  "frame.skip": "Skip to the photos",
  "frame.sidebar": "Places",
  "frame.toolbar": "Toolbar",
  "frame.photos": plural("count", { one: "{count} photo", other: "{count} photos" }),
  "frame.items": plural("count", { one: "{count} item", other: "{count} items" }),
  "frame.results": plural("count", { one: "{count} result", other: "{count} results" }),
  "frame.onThisComputer": "On this computer",
  "frame.onThisComputerHint": "Photos and edits are stored on this computer only. Nothing is sent anywhere.",
  "frame.reconnecting": "The library's engine stopped. Reconnecting…",
  "frame.reconnectingHint": "Nothing is lost. What you see stays; changes are possible again in a moment.",
  "frame.opening": "Opening the library…",
  "frame.cannotOpen": "The library could not be opened",
  "frame.tryAgain": "Try again",

  "place.group": "Library",
  "place.library": "All photos",
  "place.favourites": "Favourites",
  "place.recent": "Recently added",
  "place.review": "Needs attention",
  "place.trash": "Trash",

  "settings.title": "Settings",
  "settings.theme": "Theme",
  "settings.themeSystem": "System",
  "settings.themeLight": "Light",
  "settings.themeDark": "Dark",
  "settings.language": "Language",
  "settings.languageSystem": "System",
  "settings.languageEnglish": "English",
  "settings.languageJapanese": "日本語",
  "settings.keys": "Keyboard shortcuts",

  "zoom.label": "Photo size",
  "zoom.in": "Larger photos",
  "zoom.out": "Smaller photos",

  "action.close": "Close",
  "action.cancel": "Cancel",
  "action.undo": "Undo",
  "action.dismiss": "Dismiss",
} as const;
