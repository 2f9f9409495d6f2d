import { MessageChannel } from "node:worker_threads";
import { onTestFinished } from "vitest";
import { handle, type Handled } from "@shared/contract/channel";
import { connect, type Connection } from "@shared/contract/connect";
import { EDIT_OPERATIONS, type EditOutcome, type PhotoChanges, type PhotoScope } from "@shared/contract/edit";
import { STATE_OPERATIONS } from "@shared/contract/library";
import type { Photo } from "@shared/contract/photo";
import { portOfNode } from "@shared/contract/port";
import { serveChannels } from "@shared/contract/serve-port";
import { LIBRARY_OPERATIONS, type OrderStep, type PackedOrder } from "@shared/contract/view";
import { parseLocalMs, toLocalMinutes } from "@shared/domain/capture-time";
import { PHOTO_FLAGS } from "@shared/domain/photo-flags";
import { AppError } from "@shared/errors";
import { createFakeImports, type FakeImports } from "@renderer/testing/fake-imports";
import { findPhotos } from "@renderer/testing/find-photos";

/** A library in memory behind a true port: what crosses is checked against the contract, both ways. */
export interface FakeLibrary {
  connection: Connection;
  /** By key. */
  photos(): readonly Photo[];
  readonly imports: FakeImports;
  /** What was asked to be changed, in the order of asking. */
  readonly asked: readonly { scope: PhotoScope; changes: PhotoChanges }[];
  /** From now on every change fails with this; null: no more. */
  refuse(error: AppError | null): void;
}

const UUID = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** Photos get their place in the list as key and are taken to be in ascending order of capture. */
export function createFakeLibrary(initial: readonly Photo[], metadata: Record<string, unknown> = {}): FakeLibrary {
  const photos = [...initial];
  const steps: OrderStep[] = [];
  const waiting = new Set<() => void>();
  const undos = new Map<string, Map<number, Photo>>();
  const asked: { scope: PhotoScope; changes: PhotoChanges }[] = [];
  let refusal: AppError | null = null;
  let actions = 0;

  const write = (changed: ReadonlyMap<number, Photo>): EditOutcome => {
    if (changed.size === 0) return { actionId: null, changed: 0, unchanged: 0 };
    const actionId = UUID(++actions);
    undos.set(actionId, new Map([...changed.keys()].map((key) => [key, photos[key]!])));
    for (const [key, photo] of changed) photos[key] = photo;
    steps.push(toStep(photos, [...changed.keys()], steps.length + 1));
    for (const wake of waiting) wake();
    return { actionId, changed: changed.size, unchanged: 0 };
  };
  const change = (scope: PhotoScope, to: (photo: Photo) => Photo): EditOutcome => {
    if (refusal) throw refusal;
    const ids = "photoIds" in scope ? new Set(scope.photoIds) : null;
    const named = photos.flatMap((photo, key) =>
      ids === null || ids.has(photo.photoId) ? [[key, to(photo)] as const] : [],
    );
    return write(new Map(named.filter(([key, photo]) => JSON.stringify(photo) !== JSON.stringify(photos[key]))));
  };

  const imports = createFakeImports();
  const handled: readonly Handled[] = [
    ...imports.handled,
    ...handle(LIBRARY_OPERATIONS, {
      order: () => ({ version: steps.length + 1, ...toColumns(photos, [...photos.keys()]) }),
      async *changes({ since }, { signal }) {
        for (let at = since - 1; !signal.aborted;) {
          const step = steps[at];
          if (step) {
            yield step;
            at += 1;
          } else await next(waiting, signal);
        }
      },
      match: ({ query }) => {
        const bits = new Uint8Array(Math.ceil(photos.length / 8));
        const found = findPhotos(photos, query);
        for (const key of found) bits[key >> 3]! |= 1 << (key & 7);
        return { version: steps.length + 1, count: found.length, bits };
      },
      histogram: () => ({ months: [] }),
      details: (wanted) => ({
        photos:
          "keys" in wanted
            ? wanted.keys.map((key) => entryOf(photos, key))
            : wanted.photoIds.map((id) =>
                entryOf(
                  photos,
                  photos.findIndex(({ photoId }) => photoId === id),
                ),
              ),
      }),
      async *list() {
        yield await Promise.resolve(photos);
      },
    }),
    ...handle(EDIT_OPERATIONS, {
      edit({ scope, changes }) {
        asked.push({ scope, changes });
        return change(scope, (photo) => applyChanges(photo, changes));
      },
      trash: ({ scope }) => change(scope, (photo) => ({ ...photo, trashed: true, trashedAtMs: 1 })),
      restore: ({ scope }) => change(scope, (photo) => ({ ...photo, trashed: false, trashedAtMs: null })),
      undo({ actionId = UUID(actions) }) {
        const before = undos.get(actionId);
        if (!before) throw new AppError("action_not_found", "There is no such action");
        const { changed } = write(before);
        return { undone: { actionId, label: "edit" }, actionId: UUID(actions), changed, left: 0 };
      },
      actions: () => ({ actions: [] }),
    }),
    ...handle(STATE_OPERATIONS, {
      status: () => ({
        ...{ photos: photos.length, backedUp: 0, pending: 0, waiting: 0, failed: 0, stopped: null, head: 0 },
        ...{
          trashed: photos.filter(({ trashed }) => trashed).length,
          needAttention: imports.review.length,
          libraryId: UUID(0),
          path: "/",
        },
      }),
      show({ photo: named }) {
        const photo = photos.find(({ photoId }) => photoId === named);
        if (!photo) throw new AppError("photo_not_found", `No photo ${named}`);
        return { photo, metadata };
      },
      thumbnail: () => null,
      preview: () => null,
      rebuild: () => ({ photos: photos.length, thumbnails: 0, tookMs: 0 }),
    }),
  ];
  const { port1, port2 } = new MessageChannel();
  const options = {
    onBug: (thrown: unknown) => void Promise.reject(new Error("The library in memory is wrong", { cause: thrown })),
    areAnswersChecked: true,
  };
  serveChannels(portOfNode(port1), handled, options);
  const connection = connect(portOfNode(port2));
  onTestFinished(() => connection.close());
  return { connection, imports, photos: () => photos, asked, refuse: (error) => (refusal = error) };
}

