import { COMMANDS, type CommandEntry, type CommandId, type CommandScope } from "@renderer/keys/command-table";

/** Does the command. Answering false passes the key on to whoever else may want it. */
export type CommandHandler = (event: KeyboardEvent | null) => unknown;

/** The commands that can be done now. */
export interface Commands {
  /** The handler registered last is asked first. Gives what takes it away. */
  register(id: CommandId, handler: CommandHandler): () => void;
  run(id: CommandId): boolean;
  canRun(id: CommandId): boolean;
  /** Offers a key that was pressed; true when a command took it. */
  press(event: KeyboardEvent, isMac: boolean): boolean;
  /** While it holds, only commands of this scope and global ones are heard. Gives what ends it. */
  enter(scope: CommandScope | "sheet"): () => void;
}

export function createCommands(): Commands {
  const handlers = new Map<CommandId, CommandHandler[]>();
  const scopes: (CommandScope | "sheet")[] = [];
  const attempt = (id: CommandId, event: KeyboardEvent | null): boolean => {
    const list = handlers.get(id) ?? [];
    return list.toReversed().some((handler) => handler(event) !== false);
  };
  const isHeard = ({ scope }: CommandEntry): boolean => {
    const now = scopes.at(-1) ?? "timeline";
    return now !== "sheet" && (scope === "global" || scope === "photo" || scope === now);
  };
  return {
    register(id, handler) {
      handlers.set(id, [...(handlers.get(id) ?? []), handler]);
      return () => {
        handlers.set(
          id,
          (handlers.get(id) ?? []).filter((one) => one !== handler),
        );
      };
    },
    run: (id) => attempt(id, null),
    canRun: (id) => (handlers.get(id)?.length ?? 0) > 0,
    press(event, isMac) {
      if (event.defaultPrevented || event.isComposing) return false;
      const pressed = keyOf(event, isMac);
      const inField = isField(event.target);
      for (const id of Object.keys(COMMANDS) as CommandId[]) {
        const entry: CommandEntry = COMMANDS[id];
        if (!entry.keys.includes(pressed) || !isHeard(entry)) continue;
        // A plain key is text there, whatever the command says.
        if (inField && !(entry.isHeardInFields && pressed.includes("mod+"))) continue;
        if (attempt(id, event)) {
          event.preventDefault();
          return true;
        }
      }
      return false;
    },
    enter(scope) {
      scopes.push(scope);
      return () => {
        const at = scopes.lastIndexOf(scope);
        if (at >= 0) scopes.splice(at, 1);
      };
    },
  };
}

/** What was pressed, as the table writes it: `mod+shift+z`, `?`, `ArrowLeft`. Shift is named only where it writes nothing. */
export function keyOf(event: KeyboardEvent, isMac: boolean): string {
  const isLetter = /^[a-z]$/i.test(event.key);
  const key = event.key === " " ? "Space" : isLetter ? event.key.toLowerCase() : event.key;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const parts = [mod && "mod", event.altKey && "alt", event.shiftKey && (isLetter || key.length > 1) && "shift", key];
  return parts.filter((part) => part !== false).join("+");
}

/** Whether keys pressed there are text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "range", "button"].includes(target.type);
}
