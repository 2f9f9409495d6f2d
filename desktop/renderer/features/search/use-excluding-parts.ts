import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { useApp } from "@renderer/app-context";
import { placeQuery } from "@renderer/stores/place-query";
import { relaxQuery, type Relaxed } from "./relax-query";

export interface ExcludingPart extends Relaxed {
  /** How many photos there are without it. */
  count: number;
}

/** Parts of the search without any one of which there would be photos, the most first; null while that is asked. */
export function useExcludingParts(): readonly ExcludingPart[] | null {
  const { library, connection } = useApp();
  const query = useStore(library, (state) => state.query);
  const place = useStore(library, (state) => state.place);
  const [answer, setAnswer] = useState<{ query: string; parts: ExcludingPart[] } | null>(null);
  useEffect(() => {
    const { signal, abort } = bound(new AbortController());
    const sort = place === "recent" ? "imported" : "captured";
    const ask = async (relaxed: Relaxed): Promise<ExcludingPart> => {
      const { query: whole } = placeQuery(relaxed.rest, place);
      const { count } = await connection.invoke(LIBRARY_OPERATIONS.match, { query: whole, sort }, { signal });
      return { ...relaxed, count };
    };
    Promise.all(relaxQuery(query).map(ask)).then(
      (parts) => {
        const useful = parts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
        if (!signal.aborted) setAnswer({ query, parts: useful });
      },
      // Without an answer there is just no advice.
      () => undefined,
    );
    return abort;
  }, [query, place, connection]);
  return answer?.query === query ? answer.parts : null;
}

function bound(controller: AbortController) {
  return { signal: controller.signal, abort: () => controller.abort() };
}
