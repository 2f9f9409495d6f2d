const MAC: Readonly<Record<string, string>> = { mod: "⌘", alt: "⌥", shift: "⇧" };
const OTHERS: Readonly<Record<string, string>> = { mod: "Ctrl", alt: "Alt", shift: "Shift" };
const NAMES: Readonly<Record<string, string>> = {
  ...{ ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", Delete: "Del", Backspace: "⌫" },
  ...{ Enter: "Enter", Space: "Space", Home: "Home", End: "End", PageUp: "Page Up", PageDown: "Page Down" },
};

/** A key of the table as it is printed on keyboards: the caps to press together, `mod+shift+z` as Ctrl, Shift, Z. */
export function toCaps(key: string, isMac: boolean): string[] {
  // The plus key itself is written `+`.
  const parts = key === "+" ? ["+"] : key.split("+");
  return parts.map((part) => (isMac ? MAC : OTHERS)[part] ?? NAMES[part] ?? part.toUpperCase());
}

/** Short enough for a tooltip: `Ctrl+F`, on a Mac `⌘F`. */
export function toKeyText(key: string, isMac: boolean): string {
  return toCaps(key, isMac).join(isMac ? "" : "+");
}
