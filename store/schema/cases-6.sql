-- cases-6.sql -- version 6 of cases.db: rows that the log speaks for.
--
-- What is kept is bound to the line of the log that tells of it, so that a row
-- that is changed, taken out or put in shows (earshot verify).  store/bound.h
-- says what goes into each digest.

-- subject names what the line binds ("opened 12", "sheet 7", "staff kim.lee"),
-- digest is over it as it was then.  NULL: the line binds nothing.  Both are in
-- the line's hash.
ALTER TABLE audit ADD COLUMN subject TEXT;
ALTER TABLE audit ADD COLUMN digest BLOB;

-- step: the pull, or the keying, that kept the row; NULL: it was kept before
-- this was recorded.  digest is of the row as it was kept, under salt; again of
-- the row after its equality answers were erased, and NULL before that.  When a
-- response is withdrawn its salt goes, so that nobody can try answers until a
-- digest agrees.
ALTER TABLE response ADD COLUMN step INTEGER;
ALTER TABLE response ADD COLUMN salt BLOB;
ALTER TABLE response ADD COLUMN digest BLOB;
ALTER TABLE response ADD COLUMN again BLOB;

CREATE INDEX response_step ON response (step) WHERE step IS NOT NULL;
CREATE INDEX audit_subject ON audit (subject) WHERE subject IS NOT NULL;

-- kept: the digest of the sheet's response; NULL: it has none.
ALTER TABLE sheet ADD COLUMN salt BLOB;
ALTER TABLE sheet ADD COLUMN kept BLOB;

-- The largest ids that there were when this was first recorded: these rows, and
-- no others, may stand without a line.  The first line after that says the same.
CREATE TABLE unbound (
	one		INTEGER PRIMARY KEY CHECK (one = 1),
	response	INTEGER NOT NULL,
	sheet		INTEGER NOT NULL,
	staff		INTEGER NOT NULL,
	line		INTEGER REFERENCES audit	-- NULL: none yet
) STRICT;
INSERT INTO unbound SELECT 1,
	(SELECT coalesce(max(id), 0) FROM response),
	(SELECT coalesce(max(id), 0) FROM sheet),
	(SELECT coalesce(max(id), 0) FROM staff), NULL;

PRAGMA user_version = 6;
