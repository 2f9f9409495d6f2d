/**
 * A text with the name under which it is spoken of: a specification's is its file's without `.md`.
 * @typedef {{ name: string, text: string }} NamedText
 */

/** A rule begins a line with its number: "**R7** …". */
const RULE = /^\*\*(R\d+)\*\*/gm;
/** A citation opens a test's title: "search R7: …", "search R7, R8: …". */
const CITATION = /["'`]([a-z][a-z0-9-]*) (R\d+(?:, R\d+)*): /g;

/**
 * Where rules and tests miss each other: a rule that no test cites, a number given twice, a citation of a rule or
 * specification that is not there.
 * @param {readonly NamedText[]} specs
 * @param {readonly NamedText[]} tests
 * @returns {string[]}
 */
export function listMissing(specs, tests) {
  const rules = specs.flatMap(({ name, text }) => [...text.matchAll(RULE)].map((match) => `${name} ${match[1]}`));
  const known = new Set(rules);
  const cited = tests.flatMap((test) => citationsOf(test).map((rule) => ({ rule, in: test.name })));
  const held = new Set(cited.map(({ rule }) => rule));
  return [
    ...specs
      .filter(({ name }) => !rules.some((rule) => rule.startsWith(`${name} `)))
      .map(({ name }) => `docs/spec/${name}.md states no rule. Begin a line with **R1**.`),
    ...rules.filter((rule, index) => rules.indexOf(rule) < index).map((rule) => `${rule} is the number of two rules.`),
    ...[...known].filter((rule) => !held.has(rule)).map((rule) => `${rule} has no test whose title begins with it.`),
    ...cited
      .filter(({ rule }) => !known.has(rule))
      .map((citation) => `${citation.in} cites ${citation.rule}, which is not there.`),
  ];
}

/** @param {NamedText} test @returns {string[]} */
function citationsOf({ text }) {
  return [...text.matchAll(CITATION)].flatMap(([, spec, numbers = ""]) =>
    numbers.split(", ").map((number) => `${spec} ${number}`),
  );
}
