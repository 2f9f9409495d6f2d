import { House, Images, MemoryStick } from "lucide-react";
import type { PickPlace } from "@shared/contract/pick";
import { useText } from "@renderer/app-context";
import styles from "./folder-browser.module.css";

interface PlaceListProps {
  places: readonly PickPlace[];
  /** The handle of the one that browsing began at. */
  chosen: string | undefined;
  onOpen: (place: PickPlace) => void;
}

const ICONS = { pictures: Images, home: House, drive: MemoryStick } as const;

/** Where photos usually are: the start of browsing. */
export function PlaceList({ places, chosen, onOpen }: PlaceListProps) {
  const { t } = useText();
  return (
    <nav aria-label={t("folders.places")} className={styles.places}>
      {places.map((place) => {
        const { kind, handle, name, isReadable } = place;
        const Icon = ICONS[kind];
        return (
          <button
            key={handle}
            type="button"
            disabled={!isReadable}
            aria-current={handle === chosen}
            className={styles.place}
            onClick={() => onOpen(place)}
          >
            <Icon aria-hidden className={styles.icon} />
            <bdi className={styles.name}>{kind === "drive" ? name : t(`folders.place.${kind}`)}</bdi>
          </button>
        );
      })}
    </nav>
  );
}
