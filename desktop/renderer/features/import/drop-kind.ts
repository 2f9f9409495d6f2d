/** What hangs under the pointer, as far as a page may know before it is dropped. */
export type DropKind = { kind: "files"; count: number } | { kind: "refused" };

/** Text, links and pictures of other pages cannot be imported; files and folders can. */
export function toDropKind({ types, items }: Pick<DataTransfer, "types" | "items">): DropKind {
  if (!types.includes("Files")) return { kind: "refused" };
  // A picture dragged out of a page is told as a file too, beside its address.
  const isOfPage = types.includes("text/uri-list") || types.includes("text/html");
  if (isOfPage) return { kind: "refused" };
  // Asked at every move of the pointer: counting through the items would cost more with each of them.
  return { kind: "files", count: types.length === 1 ? items.length : 0 };
}
