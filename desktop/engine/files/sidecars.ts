import { extensionOf, formatByName, MEDIA_TYPES } from "@shared/domain/media-type";
import type { PhotoAsset } from "@shared/contract/mutation";

export type SidecarKind = PhotoAsset["kind"];

/** Names that Google Takeout gives to the JSON file beside a photo; the long one may be cut off anywhere. */
const TAKEOUT =
  /^(?<photo>.+?)(?:\.(?:s|su|sup|supp|suppl|supple|supplem|suppleme|supplemen|supplement|supplementa|supplemental)(?:-(?:m|me|met|meta|metad|metada|metadat|metadata)?)?)?\.json$/i;

/** What a file's name says of it as a sidecar; undefined when it is none. */
export function sidecarKindOf(fileName: string): SidecarKind | undefined {
  const extension = extensionOf(fileName);
  if (extension === "xmp" || extension === "aae") return extension;
  return extension === "json" && TAKEOUT.test(fileName) ? "takeout" : undefined;
}

const stemOf = (fileName: string) => {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? fileName.slice(0, dot) : fileName;
};

/**
 * Which sidecars belong to which photos of one folder, by name, case aside: `a.jpg.xmp` to `a.jpg`; `a.xmp` to the RAW of
 * that name when there is one, else to every `a.*`. Says the photos of each sidecar; none when it stands alone.
 */
export function matchSidecars(fileNames: readonly string[]): Map<string, string[]> {
  const photosByName = new Map<string, string>();
  const photosByStem = new Map<string, string[]>();
  for (const name of fileNames) {
    if (formatByName(name) === undefined) continue;
    photosByName.set(name.toLowerCase(), name);
    const stem = stemOf(name).toLowerCase();
    photosByStem.set(stem, [...(photosByStem.get(stem) ?? []), name]);
  }
  const matches = new Map<string, string[]>();
  for (const name of fileNames) {
    const kind = sidecarKindOf(name);
    const photos = kind ? photosOf(name, kind, photosByName, photosByStem) : [];
    // Of JSON files only those beside their photo are known by name; of others the content tells.
    if (kind && (photos.length > 0 || kind !== "takeout")) matches.set(name, photos);
  }
  return matches;
}

function photosOf(
  sidecar: string,
  kind: SidecarKind,
  byName: ReadonlyMap<string, string>,
  byStem: ReadonlyMap<string, string[]>,
): string[] {
  const named = (kind === "takeout" ? TAKEOUT.exec(sidecar)?.groups?.photo : stemOf(sidecar))?.toLowerCase() ?? "";
  const exact = byName.get(named);
  if (exact !== undefined) return [exact];
  if (kind === "takeout") return [];
  const ofStem = byStem.get(named) ?? [];
  const raws = ofStem.filter((name) => isRaw(name));
  return raws.length > 0 ? raws : ofStem;
}

function isRaw(fileName: string): boolean {
  const format = formatByName(fileName);
  return format !== undefined && MEDIA_TYPES[format].kind === "raw";
}
