/** Loaded before the app's own main file: puts the stand-in in place of Electron, and lets the test look into the process. */
import { register } from "node:module";
import type { StandInOptions } from "./browser";

interface Asked {
  id: number;
  source: string;
  argument: unknown;
}

const { userId } = JSON.parse(process.env.STAND_IN_OPTIONS ?? "{}") as StandInOptions;
if (userId !== undefined) process.getuid = () => userId;
// What a checkout is run by is not the packaged app.
Object.defineProperty(process, "defaultApp", { value: true });

const STAND_IN = new URL("electron.mjs", import.meta.url).href;
const hook = `export const resolve = (name, context, next) =>
  name === "electron" ? { url: ${JSON.stringify(STAND_IN)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

process.on("message", (received) => {
  const { id, source, argument } = received as Asked;
  void import(STAND_IN)
    .then((electron: unknown) => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what a test asks of the process it started
      const run = new Function("electron", "argument", `return (${source})(electron, argument);`) as (
        ...given: unknown[]
      ) => unknown;
      return run(electron, argument);
    })
    .then(
      (value) => process.send?.({ id, ok: true, value }),
      (error: unknown) =>
        process.send?.({ id, ok: false, value: error instanceof Error ? error.stack : String(error) }),
    );
});
process.on("disconnect", () => process.exit(0));
