import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { useApp } from "@renderer/app-context";
import { placeQuery } from "@renderer/stores/place-query";
import { relaxQuery, type Relaxed } from "./relax-query";

export interface ExcludingPart extends Relaxed {
  /** How many photos there are without it; 0 for one that no photo matches, among others of the kind. */
  count: number;
}

/** Parts that exclude everything, those whose going helps most first; null while that is asked. */
export function useExcludingParts(): readonly ExcludingPart[] | null {
  const { library, connection } = useApp();
  const query = useStore(library, (state) => state.query);
  const place = useStore(library, (state) => state.place);
  const [answer, setAnswer] = useState<{ query: string; parts: ExcludingPart[] } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const sort = place === "recent" ? "imported" : "captured";
    const count = async (text: string): Promise<number> => {
      const { query: whole } = placeQuery(text, place);
      return (await connection.invoke(LIBRARY_OPERATIONS.match, { query: whole, sort }, { signal })).count;
    };
    findExcluding(relaxQuery(query), count).then(
      (parts) => !signal.aborted && setAnswer({ query, parts }),
      // Without an answer there is just no advice.
      () => undefined,
    );
    return () => controller.abort();
  }, [query, place, connection]);
  return answer?.query === query ? answer.parts : null;
}

/** The parts without one of which something is found; when there are none, those that find nothing by themselves. */
export async function findExcluding(
  parts: readonly Relaxed[],
  count: (text: string) => Promise<number>,
): Promise<ExcludingPart[]> {
  const without = await Promise.all(parts.map(async (part) => ({ ...part, count: await count(part.rest) })));
  const helpful = without.filter((part) => part.count > 0);
  if (helpful.length > 0) return helpful.sort((a, b) => b.count - a.count);
  const alone = await Promise.all(without.map(async (part) => ({ part, own: await count(part.part) })));
  return alone.filter(({ own }) => own === 0).map(({ part }) => part);
}
