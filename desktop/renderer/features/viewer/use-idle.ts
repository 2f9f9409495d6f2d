import { useCallback, useEffect, useRef, useState } from "react";
import { useApp } from "@renderer/app-context";

const IDLE_MS = 2000;

/** Whether nothing was moved for two seconds. */
export function useIdle(): { isIdle: boolean; wake: () => void } {
  const { schedule } = useApp();
  const [isIdle, setIdle] = useState(false);
  const cancel = useRef<(() => void) | null>(null);
  const wake = useCallback(() => {
    cancel.current?.();
    cancel.current = schedule(IDLE_MS, () => setIdle(true));
    setIdle(false);
  }, [schedule]);
  useEffect(() => {
    wake();
    return () => cancel.current?.();
  }, [wake]);
  return { isIdle, wake };
}
