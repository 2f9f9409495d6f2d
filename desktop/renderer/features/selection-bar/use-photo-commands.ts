import type { PhotoChanges } from "@shared/contract/edit";
import type { Photo } from "@shared/contract/photo";
import { useApp } from "@renderer/app-context";
import { haveFlag, targetKeys } from "@renderer/features/selection-bar/target";
import { useCommand } from "@renderer/keys/use-command";
import type { MessageKey } from "@renderer/messages/en";

/** The keys that rate, mark and remove photos, in the timeline as in the viewer. */
export function usePhotoCommands(): void {
  const app = useApp();
  const { library, actions } = app;
  const { edit, trash } = actions.getState();

  const target = () => {
    const isInGrid = document.activeElement?.closest('[role="grid"]') != null;
    return [...targetKeys(app, isInGrid)];
  };
  /** Without photos to work on the key is left to others. */
  const change = (changes: PhotoChanges, said: MessageKey) => {
    const keys = target();
    if (keys.length === 0) return false;
    void edit(keys, changes, said);
    return true;
  };
  const rate = (rating: number) => change({ rating }, rating === 0 ? "selection.saidUnrated" : "selection.saidRated");

  useCommand("photo.favourite", () => {
    const isFavourite = !haveFlag(library.getState(), target(), "favourite");
    return change({ isFavourite }, isFavourite ? "selection.saidFavourite" : "selection.saidUnfavourite");
  });
  useCommand("photo.rate0", () => rate(0));
  useCommand("photo.rate1", () => rate(1));
  useCommand("photo.rate2", () => rate(2));
  useCommand("photo.rate3", () => rate(3));
  useCommand("photo.rate4", () => rate(4));
  useCommand("photo.rate5", () => rate(5));
  useCommand("photo.pick", () => change({ pick: "pick" }, "selection.saidPicked"));
  useCommand("photo.reject", () => change({ pick: "reject" }, "selection.saidRejected"));
  useCommand("photo.unflag", () => change({ pick: null }, "selection.saidUnflagged"));
  const label = (colour: Colour) => {
    const isOn = hasColour(app.details.getState().photoOf, target(), colour);
    return change({ colourLabel: isOn ? null : colour }, isOn ? "selection.saidUnlabelled" : "selection.saidLabelled");
  };
  useCommand("photo.labelRed", () => label("red"));
  useCommand("photo.labelYellow", () => label("yellow"));
  useCommand("photo.labelGreen", () => label("green"));
  useCommand("photo.labelBlue", () => label("blue"));
  useCommand("photo.trash", () => {
    const keys = target();
    if (keys.length === 0 || haveFlag(library.getState(), keys, "trashed")) return false;
    void trash(keys);
    return true;
  });
}

type Colour = NonNullable<Photo["colourLabel"]>;

/** As far as is known: of photos whose details are not held, the label is set. */
function hasColour(photoOf: (key: number) => Photo | undefined, keys: readonly number[], colour: Colour): boolean {
  return keys.every((key) => photoOf(key)?.colourLabel === colour);
}
