import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "@shared/errors";
import { libraryPhoto, type PhotoFields } from "@shared/testing/library-photo";
import { Toasts } from "@renderer/components/toasts";
import { Inspector } from "@renderer/features/inspector/inspector";
import { SelectionBar } from "@renderer/features/selection-bar/selection-bar";
import { renderApp } from "@renderer/testing/render-app";

const photo = (name: string, fields: PhotoFields = {}) => libraryPhoto(name, fields).photo;

/** The inspector with these photos selected, all of them unless named by key. */
async function inspect(fields: readonly PhotoFields[], metadata?: Record<string, unknown>) {
  const photos = fields.map((one, index) => photo(`abc${"defgh"[index] ?? ""}`, one));
  const opened = await renderApp(
    photos,
    <>
      <Inspector />
      <SelectionBar />
      <Toasts />
    </>,
    metadata,
  );
  const { app } = opened;
  act(() => {
    app.viewer.getState().toggleInspector();
    app.selection.getState().set([...photos.keys()]);
  });
  await screen.findByText("Taken");
  return opened;
}

const press = (element: HTMLElement, key: string, more: object = {}) => fireEvent.keyDown(element, { key, ...more });
const type = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });
const panel = () => within(screen.getByRole("complementary"));

describe("a title", () => {
  test("is saved by Enter, shown, told, and taken back by the notice's button", async () => {
    const { library } = await inspect([{ title: "Old" }]);
    fireEvent.click(screen.getByRole("button", { name: "Edit title" }));
    const field = screen.getByRole("textbox", { name: "Title" });
    type(field, "  New  ");
    press(field, "Enter");
    await waitFor(() => expect(panel().getByText("New").tagName).toBe("P"));
    expect(library.photos()[0]?.title).toBe("New");
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await screen.findByText("Old");
    expect(library.photos()[0]?.title).toBe("Old");
  });

  test("stays as it was by Escape", async () => {
    const { library } = await inspect([{ title: "Old" }]);
    fireEvent.click(screen.getByRole("button", { name: "Edit title" }));
    const field = screen.getByRole("textbox", { name: "Title" });
    type(field, "New");
    press(field, "Escape");
    expect(screen.getByText("Old")).toBeTruthy();
    expect(library.asked).toEqual([]);
  });

  test("is taken away when nothing is left of it", async () => {
    const { library } = await inspect([{ title: "Old" }]);
    fireEvent.click(screen.getByRole("button", { name: "Edit title" }));
    const field = screen.getByRole("textbox", { name: "Title" });
    type(field, "   ");
    press(field, "Enter");
    await screen.findByRole("button", { name: "Add a title" });
    expect(library.photos()[0]?.title).toBeNull();
  });

  test("that cannot be saved stays in its field with the reason in a notice, and is saved at the next try", async () => {
    const { library } = await inspect([{}]);
    library.refuse(new AppError("disk_full", "The disk is full; free some space"));
    fireEvent.click(screen.getByRole("button", { name: "Add a title" }));
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Title" });
    type(field, "Kept");
    press(field, "Enter");
    await screen.findByText("That did not work: The disk is full; free some space");
    await screen.findByText("Not saved. What you typed is still here; try again.");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Title" }).value).toBe("Kept");
    library.refuse(null);
    press(screen.getByRole("textbox", { name: "Title" }), "Enter");
    await waitFor(() => expect(library.photos()[0]?.title).toBe("Kept"));
  });

  test("being composed by an input method is not saved by the Enter that ends the composition", async () => {
    const { library } = await inspect([{}]);
    fireEvent.click(screen.getByRole("button", { name: "Add a title" }));
    const field = screen.getByRole("textbox", { name: "Title" });
    type(field, "かいへん");
    press(field, "Enter", { isComposing: true });
    expect(screen.getByRole("textbox", { name: "Title" })).toBe(field);
    expect(library.asked).toEqual([]);
  });

  test.each([
    ["markup", `<img src=x onerror="alert(1)"><script>alert(2)</script>`],
    ["a right-to-left override", "\u202egnp.exe שלום"],
    ["10,000 characters without a space", "ab".repeat(5000)],
  ])("of %s is shown as text, and as nothing else", async (_, title) => {
    await inspect([{ title }]);
    const shown = panel().getByText(title);
    expect({ elements: shown.children.length, dir: shown.getAttribute("dir") }).toEqual({ elements: 0, dir: "auto" });
    expect(document.querySelector("script, aside img")).toBeNull();
  });
});

