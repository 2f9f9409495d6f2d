/** Where recent searches are kept: the page's localStorage, or what stands for it. */
export type KeptText = Pick<Storage, "getItem" | "setItem">;

const NAME = "imgstream.searches";
const KEPT_MAX = 12;

/** The searches that were last gone with, newest first. */
export function listRecentSearches(kept: KeptText): string[] {
  try {
    const read: unknown = JSON.parse(kept.getItem(NAME) ?? "[]");
    return Array.isArray(read) ? read.filter((text): text is string => typeof text === "string") : [];
  } catch {
    return [];
  }
}

/** Puts a search first. A search that the new one begins with was a step on the way to it, and goes. */
export function saveRecentSearch(kept: KeptText, text: string): void {
  const search = text.trim();
  if (search === "") return;
  const others = listRecentSearches(kept).filter((other) => other !== search && !search.startsWith(other));
  try {
    kept.setItem(NAME, JSON.stringify([search, ...others].slice(0, KEPT_MAX)));
  } catch {
    // Without room for it, searches are just not remembered.
  }
}

export function deleteRecentSearches(kept: KeptText): void {
  try {
    kept.setItem(NAME, "[]");
  } catch {
    // As above.
  }
}
