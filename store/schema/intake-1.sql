-- intake-1.sql -- the layout of intake.db, version 1.
--
-- Nobody who holds only this file can read an answer.  What stands in clear is
-- what is needed to count and to carry: channel, day, form, a rehearsal mark
-- and the reference.  All of it is bound to the sealed bytes, so a changed
-- column is noticed when the row is opened.

PRAGMA application_id = 0x45617249;	-- "EarI"

-- One stretch of a few minutes, with a random root key of its own.
CREATE TABLE epoch (
	id		INTEGER PRIMARY KEY,
	name		BLOB NOT NULL UNIQUE CHECK (length(name) = 16)
) STRICT;

-- The root key of an epoch, sealed to each recipient's public key.
CREATE TABLE root (
	epoch		INTEGER NOT NULL REFERENCES epoch ON DELETE CASCADE,
	recipient	INTEGER NOT NULL,
	sealed		BLOB NOT NULL CHECK (length(sealed) = 80),
	PRIMARY KEY (epoch, recipient)
) STRICT, WITHOUT ROWID;

-- One for each form that somebody sent, however often it arrived.
CREATE TABLE receipt (
	id		INTEGER PRIMARY KEY,
	token		BLOB NOT NULL UNIQUE,	-- hash of the form's token
	reference	TEXT NOT NULL UNIQUE	-- what the person was told
) STRICT;

-- Append only.  A receipt with several rows was amended: the newest counts.
CREATE TABLE response (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	receipt		INTEGER NOT NULL REFERENCES receipt,
	epoch		INTEGER NOT NULL REFERENCES epoch,
	seq		INTEGER NOT NULL,	-- within the epoch
	form		TEXT NOT NULL,		-- hash of the definition
	channel		TEXT NOT NULL,
	day		TEXT NOT NULL,		-- YYYY-MM-DD in the UK
	rehearsal	INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
	digest		BLOB NOT NULL,		-- of the bytes, keyed by the
						-- token, which is not kept
	sealed		BLOB NOT NULL,
	UNIQUE (epoch, seq)
) STRICT;
CREATE INDEX response_receipt ON response (receipt, id);

-- Answers that are not sent yet, or shown again after sending; sealed under a
-- key that only the person's browser holds.
CREATE TABLE draft (
	id		BLOB PRIMARY KEY CHECK (length(id) = 32),
	expires		INTEGER NOT NULL,	-- seconds since 1970, UTC
	sealed		BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_expires ON draft (expires);

PRAGMA user_version = 1;
