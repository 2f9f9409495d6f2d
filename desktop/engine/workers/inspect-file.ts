import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { PhotoAsset, PhotoImport } from "@shared/contract/mutation";
import { photoIdOf } from "@shared/domain/content-hash";
import { formatByName, MEDIA_TYPES, type MediaFormat } from "@shared/domain/media-type";
import { readFacts } from "@shared/media/facts";
import { EXTRACTOR_VERSION, type MediaFacts } from "@shared/media/media-facts";
import type { OriginalFile } from "@shared/media/original-file";
import { mergeSidecar, readSidecar } from "@shared/media/sidecar";
import { sniffFormat } from "@shared/media/sniff";
import { toFsPath, toShownName } from "@engine/files/file-path";
import { type SidecarKind, sidecarKindOf } from "@engine/files/sidecars";
import type { InspectTask, Inspection } from "@engine/workers/media-task";
import { type ReadFile, readWholeFile } from "@engine/workers/read-file";

const SIDECAR_KINDS: ReadonlySet<string> = new Set<SidecarKind>(["xmp", "aae", "takeout"]);
const SIDECAR_BYTES_MAX = 16 * 1024 * 1024;
/** The first bytes of the files in which macOS keeps what other disks cannot hold (`._a.jpg`). */
const APPLE_DOUBLE = Buffer.from([0x00, 0x05, 0x16, 0x07]);

/** Reads a file: what it is by its content, its hash, and everything that it and its sidecars state. */
export async function inspectFile({ path, sidecars }: InspectTask): Promise<Inspection> {
  const fileName = toShownName(basename(path));
  const kind: { format?: MediaFormat | undefined; isSidecar?: boolean } = {};
  const read = await readWholeFile(path, (head) => {
    kind.format = formatOf(head, fileName);
    kind.isSidecar = SIDECAR_KINDS.has(sniffFormat(head, fileName));
    return kind.format !== undefined;
  });
  const { format } = kind;
  if (!read || !format) return { kind: kind.isSidecar ? "sidecar" : "other" };
  const own = await readFacts(toOriginal(path, fileName, read, format));
  const { facts, assets } = await withSidecars(own, sidecars);
  const { metadata, notes, contentIdentifier: _, ...stated } = facts;
  const photo: PhotoImport = {
    ...stated,
    ...{ fileName, format, contentType: MEDIA_TYPES[format].contentType, assets },
    ...{ contentHash: read.contentHash, sizeBytes: read.stamp.sizeBytes, extractorVersion: EXTRACTOR_VERSION },
    ...{
      keywordPaths: [],
      pick: null,
      isPrivate: false,
      isHidden: false,
      isArchived: false,
      stackId: null,
      livePhotoVideoId: null,
    },
  };
  return { kind: "photo", photoId: photoIdOf(read.contentHash), photo, tags: metadata, notes, stamp: read.stamp };
}

/** Content decides; a file that says nothing is what its name claims, and will show a placeholder. */
export function formatOf(head: Buffer, fileName: string): MediaFormat | undefined {
  const sniffed = sniffFormat(head, fileName);
  if (sniffed in MEDIA_TYPES) return sniffed as MediaFormat;
  return head.subarray(0, APPLE_DOUBLE.length).equals(APPLE_DOUBLE) ? undefined : formatByName(fileName);
}

function toOriginal(path: string, fileName: string, read: ReadFile, format: MediaFormat): OriginalFile {
  const { stamp, head, bytes } = read;
  return {
    ...{ path: toFsPath(path), fileName, format, head },
    ...(bytes && { bytes }),
    sizeBytes: stamp.sizeBytes,
    modifiedAtMs: Number(stamp.modifiedNs / 1_000_000n),
  };
}

/** What a sidecar states wins over the file. One that cannot be read is noted and left. */
async function withSidecars(own: MediaFacts, paths: readonly string[]) {
  let facts = own;
  const assets: PhotoAsset[] = [];
  for (const path of paths) {
    const fileName = toShownName(basename(path));
    const kind = sidecarKindOf(fileName);
    const bytes = await readFile(toFsPath(path)).catch(() => undefined);
    if (!kind || !bytes || bytes.length > SIDECAR_BYTES_MAX) {
      facts = { ...facts, notes: [...facts.notes, "sidecar_unreadable"] };
      continue;
    }
    assets.push({ kind, fileName, sha256: createHash("sha256").update(bytes).digest("hex"), sizeBytes: bytes.length });
    facts = mergeSidecar(facts, readSidecar(bytes, kind));
  }
  return { facts, assets };
}
