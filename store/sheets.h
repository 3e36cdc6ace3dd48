/* SPDX-License-Identifier: MIT
 *
 * sheets.h -- what comes in by hand: copies that were printed, sheets that came
 * back, and how each was keyed.
 *
 * Part of store.h.  A sheet is one completed questionnaire on paper, a letter, a
 * phone call, a meeting or a petition.  Its state:
 *
 *                        ┌─────────────── key ──────────────► keyed
 *                        │                                      │ draw later
 *                        │                                      ▼
 *      received ─────────┴─ key, to be keyed again ──────────► waiting
 *                                                               │ key again
 *                                    ┌──── nothing differs ─────┤
 *                                    ▼                          ▼
 *                                 settled ◄──── settle ──── differences
 *
 *      settled, drawn for a sample ──► checked against the paper; it stays settled
 *      (store/sheets_check.h)
 *      any of these ──► aside (with a reason) ──► where it was, or void
 *      any of these, aside ──► void (with a reason: a copy of another, an empty
 *                              sheet)
 *      any of these, aside, void ──► withdrawn (its author wishes it: all that it
 *                              said is erased)
 *
 * A response counts from keyed and from settled on; one that was keyed and is
 * drawn later goes on counting as it was keyed until it is settled.  Every step is
 * a line of the log.  by is the login name of whoever takes it; now is in seconds
 * since 1970, UTC.
 */
#ifndef STORE_SHEETS_H
#define STORE_SHEETS_H
#include "base/base.h"
#include "forms/forms.h"

struct cases;

enum sheet_state { SHEET_RECEIVED, SHEET_KEYED, SHEET_WAITING,
	SHEET_DIFFERENCES, SHEET_SETTLED, SHEET_ASIDE, SHEET_VOID,
	SHEET_WITHDRAWN };
enum { SHEET_STATES = SHEET_WITHDRAWN + 1 };
const char *sheet_state_name(enum sheet_state);		/* "differences" */
/* May a sheet go from one state to the other? */
bool	sheet_may(enum sheet_state from, enum sheet_state to);

/* ---- copies ------------------------------------------------------------------ */

struct sheet_copy {
	uint32_t	 serial;
	char		 form[65], lang[16], edition[32];
	int		 size;
	char		 sent[11];	/* the day; "": not noted */
	bool		 back;		/* a sheet with this number came in */
	/* Read only: */
	int64_t		 task;		/* whose request it answers; 0 */
	char		 format[24];	/* that was asked for; "" */
	int64_t		 sheet;		/* that came in; 0: none */
	char		 came[11];	/* the day; "" */
};
/* Gives numbers to n copies that are about to be printed: first, first + 1, …
 * ERR_LIMIT: there are no more. */
bool	copies_new(struct cases *, const struct sheet_copy *like, size_t n,
	    const char *by, int64_t now, uint32_t *first, struct err *) MUST_USE;
bool	copies_find(struct cases *, uint32_t serial, struct sheet_copy *,
	    bool *found, struct err *) MUST_USE;
/* How many were printed, noted as sent, and came back. */
struct copies_count { int64_t printed, sent, back; };
bool	copies_count(struct cases *, struct copies_count *, struct err *)
	    MUST_USE;
/* day NULL: it was not sent after all. */
bool	copies_sent(struct cases *, uint32_t serial, const char *day,
	    const char *by, struct err *) MUST_USE;
/* Those that were noted as sent, the last first. */
bool	copies_register(struct arena *, struct cases *, struct sheet_copy **,
	    size_t *n, struct err *) MUST_USE;
/* What a task asked for went out on a day: notes its copies (n > 0) and closes
 * the task, with all that cases_task_done erases; all or nothing.  ERR_INPUT: no
 * copy has one of the numbers, it went out already, the task does not ask for
 * paper or is done, or by or note is empty. */
bool	copies_posted(struct cases *, int64_t task, const uint32_t *serials,
	    size_t n, const char *day, const char *by, const char *note,
	    struct err *) MUST_USE;

/* ---- receipt -------------------------------------------------------------------- */

struct sheet_batch {
	int64_t		 id, made;
	const char	*name, *by, *note;
	bool		 rehearsal;
	int64_t		 n[SHEET_STATES];
};
/* A new batch, for practice or for good. */
bool	batch_new(struct cases *, const char *note, bool rehearsal,
	    const char *by, int64_t now, int64_t *id, struct err *) MUST_USE;
