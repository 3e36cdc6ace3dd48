-- cases-8.sql -- version 8 of cases.db: originals of sheets, sheets that their
-- authors withdrew, settling by agreement, and samples that are drawn later.

-- The file of a letter, a call, a meeting, a petition or a scanned sheet.  sealed
-- is sealed as answers are, in an epoch of its own: analyst and recovery are its
-- root, sealed to each of the two public keys.  digest is over these four, and
-- the log binds it with the sheet.
CREATE TABLE original (
	id		INTEGER PRIMARY KEY,
	sheet		INTEGER NOT NULL REFERENCES sheet,
	name		TEXT NOT NULL,		-- "letter.pdf"
	type		TEXT NOT NULL,		-- "pdf", by its bytes as well
	size		INTEGER NOT NULL CHECK (size > 0),
	sha256		BLOB NOT NULL CHECK (length(sha256) = 32),
	by		TEXT NOT NULL,		-- login name
	at		INTEGER NOT NULL,
	epoch		BLOB NOT NULL CHECK (length(epoch) = 16),
	analyst		BLOB NOT NULL CHECK (length(analyst) = 80),
	recovery	BLOB NOT NULL CHECK (length(recovery) = 80),
	sealed		BLOB NOT NULL,
	digest		BLOB NOT NULL CHECK (length(digest) = 32),
	UNIQUE (sheet, sha256)
) STRICT;

-- A sheet whose state is void and that has this was withdrawn by its author's
-- wish: nothing of what it said is here.  It is a hash of the salt that the sheet
-- had, by which the same sheet is found in a copy from before.
ALTER TABLE sheet ADD COLUMN gone BLOB;

-- A random sample, drawn when sheets were keyed and counted already: drawn of so
-- many that were keyed before that moment.
CREATE TABLE redraw (
	id		INTEGER PRIMARY KEY,
	at		INTEGER NOT NULL,
	by		TEXT NOT NULL,
	drawn		INTEGER NOT NULL CHECK (drawn > 0),
	of		INTEGER NOT NULL CHECK (of >= drawn)
) STRICT;
-- Which of them drew it; NULL: none, and then one_in holds.
ALTER TABLE sheet ADD COLUMN redraw INTEGER REFERENCES redraw;

-- The digest of the response that a later, settled one took the place of; NULL:
-- none did.
ALTER TABLE sheet ADD COLUMN was BLOB;

-- The login of who agreed, where two settled together; NULL: one settled alone.
ALTER TABLE keying ADD COLUMN agreed TEXT;

-- What the person asked for, where a copy was posted for a task.
ALTER TABLE copy ADD COLUMN format TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 8;
