/**
 * A line for each step, on the error output: its name while it runs, its time when it is done.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = performance.now();
  process.stderr.write(`${name} … `);
  try {
    const result = await work();
    process.stderr.write(`${elapsed(startedAt)}\n`);
    return result;
  } catch (thrown) {
    process.stderr.write(`stopped after ${elapsed(startedAt)}\n`);
    throw thrown;
  }
}

/**
 * The time since a moment of `performance.now()`, as `1.2 s`.
 * @param {number} startedAt
 */
export function elapsed(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
