import type { Photo } from "@shared/contract/photo";
import { MEDIA_TYPES, type MediaFormat } from "@shared/domain/media-type";

/** What a browser plays or shows of an original by itself; everything else is seen through its preview. */
const SHOWN_BY_BROWSERS: ReadonlySet<MediaFormat> = new Set(["jpeg", "png", "webp", "gif", "avif"]);

/**
 * How the viewer shows a photo.
 * `video`: the original in a player, or the reason when the browser says that it cannot play it.
 * `moving`: preview first, then the original in its place, which moves.
 * `still`: preview first; `hasOriginal` says that the original may take over when the zoom asks for more.
 */
export type ShownAs = { kind: "video" } | { kind: "moving" } | { kind: "still"; hasOriginal: boolean };

export function toShownAs(photo: Pick<Photo, "format" | "durationMs" | "path">): ShownAs {
  const { format, durationMs, path } = photo;
  if (MEDIA_TYPES[format].kind === "video") return { kind: "video" };
  const isHere = path !== null;
  // A PNG does not tell cheaply whether it moves, and a drawing gains from being shown as it is.
  const mayMove = format === "png" || ((format === "gif" || format === "webp") && durationMs !== null);
  if (mayMove && isHere) return { kind: "moving" };
  return { kind: "still", hasOriginal: isHere && SHOWN_BY_BROWSERS.has(format) };
}

/** What `HTMLMediaElement.canPlayType` is asked with. QuickTime files mostly hold what MP4 files hold, and play as such. */
export function playableType(format: MediaFormat): string {
  return format === "mov" ? "video/mp4" : MEDIA_TYPES[format].contentType;
}