/* The newest first. */
bool	batch_list(struct arena *, struct cases *, struct sheet_batch **,
	    size_t *n, struct err *) MUST_USE;

struct sheet {
	int64_t		 id, batch, place;
	const char	*batch_name;
	bool		 rehearsal;
	uint32_t	 serial;	/* 0: it is not on paper */
	char		 channel[16], form[65], lang[16], edition[32];
	char		 received[11], postmark[11];	/* postmark "": none */
	bool		 late;
	int64_t		 people;	/* 0: it is not of a meeting or petition */
	enum sheet_state state, before;
	const char	*reason;
	const char	*second;	/* "all", "sample", "risk"; "": once */
	char		 reference[REFERENCE_SIZE];	/* "": no response yet */
	const char	*keyed_by[3];	/* first, second, settled; "" */
	int64_t		 keyed_at[3];
	const char	*agreed;	/* who settled it together with that; "" */
};
/* Takes in what came; s is read up to and with people.  On paper serial 0 means
 * that the copy has no number: it gets one, to be written on it.  *s is as it is
 * kept.  ERR_INPUT: no copy has this number, or it came in already; the words say
 * when and in which batch. */
bool	sheet_receive(struct arena *, struct cases *, struct sheet *s,
	    const char *by, int64_t now, struct err *) MUST_USE;
bool	sheet_find(struct arena *, struct cases *, int64_t id, struct sheet *,
	    bool *found, struct err *) MUST_USE;
bool	sheet_by_serial(struct arena *, struct cases *, uint32_t serial,
	    struct sheet *, bool *found, struct err *) MUST_USE;
/* In the order of batches; batch 0: of all; state SHEET_STATES: in any. */
bool	sheet_list(struct arena *, struct cases *, int64_t batch,
	    int state, struct sheet **, size_t *n, struct err *) MUST_USE;

/* ---- originals -------------------------------------------------------------------- */

/* A file that belongs to a sheet: what was scanned, the letter, the email.  It is
 * sealed as answers are, and only who has a private key reads it. */
struct sheet_original {
	int64_t		 id, sheet, size, at;
	const char	*name;		/* "letter.pdf" */
	const char	*type;		/* "pdf" */
	const char	*by;
	uint8_t		 sha256[32];
	/* Of the sheet: */
	const char	*batch;
	int64_t		 place;
};
enum { ORIGINAL_MAX = 10000000,	/* bytes of one file */
	ORIGINALS_MAX = 20 };	/* files of one sheet */
/* name and type are as forms_file_name and forms_file_kind give them.
 * ERR_INPUT: the sheet was withdrawn, or has this file already; ERR_LIMIT. */
bool	original_add(struct cases *, int64_t sheet, const char *name,
	    const char *type, struct str bytes,
	    const struct seal_public to[SEAL_RECIPIENTS], const char *by,
	    int64_t now, struct err *) MUST_USE;
/* In the order in which they were attached; sheet 0: of all sheets. */
bool	original_list(struct arena *, struct cases *, int64_t sheet,
	    struct sheet_original **, size_t *n, struct err *) MUST_USE;
/* Its bytes, which are as they were attached.  ERR_KEY: this key opens it not. */
bool	original_open(struct cases *, int64_t id, const struct seal_secret *,
	    struct buf *plain, struct err *) MUST_USE;
/* It was attached by mistake: of this sheet, with a reason. */
bool	original_remove(struct cases *, int64_t sheet, int64_t id,
	    const char *reason, const char *by, struct err *) MUST_USE;

/* ---- keying ---------------------------------------------------------------------- */

enum { SHEET_CLAIM = 20 * 60 };	/* seconds that a sheet stays in one's hand */
enum sheet_work { SHEET_FIRST, SHEET_SECOND, SHEET_SETTLE };
/* The next sheet for this person, which nobody else has in hand: for the second
 * keying none that they keyed first, and to settle none that they keyed at all
 * (alone: those too, and to key again what they keyed before the day of now).
 * It is theirs for a while.  *id 0: there is none. */
bool	sheet_next(struct cases *, enum sheet_work, const char *by, bool alone,
	    int64_t now, int64_t *id, struct err *) MUST_USE;
/* How many wait for it. */
bool	sheet_waiting(struct cases *, enum sheet_work, const char *by, bool alone,
	    int64_t now, int64_t *n, struct err *) MUST_USE;

