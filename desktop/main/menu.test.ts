import { describe, expect, test, vi } from "vitest";
import { COMMANDS } from "@renderer/keys/command-table";
import { toMenuTemplate } from "./menu";
import { fill, messagesFor } from "./messages";

type Item = ReturnType<typeof toMenuTemplate>[number];

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

const make = (isMac: boolean, isDeveloped = false, run: (command: string) => void = () => undefined) =>
  flat(toMenuTemplate({ isMac, isDeveloped, messages: messagesFor("en"), run }));

test("every item that is told to the page is a command of the page", () => {
  const ids = make(false).flatMap(({ id }) => id ?? []);
  // Adding a folder is a gesture of its own, without keys.
  expect(ids.filter((id) => id !== "import.addFolder" && !Object.hasOwn(COMMANDS, id))).toEqual([]);
  expect(ids).toContain("import.addFolder");
});

test("keys of commands are shown and left to the page, which has the same", () => {
  for (const { id, accelerator, registerAccelerator } of make(false)) {
    if (accelerator === undefined) continue;
    const { keys } = COMMANDS[id as keyof typeof COMMANDS];
    expect(keys).toContain(accelerator.toLowerCase().replace("cmdorctrl", "mod"));
    expect(registerAccelerator).toBe(false);
  }
});

test("choosing an item tells the page its command", () => {
  const run = vi.fn();
  const undo = make(false, false, run).find(({ id }) => id === "app.undo");
  (undo?.click as (() => void) | undefined)?.();
  expect(run.mock.calls).toEqual([["app.undo"]]);
});

describe.each([true, false])("on a Mac: %s", (isMac) => {
  test("there is one way to quit and one to read about the app", () => {
    const roles = make(isMac).flatMap(({ role }) => role ?? []);
    expect(roles.filter((role) => ["quit", "about", "appMenu"].includes(role)).sort()).toEqual(
      isMac ? ["appMenu"] : ["about", "quit"],
    );
  });
  test("developers' tools are shown to developers alone", () => {
    expect(make(isMac, false).some(({ role }) => role === "toggleDevTools" || role === "reload")).toBe(false);
    expect(make(isMac, true).some(({ role }) => role === "toggleDevTools")).toBe(true);
  });
});

test("both languages say everything, with the same places in it", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  const [english, japanese] = [messagesFor("en-GB"), messagesFor("ja-JP")];
  const differing = Object.entries(english).filter(([key, text]) => {
    const other = japanese[key as keyof typeof english];
    return other === "" || String(places(other)) !== String(places(text));
  });
  expect(differing).toEqual([]);
  expect(fill("a {b} c", { b: "x" })).toBe("a x c");
});
