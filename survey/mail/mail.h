/* SPDX-License-Identifier: MIT
 *
 * mail.h -- email: where messages come from, how one is read in a child that can
 * do no harm, and what is understood of it.  Nothing here decides what counts;
 * staff confirm each message at the desk.
 *
 * The way of a message: a source gives its bytes; they are kept sealed, once;
 * a reader makes a reading of them, which can be repeated at any time; what is
 * understood is worked out of the reading's texts and the form.
 */
#ifndef SURVEY_MAIL_H
#define SURVEY_MAIL_H
#include "base/base.h"
#include "forms/forms.h"

#include <stdatomic.h>

struct cJSON;

/* ---- sources ------------------------------------------------------------------------ */

/* One message as it lies at its source. */
struct mail_at {
	const char	*source;	/* "imap://office@mail.example/INBOX",
					   "file:/in/march.mbox": the same at
					   each run; no password in it */
	const char	*place;		/* within the source: "17.4023"
					   (UIDVALIDITY.UID), "@52341" (offset),
					   a file's name */
	int64_t		 received;	/* seconds since 1970, UTC; 0: not known */
	bool		 copied;	/* that may be when a copy was made: if the
					   message has an earlier date, that counts */
};
struct mail_source;
/* what: a URL (imaps://USER@HOST/MAILBOX, imap:// only to loopback or with
 * STARTTLS), a file (.eml, mbox, .msg, .pst), a folder (Maildir, or of such
 * files).  Which it is is told by its content where the name does not say.
 * had() tells whether a place was kept before: those are not fetched again from
 * a mailbox, and marked as read there.  It is not asked about files, where
 * another message may stand in the same place next time: its bytes tell.
 * say() gets, in words for people, what was passed over (lost: it is not read),
 * or is to be known about what was read.  Both may be NULL.  ERR_INPUT says
 * what is wrong with what and what to do; ERR_BUSY: it was stopped. */
struct mail_wants {
	const char	*secret_file;	/* password or token; NULL: none */
	bool		 token;		/* XOAUTH2 */
	const char	*ca_file;	/* NULL: the system's */
	bool		(*had)(void *arg, const char *source, const char *place);
	void		(*say)(void *arg, bool lost, const char *words);
	void		*arg;		/* of both */
	/* Set by another thread: a server is waited for no longer, and nothing
	 * more is fetched from it.  NULL: nobody will. */
	const atomic_bool *stop;
};
bool	mail_source_open(struct mail_source **, const char *what,
	    const struct mail_wants *, struct err *) MUST_USE;
void	mail_source_close(struct mail_source *);	/* NULL is fine */
/* The next message; raw and at live until the next call.  *more false: there is
 * none.  One that cannot be had (a .msg that its program refuses) is given
 * with raw its bytes as they are, so that nothing is lost.  One above 64 MB is
 * named by say() and stays where it is.  An error ends the run; what was kept
 * stays, and the next run goes on from there. */
bool	mail_source_next(struct mail_source *, struct str *raw,
	    struct mail_at *, bool *more, struct err *) MUST_USE;
/* All that was given so far is committed: a mailbox may be told (\Seen). */
bool	mail_source_kept(struct mail_source *, struct err *) MUST_USE;
/* How far it is: messages seen, and how many there are (0: not known). */
void	mail_source_progress(const struct mail_source *, uint64_t *seen,
	    uint64_t *of);

/* The file that a letter was, out of the message that was made of it (take.h); in
 * the arena.  False: it was not made so. */
bool	mail_letter_file(struct arena *, struct str raw, const char **name,
	    struct str *bytes);

/* ---- reading ------------------------------------------------------------------------ */