test("a description may have lines: Shift+Enter starts one, Enter saves", async () => {
  const { library } = await inspect([{}]);
  fireEvent.click(screen.getByRole("button", { name: "Add a description" }));
  const field = screen.getByRole("textbox", { name: "Description" });
  type(field, "One\nTwo");
  press(field, "Enter", { shiftKey: true });
  expect(library.asked).toEqual([]);
  press(field, "Enter");
  await waitFor(() => expect(library.photos()[0]?.description).toBe("One\nTwo"));
});

describe("several photos", () => {
  test("show what they share, and that they differ in the rest", async () => {
    await inspect([
      { title: "Same", rating: 3, capturedLocal: "2021-03-01T10:00:00" },
      { title: "Same", rating: 5, capturedLocal: "2021-03-02T10:00:00" },
    ]);
    expect(panel().getByRole("heading", { name: "2 photos" })).toBeTruthy();
    expect(panel().getByText("Same")).toBeTruthy();
    const mixed = panel().getAllByText("Mixed");
    expect(mixed.map((element) => element.closest("section")?.textContent ?? "stars")).toEqual(["stars", "TakenMixed"]);
  });

  test("are all changed by one edit", async () => {
    const { library } = await inspect([{ title: "A" }, { title: "B" }]);
    fireEvent.click(screen.getByRole("button", { name: "Edit title" }));
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Title" });
    expect(field.value).toBe("");
    type(field, "Both");
    press(field, "Enter");
    await waitFor(() => expect(library.photos().map(({ title }) => title)).toEqual(["Both", "Both"]));
    expect(await screen.findByText("Changed 2 photos")).toBeTruthy();
  });

  test("keep their titles when a mixed title is left empty", async () => {
    const { library } = await inspect([{ title: "A" }, { title: "B" }]);
    fireEvent.click(screen.getByRole("button", { name: "Edit title" }));
    press(screen.getByRole("textbox", { name: "Title" }), "Enter");
    expect(library.asked).toEqual([]);
  });

  test("mark keywords that not all have, and can give them to all", async () => {
    const { library } = await inspect([{ keywords: ["Japan|Kyoto", "sea"] }, { keywords: ["sea"] }]);
    fireEvent.click(screen.getByRole("button", { name: "Add Japan › Kyoto to all" }));
    await waitFor(() =>
      expect(library.photos().map(({ keywords }) => keywords)).toEqual([
        ["Japan|Kyoto", "sea"],
        ["sea", "Japan|Kyoto"],
      ]),
    );
  });
});

describe("keywords", () => {
  test("are added by Enter with their levels, one after another, and removed by their button", async () => {
    const { library } = await inspect([{ keywords: ["dog"] }]);
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Add a keyword" });
    type(field, "Japan › Kyoto");
    press(field, "Enter");
    expect(field.value).toBe("");
    await screen.findByRole("button", { name: "Remove keyword Japan › Kyoto" });
    fireEvent.click(screen.getByRole("button", { name: "Remove keyword dog" }));
    await waitFor(() => expect(library.photos()[0]?.keywords).toEqual(["Japan|Kyoto"]));
  });

  test("come back to their field when they could not be saved", async () => {
    const { library } = await inspect([{}]);
    library.refuse(new AppError("disk_full", "The disk is full; free some space"));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Add a keyword" });
    type(field, "sea");
    press(field, "Enter");
    await waitFor(() => expect(field.value).toBe("sea"));
  });
});

