import { join } from "node:path";
import { copyLibrary, provideLibrary } from "@bench/generate/provide-library";
import { withScratch } from "@bench/kit/folders";
import { type ProbeRun, runProbe } from "@bench/kit/probe";
import { report } from "@bench/kit/report";
import { median, quantile } from "@bench/kit/samples";
import type { SearchAnswer, SearchInput } from "@bench/probes/search-library";

/** Questions to a large library, each answered as a bitset over the order; and the order by another sort. */
const COUNT = 1_000_000;
const ROUNDS = 3;
const RUNS = 3;

const QUERIES: readonly string[] = [
  ...["", "harbour", "façade", "img_12", "dsc_0042", "x-t2", "iphone", "京都", "anna", "no such word"],
  ...["tag:places", 'tag:"japan|tokyo"', "tag:=Journeys", "-has:tag", "tag:birds OR tag:sea", "title:sunset"],
  ...["date:2019-07", "date:2012..2014", "date:2021-12-24", "imported:2020", "near:48.8566,2.3522,10km"],
  ...["near:35.68,139.65,300km", "rating:>=4", "is:favourite", "has:gps type:raw", "camera:canon -has:gps"],
  ...["camera:(nikon OR fujifilm) date:2012..2018 iso:>=1600", "is:trashed", "path:2019/07 type:video"],
  ...['camera:"X-T2" rating:>=3 (lisbon OR paris) -tag:work date:2016..2021 has:gps'],
];

const kept = await provideLibrary(COUNT);
await withScratch(async (scratch) => {
  const root = await copyLibrary(kept, join(scratch, "library"));
  const runs: ProbeRun<SearchAnswer>[] = [];
  const input = { root, queries: QUERIES, rounds: ROUNDS };
  for (let run = 0; run < RUNS; run++) runs.push(await runProbe<SearchInput, SearchAnswer>("search-library", input));
  const answers = runs.map(({ answer }) => answer);
  const p95 = (of: "ms" | "bareMs") =>
    answers.map(({ found }) =>
      quantile(
        found.flatMap((each) => each[of]),
        0.95,
      ),
    );
  const slowest = answers
    .flatMap(({ found }) => found.map(({ query, ms }) => ({ query, ms: median(ms) })))
    .reduce((worst, each) => (each.ms > worst.ms ? each : worst));
  report({
    name: "search.p95",
    values: p95("ms"),
    ...{ unit: "ms", n: COUNT },
    reference: { name: "DuckDB alone counts by the same condition", values: p95("bareMs") },
    budget: { of: "value", atMost: 100 },
    notes: {
      queries: QUERIES.length,
      median: Math.round(median(answers.flatMap(({ found }) => found.flatMap(({ ms }) => ms)))),
      slowest: slowest.query,
      slowestMs: Math.round(slowest.ms),
    },
  });
  report({
    name: "search.sort",
    values: answers.map(({ sortMs }) => sortMs),
    ...{ unit: "ms", n: COUNT },
    budget: { of: "value", atMost: 250 },
  });
  for (const { query, count, ms, bareMs } of answers.at(-1)?.found ?? []) {
    console.error(
      `${Math.round(median(ms))} ms, DuckDB alone ${Math.round(median(bareMs))} ms, ${count} photos: ${query}`,
    );
  }
});
