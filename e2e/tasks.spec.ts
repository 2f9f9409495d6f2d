import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type App, appTest, closeBrowser } from "@e2e/kit/app";
import { untilShown } from "@e2e/kit/hands";
import { importSamples } from "@e2e/kit/samples";
import { CHANGE_TASKS } from "@e2e/tasks/change-tasks";
import { FIND_TASKS } from "@e2e/tasks/find-tasks";

/** Of one task on a machine that is busy with other things. */
const TASK_MS = 120_000;

/** A library with the sample photos, of which each task gets a copy. */
let folder: string;
let samples: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imgstream-tasks-"));
  samples = join(folder, "samples");
  await importSamples(samples);
});

afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([...FIND_TASKS, ...CHANGE_TASKS])("$name", { timeout: TASK_MS }, (task) => {
  const begin = async (openApp: (options?: object) => Promise<App>) => {
    const app = await openApp(task.isEmpty ? {} : { from: samples });
    if (!task.isEmpty) await untilShown(app);
    await task.prepare?.(app);
    return app;
  };

  appTest("by mouse", async ({ openApp }) => {
    const app = await begin(openApp);
    await task.byMouse(app);
    await task.check(app);
    expect(app.errors).toEqual([]);
  });

  appTest("by keyboard alone", async ({ openApp }) => {
    const app = await begin(openApp);
    await task.byKeyboard(app);
    await task.check(app);
    expect(app.errors).toEqual([]);
  });
});
