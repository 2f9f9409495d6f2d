/** @typedef {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Manifest */

/** A heading of the notes that names packages: "### `sharp`", or "### `a`, `b`" for those that have one reason. */
const HEADING = /^### (`[^`]+`(?:, `[^`]+`)*)$/;

/**
 * What is wrong with the notes on dependencies: a package without a paragraph, a paragraph without its package, a version
 * that is not exact.
 * @param {readonly Manifest[]} manifests every package.json of the repository
 * @param {string} notes docs/dependencies.md
 */
export function listGaps(manifests, notes) {
  const ranges = manifests.flatMap((manifest) =>
    [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((group) =>
      Object.entries(group ?? {}),
    ),
  );
  const used = new Set(ranges.map(([name]) => name));
  const described = packagesDescribed(notes);
  const named = new Set(described.flatMap(({ names }) => names));
  return [
    ...[...used].filter((name) => !named.has(name)).map((name) => `${name} has no paragraph in docs/dependencies.md.`),
    ...[...named]
      .filter((name) => !used.has(name))
      .map((name) => `${name} has a paragraph, but no package.json asks for it.`),
    ...described.filter(({ text }) => text === "").map(({ names }) => `${names.join(", ")}: the paragraph is empty.`),
    ...ranges
      .filter(([, range]) => !/^\d/.test(range))
      .map(([name, range]) => `${name}: ${range} is not an exact version.`),
  ];
}

/** @param {string} notes */
function packagesDescribed(notes) {
  /** @type {{ names: string[], text: string }[]} */
  const described = [];
  /** @type {{ names: string[], text: string } | undefined} */
  let open;
  for (const line of notes.split("\n")) {
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined) {
      open = { names: heading.split(", ").map((name) => name.slice(1, -1)), text: "" };
      described.push(open);
    } else if (line.startsWith("#")) open = undefined;
    else if (open) open.text = `${open.text} ${line}`.trim();
  }
  return described;
}
