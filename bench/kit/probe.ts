import { fork } from "node:child_process";
import { bundle } from "./bundle";
import { watchMemory } from "./process-memory";
import { PROBE_WORKER } from "./probe-worker";

/** What a probe answered, and what its process and its workers held at the most. */
export interface ProbeRun<Answer> {
  answer: Answer;
  peakBytes: number;
  ownPeakBytes: number;
}

/**
 * Runs `bench/probes/<name>.ts` in a process of its own: measurements do not warm each other up, and memory is that of one
 * engine alone. With `IMGSTREAM_BENCH_PROFILE` each process leaves a CPU profile in that folder.
 */
export async function runProbe<Input, Answer>(name: string, input: Input): Promise<ProbeRun<Answer>> {
  const [probe, worker] = [await bundle(`bench/probes/${name}.ts`), await bundle(PROBE_WORKER.entry)];
  const profiles = process.env.IMGSTREAM_BENCH_PROFILE;
  const child = fork(probe, [], {
    execArgv: profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`],
    env: { ...process.env, [PROBE_WORKER.variable]: worker },
    serialization: "advanced",
  });
  const memory = watchMemory(child.pid ?? 0);
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      let answered: { answer: Answer } | undefined;
      child.on("message", (message) => (answered = message as { answer: Answer }));
      child.on("error", reject);
      child.on("exit", (code) => {
        if (code === 0 && answered) resolve(answered.answer);
        else reject(new Error(`The probe ${name} ended with ${String(code)}.`));
      });
      child.send({ input });
    });
    return { answer, peakBytes: memory.peakBytes, ownPeakBytes: memory.ownPeakBytes };
  } finally {
    memory.stop();
  }
}

/** Takes turns between two measurements, so that a busy spell of the machine meets both. */
export async function alternate<A, B>(
  runs: number,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<{ first: A[]; second: B[] }> {
  const results: { first: A[]; second: B[] } = { first: [], second: [] };
  for (let run = 0; run < runs; run++) {
    results.first.push(await first());
    results.second.push(await second());
  }
  return results;
}
