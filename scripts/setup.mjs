import { runMain } from "./kit/run.mjs";
import { setUp } from "./setup/set-up.mjs";

await runMain(() => setUp({ withBrowser: true }));
