-- cases-5.sql -- version 5 of cases.db: what comes in by hand, on paper, in
-- letters, by phone and from meetings, and how it was keyed.

-- A numbered copy of the questionnaire that was printed.
CREATE TABLE copy (
	serial		INTEGER PRIMARY KEY,	-- without its check digit
	form		TEXT NOT NULL,		-- hash of the definition
	lang		TEXT NOT NULL,
	edition		TEXT NOT NULL,		-- '': there is only one
	size		INTEGER NOT NULL,	-- of its type, points
	made		INTEGER NOT NULL,	-- seconds since 1970, UTC
	sent		TEXT,			-- the day it was posted; NULL:
						-- not noted
	task		INTEGER REFERENCES task	-- who asked for it; NULL
) STRICT;

CREATE TABLE batch (
	id		INTEGER PRIMARY KEY,
	name		TEXT NOT NULL UNIQUE,	-- "B-0001"
	made		INTEGER NOT NULL,
	by		TEXT NOT NULL,		-- login name
	note		TEXT NOT NULL,
	rehearsal	INTEGER NOT NULL CHECK (rehearsal IN (0, 1))
) STRICT;

-- One completed questionnaire, letter, call, meeting or petition.  store/sheets.h
-- draws how state changes.  late: it came after the close.  people: who took
-- part in a meeting or signed a petition; NULL elsewhere.  second says why it is
-- keyed again, and one in one_in was to be drawn for that.
CREATE TABLE sheet (
	id		INTEGER PRIMARY KEY,
	batch		INTEGER NOT NULL REFERENCES batch,
	place		INTEGER NOT NULL,	-- in the batch, from 1
	serial		INTEGER UNIQUE,		-- printed, or written on it by
						-- hand; NULL: not on paper
	channel		TEXT NOT NULL CHECK (channel IN ('paper', 'letter',
			'phone', 'meeting', 'petition')),
	form		TEXT NOT NULL,
	lang		TEXT NOT NULL,
	edition		TEXT NOT NULL,
	received	TEXT NOT NULL,		-- day
	postmark	TEXT,			-- day; NULL: none, or not read
	late		INTEGER NOT NULL CHECK (late IN (0, 1)),
	people		INTEGER CHECK (people > 0),
	state		TEXT NOT NULL CHECK (state IN ('received', 'keyed',
			'waiting', 'differences', 'settled', 'aside', 'void')),
	before		TEXT,			-- the state it was put aside in
	reason		TEXT NOT NULL DEFAULT '',	-- of aside and void
	second		TEXT NOT NULL DEFAULT '' CHECK (second IN ('', 'all',
			'sample', 'risk')),
	one_in		INTEGER NOT NULL DEFAULT 1 CHECK (one_in > 0),
	reference	TEXT UNIQUE,		-- of its response; NULL: none yet
	claim		TEXT,			-- login of who has it in hand
	claimed		INTEGER,		-- until then
	UNIQUE (batch, place)
) STRICT;
CREATE INDEX sheet_state ON sheet (state);

-- round 1 and 2: as keyed, with what the way through the form did not ask as
-- well; 3: as settled.  marks: how often the keyer wrote that something cannot
-- be read, or that several are ticked.
CREATE TABLE keying (
	sheet		INTEGER NOT NULL REFERENCES sheet,
	round		INTEGER NOT NULL CHECK (round BETWEEN 1 AND 3),
	by		TEXT NOT NULL,		-- login name
	at		INTEGER NOT NULL,
	marks		INTEGER NOT NULL,
	json		TEXT NOT NULL,
	PRIMARY KEY (sheet, round)
) STRICT, WITHOUT ROWID;

-- A field in which the two keyings differ, and what was found right.
CREATE TABLE difference (
	sheet		INTEGER NOT NULL REFERENCES sheet,
	field		TEXT NOT NULL,		-- "agree[P3]"
	choice		TEXT CHECK (choice IN ('first', 'second', 'neither')),
						-- NULL: not settled yet
	by		TEXT,
	at		INTEGER,
	PRIMARY KEY (sheet, field)
) STRICT, WITHOUT ROWID;

-- Which sheets are keyed again: all, one in so many, or none; and beside those
-- drawn, the first so many of each keyer, and those with so many marks (0: not
-- for that).
CREATE TABLE plan (
	one		INTEGER PRIMARY KEY CHECK (one = 1),
	one_in		INTEGER NOT NULL CHECK (one_in >= 0),	-- 1: all; 0: none
	first		INTEGER NOT NULL,
	marks		INTEGER NOT NULL
) STRICT;
INSERT INTO plan VALUES (1, 1, 0, 0);

PRAGMA user_version = 5;
