-- cases-7.sql -- version 7 of cases.db: sheets that were keyed twice, checked
-- once more against the paper (the audit sample).

-- Sheets drawn at random from those that are settled.  They are those whose
-- BLAKE2b-256 of "earshot sample 1\n", the seed, "." and the sheet's id comes
-- first, so that anybody can draw them again.
CREATE TABLE sample (
	id		INTEGER PRIMARY KEY,
	made		INTEGER NOT NULL,	-- seconds since 1970, UTC
	by		TEXT NOT NULL,		-- login name
	batch		INTEGER REFERENCES batch,	-- NULL: of all but practice
	seed		TEXT NOT NULL,		-- 16 hexadecimal digits
	among		INTEGER NOT NULL,	-- so many could be drawn
	n		INTEGER NOT NULL	-- and so many were
) STRICT;

-- A sheet of a sample; turn is its place in it, from 1.  by and at are NULL until
-- it was checked.  independent is 0 when whoever checked it had keyed or settled
-- it.  Where an answer was wrong, json is what stands on the paper, as in keying,
-- and was the digest of the response that another took the place of (NULL: it had
-- none).
CREATE TABLE recheck (
	sheet		INTEGER PRIMARY KEY REFERENCES sheet,
	sample		INTEGER NOT NULL REFERENCES sample,
	turn		INTEGER NOT NULL,
	by		TEXT,
	at		INTEGER,
	independent	INTEGER CHECK (independent IN (0, 1)),
	json		TEXT,
	was		BLOB,
	UNIQUE (sample, turn)
) STRICT;

-- An answer that was looked at.  settled: the two keyings differed there.
CREATE TABLE checked (
	sheet		INTEGER NOT NULL REFERENCES recheck,
	field		TEXT NOT NULL,		-- "agree[P3]"
	settled		INTEGER NOT NULL CHECK (settled IN (0, 1)),
	wrong		INTEGER NOT NULL CHECK (wrong IN (0, 1)),
	PRIMARY KEY (sheet, field)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 7;
