import { describe, expect, test } from "vitest";
import { createViewerStore, type ShownPhotos, type ViewerState } from "@renderer/stores/viewer-store";

const photosOf = (keys: readonly number[]): ShownPhotos => ({
  count: keys.length,
  keyAt: (row) => keys[row],
  rowOf: (key) => keys.indexOf(key),
});

function open(keys: readonly number[], row: number) {
  let shown = photosOf(keys);
  const store = createViewerStore(() => shown);
  store.getState().open(row);
  return {
    store,
    show(next: readonly number[]) {
      shown = photosOf(next);
      store.getState().follow();
    },
  };
}

const place = ({ openRow, openKey, direction }: ViewerState) => ({ openRow, openKey, direction });

describe("steps", () => {
  test.each<[string, number, number, number, 1 | -1]>([
    ["forward", 1, 1, 2, 1],
    ["back", 1, -1, 0, -1],
    ["no further than the last", 2, 1, 2, 1],
    ["no further than the first", 0, -1, 0, -1],
    ["by a page, as far as there is one", 0, 10, 2, 1],
  ])("go %s", (_, from, by, row, direction) => {
    const { store } = open([7, 8, 9], from);
    store.getState().step(by);
    expect(place(store.getState())).toEqual({ openRow: row, openKey: 7 + row, direction });
  });

  test("leap to either end, and fetch inwards from there", () => {
    const { store } = open([7, 8, 9], 1);
    store.getState().leap("last");
    expect(place(store.getState())).toEqual({ openRow: 2, openKey: 9, direction: -1 });
    store.getState().leap("first");
    expect(place(store.getState())).toEqual({ openRow: 0, openKey: 7, direction: 1 });
  });

  test("do nothing while the viewer is closed", () => {
    const store = createViewerStore(() => photosOf([7, 8]));
    store.getState().step(1);
    store.getState().follow();
    expect(store.getState().openRow).toBeNull();
  });
});

test("a row that is not there cannot be opened", () => {
  expect(open([7], 1).store.getState().openRow).toBeNull();
});

describe("while the photos shown change", () => {
  test("the open photo stays, wherever it moves", () => {
    const { store, show } = open([7, 8, 9], 1);
    show([1, 2, 7, 8, 9]);
    expect(place(store.getState())).toEqual({ openRow: 3, openKey: 8, direction: 1 });
  });

  test("the next one takes the place of a photo that goes, and the one before it at the end", () => {
    const { store, show } = open([7, 8, 9], 1);
    show([7, 9]);
    expect(place(store.getState())).toEqual({ openRow: 1, openKey: 9, direction: 1 });
    show([7]);
    expect(place(store.getState())).toEqual({ openRow: 0, openKey: 7, direction: 1 });
  });

  test("the viewer closes when none is left", () => {
    const { store, show } = open([7], 0);
    show([]);
    expect({ row: store.getState().openRow, key: store.getState().openKey }).toEqual({ row: null, key: null });
  });
});

test("where the thumbnail lay is known until the viewer closes", () => {
  const store = createViewerStore(() => photosOf([7]));
  const origin = { left: 10, top: 20, width: 100, height: 80 };
  store.getState().open(0, origin);
  expect(store.getState().origin).toEqual(origin);
  store.getState().close();
  expect(store.getState().origin).toBeNull();
});
