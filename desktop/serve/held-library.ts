import { connect, type Connection } from "@shared/contract/connect";
import type { Port } from "@shared/contract/port";
import { createPortPair } from "@engine/address/port-pair";
import type { OpenLibrary } from "@engine/host/open-library";

/** The library of a host, for as long as the host runs: where another process had it and has ended, it is opened anew. */
export interface HeldLibrary {
  /** The owner's connection. Throws as opening does when it has to be opened again. */
  ask(): Promise<Connection>;
  /** Serves a page's port; closes it when the library cannot be had. */
  servePage(port: Port): void;
  close(): Promise<void>;
}

interface Held {
  library: OpenLibrary;
  connection: Connection;
}

/** Opens a library and holds it. `open` is told what to call when the process that has the library is gone. */
export async function holdLibrary(open: (onLeft: () => void) => Promise<OpenLibrary>): Promise<HeldLibrary> {
  let held: Promise<Held> | undefined;
  let isClosed = false;

  const take = async (): Promise<Held> => {
    const library = await open(() => {
      if (!isClosed) held = undefined;
    });
    const [here, there] = createPortPair();
    library.serve(there, "owner");
    return { library, connection: connect(here) };
  };
  const require = (): Promise<Held> => {
    const taking = (held ??= take());
    taking.catch(() => {
      if (held === taking) held = undefined;
    });
    return taking;
  };

  await require();
  return {
    ask: async () => (await require()).connection,
    servePage: (port) => {
      require().then(
        ({ library }) => library.serve(port, "page"),
        () => port.close(),
      );
    },
    close: async () => {
      isClosed = true;
      await (await held)?.library.close();
    },
  };
}
