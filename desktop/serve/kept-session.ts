import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_FOLDER, type LibraryFolder } from "@engine/library-folder";

/**
 * The session of a host, kept beside the library while the host runs. One that was killed does not end it: started again at
 * the same port, its pages go on. Whoever can read it can read the library.
 */
export interface KeptSession {
  /** That of a host at this port that was killed; undefined when the last one ended in order. */
  find(port: number): string | undefined;
  save(port: number, session: string): void;
  delete(): void;
}

/** `4000 <session>`, as tokens are written. */
const KEPT = /^(?<port>\d+) (?<session>[\w-]{20,})$/;

/** A session that cannot be kept costs only the going on: nothing is thrown. */
export function keptSessionAt({ root }: LibraryFolder): KeptSession {
  const path = join(root, ENGINE_FOLDER, "session");
  return {
    find: (port) => {
      try {
        const kept = KEPT.exec(readFileSync(path, "utf8"))?.groups;
        return kept?.port === String(port) ? kept.session : undefined;
      } catch {
        return undefined;
      }
    },
    save: (port, session) => {
      try {
        writeFileSync(path, `${port} ${session}`, { mode: 0o600 });
      } catch {
        return;
      }
    },
    delete: () => rmSync(path, { force: true }),
  };
}
