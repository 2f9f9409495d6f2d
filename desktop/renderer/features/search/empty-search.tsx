import { SearchX } from "lucide-react";
import { useStore } from "zustand";
import { useApp, useText } from "@renderer/app-context";
import { Button } from "@renderer/components/button";
import { EmptyState } from "@renderer/components/empty-state";
import { relaxQuery } from "./relax-query";
import { useExcludingParts } from "./use-excluding-parts";
import styles from "./empty-search.module.css";

const SHOWN_MAX = 4;
const SHOWN_LENGTH = 60;

/** A piece of a query among words of the interface: cut when long, and with a writing direction of its own. */
function quote(text: string): string {
  return `\u2068${text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text}\u2069`;
}

/** In place of the photos when a search finds none: which part of it excludes everything, and the way to drop that. */
export function EmptySearch() {
  const { library } = useApp();
  const { t } = useText();
  const query = useStore(library, (state) => state.query);
  const parts = useExcludingParts();
  const { search } = library.getState();
  const hasParts = parts !== null && parts.length > 0;
  const isHopeless = parts?.length === 0 && relaxQuery(query).length > 0;
  return (
    <EmptyState
      icon={SearchX}
      title={t("search.nothing", { query: quote(query.trim()) })}
      {...(!hasParts && { hint: t(isHopeless ? "search.noTwo" : "search.nothingHint") })}
    >
      {hasParts && (
        <ul className={styles.parts}>
          {parts.slice(0, SHOWN_MAX).map(({ part, rest, count }) => (
            <li key={part} className={styles.part}>
              <span>
                {count > 0
                  ? t("search.excludes", { part: quote(part), count })
                  : t("search.matchesNothing", { part: quote(part) })}
              </span>
              <Button onClick={() => search(rest)} aria-label={t("search.removePart", { part })}>
                {t("search.dropPart")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button look="quiet" onClick={() => search("")}>
        {t("search.reset")}
      </Button>
    </EmptyState>
  );
}
