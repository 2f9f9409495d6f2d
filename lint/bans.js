/** What may be used only in the files that own it, and what to do instead. */

const CLOCK = "Take a Clock (shared/domain/clock.ts) as an argument; tests and the simulation set the time.";
const RANDOM = "Take a RandomBytes or an IdSource as an argument; ids and chance are injected.";
const CONSOLE = "Engine code reports through its Log; a verb prints through its Output.";
const ENVIRONMENT = "Read the environment in a main file and pass what you found.";

export const BANNED_PROPERTIES = [
  { object: "Date", property: "now", message: CLOCK },
  { object: "performance", property: "now", message: CLOCK },
  { object: "Math", property: "random", message: RANDOM },
  { object: "process", property: "env", message: ENVIRONMENT },
];

export const BANNED_SYNTAX = [
  { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
  { selector: "ExportDefaultDeclaration", message: "Export by name." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "ImportDeclaration[source.value=/^\\.\\.\\//]", message: "Import from another folder by its alias." },
  { selector: "ExportAllDeclaration", message: "Import the file that has it, not a barrel." },
];

const NO_NODE = "The renderer runs in a page; ask through bridge.ts.";

/** What is no part of a page, though its tests run in Node. */
export const NODE_GLOBALS = ["process", "Buffer", "global", "require", "module", "__dirname", "setImmediate"].map(
  (name) => ({ name, message: NO_NODE }),
);

export const BANNED_GLOBALS = [{ name: "console", message: CONSOLE }];

/** The few files that construct: they may touch clock, randomness, environment and console. */
export const OWNERS = [
  "desktop/cli/main.ts",
  "desktop/main/main.ts",
  "desktop/renderer/main.tsx",
  "desktop/renderer/system.ts",
  "desktop/engine/system.ts",
  "desktop/engine/utility-process.ts",
  "desktop/engine/workers/media-worker.ts",
];
