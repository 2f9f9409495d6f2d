import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DOUBLE,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  INTEGER,
  LIST,
  SMALLINT,
  TIMESTAMP,
  TINYINT,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { SqlParameters, SqlType, SqlValue } from "@shared/catalog/connection";

export const DUCKDB_TYPES: Readonly<Record<SqlType, DuckDBType>> = {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INTEGER,
  BIGINT,
  DOUBLE,
  VARCHAR,
  BLOB,
  TIMESTAMP,
  "VARCHAR[]": LIST(VARCHAR),
};

const MICROS_PER_MS = 1000n;

/** A value of ours as a column of this type takes it. */
export function toDuckDb(value: SqlValue, type: SqlType): DuckDBValue {
  if (value === null) return null;
  if (type === "BIGINT") return BigInt(value as number);
  if (type === "TIMESTAMP") return new DuckDBTimestampValue(BigInt(value as number) * MICROS_PER_MS);
  if (value instanceof Uint8Array) return new DuckDBBlobValue(value);
  return typeof value === "object" ? new DuckDBListValue(value) : value;
}

/** A value of DuckDB's as ours. Whole numbers beyond 2^53 do not occur in the catalog. */
export function fromDuckDb(value: DuckDBValue): SqlValue {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DuckDBTimestampValue) return Number(value.micros / MICROS_PER_MS);
  if (value instanceof DuckDBBlobValue) return value.bytes;
  if (value instanceof DuckDBListValue) return value.items.map(String);
  if (value === null || typeof value !== "object") return value;
  return String(value);
}

function typeOf(value: SqlValue): SqlType {
  if (value === null || typeof value === "string") return "VARCHAR";
  if (typeof value === "boolean") return "BOOLEAN";
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) return "DOUBLE";
    return Math.abs(value) < 2 ** 31 ? "INTEGER" : "BIGINT";
  }
  return value instanceof Uint8Array ? "BLOB" : "VARCHAR[]";
}

/** Named parameters with the narrowest type that holds each. */
export function toBindings(parameters: SqlParameters) {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const type = typeOf(value);
    values[name] = toDuckDb(value, type);
    types[name] = DUCKDB_TYPES[type];
  }
  return { values, types };
}
