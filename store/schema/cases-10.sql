-- cases-10.sql -- version 10 of cases.db: messages, as they came and as they
-- were read.

-- Messages that were kept together are sealed in one epoch: analyst and recovery
-- are its root, sealed to each of the two public keys.
CREATE TABLE message_epoch (
	id		INTEGER PRIMARY KEY,
	epoch		BLOB NOT NULL CHECK (length(epoch) = 16),
	analyst		BLOB NOT NULL CHECK (length(analyst) = 80),
	recovery	BLOB NOT NULL CHECK (length(recovery) = 80)
) STRICT;

-- An email, or a letter that came in by the same road.  sealed is what came, byte
-- for byte; NULL once its time is over or its author withdrew it.
CREATE TABLE message (
	id		INTEGER PRIMARY KEY,
	hash		BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),	-- BLAKE2b
	size		INTEGER NOT NULL,
	epoch		INTEGER NOT NULL REFERENCES message_epoch,
	seq		INTEGER NOT NULL,
	sealed		BLOB,
	digest		BLOB NOT NULL CHECK (length(digest) = 32),
	step		INTEGER NOT NULL,	-- line of the log that kept it
	channel		TEXT NOT NULL CHECK (channel IN ('email', 'letter')),
	received	INTEGER NOT NULL,	-- seconds since 1970, UTC
	mail_id		TEXT NOT NULL,		-- Message-ID; ''
	thread		TEXT NOT NULL,		-- of the first one; ''
	-- How it was read, without its sender; '' once it is erased.  deep: what
	-- is attached was opened as well.
	reading		TEXT NOT NULL,
	deep		INTEGER NOT NULL CHECK (deep IN (0, 1)),
	state		TEXT NOT NULL CHECK (state IN ('unread', 'confirm',
			'hand', 'aside', 'repeat', 'done', 'not', 'withdrawn')),
	why		TEXT NOT NULL,
	same		INTEGER REFERENCES message,	-- which it repeats
	reference	TEXT,			-- of its response
	by		TEXT,			-- who decided, and when
	at		INTEGER,
	claimed		TEXT,			-- who has it in hand, until when
	claim		INTEGER
) STRICT;
CREATE INDEX message_state ON message (state, id);
CREATE INDEX message_mail_id ON message (mail_id) WHERE mail_id <> '';
CREATE INDEX message_thread ON message (thread) WHERE thread <> '';

-- Where it lay: the same message may lie in several places.
CREATE TABLE message_place (
	source		TEXT NOT NULL,
	place		TEXT NOT NULL,
	message		INTEGER NOT NULL REFERENCES message,
	PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;

-- Who sent it: kept apart, and never shown to coders.
CREATE TABLE message_sender (
	message		INTEGER PRIMARY KEY REFERENCES message,
	name		TEXT NOT NULL,
	address		TEXT NOT NULL		-- in small letters
) STRICT;
CREATE INDEX message_sender_address ON message_sender (address);

PRAGMA user_version = 10;
