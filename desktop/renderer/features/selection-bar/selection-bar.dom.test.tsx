import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Photo } from "@shared/contract/photo";
import { AppError } from "@shared/errors";
import { libraryPhoto, type PhotoFields } from "@shared/testing/library-photo";
import { Toasts } from "@renderer/components/toasts";
import { SelectionBar } from "@renderer/features/selection-bar/selection-bar";
import { renderApp } from "@renderer/testing/render-app";

/** The bar over these photos; those of the keys named are selected. */
async function select(fields: readonly PhotoFields[], keys: readonly number[]) {
  const photos = fields.map((one, index) => libraryPhoto(`abc${"defgh"[index] ?? ""}`, one).photo);
  const opened = await renderApp(
    photos,
    <>
      <SelectionBar />
      <Toasts />
    </>,
  );
  act(() => opened.app.selection.getState().set(keys));
  return opened;
}

const bar = () => screen.queryByRole("toolbar", { name: "Selection" });
const click = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const key = (name: string) => fireEvent.keyDown(document.body, { key: name });

test("rises with a selection, says how many photos it acts on, and goes with it", async () => {
  const { app } = await select([{}, {}, {}], []);
  expect(bar()).toBeNull();
  act(() => app.selection.getState().set([0, 2]));
  expect(bar()?.textContent).toContain("2 selected");
  const announced = screen.getAllByRole("status").map((element) => element.textContent);
  expect(announced).toContain("2 selected");
  click("Clear the selection");
  expect(bar()).toBeNull();
});

describe("its buttons", () => {
  test("add to the favourites, and take out again when all are in them", async () => {
    const { library } = await select([{ isFavourite: true }, {}], [0, 1]);
    const favourites = () => library.photos().map(({ isFavourite }) => isFavourite);
    click("Add to favourites");
    await waitFor(() => expect(favourites()).toEqual([true, true]));
    fireEvent.click(await screen.findByRole("button", { name: "Remove from favourites" }));
    await waitFor(() => expect(favourites()).toEqual([false, false]));
  });

  test("rate all that is selected and nothing else", async () => {
    const { library } = await select([{ rating: 1 }, { rating: 2 }, { rating: 1 }], [0, 1]);
    click("4 stars");
    await waitFor(() => expect(library.photos().map(({ rating }) => rating)).toEqual([4, 4, 1]));
    expect(await screen.findByText("Rated 2 photos")).toBeTruthy();
  });

  test("move to the trash, with a way back in the notice", async () => {
    const { library } = await select([{}, {}], [0, 1]);
    click("Move to trash");
    await screen.findByText("Moved 2 photos to the trash");
    await waitFor(() => expect(bar()).toBeNull());
    click("Undo");
    await waitFor(() => expect(library.photos().map(({ trashed }) => trashed)).toEqual([false, false]));
  });

  test("offer to restore in the trash, and nothing that edits", async () => {
    const { app, library } = await select([{ trashed: true }], []);
    act(() => {
      app.library.getState().go("trash");
      app.selection.getState().set([0]);
    });
    expect(screen.queryByRole("button", { name: "Move to trash" })).toBeNull();
    click("Restore");
    await waitFor(() => expect(library.photos()[0]?.trashed).toBe(false));
  });
});

describe("a keyword", () => {
  const open = () => {
    click("Add a keyword");
    return screen.getByRole<HTMLInputElement>("textbox", { name: "Keyword for 2 photos" });
  };

  test("is typed in place of the bar and added to all", async () => {
    const { library } = await select([{}, { keywords: ["dog"] }], [0, 1]);
    fireEvent.change(open(), { target: { value: "Japan › Kyoto" } });
    click("Add");
    await waitFor(() => expect(bar()).not.toBeNull());
    expect(library.photos().map(({ keywords }) => keywords)).toEqual([["Japan|Kyoto"], ["dog", "Japan|Kyoto"]]);
  });

  test("that cannot be saved is still there", async () => {
    const { library } = await select([{}, {}], [0, 1]);
    library.refuse(new AppError("disk_full", "The disk is full; free some space"));
    const field = open();
    fireEvent.change(field, { target: { value: "sea" } });
    click("Add");
    await screen.findByText("That did not work: The disk is full; free some space");
    expect(field.value).toBe("sea");
  });

  test("is given up by Escape, and the selection stays", async () => {
    const { app } = await select([{}, {}], [0, 1]);
    fireEvent.keyDown(open(), { key: "Escape" });
    expect(bar()?.textContent).toContain("2 selected");
    expect(app.selection.getState().keys.size).toBe(2);
  });
});

describe("keys", () => {
  test.each<[string, PhotoFields, Partial<Photo>]>([
    ["f", {}, { isFavourite: true }],
    ["f", { isFavourite: true }, { isFavourite: false }],
    ["3", {}, { rating: 3 }],
    ["0", { rating: 3 }, { rating: 0 }],
    ["p", {}, { pick: "pick" }],
    ["x", {}, { pick: "reject" }],
    ["u", { pick: "reject" }, { pick: null }],
    ["6", {}, { colourLabel: "red" }],
    ["9", {}, { colourLabel: "blue" }],
    ["Delete", {}, { trashed: true }],
  ])("%s makes of %o a photo with %o", async (name, before, after) => {
    const { library } = await select([before, before], [1]);
    key(name);
    await waitFor(() => expect(library.photos()[1]).toMatchObject(after));
    expect(library.photos()[0]).toMatchObject(before);
  });

  test("work on the photo that is open, whatever is selected behind it", async () => {
    const { app, library } = await select([{}, {}], [0]);
    act(() => app.viewer.getState().open(0));
    expect(app.viewer.getState().openKey).toBe(1);
    key("5");
    await waitFor(() => expect(library.photos().map(({ rating }) => rating)).toEqual([null, 5]));
  });

  test("do nothing without a photo to work on", async () => {
    const { library } = await select([{}], []);
    key("5");
    key("f");
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(library.asked).toEqual([]);
  });
});
