-- intake-2.sql -- version 2 of intake.db: what people ask for.
--
-- Withdrawals, requests for paper, feedback and the like: sealed as responses
-- are, so that nobody who holds only this file can tell what was asked, nor
-- which response it is about.

CREATE TABLE request (
	id		INTEGER PRIMARY KEY AUTOINCREMENT,
	token		BLOB NOT NULL UNIQUE,	-- hash of the form's token: the
						-- same is never kept twice
	epoch		INTEGER NOT NULL REFERENCES epoch,
	seq		INTEGER NOT NULL,	-- within the epoch, shared with
						-- the responses
	day		TEXT NOT NULL,		-- YYYY-MM-DD in the UK
	rehearsal	INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
	sealed		BLOB NOT NULL,
	UNIQUE (epoch, seq)
) STRICT;

PRAGMA user_version = 2;
