-- cases-11.sql -- version 11 of cases.db: how people read and coded comments, and
-- the frames by which they did.

-- A code frame, as it was when something was coded by it: the text of a codebook.
CREATE TABLE frame (
	id		INTEGER PRIMARY KEY,
	version		INTEGER NOT NULL UNIQUE,
	name		TEXT NOT NULL,
	hash		TEXT NOT NULL UNIQUE,	-- of its text; hex
	text		TEXT NOT NULL,
	why		TEXT NOT NULL,
	by		TEXT NOT NULL,
	at		INTEGER NOT NULL,	-- seconds since 1970, UTC
	step		INTEGER NOT NULL	-- line of the log that kept it
) STRICT;

-- What became of the codes of the frame before it.
CREATE TABLE frame_change (
	frame		INTEGER NOT NULL REFERENCES frame,
	code		TEXT NOT NULL,		-- in the frame before
	did		TEXT NOT NULL,		-- split merged renamed …
	becomes		TEXT NOT NULL,		-- in this one; '': none
	PRIMARY KEY (frame, code, did, becomes)
) STRICT, WITHOUT ROWID;

-- One comment as one person read it.  The latest that was not undone stands, of each
-- person and purpose.  Of a comment that was erased only this row is left.
CREATE TABLE reading (
	id		INTEGER PRIMARY KEY,
	unit		INTEGER REFERENCES unit ON DELETE SET NULL,
	reference	TEXT NOT NULL,		-- of its response, and where it
	field		TEXT NOT NULL,		-- stood in that
	purpose		TEXT NOT NULL CHECK (purpose IN ('main', 'blind',
			'gold')),
	coder		TEXT NOT NULL,		-- login name
	frame		INTEGER NOT NULL REFERENCES frame,
	at		INTEGER NOT NULL,
	undone		INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
	salt		BLOB,			-- NULL once it is erased: then
						-- nobody can try codes by the
						-- digest
	digest		BLOB NOT NULL CHECK (length(digest) = 32),
	step		INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_step ON reading (step);
CREATE INDEX reading_unit ON reading (unit, purpose, coder, id);

CREATE TABLE reading_code (
	reading		INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
	code		TEXT NOT NULL,
	start		INTEGER NOT NULL,	-- code points; -1: the whole
	"end"		INTEGER NOT NULL,	-- exclusive; -1: the whole
	polarity	TEXT NOT NULL CHECK (polarity IN ('', 'for', 'against',
			'mixed', 'suggests')),
	source		TEXT NOT NULL CHECK (source IN ('human', 'rule', 'model',
			'campaign', 'import')),
	PRIMARY KEY (reading, code, start, "end"),
	CHECK ((start = -1 AND "end" = -1) OR (start >= 0 AND "end" > start))
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_code_code ON reading_code (code);
CREATE TRIGGER reading_erased AFTER UPDATE OF unit ON reading
	WHEN new.unit IS NULL
BEGIN
	DELETE FROM reading_code WHERE reading = new.id;
	UPDATE reading SET salt = NULL WHERE id = new.id;
END;

-- Comments whose code was changed by a frame: until somebody looks at each again.
CREATE TABLE look_again (
	unit		INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
	frame		INTEGER NOT NULL REFERENCES frame,
	code		TEXT NOT NULL,		-- as it was called before
	did		TEXT NOT NULL,
	by		TEXT,			-- who looked; NULL: nobody yet
	at		INTEGER,
	PRIMARY KEY (unit, frame, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_again_open ON look_again (unit) WHERE by IS NULL;

PRAGMA user_version = 11;
