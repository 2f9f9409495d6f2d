/** Runs in the page's own world before its scripts: makes there what a preload exposes, frozen, as copies of what is asked. */
declare const STAND_IN: { bridge: string };

interface Answer {
  id: number;
  ok: boolean;
  value: unknown;
}

window.addEventListener(
  STAND_IN.bridge,
  (event) => {
    const { data, ports } = event as MessageEvent<{ key: string; names: string[] }>;
    const [port] = ports;
    if (!port) return;
    const open = new Map<number, (answer: Answer) => void>();
    let lastId = 0;
    port.addEventListener("message", ({ data: answer }: MessageEvent<Answer>) => {
      open.get(answer.id)?.(answer);
      open.delete(answer.id);
    });
    port.start();
    const call = (name: string, args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        open.set(id, ({ ok, value }) => (ok ? resolve(value) : reject(new Error(String(value)))));
        port.postMessage({ id, name, args });
      });
    const api = Object.fromEntries(data.names.map((name) => [name, (...args: unknown[]) => call(name, args)]));
    Object.defineProperty(window, data.key, { value: Object.freeze(api), enumerable: true });
  },
  { once: true },
);