struct sheet_plan {
	int64_t		 one_in;	/* keyed again: 1: all; n: one in n,
					   drawn; 0: none */
	int64_t		 first;		/* and the first so many of each keyer */
	int64_t		 marks;		/* and those with so many marks; 0: not
					   for that */
};
bool	sheet_plan(struct cases *, struct sheet_plan *, struct err *) MUST_USE;
/* How many real sheets were keyed once, count, and can be drawn later. */
bool	sheet_undrawn(struct cases *, int64_t now, int64_t *n, struct err *)
	    MUST_USE;
/* Draws n of them at random, to be keyed again.  ERR_INPUT: there are fewer. */
bool	sheet_draw(struct cases *, int64_t n, const char *by, int64_t now,
	    struct err *) MUST_USE;
/* Holds for what is keyed from now on. */
bool	sheet_plan_set(struct cases *, const struct sheet_plan *,
	    const char *by, struct err *) MUST_USE;

struct sheet_keyed {
	int64_t		 sheet;
	const struct forms_answers *answers;	/* as keyed, not routed */
	const char	*by;
	const char	*agreed;	/* to settle: the login of who settles it
					   together with by, as staff_confirm gave
					   it; NULL: nobody */
	int64_t		 now;
	uint32_t	 draw;		/* random: decides whether it is keyed
					   again */
	bool		 alone;		/* the same person may key it again on
					   another day; that is not independent */
	/* Are two texts the same, but for what does not matter? */
	bool		(*same)(const char *, const char *);
};
/* The first keying of what was received.  The response is kept, unless it is
 * to be keyed again. */
bool	sheet_key_first(struct cases *, const struct sheet_keyed *,
	    enum sheet_state *, struct err *) MUST_USE;
/* The second, blind.  Where nothing differs the response is kept. */
bool	sheet_key_second(struct cases *, const struct sheet_keyed *,
	    enum sheet_state *, struct err *) MUST_USE;

enum sheet_choice { SHEET_OPEN, SHEET_FIRST_RIGHT, SHEET_SECOND_RIGHT,
	SHEET_NEITHER };
struct sheet_difference { const char *field; enum sheet_choice choice; };
bool	sheet_differences(struct arena *, struct cases *, int64_t sheet,
	    struct sheet_difference **, size_t *n, struct err *) MUST_USE;
/* One keying as it was keyed; form must be the sheet's. */
bool	sheet_keying(struct arena *, struct cases *, int64_t sheet, int round,
	    const struct forms_form *, struct forms_answers *, struct err *)
	    MUST_USE;
/* Settles all that differs, by somebody who keyed neither (k->alone, or together
 * with k->agreed: by anybody).  v names each field that does, with what is right;
 * for a field in which neither is, k->answers has the answer, which is in neither
 * (ERR_INPUT).  The response is kept. */
bool	sheet_settle(struct cases *, const struct sheet_keyed *k,
	    const struct sheet_difference *v, size_t n, struct err *) MUST_USE;

/* ---- put aside ---------------------------------------------------------------------- */

bool	sheet_aside(struct cases *, int64_t sheet, const char *reason,
	    const char *by, struct err *) MUST_USE;
/* To the state that it was put aside in. */
bool	sheet_back(struct cases *, int64_t sheet, const char *by, struct err *)
	    MUST_USE;
/* Its response, if it has one, no longer counts. */
bool	sheet_void(struct cases *, int64_t sheet, const char *reason,
	    const char *by, struct err *) MUST_USE;
/* Its author wishes it: the response, what was keyed and the originals are erased,
 * for good.  That the sheet came in, when, and who keyed it stays. */
bool	sheet_withdraw(struct cases *, int64_t sheet, const char *reason,
	    const char *by, struct err *) MUST_USE;

/* ---- what was measured -------------------------------------------------------------- */

/* For the estimate of errors (analysis/keying.h), one for each keyed sheet. */
struct sheet_count {
	int64_t		 sheet, differ, first_wrong, second_wrong, both_wrong;
	bool		 twice, by_risk, same_person;
	bool		 agreed;	/* settled by agreement of two */
	double		 chance;
	const char	*first, *second;	/* login names; second "" */
	char		 form[65], edition[32];
	/* Answers checked against the paper by somebody who neither keyed nor
	 * settled the sheet: those on which the two agreed, and the others. */
	int64_t		 agreed_checked, agreed_wrong;
	int64_t		 settled_checked, settled_wrong;
	bool		 of_batch;	/* drawn for that from one batch, not of
					   all sheets */
};
bool	sheet_counts(struct arena *, struct cases *, struct sheet_count **,
	    size_t *n, struct err *) MUST_USE;
#endif
