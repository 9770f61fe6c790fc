"""The forms that desk/newscast.db has had, each as the SQL that leads to it from the one before."""

from __future__ import annotations

PEOPLE_MIGRATIONS = (
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        episode TEXT,
        details TEXT NOT NULL
    );
    CREATE INDEX audit_by_episode ON audit (episode, id);
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
    """,
    """
    CREATE TABLE accounts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        shown TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('producer', 'editor', 'director')),
        password TEXT,
        made REAL NOT NULL,
        made_by TEXT NOT NULL,
        removed REAL
    );
    CREATE TABLE links (
        id INTEGER PRIMARY KEY,
        secret TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('first', 'sign-in', 'guest', 'reporter')),
        account INTEGER REFERENCES accounts,
        guest TEXT,
        episode TEXT,
        show TEXT,
        may_approve INTEGER NOT NULL DEFAULT 0,
        made REAL NOT NULL,
        made_by TEXT NOT NULL,
        expires REAL NOT NULL,
        spent REAL,
        withdrawn REAL
    );
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        secret TEXT NOT NULL UNIQUE,
        account INTEGER REFERENCES accounts,
        link INTEGER REFERENCES links,
        device TEXT NOT NULL,
        began REAL NOT NULL,
        used REAL NOT NULL,
        expires REAL NOT NULL,
        ended REAL
    );
    CREATE TABLE attachments (
        sha256 TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        type TEXT NOT NULL,
        name TEXT NOT NULL,
        bytes BLOB NOT NULL,
        added REAL NOT NULL,
        added_by TEXT NOT NULL
    );
    CREATE TABLE comments (
        id INTEGER PRIMARY KEY,
        episode TEXT NOT NULL,
        draft INTEGER NOT NULL,
        version INTEGER NOT NULL,
        deliverable TEXT NOT NULL,
        frame INTEGER NOT NULL,
        end_frame INTEGER,
        rate TEXT NOT NULL,
        part TEXT,
        place TEXT,
        author TEXT NOT NULL,
        shown TEXT NOT NULL,
        guest INTEGER NOT NULL DEFAULT 0,
        internal INTEGER NOT NULL DEFAULT 0,
        text TEXT NOT NULL,
        drawing TEXT,
        voice TEXT REFERENCES attachments,
        sent TEXT,
        written REAL NOT NULL,
        resolved REAL,
        resolved_by TEXT,
        resolved_shown TEXT,
        UNIQUE (author, sent)
    );
    CREATE INDEX comments_by_episode ON comments (episode, id);
    CREATE INDEX comments_by_author ON comments (author, id);
    CREATE INDEX comments_open ON comments (episode) WHERE resolved IS NULL;
    CREATE TABLE replies (
        id INTEGER PRIMARY KEY,
        comment INTEGER NOT NULL REFERENCES comments,
        author TEXT NOT NULL,
        shown TEXT NOT NULL,
        guest INTEGER NOT NULL DEFAULT 0,
        internal INTEGER NOT NULL DEFAULT 0,
        text TEXT NOT NULL,
        voice TEXT REFERENCES attachments,
        sent TEXT,
        written REAL NOT NULL,
        UNIQUE (author, sent)
    );
    CREATE INDEX replies_by_comment ON replies (comment, id);
    CREATE TABLE approvals (
        id INTEGER PRIMARY KEY,
        episode TEXT NOT NULL,
        deliverable TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('programme', 'texts', 'pictures', 'script')),
        content TEXT NOT NULL,
        says TEXT NOT NULL CHECK (says IN ('approved', 'refused')),
        draft INTEGER NOT NULL,
        version INTEGER NOT NULL,
        drafts INTEGER NOT NULL,
        finals INTEGER NOT NULL,
        step TEXT NOT NULL,
        who TEXT NOT NULL,
        entered_by TEXT,
        via TEXT,
        proof TEXT REFERENCES attachments,
        reason TEXT NOT NULL DEFAULT '',
        emergency INTEGER NOT NULL DEFAULT 0,
        given REAL NOT NULL,
        ended REAL,
        ended_why TEXT CHECK (ended_why IN ('changed', 'gone', 'taken-back')),
        ended_by TEXT,
        ended_draft INTEGER,
        ended_version INTEGER
    );
    CREATE INDEX approvals_by_episode ON approvals (episode, deliverable, id);
    CREATE TABLE looks (
        who TEXT NOT NULL,
        episode TEXT NOT NULL,
        draft INTEGER NOT NULL,
        version INTEGER NOT NULL,
        deliverable TEXT NOT NULL,
        first REAL NOT NULL,
        at REAL NOT NULL,
        PRIMARY KEY (who, episode, draft, version)
    );
    CREATE INDEX looks_by_episode ON looks (episode, first);
    CREATE INDEX looks_by_time ON looks (at);
    CREATE TABLE ticks (
        episode TEXT NOT NULL,
        item TEXT NOT NULL,
        who TEXT NOT NULL,
        at REAL NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (episode, item, who)
    );
    CREATE TABLE exceptions (
        id INTEGER PRIMARY KEY,
        episode TEXT NOT NULL,
        slug TEXT NOT NULL,
        words TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> ''),
        signed REAL NOT NULL,
        withdrawn REAL,
        withdrawn_by TEXT
    );
    CREATE INDEX exceptions_by_episode ON exceptions (episode, id);
    CREATE TABLE uploads (
        id TEXT PRIMARY KEY,
        who TEXT NOT NULL,
        purpose TEXT NOT NULL CHECK (purpose IN ('episode', 'show')),
        target TEXT NOT NULL,
        name TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        received INTEGER NOT NULL DEFAULT 0,
        crc INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('coming', 'looking', 'whole', 'refused', 'taken')),
        why TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL DEFAULT '',
        seconds REAL,
        sha256 TEXT NOT NULL DEFAULT '',
        own TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        began REAL NOT NULL,
        changed REAL NOT NULL
    );
    CREATE INDEX uploads_by_who ON uploads (who, began);
    CREATE INDEX uploads_open ON uploads (state) WHERE state != 'taken';
    CREATE TABLE edits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at REAL NOT NULL,
        who TEXT NOT NULL,
        episode TEXT,
        file TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        splices BLOB NOT NULL,
        edits TEXT,
        undoes INTEGER,
        mark TEXT NOT NULL,
        settled INTEGER NOT NULL
    );
    CREATE INDEX edits_by_file ON edits (file, id);
    CREATE INDEX edits_by_episode ON edits (episode, id);
    CREATE INDEX edits_unsettled ON edits (file) WHERE settled = 0;
    CREATE TABLE texts (
        file TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        bytes BLOB NOT NULL,
        seen REAL NOT NULL
    );
    """,
)
