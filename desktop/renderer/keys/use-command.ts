import { useEffect, useRef } from "react";
import { useApp } from "@renderer/app-context";
import type { CommandId } from "@renderer/keys/command-table";
import type { CommandHandler } from "@renderer/keys/commands";

/** Registers a handler while the component is there and `isOn`. */
export function useCommand(id: CommandId, handler: CommandHandler, isOn = true): void {
  const { commands } = useApp();
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!isOn) return;
    return commands.register(id, (event) => latest.current(event));
  }, [commands, id, isOn]);
}
