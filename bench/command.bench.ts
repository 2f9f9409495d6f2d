import { join } from "node:path";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { runImgstream, runNode } from "@bench/kit/command-line";
import { withScratch } from "@bench/kit/folders";
import { alternate } from "@bench/kit/probe";
import { report } from "@bench/kit/report";

/** How long `imgstream status` takes from start to end, over an empty library and a large one. */
const COUNT = 1_000_000;
const RUNS = 7;

const kept = await provideLibrary(COUNT);
await withScratch(async (scratch) => {
  const large = await copyLibrary(kept, join(scratch, "large"));
  const empty = join(scratch, "empty");
  await runImgstream(["init", "--library", empty]);
  for (const [root, n] of [
    [empty, 0],
    [large, COUNT],
  ] as const) {
    const { first: runs, second: node } = await alternate(
      RUNS,
      () => runImgstream(["status", "--json", "--library", root]),
      () => runNode(["-e", "0"]),
    );
    report({
      name: n === 0 ? "status.empty" : "status.large",
      values: runs.map(({ tookMs }) => tookMs),
      ...{ unit: "ms", n },
      reference: { name: "Node starts and ends", values: node.map(({ tookMs }) => tookMs) },
    });
  }
});
