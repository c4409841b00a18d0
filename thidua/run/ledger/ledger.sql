-- The ledger, version 3. An edition is named as its path is: "illustrative/2023-H1/huyen-ba-be/district".
BEGIN;

CREATE TABLE revisions (
  edition TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  key TEXT NOT NULL,          -- what it was made from: see edition_key
  snapshot TEXT NOT NULL,     -- the facts it was made from
  made_at TEXT NOT NULL,
  PRIMARY KEY (edition, number)
);

CREATE TABLE files (
  edition TEXT NOT NULL,
  number INTEGER NOT NULL,
  extension TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (edition, number, extension),
  FOREIGN KEY (edition, number) REFERENCES revisions
);

CREATE TABLE attempts (
  edition TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('ready', 'empty', 'failed')),
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  edition TEXT NOT NULL,
  revision INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('release', 'withdraw')),
  content_hash TEXT NOT NULL, -- what was sealed
  by TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (edition, revision) REFERENCES revisions
);

CREATE TABLE steps (
  schedule TEXT NOT NULL,
  period TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (schedule, period, name)
);

CREATE TABLE messages (
  message_id TEXT PRIMARY KEY,
  pack TEXT NOT NULL,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL COLLATE NOCASE,
  subject TEXT NOT NULL,
  sha256 TEXT NOT NULL,       -- of the bytes that travel
  state TEXT NOT NULL
    CHECK (state IN ('planned', 'deferred', 'sending', 'handed', 'sent', 'refused', 'uncertain', 'cancelled')),
  tries INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL
);

-- One revision goes to one address once for one purpose, whatever message carries it.
CREATE TABLE items (
  message_id TEXT NOT NULL REFERENCES messages,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL COLLATE NOCASE,
  edition TEXT NOT NULL,
  number INTEGER NOT NULL,
  UNIQUE (purpose, recipient, edition, number)
);

-- What cancelled messages were to bring: it is owed for as long as no other message brings it.
CREATE TABLE stopped (
  message_id TEXT NOT NULL REFERENCES messages,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL COLLATE NOCASE,
  edition TEXT NOT NULL,
  number INTEGER NOT NULL
);

-- Who may write: the last runner that took this ledger in hand, on which machine; and how often it was written to.
CREATE TABLE runner (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token INTEGER NOT NULL,
  host TEXT NOT NULL,         -- empty: nobody yet
  boot TEXT NOT NULL,
  by TEXT NOT NULL,           -- the person who took it over, if one did
  since TEXT NOT NULL,
  seen TEXT NOT NULL,         -- the clock when a runner last began
  doing TEXT NOT NULL,        -- its command
  changes INTEGER NOT NULL
);
INSERT INTO runner VALUES (1, 0, '', '', '', '', '', '', 0);

-- What is asked for every edition or message must not read all of them each time.
CREATE INDEX decisions_by_edition ON decisions (edition);
CREATE INDEX items_by_edition ON items (edition, number, purpose);
CREATE INDEX items_by_message ON items (message_id);
CREATE INDEX stopped_by_edition ON stopped (edition, number, purpose);
CREATE INDEX stopped_by_message ON stopped (message_id);
CREATE INDEX files_by_content ON files (sha256);

PRAGMA user_version = 3;
COMMIT;
