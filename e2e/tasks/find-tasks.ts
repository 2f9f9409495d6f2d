import { expect } from "vitest";
import { planSamples } from "@shared/media/samples/plan";
import { button, enterGrid, photosOf, press, sees, untilCounted } from "@e2e/kit/hands";
import { first, search, type Task, viewer } from "@e2e/tasks/task";

const shots = planSamples();
const newest = shots.at(-1)!;

/** Finding and looking. */
export const FIND_TASKS: readonly Task[] = [
  {
    name: "find Tokyo 2019 with four stars",
    byMouse: async (app) => {
      await search(app).click();
      await search(app).pressSequentially("tokyo date:2019 rating:4");
    },
    byKeyboard: async (app) => {
      await press(app, "/");
      await app.page.keyboard.type("tokyo date:2019 rating:4");
    },
    check: async (app) => {
      const wanted = shots.filter(
        ({ place, rating, localMs }) =>
          place.name === "Tokyo" && rating === 4 && new Date(localMs).getUTCFullYear() === 2019,
      );
      await untilCounted(app, "frame.results", wanted.length);
      await sees(() => photosOf(app).count()).toBe(wanted.length);
      for (const cell of await photosOf(app).all()) {
        expect(await cell.getAttribute("aria-label")).toMatch(/March 2019/);
      }
    },
  },
  {
    name: "read the EXIF of a photo",
    byMouse: async (app) => {
      await first(app).dblclick();
      await viewer(app).waitFor();
      await app.page.mouse.move(640, 400);
      await app.page.mouse.move(660, 420);
      await button(app, "viewer.showDetails").click();
    },
    byKeyboard: async (app) => {
      await enterGrid(app);
      await press(app, "Enter");
      await viewer(app).waitFor();
      await press(app, "i");
    },
    check: async (app) => {
      const { camera, exposure } = newest;
      const details = viewer(app).getByRole("complementary", { name: app.text.t("inspector.label") });
      await details.getByText(`${camera.make} ${camera.model}`).waitFor();
      await details.getByText(exposure.lens).waitFor();
      await details.getByText(app.text.t("inspector.iso", { value: exposure.iso })).waitFor();
      await details.getByText(newest.path.split("/")[1] ?? "", { exact: true }).waitFor();
    },
  },
  {
    name: "jump to a month",
    byMouse: async (app) => {
      const scrubber = app.page.getByRole("slider", { name: app.text.t("timeline.scrubber") });
      const box = (await scrubber.boundingBox())!;
      const bubble = scrubber.getByText(app.text.month(2019, 6));
      for (let y = 10; y < box.height && !(await bubble.isVisible()); y += 4) {
        await app.page.mouse.move(box.x + box.width - 8, box.y + y);
      }
      await app.page.mouse.down();
      await app.page.mouse.up();
    },
    byKeyboard: async (app) => {
      await press(app, "g");
      await app.page.keyboard.type("2019-06");
      await press(app, "Enter");
    },
    check: async (app) => {
      await app.page.getByRole("rowheader", { name: app.text.month(2019, 6) }).waitFor();
      const inJune = photosOf(app)
        .and(app.page.getByLabel(/June 2019/))
        .first();
      await sees(async () => (await inJune.boundingBox())?.y ?? Infinity).toBeLessThan(600);
    },
  },
  {
    name: "look at a photo at full size, then at its neighbour",
    byMouse: async (app) => {
      await first(app).dblclick();
      await viewer(app).waitFor();
      await app.page.mouse.move(640, 400);
      await app.page.mouse.move(660, 420);
      await button(app, "viewer.zoomFull").click();
      await viewer(app).getByText("100%").waitFor();
      await app.page.mouse.move(1200, 400);
      await button(app, "viewer.next").click();
    },
    byKeyboard: async (app) => {
      await enterGrid(app);
      await press(app, "Enter");
      await viewer(app).waitFor();
      await button(app, "viewer.zoomFull").waitFor({ state: "attached" });
      await press(app, "z");
      await viewer(app).getByText("100%").waitFor();
      await press(app, "ArrowRight");
    },
    check: async (app) => {
      const { t } = app.text;
      await viewer(app)
        .getByText(t("viewer.position", { position: 2, total: 200 }), { exact: true })
        .waitFor({ state: "attached" });
      await button(app, "viewer.zoomFull").waitFor({ state: "attached" });
    },
  },
  {
    name: "search with a mistake, and take the suggestion",
    byMouse: async (app) => {
      await search(app).click();
      await search(app).pressSequentially("camra:X-T2");
      await app.page.getByText("No field is called camra").first().waitFor();
      await button(app, "search.useSuggestion", { suggestion: "camera" }).click();
    },
    byKeyboard: async (app) => {
      await press(app, "/");
      await app.page.keyboard.type("camra:X-T2");
      await app.page.getByText("No field is called camra").first().waitFor();
      await press(app, "Tab");
    },
    check: async (app) => {
      expect(await search(app).inputValue()).toBe("camera:X-T2");
      await untilCounted(app, "frame.results", shots.filter(({ camera }) => camera.model === "X-T2").length);
    },
  },
];
