import { useEffect, useState } from "react";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { useApp } from "@renderer/app-context";
import { toMetadataLines } from "@renderer/features/inspector/common-values";

export type Metadata =
  | { kind: "loading" }
  | { kind: "failed"; reason: string }
  | { kind: "known"; lines: readonly { name: string; value: string }[] };

/** Every tag that was read from a photo, asked for while `isWanted`. */
export function useMetadata(photoId: string, isWanted: boolean): Metadata {
  const { connection } = useApp();
  const [known, setKnown] = useState<{ photoId: string; metadata: Metadata } | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const { signal, abort } = toAbort();
    connection.invoke(STATE_OPERATIONS.show, { photo: photoId }, { signal }).then(
      ({ metadata }) => setKnown({ photoId, metadata: { kind: "known", lines: toMetadataLines(metadata ?? {}) } }),
      (thrown: unknown) => {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        if (!signal.aborted) setKnown({ photoId, metadata: { kind: "failed", reason } });
      },
    );
    return abort;
  }, [connection, photoId, isWanted]);
  return known?.photoId === photoId ? known.metadata : { kind: "loading" };
}

function toAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
