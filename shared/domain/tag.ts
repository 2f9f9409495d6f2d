import { toNameUuid, type Sha1 } from "@shared/domain/uuid";

/** The namespace of tag ids. Fixed for ever: all devices derive the same id for the same tag (design decision 19). */
const TAG_NAMESPACE = "8f2b5c1e-6d7a-5f43-9b0e-2a4c6e8d1f30";

/** Levels of a tag's path are parted by this, as in XMP `lr:hierarchicalSubject`. */
export const TAG_SEPARATOR = "|";

/** A tag's path as kept: levels trimmed, empty levels dropped, NFC. May be empty when there was nothing in it. */
export function toTagPath(text: string): string {
  const levels = text.normalize("NFC").split(TAG_SEPARATOR);
  return levels
    .map((level) => level.trim())
    .filter((level) => level !== "")
    .join(TAG_SEPARATOR);
}

/** The id of the tag with this path, whatever the case it is written in. */
export function tagIdOf(path: string, sha1: Sha1): string {
  return toNameUuid(TAG_NAMESPACE, toTagPath(path).toLowerCase().normalize("NFC"), sha1);
}
