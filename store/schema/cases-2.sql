-- cases-2.sql -- version 2 of cases.db: what people asked for, as tasks for
-- staff, and the log of what was done.

-- token: hash of the token that it came with; NULL: opened by an earshot that
-- did not keep it yet, and not met again since.  withdrawn: the person took the
-- response back; it never counts again, and json is '' and its answers and
-- texts are gone.  equality is 0 when they stopped the use of their answers
-- about themselves: those are erased, in json too.  flags: names with spaces
-- between ("fast trap"), for an analyst to look at.
ALTER TABLE response ADD COLUMN token BLOB;
ALTER TABLE response ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0
	CHECK (withdrawn IN (0, 1) AND (withdrawn = 0 OR counts = 0));
ALTER TABLE response ADD COLUMN equality INTEGER NOT NULL DEFAULT 1
	CHECK (equality IN (0, 1));
ALTER TABLE response ADD COLUMN flags TEXT NOT NULL DEFAULT '';

-- One for each request that was opened.  result says what became of one about
-- a response:
--   here		the proof is that response's token; a withdrawal or a stop was
--		carried out
--   absent	no response with this reference was opened here (yet)
--   unproven	the proof is not that response's token: nothing was done
--   failed	its answers could not be read, so they could not be erased
-- It is '' for the other kinds.  Each pull looks again at what is not "here".
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
	token		BLOB,			-- hash of its proof; NULL: none
	result		TEXT NOT NULL,
	json		TEXT NOT NULL,		-- exactly what was sealed; ''
						-- once what it says is erased
	done		INTEGER,		-- seconds since 1970; NULL: open
	UNIQUE (epoch, seq)
) STRICT;
CREATE INDEX task_reference ON task (reference);

-- Append only.  hash is BLAKE2b of the hash before it and this row, so that a
-- changed, removed or moved row is found.  audit_head says how many there are
-- and which is the last: it finds rows cut off the end, unless somebody changed
-- it too.  Against that, write the head down elsewhere (earshot tasks --audit).
CREATE TABLE audit (
	id		INTEGER PRIMARY KEY,
	at		INTEGER NOT NULL,	-- seconds since 1970, UTC
	who		TEXT NOT NULL,		-- "a respondent", a person's name
	what		TEXT NOT NULL,		-- "asked to withdraw", …
	task		INTEGER,		-- NULL: of none
	detail		TEXT NOT NULL,
	hash		BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE audit_head (
	one		INTEGER PRIMARY KEY CHECK (one = 1),
	n		INTEGER NOT NULL,
	hash		BLOB NOT NULL
) STRICT;
INSERT INTO audit_head VALUES (1, 0, zeroblob(32));
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END;
CREATE TRIGGER audit_as_written BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END;

PRAGMA user_version = 2;
