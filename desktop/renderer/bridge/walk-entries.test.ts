import { expect, test } from "vitest";
import { walkEntries, type Walked } from "./walk-entries";

interface Tree {
  [name: string]: Tree | string | Error;
}

/** Entries as a browser gives them: folders tell of their children in batches of two, then of none. */
function toEntry(name: string, below: Tree[string], parent = ""): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (below instanceof Error || typeof below === "string") {
    const file = (resolve: (file: File) => void, reject: (error: Error) => void) =>
      below instanceof Error ? reject(below) : resolve(new File([below], name));
    return { name, fullPath, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const children = Object.entries(below);
    const readEntries = (resolve: (some: FileSystemEntry[]) => void, reject: (error: Error) => void) => {
      const some = children.splice(0, 2);
      const locked = some.find(([child]) => child === "(locked)");
      if (locked) reject(new Error("locked"));
      else resolve(some.map(([child, value]) => toEntry(child, value, fullPath)));
    };
    return { readEntries };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

const toEntries = (tree: Tree) => Object.entries(tree).map(([name, below]) => toEntry(name, below));

async function walk(tree: Tree, stop = new AbortController(), after = Infinity): Promise<string[]> {
  const seen: string[] = [];
  for await (const walked of walkEntries(toEntries(tree), stop.signal)) {
    seen.push(say(walked));
    if (seen.length >= after) stop.abort();
  }
  return seen;
}

const say = (walked: Walked) => (walked.kind === "file" ? `${walked.path} ${walked.file.size}` : `! ${walked.path}`);

test("files of all folders come with their paths below the drop, in order", async () => {
  const tree = {
    "a.jpg": "1",
    trip: { "b.jpg": "22", day: { "c.jpg": "333", "d.jpg": "4", "e.jpg": "5" }, empty: {} },
    "f.jpg": "6",
  };
  expect(await walk(tree)).toEqual([
    ...["a.jpg 1", "trip/b.jpg 2", "trip/day/c.jpg 3", "trip/day/d.jpg 1", "trip/day/e.jpg 1", "f.jpg 1"],
  ]);
});

test("a file and a folder that cannot be read are told, and the rest still comes", async () => {
  const tree = { "a.jpg": new Error("gone"), shut: { "b.jpg": "1", "c.jpg": "1", "(locked)": "" }, "d.jpg": "1" };
  expect(await walk(tree)).toEqual(["! a.jpg", "shut/b.jpg 1", "shut/c.jpg 1", "! ", "d.jpg 1"]);
});

test("folders deeper than calls can nest are walked to their end", async () => {
  let tree: Tree = { "deep.jpg": "1" };
  for (let level = 0; level < 3000; level++) tree = { d: tree };
  expect((await walk(tree)).map((path) => path.length)).toEqual([3000 * 2 + "deep.jpg 1".length]);
});

test("nothing more comes after it was stopped", async () => {
  const tree = { many: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}.jpg`, "1"])) };
  expect(await walk(tree, new AbortController(), 3)).toHaveLength(3);
});
