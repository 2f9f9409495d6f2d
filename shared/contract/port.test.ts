import { EventEmitter, once } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  createPort,
  portOfElectron,
  portOfNode,
  portOfWeb,
  type ElectronMessagePort,
  type Port,
  type WebMessagePort,
} from "@shared/contract/port";

/** Events as Electron's MessagePortMain names them, over a real port: messages come as `{ data }`, after `start`. */
class ElectronShape extends EventEmitter implements ElectronMessagePort {
  readonly native: MessagePort;
  constructor(native: MessagePort) {
    super();
    this.native = native;
    native.on("close", () => this.emit("close"));
  }
  start(): void {
    this.native.on("message", (data: unknown) => this.emit("message", { data }));
  }
  postMessage(message: unknown): void {
    this.native.postMessage(message);
  }
  close(): void {
    this.native.close();
  }
}

interface Host {
  wrap(native: MessagePort): { port: Port; countListeners(): number };
}

const EVENTS = ["message", "messageerror", "close"] as const;

const HOSTS: [name: string, host: Host][] = [
  [
    "Node",
    {
      wrap: (native) => ({
        port: portOfNode(native),
        countListeners: () => EVENTS.reduce((sum, event) => sum + native.listenerCount(event), 0),
      }),
    },
  ],
  [
    "a browser",
    {
      wrap: (native) => ({
        port: portOfWeb(native as unknown as WebMessagePort),
        countListeners: () => EVENTS.reduce((sum, event) => sum + native.listenerCount(event), 0),
      }),
    },
  ],
  [
    "Electron's main process",
    {
      wrap: (native) => {
        const shape = new ElectronShape(native);
        return {
          port: portOfElectron(shape),
          countListeners: () => EVENTS.reduce((sum, event) => sum + shape.listenerCount(event), 0),
        };
      },
    },
  ],
];

const opened: MessagePort[] = [];

function channelOf(host: Host) {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  return { near: host.wrap(port1), far: port2 };
}

afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

describe.each(HOSTS)("a port of %s", (_, host) => {
  test("keeps what comes until somebody listens, in order", async () => {
    const { near, far } = channelOf(host);
    far.postMessage("first");
    far.postMessage({ second: Int32Array.of(2) });
    await new Promise(setImmediate);
    const got: unknown[] = [];
    near.port.onMessage((message) => got.push(message));
    await vi.waitFor(() => expect(got).toEqual(["first", { second: Int32Array.of(2) }]));
  });

  test("sends by structured clone", async () => {
    const { near, far } = channelOf(host);
    near.port.post({ bits: Uint8Array.of(1, 2), none: null });
    expect(await once(far, "message")).toEqual([{ bits: Uint8Array.of(1, 2), none: null }]);
    expect(() => near.port.post(() => 1)).toThrow(/could not be cloned/);
  });

  test("tells every listener once, and none that was taken away", async () => {
    const { near, far } = channelOf(host);
    const [stays, leaves] = [vi.fn(), vi.fn()];
    near.port.onMessage(stays);
    near.port.onMessage(leaves)();
    far.postMessage(1);
    await vi.waitFor(() => expect(stays.mock.calls).toEqual([[1]]));
    expect(leaves).not.toHaveBeenCalled();
  });

  test("tells once that the other end has closed, after its last message", async () => {
    const { near, far } = channelOf(host);
    const got: unknown[] = [];
    near.port.onMessage((message) => got.push(message));
    near.port.onClose(() => got.push("closed"));
    far.postMessage("last");
    far.close();
    await vi.waitFor(() => expect(got).toEqual(["last", "closed"]));
    near.port.close();
    expect(got).toEqual(["last", "closed"]);
  });

  test("closed by itself, it tells its listeners and the other end, and is silent after that", async () => {
    const { near, far } = channelOf(host);
    const [message, close, taken] = [vi.fn(), vi.fn(), vi.fn()];
    near.port.onMessage(message);
    near.port.onClose(close);
    near.port.onClose(taken)();
    near.port.close();
    near.port.close();
    near.port.post("lost");
    await once(far, "close");
    expect([message.mock.calls, close.mock.calls, taken.mock.calls]).toEqual([[], [[]], []]);
  });

  test("tells at once who asks after it has closed", () => {
    const { near } = channelOf(host);
    near.port.close();
    const [message, close] = [vi.fn(), vi.fn()];
    near.port.onClose(close)();
    near.port.onMessage(message)();
    expect([message.mock.calls, close.mock.calls]).toEqual([[], [[]]]);
  });

  test("leaves no listener behind", () => {
    const { near } = channelOf(host);
    near.port.onMessage(() => undefined);
    expect(near.countListeners()).toBeGreaterThan(1);
    near.port.close();
    expect(near.countListeners()).toBe(0);
  });
});

test("a closed port is silent, whatever its link does, and may be closed again by who hears of it", () => {
  let deliver: (message: unknown) => void = () => undefined;
  const [message, closeLink] = [vi.fn(), vi.fn()];
  const port = createPort((receive) => {
    deliver = receive;
    return { post: vi.fn(), start: () => undefined, close: closeLink };
  });
  port.onMessage(message);
  const close = vi.fn(() => port.close());
  port.onClose(close);
  port.close();
  deliver("late");
  expect([message.mock.calls, close.mock.calls, closeLink.mock.calls]).toEqual([[], [[]], [[]]]);
});

test.each(HOSTS.slice(0, 2))("a message that %s cannot read closes the port", async (_, host) => {
  const { near, far } = channelOf(host);
  const close = vi.fn();
  near.port.onClose(close);
  const native = opened.at(-2) as unknown as { dispatchEvent(event: Event): void };
  native.dispatchEvent(new Event("messageerror"));
  expect(close.mock.calls).toEqual([[]]);
  await once(far, "close");
});
