-- cases-1.sql -- the layout of cases.db, version 1: opened responses and what
-- staff made of them.  Meant to be read with any SQLite tool.

PRAGMA application_id = 0x45617243;	-- "EarC"

-- One for each sealed row that was opened.  counts is 1 for the newest of an
-- amended response and 0 for those before it.
CREATE TABLE response (
	id		INTEGER PRIMARY KEY,
	epoch		BLOB NOT NULL,		-- where it came from: with seq
	seq		INTEGER NOT NULL,	-- the same row is never kept
	place		INTEGER NOT NULL,	-- twice; place is its row id
	reference	TEXT NOT NULL,
	form		TEXT NOT NULL,		-- hash of the definition
	channel		TEXT NOT NULL,
	lang		TEXT NOT NULL,
	day		TEXT NOT NULL,
	rehearsal	INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
	counts		INTEGER NOT NULL CHECK (counts IN (0, 1)),
	json		TEXT NOT NULL,		-- exactly what was sealed
	UNIQUE (epoch, seq)
) STRICT;
CREATE INDEX response_reference ON response (reference, place);

-- One for each field of the form.  state is answered, blank, not-asked,
-- prefer-not, dont-know, not-applicable, illegible or several.  value is the
-- option's name (several: with spaces between, a ranking from the best; points
-- as name=number), or the words, number or date given, or the name of a file.
CREATE TABLE answer (
	response	INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
	field		TEXT NOT NULL,		-- "agree[P3]"
	state		TEXT NOT NULL,
	value		TEXT,			-- NULL: none
	write_in	TEXT,			-- NULL: none
	PRIMARY KEY (response, field)
) STRICT, WITHOUT ROWID;

-- A free text to be coded.
CREATE TABLE unit (
	id		INTEGER PRIMARY KEY,
	response	INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
	field		TEXT NOT NULL,
	text		TEXT NOT NULL,
	UNIQUE (response, field)
) STRICT;

-- One go of a coder or of a set of rules.  A later run of the same source and
-- coder takes the place of this one, which stays to be looked at.
CREATE TABLE run (
	id		INTEGER PRIMARY KEY,
	source		TEXT NOT NULL,		-- human rule model campaign
						-- import
	coder		TEXT NOT NULL,
	codebook	TEXT NOT NULL,
	detail		TEXT NOT NULL,
	at		INTEGER NOT NULL,	-- seconds since 1970, UTC
	superseded	INTEGER REFERENCES run	-- by this one; NULL: it stands
) STRICT;

CREATE TABLE coding (
	id		INTEGER PRIMARY KEY,
	run		INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
	unit		INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
	code		TEXT NOT NULL,		-- "P3"
	start		INTEGER NOT NULL,	-- code points; -1: the whole
	"end"		INTEGER NOT NULL,	-- exclusive; -1: the whole
	why		TEXT NOT NULL,		-- the words that matched
	CHECK ((start = -1 AND "end" = -1) OR
	    (start >= 0 AND "end" >= start))
) STRICT;
CREATE INDEX coding_unit ON coding (unit);
CREATE INDEX coding_run ON coding (run);

PRAGMA user_version = 1;