/* Why something is to be read by hand. */
enum mail_hand {
	HAND_NO, HAND_ENCRYPTED, HAND_SIGNED, HAND_PICTURE, HAND_FILE,
	HAND_LIMIT, HAND_CRASH, HAND_EMPTY, HAND_DAMAGED
};
enum { MAIL_HANDS = HAND_DAMAGED + 1 };
const char *mail_hand_name(enum mail_hand);	/* "encrypted" */
/* Why a message is set aside: what sent it was no person who answers. */
enum mail_aside {
	ASIDE_NO, ASIDE_AUTO_REPLY, ASIDE_BOUNCE, ASIDE_RECEIPT,
	ASIDE_CALENDAR, ASIDE_BULK, ASIDE_SPAM
};
enum { MAIL_ASIDES = ASIDE_SPAM + 1 };
const char *mail_aside_name(enum mail_aside);	/* "automatic-reply" */

struct mail_filled { const char *name, *value; };	/* of a PDF form */
struct mail_file {
	const char	*name, *type;	/* as it says; type: by its bytes where
					   these are known ("application/pdf") */
	int64_t		 size;
	const char	*text;		/* what it says; "": nothing was read */
	struct mail_filled *filled;	/* what was entered into our own fillable
					   questionnaire */
	size_t		 n_filled;
	enum mail_hand	 hand;
	const char	*why;		/* for people; "" */
};
/* Every text is UTF-8 without controls (but LF and TAB) and without marks that
 * turn the direction of what follows; lines end with LF. */
struct mail_reading {
	/* Of the sender: kept apart from all the rest. */
	const char	*name, *address;	/* "" where not given */
	const char	*id;		/* without < >; "" */
	const char	*parent;	/* In-Reply-To, or the last of References */
	const char	*root;		/* the first of References, or parent */
	const char	*subject;
	int64_t		 date;		/* seconds since 1970, UTC; 0: none */
	const char	*lang;		/* Content-Language; "" */
	const char	*text;		/* what it says.  Of HTML: paragraphs and
					   lists kept, what was quoted (blockquote)
					   behind "> " */
	bool		 html;		/* the text was made of HTML */
	struct mail_file *files;
	size_t		 n_files;
	const char	**mended;	/* "3 bytes were not UTF-8; each stands as
					   �": for people */
	size_t		 n_mended;
	enum mail_aside	 aside;
	const char	*aside_why;	/* "the header Auto-Submitted says so" */
	enum mail_hand	 hand;		/* of the message itself */
	const char	*why;
};
/* As canonical JSON, and back.  It has the sender only when asked to. */
bool	mail_reading_write(const struct mail_reading *, bool sender,
	    struct buf *) MUST_USE;
bool	mail_reading_parse(struct arena *, struct str, struct mail_reading *,
	    struct err *) MUST_USE;

/* Reads messages in children that have no network, cannot write to any file of
 * ours, and are limited in time, memory, files and how far an archive unfolds.
 * They live on from message to message.  Open it before keys are read and threads
 * started: what is in memory then is in the children's as well. */
struct mail_reader;
struct mail_limits {
	unsigned	 seconds;	/* of CPU, for one message; 0: 10 */
	unsigned	 megabytes;	/* 0: 200 */
	unsigned	 children;	/* 0: one for each processor */
};
bool	mail_reader_open(struct mail_reader **, const struct mail_limits *,
	    struct err *) MUST_USE;
void	mail_reader_close(struct mail_reader *);	/* NULL is fine */
/* Hands a message over (it waits while all children are busy); deep: open what
 * is attached.  done() is called with each reading, in the order handed over,
 * from within mail_read or mail_read_wait, which it must not call; json is without
 * the sender.  A child that crashed or met a limit gives a reading whose hand says
 * so; never an error. */
typedef bool mail_read_done(void *arg, struct str raw, void *what,
	    const struct mail_reading *, struct str json, struct err *);
bool	mail_read(struct mail_reader *, struct str raw, bool deep, void *what,
	    mail_read_done *, void *arg, struct err *) MUST_USE;
/* The same; raw stays where it is until done() was called (or mail_reader_drop). */
bool	mail_read_held(struct mail_reader *, struct str raw, bool deep,
	    void *what, mail_read_done *, void *arg, struct err *) MUST_USE;
