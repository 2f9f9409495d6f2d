import { connect, type Connection } from "@shared/contract/connect";
import { createPortPair } from "@engine/address/port-pair";
import { openEngine } from "@engine/open-engine";
import { createSystem } from "@engine/system";

/** Opens a library in this process for work that needs no media worker, and closes it again. */
export async function withFreshEngine<T>(
  root: string,
  work: (client: Connection) => Promise<T>,
  warned: (event: string, fields?: unknown) => void = () => undefined,
): Promise<T> {
  const engine = await openEngine({
    ...{ root, mayCreate: true, system: createSystem(), workers: 1 },
    log: { info: () => undefined, warn: warned },
    spawnWorker: () => {
      throw new Error("this test does nothing that needs a worker");
    },
  });
  try {
    const [here, there] = createPortPair();
    engine.serve(there, "owner");
    return await work(connect(here));
  } finally {
    await engine.close();
  }
}
