import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { libraryPhoto } from "@shared/testing/library-photo";
import { EmptySearch } from "@renderer/features/search/empty-search";
import { SearchBox } from "@renderer/features/search/search-box";
import { renderApp } from "@renderer/testing/render-app";

const PHOTOS = [
  libraryPhoto("abca", { title: "Lake", rating: 5 }).photo,
  libraryPhoto("abcb", { title: "Lake at dawn", rating: 3 }).photo,
  libraryPhoto("abcc", { title: "Tokyo", rating: 3 }).photo,
];

beforeEach(() => localStorage.clear());

async function openBox() {
  const { app } = await renderApp(
    PHOTOS,
    <>
      <SearchBox />
      <EmptySearch />
    </>,
  );
  const box = screen.getByRole<HTMLInputElement>("combobox", { name: "Search" });
  act(() => box.focus());
  return { app, box };
}

function type(box: HTMLInputElement, text: string): void {
  fireEvent.change(box, { target: { value: text, selectionStart: text.length } });
}

const press = (box: HTMLInputElement, key: string) => fireEvent.keyDown(box, { key });
const options = () => screen.queryAllByRole("option").map((option) => option.textContent);

describe("what is typed", () => {
  test("is found shortly after, and its count is told", async () => {
    const { app, box } = await openBox();
    type(box, "lake");
    await waitFor(() => expect(app.library.getState().match).toEqual({ kind: "found", count: 2 }));
    await screen.findByText("2 photos found", {}, { timeout: 2000 });
    type(box, "");
    await waitFor(() => expect(app.library.getState().match).toEqual({ kind: "all" }));
  });

  test("is not asked while a character is still being composed", async () => {
    const { app, box } = await openBox();
    fireEvent.compositionStart(box);
    type(box, "lak");
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(app.library.getState().query).toBe("");
    fireEvent.compositionEnd(box);
    await waitFor(() => expect(app.library.getState().query).toBe("lak"));
  });

  test("that is mistaken is not asked, but pointed at with a sentence that Tab follows", async () => {
    const { app, box } = await openBox();
    type(box, "lake");
    await waitFor(() => expect(app.library.getState().query).toBe("lake"));
    type(box, "ratng:5 lake");
    expect(await screen.findByText("No field is called ratng. Did you mean rating?")).toBeTruthy();
    expect(box.getAttribute("aria-invalid")).toBe("true");
    expect(document.querySelector("[data-mistake]")?.textContent).toBe("ratng");
    expect(app.library.getState().query).toBe("lake");
    press(box, "Tab");
    expect(box.value).toBe("rating:5 lake");
    await waitFor(() => expect(app.library.getState().match).toEqual({ kind: "found", count: 1 }));
    expect(box.getAttribute("aria-invalid")).toBe("false");
  });

  test("and is only unfinished yet counts as a mistake when nobody types for a while", async () => {
    const { box } = await openBox();
    type(box, "rating:");
    expect(screen.queryByText(/needs a value/)).toBeNull();
    expect(await screen.findByText(/needs a value/, {}, { timeout: 2000 })).toBeTruthy();
  });
});

describe("the list below", () => {
  test("offers fields, then values, by arrow keys and Enter", async () => {
    const { box } = await openBox();
    type(box, "ori");
    expect(options()).toEqual(["orientation:the shape"]);
    press(box, "ArrowDown");
    expect(box.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option").id);
    press(box, "Enter");
    expect(box.value).toBe("orientation:");
    expect(options()).toEqual(["landscapewider than high", "portraithigher than wide", "squareas wide as high"]);
    press(box, "ArrowUp");
    press(box, "Enter");
    expect(box.value).toBe("orientation:square ");
  });

  test("remembers what was gone with", async () => {
    const { box } = await openBox();
    type(box, "tokyo");
    press(box, "Enter");
    expect(options()).toEqual([]);
    type(box, "");
    act(() => box.blur());
    act(() => box.focus());
    expect(options()[0]).toBe("tokyo");
    fireEvent.click(screen.getAllByRole("option")[0]!);
    expect(box.value).toBe("tokyo");
  });
});

test("Escape clears the text and then leaves the field, / comes back to it", async () => {
  const { app, box } = await openBox();
  type(box, "tokyo");
  await waitFor(() => expect(app.library.getState().query).toBe("tokyo"));
  press(box, "Escape");
  expect([box.value, document.activeElement === box]).toEqual(["", true]);
  await waitFor(() => expect(app.library.getState().query).toBe(""));
  press(box, "Escape");
  expect(document.activeElement).not.toBe(box);
  fireEvent.keyDown(document.body, { key: "/" });
  expect(document.activeElement).toBe(box);
});

test("the field follows when the search is changed elsewhere, and is empty in another place", async () => {
  const { app, box } = await openBox();
  act(() => app.library.getState().search("lake"));
  expect(box.value).toBe("lake");
  act(() => app.library.getState().go("favourites"));
  expect(box.value).toBe("");
});

test("markup and right-to-left text stay text", async () => {
  const { box } = await openBox();
  const hostile = '<img src=x onerror="alert(1)"> שלום ' + "x".repeat(5000);
  type(box, hostile);
  expect(document.querySelector("[dir=auto][aria-hidden]")?.textContent).toBe(hostile);
  expect(document.querySelector("img")).toBeNull();
});

describe("an empty result", () => {
  test("names the part that excludes everything and drops it", async () => {
    const { app, box } = await openBox();
    type(box, "tokyo rating:5");
    await waitFor(() => expect(app.library.getState().match).toEqual({ kind: "found", count: 0 }));
    expect(await screen.findByText(/^Without .rating:5. there is 1 photo$/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /^Remove .*rating:5/ }));
    expect(box.value).toBe("tokyo");
    await waitFor(() => expect(app.library.getState().match).toEqual({ kind: "found", count: 1 }));
  });
});