bool	mail_read_wait(struct mail_reader *, struct err *) MUST_USE;
/* After an error: waits for what was handed over and not told, and tells nobody.
 * Before what done() was to work on is freed. */
void	mail_reader_drop(struct mail_reader *);

/* What was entered into our own fillable questionnaire, as a keyer would type it
 * (forms/keyed.h).  False: these fields are not of this form. */
struct mail_typed { const struct forms_field *field; const char *typed,
	    *write_in; };
bool	mail_filled_typed(struct arena *, const struct forms_form *,
	    const struct mail_file *, struct mail_typed **, size_t *n);

/* ---- understanding ------------------------------------------------------------------- */

enum mail_kind {
	SPAN_SAID,		/* the sender's own words */
	SPAN_GREETING,		/* "Dear team," "Kind regards" */
	SPAN_ASKED,		/* a question of the form, quoted */
	SPAN_QUOTED,		/* somebody else's words, or ours */
	SPAN_SIGNATURE, SPAN_DISCLAIMER
};
enum { SPAN_KINDS = SPAN_DISCLAIMER + 1 };
const char *mail_kind_name(enum mail_kind);	/* "said" */
/* Whole lines of the text.  One follows the other, and together they are the
 * text: folding hides, and never takes away. */
struct mail_span {
	size_t		 start, end;	/* bytes; end exclusive */
	enum mail_kind	 kind;
	/* SAID: the question that it answers; ASKED: that it is.  NULL: none. */
	const struct forms_field *field;
	const char	*why;		/* "behind >", "after “From:, Sent:, To:”" */
};
/* form may be NULL: then nothing is matched. */
bool	mail_spans(struct arena *, const struct forms_form *, struct str text,
	    struct mail_span **, size_t *n, struct err *) MUST_USE;
/* The same with the form in several languages (forms_read_in): questions are
 * matched in each, and the fields are those of forms[0]. */
bool	mail_spans_in(struct arena *, const struct forms_form *const *forms,
	    size_t n_forms, struct str text, struct mail_span **, size_t *n,
	    struct err *) MUST_USE;
/* The form that people answer, and after it the same in each other language in
 * which it was published.  NULL in place of a pointer to this: nothing is
 * matched. */
struct mail_forms { const struct forms_form *const *v; size_t n; };
/* form: what is published in dir, or NULL: then there are none.  Lives in the
 * arena. */
bool	mail_forms(struct arena *, const char *dir, const struct forms_form *,
	    struct mail_forms *, struct err *) MUST_USE;
bool	mail_spans_of(struct arena *, const struct mail_forms *, struct str text,
	    struct mail_span **, size_t *n, struct err *) MUST_USE;
/* What words of a message are as the answer to a question of the form.  It lives in
 * the arena, and the forms, of which there is one at least, as long. */
struct mail_fits;
struct mail_fits *mail_fits_new(struct arena *, const struct mail_forms *);
/* The same words without the question's own number, the title of its page or its
 * words, where they begin with these. */
const char *mail_fits_words(struct mail_fits *, const struct forms_field *,
	    const char *words);
/* As a keyer would type it (forms/keyed.h), when the words are exactly one of its
 * answers (or several, where several may be chosen), by label or printed number,
 * in any language, or a value that it takes.  NULL: they are not, or it is a
 * question for comments. */
const char *mail_fits_typed(struct mail_fits *, const struct forms_field *,
	    const char *words);
/* Near-equal texts from the same sender, both without what is folded; spaces,
 * case and signs do not count.  In thousandths alike (alike.c has the formula);
 * 960 and above is a repeat. */
enum { MAIL_REPEAT = 960 };
unsigned mail_alike(struct arena *, struct str, struct str);
/* Is one a repeat of the other?  Those that are so alike; and of texts of 8 to 300
 * words also those of which one stands in the other, with at most 20 words more
 * above or below it (and half its own), and a word changed for each 20.  Their
 * numbers are the same then.  Only for texts of one sender. */
bool	mail_repeats(struct arena *, struct str, struct str);
#endif
