import type { CatalogConnection } from "@shared/catalog/connection";
import type { DuckDb, DuckDbConnection } from "@shared/duckdb/duckdb-connection";

/** Connections for reading, made as they are needed and kept for the next question. */
export interface Readers {
  use<T>(ask: (connection: CatalogConnection) => Promise<T>): Promise<T>;
  stream<T>(ask: (connection: CatalogConnection) => AsyncIterable<T>): AsyncGenerator<T>;
  /** Closes those that are idle; those in use are closed when their question is answered. */
  close(): void;
}

/**
 * A connection whose question failed, or was left before its end, is not used again. `furnish`: what a new one is given
 * before it is used.
 */
export function createReaders(
  database: () => DuckDb,
  furnish: (connection: DuckDbConnection) => Promise<void> = () => Promise.resolve(),
): Readers {
  let idle: { of: DuckDb; connection: DuckDbConnection }[] = [];

  const borrow = async () => {
    const of = database();
    const known = idle.find((candidate) => candidate.of === of);
    if (known) {
      idle = idle.filter((candidate) => candidate !== known);
      return known;
    }
    const connection = await of.connect();
    await furnish(connection);
    return { of, connection };
  };

  const close = () => {
    for (const { connection } of idle) connection.close();
    idle = [];
  };

  return {
    close,
    use: async (ask) => {
      const reader = await borrow();
      try {
        const answer = await ask(reader.connection);
        idle.push(reader);
        return answer;
      } finally {
        if (!idle.includes(reader)) reader.connection.close();
      }
    },
    stream: async function* (ask) {
      const reader = await borrow();
      try {
        yield* ask(reader.connection);
        idle.push(reader);
      } finally {
        if (!idle.includes(reader)) reader.connection.close();
      }
    },
  };
}
