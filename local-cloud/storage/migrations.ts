import type { Migrations } from "@shared/sqlite/sqlite";

export const MIGRATIONS: Migrations = [
  `
  CREATE TABLE bucket (
    name TEXT PRIMARY KEY,
    location TEXT NOT NULL,
    storage_class TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE object (
    bucket TEXT NOT NULL REFERENCES bucket (name),
    name TEXT NOT NULL,
    generation INTEGER NOT NULL UNIQUE, -- microseconds since 1970
    metageneration INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    crc32c TEXT NOT NULL, -- base64, as Google tells it
    md5 TEXT NOT NULL, -- base64
    metadata TEXT NOT NULL, -- JSON: what the caller may set
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    path TEXT NOT NULL, -- of the bytes, relative to the folder
    PRIMARY KEY (bucket, name)
  ) STRICT, WITHOUT ROWID;

  -- The highest generation ever given out: it rises though the object is gone and the clock went back.
  CREATE TABLE last_generation (generation INTEGER NOT NULL) STRICT;
  INSERT INTO last_generation VALUES (0);

  CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    bucket TEXT NOT NULL,
    name TEXT NOT NULL,
    metadata TEXT NOT NULL, -- JSON, as in object
    expected TEXT NOT NULL, -- JSON: the hashes the bytes must have
    conditions TEXT NOT NULL, -- JSON
    may_replace INTEGER NOT NULL,
    total_bytes INTEGER,
    received_bytes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'cancelled', 'failed', 'finished')),
    moving_to TEXT, -- where the bytes are when the process ended between moving them and the commit
    result TEXT, -- JSON: the object that came of it
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  `,
];
