import { CircleAlert, Clock, HardDrive, Heart, Images, Trash2, type LucideIcon } from "lucide-react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import type { MessageKey } from "@renderer/messages/en";
import type { PlaceCounts } from "@renderer/stores/library-store";
import type { Place } from "@renderer/stores/shown";
import styles from "./sidebar.module.css";

interface Entry {
  place: Place;
  title: MessageKey;
  icon: LucideIcon;
  count?: keyof PlaceCounts;
}

const ENTRIES: readonly Entry[] = [
  { place: "library", title: "place.library", icon: Images, count: "library" },
  { place: "favourites", title: "place.favourites", icon: Heart, count: "favourites" },
  { place: "recent", title: "place.recent", icon: Clock },
  { place: "review", title: "place.review", icon: CircleAlert, count: "review" },
  { place: "trash", title: "place.trash", icon: Trash2, count: "trash" },
];

/** Where one can go. A rail of icons in narrow windows, a bar at the foot in those of a phone. */
export function Sidebar() {
  const { library, settings } = useApp();
  const { t, number } = useText();
  const place = useStore(library, (state) => state.place);
  const counts = useStore(library, (state) => state.counts);
  const isOpen = useStore(settings, (state) => state.isSidebarOpen);
  return (
    <nav aria-label={t("frame.sidebar")} className={`${styles.sidebar ?? ""} ${isOpen ? "" : (styles.rail ?? "")}`}>
      <h2 className={styles.group}>{t("place.group")}</h2>
      <ul className={styles.list}>
        {ENTRIES.map(({ place: to, title, icon: Icon, count }) => {
          const amount = count === undefined ? 0 : counts[count];
          // A place for what went wrong is there only while something has.
          if (to === "review" && amount === 0 && place !== "review") return null;
          return (
            <li key={to}>
              <button
                type="button"
                aria-current={place === to ? "page" : undefined}
                title={t(title)}
                className={styles.entry}
                onClick={() => library.getState().go(to)}
              >
                <Icon aria-hidden className={styles.icon} />
                <span className={styles.name}>{t(title)}</span>
                {amount > 0 && <span className={styles.count}>{number(amount)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <div className={styles.foot} title={t("frame.onThisComputerHint")}>
        <HardDrive aria-hidden className={styles.icon} />
        <span className={styles.name}>{t("frame.onThisComputer")}</span>
      </div>
    </nav>
  );
}
