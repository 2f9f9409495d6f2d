import { useEffect, useState } from "react";
import type { Photo } from "@shared/contract/photo";
import { useApp } from "@renderer/app-context";

type Load<T> = (keys: readonly number[], signal: AbortSignal) => Promise<T>;

/** What is loaded of these keys, loaded again whenever one of the photos changes; undefined until it is there. */
function useLoaded<T>(keys: readonly number[], load: Load<T>): T | undefined {
  const { library } = useApp();
  const named = keys.join(" ");
  const [loaded, setLoaded] = useState<{ named: string; value: T } | null>(null);
  useEffect(() => {
    const wanted = named === "" ? [] : named.split(" ").map(Number);
    const set = new Set(wanted);
    let controller = new AbortController();
    const start = () => {
      controller.abort();
      const { signal } = (controller = new AbortController());
      load(wanted, signal).then(
        (value) => signal.aborted || setLoaded({ named, value }),
        // While the connection is lost what was held stays; it is loaded again when all is told to have changed.
        () => undefined,
      );
    };
    start();
    const forget = library.getState().onTouched((touched) => {
      if (touched === null || touched.some((key) => set.has(key))) start();
    });
    return () => {
      forget();
      controller.abort();
    };
  }, [library, load, named]);
  return loaded?.named === named ? loaded.value : undefined;
}

/** The photos of these keys in their order, without those that are no more; undefined until they are known. */
export function usePhotos(keys: readonly number[]): readonly Photo[] | undefined {
  const { details } = useApp();
  const loaded = useLoaded(keys, details.getState().fetch);
  const { photoOf } = details.getState();
  const held = keys.map(photoOf);
  return loaded ?? (held.every((photo) => photo !== undefined) ? held : undefined);
}

/** A few photos by their keys, as far as they are known. */
export function usePhotosByKey(keys: readonly number[]): ReadonlyMap<number, Photo> {
  const { details } = useApp();
  const [known, setKnown] = useState<ReadonlyMap<number, Photo>>(new Map());
  const [load] = useState(() => async (wanted: readonly number[], signal: AbortSignal) => {
    const { fetch } = details.getState();
    const found = await Promise.all(
      wanted.map(async (key) => {
        const [photo] = await fetch([key], signal);
        return photo && ([key, photo] as const);
      }),
    );
    if (!signal.aborted) setKnown(new Map(found.filter((entry) => entry !== undefined)));
    return null;
  });
  useLoaded(keys, load);
  const { photoOf } = details.getState();
  const photos = new Map<number, Photo>();
  for (const key of keys) {
    const photo = known.get(key) ?? photoOf(key);
    if (photo) photos.set(key, photo);
  }
  return photos;
}
