-- intake-3.sql -- version 3 of intake.db: drafts that are quick to save again.
--
-- The same columns, in a table with row numbers: a draft that is saved again is
-- written where it stands, on one page that it shares with others of the same
-- minutes, instead of on one of its own and one for what is left over.  The row
-- number tells in which order drafts were begun, as that of a response tells in
-- which order they were sent; neither says whose it is.

ALTER TABLE draft RENAME TO draft_2;
CREATE TABLE draft (
	num		INTEGER PRIMARY KEY,
	id		BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
	expires		INTEGER NOT NULL,	-- seconds since 1970, UTC
	sealed		BLOB NOT NULL
) STRICT;
INSERT INTO draft (id, expires, sealed)
	SELECT id, expires, sealed FROM draft_2 ORDER BY expires;
DROP TABLE draft_2;
CREATE INDEX draft_expires ON draft (expires);

PRAGMA user_version = 3;
