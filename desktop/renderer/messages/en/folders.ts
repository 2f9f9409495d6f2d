import { plural } from "@renderer/messages/message";

/** The sheet in which a folder of this computer is chosen. */
export const folders = {
  "folders.title": "Add a folder",
  "folders.places": "Places",
  "folders.place.pictures": "Pictures",
  "folders.place.home": "Home",
  "folders.path": "Folder",
  "folders.up": "Up one folder",
  "folders.list": "Folders",
  "folders.noFolders": "No folders in here",
  "folders.photoCount": plural("count", {
    zero: "No photos right in this folder",
    one: "{count} photo right in this folder",
    other: "{count} photos right in this folder",
  }),
  "folders.below": "All folders below it are looked through too.",
  "folders.locked": "You may not open this folder",
  "folders.unreadable": "This folder cannot be opened: {reason}",
  "folders.choose": "Choose a folder",
  "folders.mode": "What happens with the files",
  "folders.reference": "Leave in place",
  "folders.referenceHint": "The library shows the files from where they are and copies nothing.",
  "folders.copy": "Copy",
  "folders.copyHint": "The library keeps a copy of its own. The folder stays as it is.",
  "folders.add": "Add this folder",
} as const;
