import type { CatalogConnection } from "@shared/catalog/connection";

/** How far a catalog has come: the last of this device's mutations and the last record of the log that are folded into it. */
export interface CatalogPosition {
  n: number;
  seq: number;
}

/** What a catalog knows of itself beside its rows. */
type StateName = "version" | "applied_n" | "applied_seq" | "applied_hash" | "owner_user_id" | "library_id";

export async function findState(connection: CatalogConnection, name: StateName): Promise<string | undefined> {
  const [row] = await connection.rows("SELECT value FROM catalog_state WHERE name = $name", { name });
  return row?.value as string | undefined;
}

export async function saveState(connection: CatalogConnection, name: StateName, value: string): Promise<void> {
  await connection.run("DELETE FROM catalog_state WHERE name = $name", { name });
  await connection.run("INSERT INTO catalog_state VALUES ($name, $value)", { name, value });
}

export async function readPosition(connection: CatalogConnection): Promise<CatalogPosition> {
  const [n, seq] = [await findState(connection, "applied_n"), await findState(connection, "applied_seq")];
  return { n: Number(n ?? 0), seq: Number(seq ?? 0) };
}

export async function savePosition(connection: CatalogConnection, position: CatalogPosition): Promise<void> {
  await saveState(connection, "applied_n", String(position.n));
  await saveState(connection, "applied_seq", String(position.seq));
}

/** Runs work in one transaction: all of it becomes visible, and durable, or none. */
export async function inTransaction<T>(connection: CatalogConnection, work: () => Promise<T>): Promise<T> {
  await connection.run("BEGIN");
  try {
    const outcome = await work();
    await connection.run("COMMIT");
    return outcome;
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
