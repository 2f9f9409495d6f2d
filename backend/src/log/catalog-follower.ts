import type { CatalogConnection } from "@shared/catalog/connection";
import { fold } from "@shared/catalog/fold";
import { findState, saveState } from "@shared/catalog/position";
import type { LogRecord, RecordDraft, Stamp } from "@shared/contract/record";
import type { LogFollower } from "@backend/log/library-log";
import { EMPTY_HEAD, type LogHead } from "@backend/log/segment";

/** What a mutation came to, as its device hears it however often it asks. */
export interface DecidedMutation {
  n: number;
  mid: string;
  seq: number;
  outcome: LogRecord["outcome"];
  code: string | null;
  stamps: Stamp[];
}

export interface CatalogFollower extends LogFollower {
  /** The last mutation of a device that is in the log. */
  findLast(dev: string): Promise<{ n: number; mid: string } | undefined>;
  findDecided(by: { dev: string; n: number } | { mid: string }): Promise<DecidedMutation | undefined>;
}

/** Beside the catalog's own tables, and like them made from the log alone. */
const DECIDED_TABLE = `CREATE TABLE IF NOT EXISTS decided (dev VARCHAR, n BIGINT, mid VARCHAR, seq BIGINT, outcome VARCHAR,
  code VARCHAR, stamps VARCHAR)`;
const DECIDED = "n, mid, seq, outcome, code, stamps";

/** How far a catalog has followed its log. */
export async function readHead(connection: CatalogConnection): Promise<LogHead> {
  const [seq, hash] = [await findState(connection, "applied_seq"), await findState(connection, "applied_hash")];
  return seq === undefined || hash === undefined ? EMPTY_HEAD : { seq: Number(seq), hash };
}

/** Follows a library's log with its catalog, to which the connection belongs; nothing else may write through it. */
export async function createCatalogFollower(connection: CatalogConnection): Promise<CatalogFollower> {
  await connection.run(DECIDED_TABLE);
  let isTrying = false;

  async function follow(drafts: readonly RecordDraft[]): Promise<void> {
    await fold(connection, { accepted: drafts.flatMap(({ patches }) => patches), pending: [] });
    await connection.append("decided", [
      { type: "VARCHAR", values: drafts.map(({ dev }) => dev) },
      { type: "BIGINT", values: drafts.map(({ n }) => n) },
      { type: "VARCHAR", values: drafts.map(({ mid }) => mid) },
      { type: "BIGINT", values: drafts.map(({ seq }) => seq) },
      { type: "VARCHAR", values: drafts.map(({ outcome }) => outcome) },
      { type: "VARCHAR", values: drafts.map(({ code }) => code) },
      { type: "VARCHAR", values: drafts.map((draft) => JSON.stringify(stampsOf(draft))) },
    ]);
  }

  async function end(head: LogHead): Promise<void> {
    await saveState(connection, "applied_seq", String(head.seq));
    await saveState(connection, "applied_hash", head.hash);
    await connection.run("COMMIT");
    isTrying = false;
  }

  async function begin(): Promise<void> {
    if (!isTrying) await connection.run("BEGIN");
    isTrying = true;
  }

  return {
    async apply(records, head) {
      if (isTrying) throw new Error("records cannot be applied over what is being tried out");
      await begin();
      await follow(records);
      await end(head);
    },
    async tryOut(drafts) {
      await begin();
      await follow(drafts);
    },
    keep: end,
    async drop() {
      if (!isTrying) return;
      isTrying = false;
      await connection.run("ROLLBACK");
    },
    async findLast(dev) {
      const sql = "SELECT max(n) AS n, max_by(mid, n) AS mid FROM decided WHERE dev = $dev HAVING count(*) > 0";
      const [row] = await connection.rows(sql, { dev });
      return row && { n: row.n as number, mid: row.mid as string };
    },
    async findDecided(by) {
      const where = "mid" in by ? "mid = $mid AND outcome <> 'duplicate'" : "dev = $dev AND n = $n";
      const [row] = await connection.rows(`SELECT ${DECIDED} FROM decided WHERE ${where} LIMIT 1`, { ...by });
      return row && toDecided(row);
    },
  };
}

/** The stamps of all cells that a record's mutation wrote or would have written. */
function stampsOf({ patches, lost }: Pick<RecordDraft, "patches" | "lost">): Stamp[] {
  const won = patches.flatMap(({ t, k, meta }) =>
    Object.entries(meta).map(([field, { ts }]): Stamp => ({ t, k, field, ts })),
  );
  return [...won, ...lost];
}

function toDecided(row: Record<string, unknown>): DecidedMutation {
  const { n, mid, seq, outcome, code, stamps } = row;
  return { ...({ n, mid, seq, outcome, code } as DecidedMutation), stamps: JSON.parse(stamps as string) as Stamp[] };
}
