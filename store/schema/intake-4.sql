-- intake-4.sql -- version 4 of intake.db: found by keys that are written late;
-- and what was sent is told from what was only saved.
--
-- Tokens, references and the names of drafts are random, so an index of them
-- is written all over.  Now the first eight bytes of each stand in tables of
-- their own, which lag behind: store/late.h says how.  Only `late` says how
-- far each goes, and nobody but store/find.c may rely on them.

PRAGMA defer_foreign_keys = ON;		-- responses wait for their receipts

CREATE TABLE receipt_3 (id INTEGER PRIMARY KEY, token BLOB, reference TEXT) STRICT;
INSERT INTO receipt_3 SELECT id, token, reference FROM receipt;
DROP TABLE receipt;
CREATE TABLE receipt (
	id		INTEGER PRIMARY KEY,
	token		BLOB NOT NULL,		-- hash of the form's token
	reference	TEXT NOT NULL		-- what the person was told
) STRICT;
INSERT INTO receipt SELECT id, token, reference FROM receipt_3 ORDER BY id;
DROP TABLE receipt_3;

ALTER TABLE draft RENAME TO draft_3;
DROP INDEX draft_expires;
CREATE TABLE draft (
	num		INTEGER PRIMARY KEY,
	id		BLOB NOT NULL CHECK (length(id) = 32),
	expires		INTEGER NOT NULL,	-- seconds since 1970, UTC
	sent		INTEGER NOT NULL CHECK (sent IN (0, 1)),
						-- what was sent: no draft
						-- takes its place any more
	sealed		BLOB NOT NULL
) STRICT;
INSERT INTO draft SELECT num, id, expires, 0, sealed FROM draft_3 ORDER BY num;
DROP TABLE draft_3;
CREATE INDEX draft_expires ON draft (expires, sent);

-- key: the first eight bytes of what is looked for; id: of the row that may
-- have it.  The row may be gone: whoever looks compares.
CREATE TABLE receipt_by_token (
	key		BLOB NOT NULL,
	id		INTEGER NOT NULL,
	PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt_by_reference (
	key		BLOB NOT NULL,		-- letters, without the hyphens
	id		INTEGER NOT NULL,
	PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft_by_id (
	key		BLOB NOT NULL,
	id		INTEGER NOT NULL,	-- its num
	PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
-- Rows of larger numbers are in memory, and read again when it is opened.
CREATE TABLE late (
	name		TEXT PRIMARY KEY,	-- of the table of keys
	upto		INTEGER NOT NULL	-- all rows to this one are there
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;
