import { MessageChannel } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { channel, feed } from "@shared/contract/channel";
import { int32Column } from "@shared/contract/column";
import { connect } from "@shared/contract/connect";
import { portOfNode } from "@shared/contract/port";
import { serveChannels } from "@shared/contract/serve-port";

const OPERATIONS = {
  double: channel({ name: "test.double", input: z.object({ of: z.int() }), output: z.int() }),
  columns: channel({ name: "test.columns", input: z.object({}), output: z.object({ keys: int32Column }) }),
  count: feed({ name: "test.count", input: z.object({ to: z.int() }), item: z.int() }),
};

test("smoke", async () => {
  const { port1, port2 } = new MessageChannel();
  serveChannels(
    portOfNode(port1),
    OPERATIONS,
    {
      double: ({ of }) => of * 2,
      columns: () => ({ keys: Int32Array.of(1, 2) }),
      async *count({ to }) {
        for (let at = 0; at < to; at++) {
          await Promise.resolve();
          yield at;
        }
      },
    },
    { onBug: (thrown) => expect.fail(String(thrown)), areAnswersChecked: true },
  );
  const connection = connect(portOfNode(port2));
  expect(await connection.invoke(OPERATIONS.double, { of: 4 })).toBe(8);
  expect(await connection.invoke(OPERATIONS.columns, {})).toEqual({ keys: Int32Array.of(1, 2) });
  const seen = [];
  for await (const item of connection.subscribe(OPERATIONS.count, { to: 100 })) seen.push(item);
  expect(seen.length).toBe(100);
  connection.close();
});
afterEach(() => undefined);
