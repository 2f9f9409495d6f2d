import { parseLocalMs } from "@shared/domain/capture-time";
import { toPathBytes } from "@engine/files/file-path";

/** The folder of the originals in which a photo of this time is kept: `2021/03`. */
export function folderOf(capturedLocal: string): string {
  const localMs = parseLocalMs(capturedLocal);
  if (localMs === undefined) return "undated";
  const date = new Date(localMs);
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${year}/${String(date.getUTCMonth() + 1).padStart(2, "0")}`;
}

/** What file systems allow in a name, in bytes. */
const NAME_BYTES_MAX = 255;

/**
 * The nth name to try for an original: `a.jpg`, `a-2.jpg`, `a-3.jpg`; shortened when it would be too long. `spareBytes`:
 * what the names of its sidecars need beyond it.
 */
export function nthName(fileName: string, n: number, spareBytes = 0): string {
  if (n === 1) return fileName;
  const dot = fileName.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, ""];
  const suffix = `-${n}${extension}`;
  let characters = Array.from(stem);
  const bytesMax = NAME_BYTES_MAX - spareBytes;
  while (toPathBytes(characters.join("") + suffix).length > bytesMax && characters.length > 1) {
    characters = characters.slice(0, -1);
  }
  return characters.join("") + suffix;
}

/** The name of a sidecar beside its original as that is kept: `a.jpg` and `a.xmp`, `a.jpg` and `a.jpg.xmp`. */
export function sidecarName(keptName: string, photoName: string, sidecar: string): string {
  if (sidecar.toLowerCase().startsWith(photoName.toLowerCase())) return keptName + sidecar.slice(photoName.length);
  const stemOf = (name: string) => (name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : name);
  return stemOf(keptName) + sidecar.slice(stemOf(photoName).length);
}
