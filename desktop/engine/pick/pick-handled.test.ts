import { expect, test } from "vitest";
import { connect } from "@shared/contract/connect";
import { describeContract, OPERATIONS } from "@shared/contract/contract";
import type { Handled } from "@shared/contract/channel";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { HOST_OPERATIONS } from "@shared/contract/pick";
import { serveChannels } from "@shared/contract/serve-port";
import { createPortPair } from "@engine/address/port-pair";
import { toPageHandled } from "@engine/pick/pick-handled";

/** Everything answers null, so that only a refusal is an error. */
const handled: readonly Handled[] = OPERATIONS.map((operation) => ({ operation, handler: () => null }));

function connectPage() {
  const [here, there] = createPortPair();
  serveChannels(there, toPageHandled(handled), { onBug: (thrown) => expect.unreachable(String(thrown)) });
  return connect(here);
}

test("whatever takes paths is refused to a page", () => {
  const described = (describeContract() as { operations: Record<string, { input: unknown }> }).operations;
  const withPaths = Object.keys(described).filter((name) => /"paths?":/.test(JSON.stringify(described[name]?.input)));
  expect(withPaths.sort()).toEqual([HOST_OPERATIONS.register.name, IMPORT_OPERATIONS.start.name].sort());
});

test("a page cannot import or register by path, nor pick drops of others", async () => {
  const page = connectPage();
  const refused = { code: "owner_only" };
  await expect(page.invoke(IMPORT_OPERATIONS.start, { paths: ["/"], mode: "copy" })).rejects.toMatchObject(refused);
  await expect(page.invoke(HOST_OPERATIONS.register, { paths: ["/"] })).rejects.toMatchObject(refused);
  const drop = "01890000-0000-7000-8000-000000000001";
  await expect(page.invoke(HOST_OPERATIONS.drop, { drop })).rejects.toMatchObject(refused);
});

test.each(["/etc/passwd", "../a.jpg", "IMG_0001.jpg", "C:\\a.jpg"])(
  "a page cannot ask for a photo by %s",
  async (photo) => {
    await expect(connectPage().invoke(STATE_OPERATIONS.show, { photo })).rejects.toMatchObject({ code: "owner_only" });
  },
);

test("a page may ask for a photo by id, and make the catalog again", async () => {
  const page = connectPage();
  expect(await page.invoke(STATE_OPERATIONS.show, { photo: "a".repeat(32) })).toBeNull();
  expect(await page.invoke(STATE_OPERATIONS.rebuild, {})).toBeNull();
});
