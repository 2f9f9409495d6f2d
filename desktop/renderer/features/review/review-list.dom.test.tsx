import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { ReviewFile } from "@shared/contract/import";
import { libraryPhoto } from "@shared/testing/library-photo";
import { AppContext } from "@renderer/app-context";
import { Toasts } from "@renderer/components/toasts";
import { ReviewList } from "@renderer/features/review/review-list";
import { renderApp } from "@renderer/testing/render-app";

const { photo } = libraryPhoto("abca");

const DAMAGED: ReviewFile = {
  ...{ path: "/home/ann/Trip/damaged.jpg", state: "imported", photoId: photo.photoId, code: "truncated" },
  ...{ message: "in the engine's words", entry: "job:1", isDropped: false },
};
const EMPTY: ReviewFile = {
  ...DAMAGED,
  path: "C:\\Ann\\empty.jpg",
  state: "failed",
  photoId: null,
  code: "empty_file",
  entry: "job:2",
};
const DROPPED: ReviewFile = { ...EMPTY, path: "<b>שלום.jpg", entry: "job:3", isDropped: true };

async function openList(files: readonly ReviewFile[]) {
  const opened = await renderApp([photo], null);
  opened.library.imports.review = files;
  render(
    <AppContext value={opened.app}>
      <ReviewList />
      <Toasts />
    </AppContext>,
  );
  await waitFor(() => expect(screen.queryByText("Nothing needs attention") ?? screen.queryByRole("list")).toBeTruthy());
  return opened;
}

const rows = () => screen.queryAllByRole("listitem").map((row) => row.textContent);
const click = (name: string, index = 0) => fireEvent.click(screen.getAllByRole("button", { name })[index]!);

test("each file stands with its name, whether it is in the library, the reason and the folder", async () => {
  await openList([DAMAGED, EMPTY, DROPPED]);
  expect(rows()).toEqual([
    "damaged.jpgIn the libraryThe file ends too early. What there is of the picture is shown./home/ann/TripShow photo",
    "empty.jpgNot in the libraryThe file is empty. Copy it again from where it came from.C:\\Ann",
    "<b>שלום.jpgNot in the libraryThe file is empty. Copy it again from where it came from.Dropped into the window ",
  ]);
});

test("a dismissed file leaves the list; without any there is a sentence instead", async () => {
  await openList([DAMAGED, EMPTY]);
  click("Dismiss");
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(await screen.findByText("1 file was taken off the list")).toBeTruthy();
  click("Dismiss all");
  expect(await screen.findByText("Nothing needs attention")).toBeTruthy();
});

test("only what is not in the library and still lies somewhere can be tried again", async () => {
  const { library } = await openList([DAMAGED, EMPTY, DROPPED]);
  expect(screen.getAllByRole("button", { name: "Try again" })).toHaveLength(1);
  click("Try again");
  await waitFor(() => expect(library.imports.asked).toEqual(["retry job:2"]));
  await waitFor(() => expect(rows()).toHaveLength(2));
});

test("a path goes to the clipboard", async () => {
  const written: string[] = [];
  vi.spyOn(navigator.clipboard, "writeText").mockImplementation((text) => Promise.resolve(void written.push(text)));
  await openList([EMPTY]);
  click("Copy path");
  expect(await screen.findByText("The path is on the clipboard")).toBeTruthy();
  expect(written).toEqual(["C:\\Ann\\empty.jpg"]);
  vi.restoreAllMocks();
});

test("the photo of a file is opened among all photos", async () => {
  const { app } = await openList([DAMAGED]);
  app.library.getState().go("review");
  click("Show photo");
  await waitFor(() => expect(app.viewer.getState().openKey).toBe(0));
  expect(app.library.getState().place).toBe("library");
});
