import { CircleAlert, Clock, Heart, SearchX, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { EmptyState } from "@renderer/components/empty-state";
import { Timeline } from "@renderer/features/timeline/timeline";
import { Opening } from "@renderer/frame/opening";
import type { Place } from "@renderer/stores/shown";

interface PlaceViewProps {
  review: ReactNode;
  trashBar: ReactNode;
  firstRun: ReactNode;
  emptySearch: ReactNode;
}

/** The place that the sidebar leads to: its photos, or the reason why there are none. */
export function PlaceView({ review, trashBar, firstRun, emptySearch }: PlaceViewProps) {
  const { library } = useApp();
  const place = useStore(library, (state) => state.place);
  const status = useStore(library, (state) => state.status);
  const total = useStore(library, (state) => state.order?.keys.length);
  const count = useStore(library, (state) => state.shown?.length);
  const isSearching = useStore(library, (state) => state.query.trim() !== "");
  if (place === "review") return review;
  if (total === undefined || count === undefined) return status.kind === "lost" ? <NotOpened /> : <Opening />;
  if (count > 0) {
    return (
      <>
        {place === "trash" && trashBar}
        <Timeline />
      </>
    );
  }
  if (isSearching) return emptySearch ?? <Nothing of="search" />;
  if (total === 0 && place !== "trash" && firstRun) return firstRun;
  return <Nothing of={place} />;
}

function NotOpened() {
  const { library, retry } = useApp();
  const { t } = useText();
  const message = useStore(library, ({ status }) => (status.kind === "lost" ? status.message : ""));
  return (
    <EmptyState icon={CircleAlert} title={t("frame.cannotOpen")} hint={message}>
      <Button look="primary" onClick={retry}>
        {t("frame.tryAgain")}
      </Button>
    </EmptyState>
  );
}

const EMPTY = {
  search: { icon: SearchX, title: "timeline.emptySearch", hint: "timeline.emptySearchHint" },
  library: { icon: Clock, title: "timeline.emptyRecent", hint: "timeline.emptyRecentHint" },
  recent: { icon: Clock, title: "timeline.emptyRecent", hint: "timeline.emptyRecentHint" },
  favourites: { icon: Heart, title: "timeline.emptyFavourites", hint: "timeline.emptyFavouritesHint" },
  trash: { icon: Trash2, title: "timeline.emptyTrash", hint: "timeline.emptyTrashHint" },
} as const;

function Nothing({ of }: { of: Exclude<Place, "review"> | "search" }) {
  const { t } = useText();
  const { icon, title, hint } = EMPTY[of];
  return <EmptyState icon={icon} title={t(title)} hint={t(hint)} />;
}
