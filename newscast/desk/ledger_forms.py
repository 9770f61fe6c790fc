"""The forms that desk/jobs.db has had, each as the SQL that leads to it from the one before."""

from __future__ import annotations

LEDGER_MIGRATIONS = (
    """
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        turn INTEGER NOT NULL,
        episode TEXT NOT NULL,
        draft INTEGER NOT NULL,
        deliverables TEXT NOT NULL,
        rundown TEXT NOT NULL,
        sources TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        air REAL,
        waits_for TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'queued', 'building', 'done', 'failed', 'cancelled')),
        asked REAL NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        not_before REAL,
        began REAL,
        ended REAL,
        stopped INTEGER NOT NULL DEFAULT 0,
        rendered INTEGER,
        ending TEXT,
        UNIQUE (episode, draft, deliverables, sources)
    );
    CREATE INDEX jobs_by_turn ON jobs (turn);
    CREATE INDEX jobs_by_state ON jobs (state, turn);
    CREATE INDEX jobs_of_lane ON jobs (episode, draft, deliverables, turn);
    """,
    """
    CREATE TABLE arrivals (
        place TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('arriving', 'waiting', 'taken', 'refused', 'archived')),
        files TEXT NOT NULL,
        statuses TEXT NOT NULL,
        digest TEXT NOT NULL,
        episode TEXT NOT NULL,
        laid TEXT NOT NULL,
        reason TEXT NOT NULL,
        moving TEXT NOT NULL,
        first_seen REAL NOT NULL,
        changed REAL NOT NULL
    );
    CREATE INDEX arrivals_by_digest ON arrivals (digest);
    CREATE INDEX arrivals_by_episode ON arrivals (episode);
    """,
    """
    CREATE TABLE facts (path TEXT PRIMARY KEY, basis TEXT NOT NULL, noticed REAL NOT NULL, facts TEXT NOT NULL);
    CREATE TABLE files (path TEXT PRIMARY KEY, status TEXT NOT NULL, sha256 TEXT NOT NULL);
    """,
    """
    CREATE TABLE wishes (episode TEXT PRIMARY KEY, asked_by TEXT NOT NULL, asked REAL NOT NULL);
    """,
)
