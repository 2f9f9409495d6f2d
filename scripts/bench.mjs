import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT, installed } from "./kit/paths.mjs";
import { Problem } from "./kit/problem.mjs";
import { run, runMain } from "./kit/run.mjs";
import { setUp } from "./setup/set-up.mjs";

const SUFFIX = ".bench.ts";

/** `npm run bench -- search import`: those benchmarks; without names, all. Each prints its results as JSON, one to a line. */
await runMain(async () => {
  const names = process.argv.slice(2);
  const present = readdirSync(path.join(ROOT, "bench"))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length));
  const unknown = names.filter((name) => !present.includes(name));
  if (unknown.length > 0) {
    throw new Problem(`There is no benchmark ${unknown.join(", ")}. There are: ${present.join(", ")}.`);
  }
  await setUp({ withBrowser: false });
  let exitCode = 0;
  for (const name of names.length > 0 ? names : present) {
    const code = await run(process.execPath, [installed("tsx/dist/cli.mjs"), `bench/${name}${SUFFIX}`]);
    if (code !== 0) console.error(`The benchmark ${name} failed with exit code ${code}.`);
    exitCode ||= code;
  }
  return exitCode;
});
