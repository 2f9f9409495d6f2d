import type { Migrations } from "@shared/sqlite/sqlite";

/**
 * The journal: what people did and where files are. It is the truth of this device; the catalog is made from it.
 * Bodies (`items`, `before`) are gzipped JSON.
 */
export const JOURNAL_MIGRATIONS: Migrations = [
  `
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
  ) STRICT, WITHOUT ROWID;

  -- One gesture of a person, which may be undone.
  CREATE TABLE action (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    undoes TEXT REFERENCES action (id),
    undone_by TEXT REFERENCES action (id)
  ) STRICT, WITHOUT ROWID;

  -- Intents of this device, numbered without a gap. Kept after the service has accepted them.
  CREATE TABLE mutation (
    n INTEGER PRIMARY KEY,
    mid TEXT NOT NULL UNIQUE,
    action_id TEXT NOT NULL REFERENCES action (id),
    op TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    item_count INTEGER NOT NULL,
    items BLOB NOT NULL, -- [{k, f, base}]
    before BLOB,         -- [{field: value}] for each item; null for an import, before which there was nothing
    accepted_seq INTEGER
  ) STRICT;
  CREATE INDEX mutation_action ON mutation (action_id);

  -- Work that goes on after a restart.
  CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    input TEXT NOT NULL, -- JSON
    action_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'finished')),
    code TEXT,           -- why it stopped
    started_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;

  -- Every file that a job has met, in the order of the walk, with what became of it.
  CREATE TABLE job_file (
    job_id TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    sidecars TEXT,       -- JSON: paths; null when there are none
    state TEXT NOT NULL CHECK (state IN ('queued', 'imported', 'duplicate', 'sidecar', 'unsupported', 'failed')),
    code TEXT,
    message TEXT,
    photo_id TEXT,
    needs_thumbnail INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (job_id, ordinal),
    UNIQUE (job_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX job_file_waiting ON job_file (job_id, ordinal) WHERE state = 'queued' OR needs_thumbnail = 1;
  CREATE INDEX job_file_review ON job_file (photo_id) WHERE code IS NOT NULL;

  -- Where this device has the bytes of a photo. A photo may have several; the first is the one that is shown.
  CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE, -- relative when it lies in the library
    photo_id TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, -- since 1970
    file_id TEXT NOT NULL,        -- inode number
    volume TEXT NOT NULL          -- device number
  ) STRICT;
  CREATE INDEX source_photo ON source (photo_id);
  `,
  `
  -- A person has seen it on the review list and wants it off.
  ALTER TABLE job_file ADD COLUMN is_dismissed INTEGER NOT NULL DEFAULT 0;
  `,
];
