-- cases-3.sql -- version 3 of cases.db: flagged responses may be left out.

-- left_out: a named person decided that this response, which has flags, is left
-- out of tables and reports.  Then counts is 0; nothing of it is erased, and
-- another decision brings it back.
ALTER TABLE response ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0
	CHECK (left_out IN (0, 1) AND (left_out = 0 OR counts = 0));

-- What was decided last about responses with a flag, or about one flagged
-- response; what is the name of the flag ("fast") or the reference.  About one
-- response its own row holds, and otherwise it is left out if any of its flags
-- is.  Without a row it counts.  The line of the log says who, when and why.
CREATE TABLE decision (
	what		TEXT PRIMARY KEY,
	out		INTEGER NOT NULL CHECK (out IN (0, 1)),
	line		INTEGER NOT NULL REFERENCES audit
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
