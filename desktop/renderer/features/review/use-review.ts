import { useCallback, useEffect, useState } from "react";
import { useStore } from "zustand";
import { IMPORT_OPERATIONS, type ReviewFile } from "@shared/contract/import";
import { useApp } from "@renderer/app-context";

/** As many as are shown; who has more deals with these first. */
const SHOWN_MAX = 500;

export interface ReviewState {
  /** Null until the engine has answered. */
  files: readonly ReviewFile[] | null;
  /** All of them, those not shown too. */
  count: number;
  dismiss(files: readonly ReviewFile[]): Promise<void>;
  retry(files: readonly ReviewFile[]): Promise<void>;
}

/** The files that need attention, asked for again whenever their number changes. */
export function useReview(): ReviewState {
  const { connection, library, actions } = useApp();
  const [answer, setAnswer] = useState<{ files: readonly ReviewFile[]; count: number } | null>(null);
  const counted = useStore(library, (state) => state.counts.review);
  const isReady = useStore(library, (state) => state.status.kind === "ready");
  const { fail, say } = actions.getState();

  const read = useCallback(
    async (signal?: AbortSignal) => {
      try {
        setAnswer(await connection.invoke(IMPORT_OPERATIONS.review, { limit: SHOWN_MAX }, { signal }));
      } catch (thrown) {
        if (!signal?.aborted) fail(thrown);
      }
    },
    [connection, fail],
  );
  useEffect(() => {
    if (!isReady) return;
    const abort = new AbortController();
    void read(abort.signal);
    return () => abort.abort();
  }, [read, counted, isReady]);

  const change = async (run: () => Promise<void>) => {
    try {
      await run();
    } catch (thrown) {
      fail(thrown);
    }
    await read();
    library.getState().refreshCounts();
  };
  const entriesOf = (files: readonly ReviewFile[]) => files.map(({ entry }) => entry);
  return {
    files: answer?.files ?? null,
    count: answer?.count ?? 0,
    dismiss: (files) =>
      change(async () => {
        const { dismissed } = await connection.invoke(IMPORT_OPERATIONS.dismiss, { entries: entriesOf(files) });
        say("review.dismissed", { count: dismissed });
      }),
    retry: (files) =>
      change(async () => {
        await connection.invoke(IMPORT_OPERATIONS.retry, { entries: entriesOf(files) });
        say("review.retrying", { count: files.length });
      }),
  };
}
