-- cases-4.sql -- version 4 of cases.db: who works at the desk.
--
-- This file holds the secrets from which sign-in codes are made, and hashes of
-- the rest.  It must lie on an encrypted disk, as the answers in it must.

-- An account is never deleted, as the log names it; it is disabled.
CREATE TABLE staff (
	id		INTEGER PRIMARY KEY,
	login		TEXT NOT NULL UNIQUE,	-- of a-z 0-9 . - _
	name		TEXT NOT NULL,		-- as it is shown
	roles		INTEGER NOT NULL CHECK (roles BETWEEN 1 AND 127),
						-- sum of 1 administrator,
						-- 2 keyer, 4 coder, 8 analyst,
						-- 16 publisher, 32 viewer,
						-- 64 auditor
	password	TEXT,			-- Argon2id; NULL: none yet
	totp		BLOB,			-- 20 bytes; NULL: none yet
	totp_new	BLOB,			-- shown, and no code came yet
	step		INTEGER NOT NULL DEFAULT 0,	-- last one that was
						-- used, of 30 seconds
	setup		BLOB,			-- hash of the setup code; NULL:
	setup_until	INTEGER,		-- none waits
	disabled	INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
	must_change	INTEGER NOT NULL DEFAULT 0
		CHECK (must_change IN (0, 1)),	-- the password
	created		INTEGER NOT NULL,	-- seconds since 1970, UTC
	signed_in	INTEGER,		-- last; NULL: never
	CHECK ((setup IS NULL) = (setup_until IS NULL))
) STRICT;

-- Codes for when the phone is not there.  One that was used is deleted.
CREATE TABLE recovery (
	staff		INTEGER NOT NULL REFERENCES staff,
	hash		BLOB NOT NULL CHECK (length(hash) = 32),
	PRIMARY KEY (staff, hash)
) STRICT, WITHOUT ROWID;

-- kind is
--   setup	the setup code was right: a password and codes may be chosen
--   half	the password was right, and no code came yet
--   full	signed in
CREATE TABLE session (
	hash		BLOB PRIMARY KEY,	-- of its secret
	staff		INTEGER NOT NULL REFERENCES staff,
	kind		TEXT NOT NULL CHECK (kind IN ('setup', 'half', 'full')),
	ends		INTEGER NOT NULL,	-- at the latest
	used		INTEGER NOT NULL	-- last, to the minute
) STRICT, WITHOUT ROWID;
CREATE INDEX session_staff ON session (staff);

-- Sign-ins that failed, one after the other, by login name: also for names that
-- nobody has, which are treated alike.  A name is kept as a hash: people type
-- their password into the wrong box, too.
CREATE TABLE attempt (
	name		BLOB PRIMARY KEY,	-- hash
	staff		INTEGER REFERENCES staff,	-- NULL: nobody's
	n		INTEGER NOT NULL,
	next		INTEGER NOT NULL,	-- not looked at before
	last		INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sign-ins that failed without naming an account: how many since the log last
-- had a line about them, and when it may have the next.
CREATE TABLE attempt_unknown (
	one		INTEGER PRIMARY KEY CHECK (one = 1),
	n		INTEGER NOT NULL,
	next		INTEGER NOT NULL
) STRICT;
INSERT INTO attempt_unknown VALUES (1, 0, 0);

PRAGMA user_version = 4;
