import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { libraryPhoto, type PhotoFields } from "@shared/testing/library-photo";
import { Frame } from "@renderer/frame/frame";
import { Toasts } from "@renderer/components/toasts";
import { renderApp } from "@renderer/testing/render-app";

const SLOTS = {
  ...{ search: null, add: null, review: <p>files</p>, trashBar: null, firstRun: <p>first run</p>, emptySearch: null },
  ...{ selectionBar: null, inspector: null },
};

/** The happy-dom page has no layout: every element that scrolls is said to be this large. */
function giveSize(widthPx: number, heightPx: number) {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(widthPx);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(heightPx);
}

async function open(fields: readonly PhotoFields[]) {
  giveSize(1000, 700);
  const photos = fields.map((one, index) => {
    const capturedLocal = `2021-03-${String(index + 1).padStart(2, "0")}T12:00:00`;
    return libraryPhoto(`abc${"abcdefghij"[index] ?? ""}`, { capturedLocal, ...one }).photo;
  });
  return renderApp(
    photos,
    <>
      <Frame {...SLOTS} />
      <Toasts />
    </>,
  );
}

/** What the tiles say of their photos, the name left out, which comes a moment later. */
const tiles = () =>
  screen.getAllByRole("gridcell").map((tile) => tile.getAttribute("aria-label")?.replace(/, abc.$/, ""));
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });

test("photos stand newest first, each with its place, its day and what it is", async () => {
  await open([{}, { isFavourite: true }, {}]);
  expect(tiles()).toEqual([
    "Photo 1 of 3, 3 March 2021",
    "Photo 2 of 3, 2 March 2021, favourite",
    "Photo 3 of 3, 1 March 2021",
  ]);
  expect(screen.getByRole("rowheader", { name: "March 2021 3 photos" })).toBeTruthy();
  expect(screen.getAllByRole("button", { name: /^Select (Mon|Tue|Wed)/ })).toHaveLength(3);
});

test("a tile without a thumbnail names its file, and says its name", async () => {
  await open([{ title: "Harbour" }, {}]);
  await screen.findByRole("gridcell", { name: "Photo 2 of 2, 1 March 2021, Harbour" });
  const tile = await screen.findByRole("gridcell", { name: "Photo 1 of 2, 2 March 2021, abcb" });
  const image = tile.querySelector("img");
  expect(image?.getAttribute("src")).toMatch(/^rendition\/abcbz+\/thumbnail$/);
  if (image) fireEvent.error(image);
  expect(tile.querySelector("[data-text]")?.getAttribute("data-text")).toBe("abcb");
});

test("arrows move one focus through the grid, Shift extends, Enter opens", async () => {
  const { app } = await open([{}, {}, {}, {}]);
  const inTabOrder = () => screen.getAllByRole("gridcell").filter((tile) => tile.tabIndex === 0);
  expect(inTabOrder()).toHaveLength(1);
  press("ArrowRight");
  press("ArrowRight");
  await waitFor(() => expect(document.activeElement?.getAttribute("data-row")).toBe("1"));
  expect(inTabOrder()).toEqual([document.activeElement]);
  press("ArrowRight", { shiftKey: true });
  expect([...app.selection.getState().keys]).toEqual([1, 2]);
  press("a", { ctrlKey: true });
  expect(app.selection.getState().keys.size).toBe(4);
  press("Escape");
  expect(app.selection.getState().keys.size).toBe(0);
  press("s");
  expect([...app.selection.getState().keys]).toEqual([1]);
  press("Enter");
  expect(app.viewer.getState().openRow).toBe(2);
});

test("click, Ctrl, Shift and a day's name select; a double click opens", async () => {
  const { app } = await open([{ capturedLocal: "2021-03-02T08:00:00" }, {}, {}, {}]);
  const keys = () => [...app.selection.getState().keys];
  const tile = (row: number) => screen.getAllByRole("gridcell")[row]!;
  fireEvent.click(tile(0));
  expect(keys()).toEqual([3]);
  fireEvent.click(tile(2), { ctrlKey: true });
  expect(keys()).toEqual([1, 3]);
  fireEvent.click(tile(1), { shiftKey: true });
  expect(keys()).toEqual([1, 2]);
  fireEvent.click(screen.getByRole("button", { name: "Select Tue 2" }));
  expect(keys()).toEqual([0, 1, 2]);
  fireEvent.doubleClick(tile(0));
  expect(app.viewer.getState().openRow).toBe(0);
});

test("under the pointer a photo can be made a favourite", async () => {
  await open([{}, {}]);
  const tile = screen.getAllByRole("gridcell")[0]!;
  fireEvent.pointerOver(tile, { pointerType: "mouse" });
  fireEvent.click(within(tile).getByRole("button", { name: "Add to favourites" }));
  await waitFor(() => expect(tiles()[0]).toBe("Photo 1 of 2, 2 March 2021, favourite"));
  expect(screen.getByRole("button", { name: /^Favourites/ }).textContent).toBe("Favourites1");
});

test("places lead to their photos, or say why there are none", async () => {
  await open([{}, { isFavourite: true }]);
  fireEvent.click(screen.getByRole("button", { name: /^Favourites/ }));
  expect(tiles()).toEqual(["Photo 1 of 1, 2 March 2021, favourite"]);
  fireEvent.click(screen.getByRole("button", { name: "Trash" }));
  expect(screen.getByRole("heading", { name: "The trash is empty" })).toBeTruthy();
  expect(screen.queryByRole("grid")).toBeNull();
});

test("a library without photos shows its first run", async () => {
  await open([]);
  expect(screen.getByText("first run")).toBeTruthy();
});

test("a lost engine is said in a line, and the photos stay", async () => {
  const { app } = await open([{}]);
  act(() => app.library.getState().lose("gone"));
  expect(screen.getByText("The library's engine stopped. Reconnecting…")).toBeTruthy();
  expect(tiles()).toHaveLength(1);
  act(() => app.library.getState().open());
  await waitFor(() => expect(screen.queryByText("The library's engine stopped. Reconnecting…")).toBeNull());
});

test("g asks for a month and goes there; what is no month goes nowhere", async () => {
  const { app } = await open([{ capturedLocal: "2019-05-01T10:00:00" }, {}]);
  press("g");
  const field = screen.getByLabelText<HTMLInputElement>("Go to month");
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: "20-05" } });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.change(field, { target: { value: "2019-05" } });
  fireEvent.submit(field);
  expect(app.selection.getState().focus).toBe(1);
  expect(screen.queryByLabelText("Go to month")).toBeNull();
});

test("the scrubber goes through the months by keys and says where it is", async () => {
  await open([{ capturedLocal: "2019-05-01T10:00:00" }, { capturedLocal: "2020-05-01T10:00:00" }, {}]);
  const scrubber = screen.getByRole("slider", { name: "Date" });
  expect(scrubber.getAttribute("aria-valuetext")).toBe("March 2021, 1 photo");
  expect(scrubber.getAttribute("aria-valuemax")).toBe("2");
});

test("the language changes every word at once, and the keys are in their sheet", async () => {
  await open([{}]);
  press("?");
  const sheet = screen.getByRole("dialog", { name: "Keyboard shortcuts" });
  expect(within(sheet).getByText("Select all").nextElementSibling?.textContent).toBe("CtrlA");
  fireEvent.click(within(sheet).getByRole("button", { name: "Close" }));
  fireEvent.click(screen.getByRole("button", { name: "Settings" }));
  fireEvent.click(screen.getByRole("radio", { name: "日本語" }));
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("すべての写真");
  expect(tiles()).toEqual(["写真 1／1, 2021年3月1日"]);
});
