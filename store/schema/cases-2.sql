-- cases-2.sql -- version 2 of cases.db: what people asked for, as tasks for
-- staff, and the log of what was done.

-- withdrawn: the person took the response back; it never counts again, and is
-- erased when its task is done.  equality is 0 when they stopped the use of
-- their answers about themselves: every reader leaves those out.  flags: names
-- with spaces between ("fast trap"), for an analyst to look at.
ALTER TABLE response ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0
	CHECK (withdrawn IN (0, 1));
ALTER TABLE response ADD COLUMN equality INTEGER NOT NULL DEFAULT 1
	CHECK (equality IN (0, 1));
ALTER TABLE response ADD COLUMN flags TEXT NOT NULL DEFAULT '';

-- One for each request that was opened.
CREATE TABLE task (
	id		INTEGER PRIMARY KEY,
	epoch		BLOB NOT NULL,		-- where it came from
	seq		INTEGER NOT NULL,
	kind		TEXT NOT NULL,		-- withdraw stop-equality
						-- outcome paper feedback
	day		TEXT NOT NULL,
	lang		TEXT NOT NULL,
	rehearsal	INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
	reference	TEXT,			-- of the response that it is
						-- about; NULL: of none
	json		TEXT NOT NULL,		-- exactly what was sealed; ''
						-- once what it says is erased
	done		INTEGER,		-- seconds since 1970; NULL: open
	UNIQUE (epoch, seq)
) STRICT;

-- Append only.  hash is BLAKE2b of the hash before it and this row, so that a
-- changed, removed or moved row is found.
CREATE TABLE audit (
	id		INTEGER PRIMARY KEY,
	at		INTEGER NOT NULL,	-- seconds since 1970, UTC
	who		TEXT NOT NULL,		-- "a respondent", a person's name
	what		TEXT NOT NULL,		-- "asked to withdraw", …
	task		INTEGER,		-- NULL: of none
	detail		TEXT NOT NULL,
	hash		BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

PRAGMA user_version = 2;