describe("date and time", () => {
  const opened = async (fields: PhotoFields) => {
    const app = await inspect([{ capturedLocal: "2021-03-01T12:34:56", capturedSource: "exif", ...fields }]);
    fireEvent.click(screen.getByRole("button", { name: "Edit date and time" }));
    const date = screen.getByLabelText<HTMLInputElement>("Date and time");
    return { ...app, date, offset: screen.getByLabelText<HTMLInputElement>("Offset from UTC") };
  };
  const save = () => fireEvent.click(screen.getByRole("button", { name: "Save" }));

  test("say where they come from, and are set with their offset", async () => {
    const { library, date, offset } = await opened({});
    expect(date.value).toBe("2021-03-01T12:34:56");
    type(date, "2020-02-29T08:00");
    type(offset, "+9");
    save();
    await screen.findByText("Set by you");
    expect(library.asked.map(({ changes }) => changes)).toEqual([
      { capturedLocal: "2020-02-29T08:00:00", offsetMinutes: 540 },
    ]);
    expect(screen.getByText("UTC+09:00")).toBeTruthy();
  });

  test.each([
    ["", "+9", "Enter a whole date and time."],
    ["2020-02-29T08:00", "Tokyo", "Enter an offset such as +09:00, or leave it empty."],
  ])("%j with %j is not saved: %s", async (typedDate, typedOffset, problem) => {
    const { library, date, offset } = await opened({});
    type(date, typedDate);
    type(offset, typedOffset);
    save();
    expect((await screen.findByRole("alert")).textContent).toBe(problem);
    expect(library.asked).toEqual([]);
  });

  test("an offset left empty is taken away, and the time stays", async () => {
    const { library, offset } = await opened({ offsetMinutes: 540, offsetSource: "exif" });
    type(offset, "");
    save();
    await screen.findByText("Offset not known");
    expect(library.asked.map(({ changes }) => changes)).toEqual([{ offsetMinutes: null }]);
  });
});

test("camera, exposure, size and place are told in words", async () => {
  await inspect([
    {
      ...{ cameraMake: "Canon", cameraModel: "Canon EOS R6", lensModel: "EF100mm", fNumber: 2.8, exposureTimeS: 0.004 },
      ...{ iso: 25_600, focalLengthMm: 23, focalLength35Mm: 35, latitude: 48.8584, longitude: 2.2945, altitudeM: 35.4 },
      ...{ widthPx: 6000, heightPx: 4000, sizeBytes: 4_200_000, fileName: "a.jpg", path: "/photos/a.jpg" },
    },
  ]);
  const texts = [...document.querySelectorAll("aside section p")].map((element) => element.textContent);
  expect(texts.slice(2)).toEqual([
    "From the camera (EXIF)",
    "48.85840, 2.29450",
    "35 m above sea level",
    "Canon EOS R6",
    "EF100mm",
    "ƒ/2.81/250 sISO 2560023 mm (35 mm equiv.)",
    "a.jpg",
    "6000 × 400024 MP",
    "JPEG4.2 MB",
    expect.stringMatching(/^Added 1 January 1970/),
    "/photos/a.jpg",
  ]);
});

test("all metadata unfolds and is narrowed by what is typed", async () => {
  await inspect([{}], { "EXIF.Make": "Canon", "EXIF.LensModel": "EF100mm" });
  fireEvent.click(screen.getByRole("button", { name: "All metadata" }));
  const filter = await screen.findByRole("searchbox", { name: "Filter" });
  type(filter, "lens");
  const names = () => screen.queryAllByRole("term").map((element) => element.textContent);
  expect(names()).toEqual(["EXIF.LensModel"]);
  type(filter, "sony");
  expect(names()).toEqual([]);
  expect(screen.getByText("Nothing matches “sony”.")).toBeTruthy();
});
