import { useEffect } from "react";
import type { Photo } from "@shared/contract/photo";
import { MEDIA_TYPES } from "@shared/domain/media-type";
import { useApp } from "@renderer/app-context";

/** Has the previews of these photos fetched and decoded, the first ones first, so that a step to them shows at once. */
export function useFetchedAhead(photos: readonly (Photo | undefined)[]): void {
  const { host } = useApp();
  const urls = photos.flatMap((photo) =>
    photo && MEDIA_TYPES[photo.format].kind !== "video" ? [host.renditionUrl(photo.photoId, "preview")] : [],
  );
  const named = urls.join(" ");
  useEffect(() => {
    if (named === "") return;
    // Held until the next step: a decoded picture is let go with its element.
    const images = named.split(" ").map((url) => {
      const image = new Image();
      image.src = url;
      // One that cannot be decoded says so when its turn comes.
      image.decode().catch(() => undefined);
      return image;
    });
    return () => {
      for (const image of images) if (!image.complete) image.src = "";
    };
  }, [named]);
}
