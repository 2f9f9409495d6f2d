/**
 * The form in which texts are compared by search: compatibility forms made one (full-width and half-width, ligatures),
 * accents of European scripts dropped, lower case, one sigma. Japanese voicing marks stay: only U+0300-U+036F are dropped.
 */
export function toFolded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll("ς", "σ")
    .normalize("NFC");
}