function entryOf(photos: readonly Photo[], key: number) {
  const photo = photos[key];
  return photo ? { key, photo } : null;
}

function applyChanges(photo: Photo, changes: PhotoChanges): Photo {
  const { keywords, addKeywords = [], removeKeywords = [], shiftMs: _, ...registers } = changes;
  const named = Object.entries(registers).filter(([, value]) => value !== undefined);
  const all = new Set([...(keywords ?? photo.keywords), ...addKeywords]);
  for (const word of removeKeywords) all.delete(word);
  const bySelf = changes.capturedLocal === undefined ? {} : { capturedSource: "user" as const };
  return { ...photo, ...Object.fromEntries(named), ...bySelf, keywords: [...all] };
}

function toColumns(photos: readonly Photo[], keys: readonly number[]): Omit<PackedOrder, "version"> {
  const of = keys.map((key) => photos[key]!);
  return {
    keys: Int32Array.from(keys),
    minutes: Int32Array.from(of, ({ capturedLocal }) => toLocalMinutes(parseLocalMs(capturedLocal) ?? 0)),
    aspects: Uint16Array.from(of, () => 1500),
    flags: Uint16Array.from(
      of,
      ({ isFavourite, trashed }) => (isFavourite ? PHOTO_FLAGS.favourite : 0) | (trashed ? PHOTO_FLAGS.trashed : 0),
    ),
  };
}

/** Each photo that changed goes from its place and comes back to it. */
function toStep(photos: readonly Photo[], changed: readonly number[], from: number): OrderStep {
  const keys = changed.toSorted((a, b) => a - b);
  const ones = Int32Array.from(keys, () => 1);
  const touched = Int32Array.from(keys);
  return {
    ...{ kind: "step", from, to: from + 1, at: touched, removed: ones, added: ones.slice(), touched: touched.slice() },
    ...toColumns(photos, keys),
  };
}

function next(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      waiting.delete(wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    waiting.add(wake);
    signal.addEventListener("abort", wake);
  });
}
