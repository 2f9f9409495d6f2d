import { Heart } from "lucide-react";
import { useApp, useText } from "@renderer/app-context";
import { IconButton } from "@renderer/components/icon-button";
import { RatingStars } from "@renderer/components/rating-stars";
import { commonOf } from "@renderer/features/inspector/common-values";
import type { Inspected } from "@renderer/features/inspector/inspected";
import { Marks } from "@renderer/features/viewer/marks";
import styles from "./mark-fields.module.css";

/** Stars, favourite, and for one photo its flag and label. */
export function MarkFields({ keys, photos }: Inspected) {
  const { actions } = useApp();
  const { t } = useText();
  const { edit } = actions.getState();
  const rating = commonOf(photos, (photo) => photo.rating);
  const isFavourite = photos.every((photo) => photo.isFavourite);
  const [first, ...others] = photos;
  return (
    <div className={styles.marks}>
      <RatingStars
        value={rating.kind === "mixed" ? "mixed" : rating.value}
        onRate={(stars) =>
          void edit(keys, { rating: stars }, stars === 0 ? "selection.saidUnrated" : "selection.saidRated")
        }
      />
      <span className={styles.right}>
        {first && others.length === 0 && <Marks photo={first} />}
        <IconButton
          icon={Heart}
          label={t(isFavourite ? "inspector.removeFavourite" : "inspector.addFavourite")}
          command="photo.favourite"
          isOn={isFavourite}
          className={isFavourite ? styles.favourite : undefined}
          onClick={() =>
            void edit(
              keys,
              { isFavourite: !isFavourite },
              isFavourite ? "selection.saidUnfavourite" : "selection.saidFavourite",
            )
          }
        />
      </span>
    </div>
  );
}
