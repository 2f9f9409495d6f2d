import { ArchiveRestore, Heart, HeartOff, Tag, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { IconButton } from "@renderer/components/icon-button";
import { RatingStars } from "@renderer/components/rating-stars";
import { KeywordEntry } from "@renderer/features/selection-bar/keyword-entry";
import { haveFlag, targetKeys } from "@renderer/features/selection-bar/target";
import { usePhotoCommands } from "@renderer/features/selection-bar/use-photo-commands";
import { useCommand } from "@renderer/keys/use-command";
import styles from "./selection-bar.module.css";

/** Rises with a selection: says how many photos it acts on, and what can be done with them. */
export function SelectionBar() {
  const { selection } = useApp();
  const { t } = useText();
  const count = useStore(selection, (state) => state.keys.size);
  usePhotoCommands();
  return (
    <>
      <p className="spoken" role="status">
        {count > 0 && t("selection.count", { count })}
      </p>
      {count > 0 && <Bar count={count} />}
    </>
  );
}

function Bar({ count }: { count: number }) {
  const app = useApp();
  const { selection, actions, library } = app;
  const { t } = useText();
  const isTrash = useStore(library, (state) => state.place === "trash");
  const [isTagging, setTagging] = useState(false);
  const { clear } = selection.getState();
  const { restore } = actions.getState();
  const keys = () => selection.getState().keys;
  useCommand("photo.keyword", () => setTagging(true), !isTrash);
  if (isTagging && !isTrash) return <KeywordEntry count={count} keys={keys} onClose={() => setTagging(false)} />;
  return (
    <div role="toolbar" aria-label={t("selection.label")} className={styles.bar}>
      <span className={styles.count}>{t("selection.count", { count })}</span>
      <span className={styles.parting} />
      {isTrash ? (
        <Button look="quiet" className={styles.wide} onClick={() => void restore([...targetKeys(app, false)])}>
          <ArchiveRestore aria-hidden />
          {t("selection.restore")}
        </Button>
      ) : (
        <Edits onTag={() => setTagging(true)} />
      )}
      <span className={styles.parting} />
      <IconButton icon={X} label={t("selection.clear")} command="timeline.clear" onClick={clear} />
    </div>
  );
}

/** Selections larger than this are offered to be added to the favourites without looking at each. */
const LOOK_AT_MAX = 20_000;

function Edits({ onTag }: { onTag: () => void }) {
  const { selection, actions, library } = useApp();
  const { t } = useText();
  const { edit, trash } = actions.getState();
  const keys = useStore(selection, (state) => state.keys);
  const areFavourites = useStore(library, (state) => keys.size <= LOOK_AT_MAX && haveFlag(state, keys, "favourite"));
  const Favourite = areFavourites ? HeartOff : Heart;
  return (
    <>
      <IconButton
        icon={Favourite}
        label={t(areFavourites ? "selection.unfavourite" : "selection.favourite")}
        command="photo.favourite"
        onClick={() =>
          void edit(
            keys,
            { isFavourite: !areFavourites },
            areFavourites ? "selection.saidUnfavourite" : "selection.saidFavourite",
          )
        }
      />
      <RatingStars value={null} size="bar" onRate={(rating) => void edit(keys, { rating }, "selection.saidRated")} />
      <IconButton icon={Tag} label={t("selection.keyword")} command="photo.keyword" onClick={onTag} />
      <IconButton icon={Trash2} label={t("selection.trash")} command="photo.trash" onClick={() => void trash(keys)} />
    </>
  );
}
