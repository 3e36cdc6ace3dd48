/* SPDX-License-Identifier: MIT
 *
 * store.h -- what is kept: sealed responses on the public server (intake),
 * opened ones at the desk (cases), and the one form in which answers travel.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H
#include "base/base.h"
#include "forms/forms.h"

/* ---- the response as bytes ------------------------------------------------
 * Canonical JSON (UTF-8, no spaces, keys in the order of the form), made and
 * read by cJSON:
 *   {"v":1,"form":HASH,"channel":"online","lang":"en","day":"2024-06-03",
 *    "rehearsal":false,"answers":{"capacity":"carer","agree[P3]":"agree",
 *    "ambitions":["A1","A4"],"why[P3]":"…","capacity.other":"…",
 *    "area":{"missing":"blank"}}}
 * A ranking is a list of names, the best first; points are pairs,
 * [["roads",60],["parks",40]]; a date is as much as is known of it,
 * "2024-06-03"; a file is {"name":"plan.pdf","size":3,"data":"JVBE"} (base64,
 * URL-safe, without padding).
 * Options go by name.  Missing reasons that an option gave keep the option:
 * {"missing":"prefer-not","option":"rather-not"}.  What was not asked is
 * written too: {"missing":"not-asked"}. */

enum { STORE_SEEN = 4 };
/* What an analyst may want to look at before a response is counted.  Never a
 * reason to refuse one. */
enum store_flag {
	STORE_FAST = 1,		/* sent sooner than anybody could read it */
	STORE_TRAP = 2,		/* the box that people are asked to leave empty
				   was filled in */
	STORE_UNSIGNED = 4,	/* not begun on a first page that we had made */
	STORE_MANY = 8,		/* one of very many from the same part of the
				   network in a short time */
	STORE_LATE = 16		/* on paper or from elsewhere, and it came after
				   the close */
};
enum { STORE_FLAGS = 5 };
const char *store_flag_name(enum store_flag);	/* "fast" */
struct store_meta {
	char		 form[65];	/* hash of the frozen definition */
	char		 channel[16], lang[16];
	char		 catalogue[65];	/* of the translation that was shown
					   (forms_language), after "lang"; "":
					   not there */
	char		 day[11];	/* UK date of receipt */
	bool		 rehearsal;
	unsigned	 flags;		/* of store_flag; written as "flags":
					   ["fast",…], and only then */
	/* Earlier versions that part of it was answered under, where wording
	 * was corrected or the form changed on the way; written as
	 * "seen":[HASH,…] before the answers, and only then. */
	char		 seen[STORE_SEEN][65];
	size_t		 n_seen;
};
void	store_encode(const struct forms_answers *, const struct store_meta *,
	    struct buf *out);
/* Reads into arena memory; form must be the one with the hash in the text.
 * ERR_INPUT says what is wrong: unknown field, option, state, not JSON. */
bool	store_decode(struct arena *, struct str json, const struct forms_form *,
	    struct forms_answers *, struct store_meta *, struct err *) MUST_USE;
/* Only the meta part, to learn which form is needed. */
bool	store_decode_meta(struct str json, struct store_meta *, struct err *)
	    MUST_USE;

/* ---- intake: append only, opaque ------------------------------------------
 * Nobody who holds only the intake store can read an answer.  In clear: a row
 * id, the epoch, channel, day, form hash, a rehearsal mark, a hash of the
 * idempotency token, the reference.  Safe from any thread: writes are queued
 * to one writer thread and committed in groups; each call returns after its
 * commit did. */

struct intake;
/* DB_WRITE/DB_CREATE need the recipients' public keys; DB_READ takes none. */
bool	intake_open(struct intake **, const char *path, enum db_mode,
	    const struct seal_public *to, size_t n_to, struct err *) MUST_USE;
/* While fewer bytes than this are free on its disk, nothing that takes room is
 * accepted (0: until the disk says so itself).  What is kept stays, is read, and
 * can be withdrawn or expire. */
enum { INTAKE_FLOOR_MB = 64 };	/* unless another is set */
void	intake_floor(struct intake *, uint64_t bytes);
/* What it did since it was opened.  Safe from any thread. */
struct intake_meter {
	uint64_t	 responses, drafts, requests;	/* committed */
	uint64_t	 refused;	/* for want of room */
	uint64_t	 failed;	/* for any other reason */
	size_t		 queued;	/* now */
	bool		 well;		/* the last group was committed, and
					   there is room */
	uint64_t	 free;		/* bytes on its disk; 0: not known */
	struct meter	 commits;
};
void	intake_meter(struct intake *, struct intake_meter *);
void	intake_close(struct intake *);	/* commits what is queued; NULL is fine */

enum { TOKEN_SIZE = 16 };
struct intake_response {
	uint8_t		 token[TOKEN_SIZE];	/* from the form; random */
	struct store_meta meta;
	struct str	 plain;			/* store_encode's bytes */
	/* When draft is set, that draft goes in the same transaction.  What
	 * after() writes, sealed under the respondent's key, takes its place
	 * until expires: what their browser shows from now on.  after() is
	 * called on the writer's thread while intake_add waits. */
	const uint8_t	*draft;			/* 32 bytes, or NULL */
	void		(*after)(void *arg, const char *reference,
			    struct buf *sealed);	/* NULL: nothing */
	void		*arg;
	int64_t		 expires;	/* seconds since 1970, UTC */
};
/* A write that nobody waits for on their own thread.  It is made by one of the
 * functions below, in an arena that outlives it, and what it was given must
 * outlive it too; intake_later_start queues it, and calls done on the writer's
 * thread after the commit, or when it was refused. */
struct intake_later;
void	intake_later_start(struct intake_later *, void (*done)(void *arg),
	    void *arg);
/* After done: was it kept?  False: e says why not. */
bool	intake_later_kept(const struct intake_later *, struct err *) MUST_USE;

enum intake_outcome {
	INTAKE_NEW,
	INTAKE_SAME,	/* this token came before, last with these bytes; or
			   it was withdrawn, and nothing brings it back */
	INTAKE_AMENDED	/* this token came before, last with other bytes: kept
			   too, linked; the newest counts */
};
/* Seals and commits.  On return true the response is on disk.  reference is
 * the one first given for this token.  ERR_IO: disk full or below the floor
 * of free space (nothing was accepted; ask people to use another way).
 * ERR_INPUT: plain is empty; ERR_LIMIT: more than 4 MiB. */
bool	intake_add(struct intake *, const struct intake_response *,
	    char reference[REFERENCE_SIZE], enum intake_outcome *,
	    struct err *) MUST_USE;
/* The same without waiting; NULL: ERR_INPUT and ERR_LIMIT as above. */
struct intake_later *intake_add_later(struct arena *, struct intake *,
	    const struct intake_response *, struct err *);

/* Drafts: opaque bytes under an id that is a hash of the respondent's secret.
 * The store cannot read them.  ERR_INPUT: what stands there was sent already,
 * and no draft takes its place. */
bool	intake_draft_put(struct intake *, const uint8_t id[32], struct str sealed,
	    int64_t expires, struct err *) MUST_USE;
/* The same without waiting; sealed is too long: NULL. */
struct intake_later *intake_draft_later(struct arena *, struct intake *,
	    const uint8_t id[32], struct str sealed, int64_t expires,
	    struct err *);
/* *found false: none, or expired at now. */
bool	intake_draft_get(struct intake *, const uint8_t id[32], int64_t now,
	    struct buf *sealed, bool *found, struct err *) MUST_USE;
/* What was sent stays. */
bool	intake_draft_drop(struct intake *, const uint8_t id[32], struct err *)
	    MUST_USE;
/* How many stand there that were not sent.  Any thread. */
bool	intake_drafts_begun(struct intake *, int64_t *n, struct err *) MUST_USE;
struct intake_close {
	int64_t		 was, closes;	/* all in seconds */
	int64_t		 grace;		/* after the close */
	int64_t		 least;		/* a draft stays after it was saved */
	int64_t		 receipts;	/* stay after the close */
	int64_t		 now;
};
/* The closing date was amended: drafts and receipts that were to end with it
 * end with the one there is now; drafts never sooner than least from now.
 * Doing it again changes nothing. */
bool	intake_drafts_follow(struct intake *, const struct intake_close *,
	    struct err *) MUST_USE;
bool	intake_drafts_expire(struct intake *, int64_t now, size_t *dropped,
	    struct err *) MUST_USE;

/* ---- requests --------------------------------------------------------------
 * What people ask for beside answering.  Sealed like responses: in clear are a
 * row id, the epoch, the day, a rehearsal mark and a hash of the token.
 * Canonical JSON, keys in this order, those without words left out:
 *   {"v":1,"kind":"outcome","day":"2024-06-03","lang":"gu","rehearsal":false,
 *    "reference":"7K4M-9Q2X-3B","proof":"…","name":"…","email":"…",
 *    "phone":"…","address":"…","format":"large-print","words":"…"}
 * proof is the response's own token (URL-safe base64): who has it holds the
 * return code.  A reference is no proof, and pull sets aside what has none. */

enum request_kind { REQUEST_WITHDRAW, REQUEST_STOP_EQUALITY, REQUEST_OUTCOME,
	REQUEST_PAPER,		/* a paper copy, or another format */
	REQUEST_FEEDBACK };
enum { REQUEST_KINDS = REQUEST_FEEDBACK + 1 };
const char *request_kind_name(enum request_kind);	/* "stop-equality" */
struct store_request {
	enum request_kind kind;
	char		 day[11], lang[16];
	bool		 rehearsal;
	char		 reference[REFERENCE_SIZE];	/* "": of no response */
	uint8_t		 proof[TOKEN_SIZE];	/* that response's token */
	/* Each "" where it was not given (NULL will do when writing). */
	const char	*name, *email, *phone, *address, *format, *words;
};
void	request_encode(const struct store_request *, struct buf *out);
/* Texts live in the arena.  ERR_INPUT says what is wrong. */
bool	request_decode(struct arena *, struct str json, struct store_request *,
	    struct err *) MUST_USE;

struct intake_request {
	uint8_t		 token[TOKEN_SIZE];	/* from the form; random, or
						   made of the return code */
	struct store_request r;
	/* When draft is set, sealed takes its place until expires, in the same
	 * transaction: what the person's browser shows from now on. */
	const uint8_t	*draft;			/* 32 bytes, or NULL */
	struct str	 sealed;
	int64_t		 expires;
};
/* Seals and commits; on return true it is on disk.  A withdrawal also removes
 * the sealed responses of its token from this store, for good.  INTAKE_NEW, or
 * INTAKE_SAME when this token came before (nothing is kept then).  ERR_INPUT:
 * a request about a response that proves nothing; ERR_LIMIT: too long; ERR_IO
 * as for intake_add. */
bool	intake_request(struct intake *, const struct intake_request *,
	    enum intake_outcome *, struct err *) MUST_USE;

struct intake_count { char channel[16]; bool rehearsal; int64_t n; };
/* Responses that count (amended ones once), by channel; at most n rows. */
bool	intake_counts(struct intake *, struct intake_count *, size_t *n,
	    struct err *) MUST_USE;
bool	intake_remove_rehearsal(struct intake *, int64_t *removed, struct err *)
	    MUST_USE;

/* ---- cases: what staff work on --------------------------------------------
 * Tables (documented in store/schema/cases-1.sql on; meant to be readable with any
 * SQLite tool): response, answer (one row a field, with its state and value),
 * unit (a free text to be coded), run, coding. */

struct cases;
/* To write it waits up to five seconds for whoever else is writing (ERR_BUSY). */
bool	cases_open(struct cases **, const char *path, enum db_mode,
	    struct err *) MUST_USE;
void	cases_close(struct cases *);
/* What was erased goes from the log beside the file as well, unless somebody
 * is reading; then the next one does it.  Functions that erase do it themselves:
 * when that alone fails (ERR_IO) it is erased all the same, and this does the rest. */
bool	cases_scrub(struct cases *, struct err *) MUST_USE;

/* How many opened responses there are: real ones, and of rehearsals. */
bool	cases_counts(struct cases *, int64_t *real, int64_t *rehearsal,
	    struct err *) MUST_USE;

/* What has come in, of what counts.  A meeting or a petition is one response,
 * counted apart, however many people it speaks for. */
struct cases_arrived { const char *name; int64_t n; };
struct cases_arrivals {
	int64_t		 responses;
	int64_t		 rehearsal;	/* of them made up */
	struct cases_arrived *channels, *langs;	/* the most first */
	size_t		 n_channels, n_langs;
	struct cases_arrived *days;	/* "2024-06-03", in order; those
					   without any are left out */
	size_t		 n_days;
	int64_t		 meetings, met;	/* people, as far as noted */
	int64_t		 petitions, signed_by;
};
/* since: the first of the days.  Lives in the arena. */
bool	cases_arrivals(struct arena *, struct cases *, const char *since,
	    struct cases_arrivals *, struct err *) MUST_USE;

struct cases_pull {
	int64_t		 seen, added, already, amended;
	int64_t		 bad;		/* set aside: not taken over */
	int64_t		 bad_row;	/* the first of them; 0: none */
	char		 bad_why[508];	/* names it and says why */
	int64_t		 asked[REQUEST_KINDS];	/* new tasks, by kind */
	int64_t		 unproven;	/* of those, that prove nothing */
	int64_t		 flagged;	/* of the added, that have flags */
	int64_t		 erased;	/* responses of which something was
					   erased: withdrawn, or equality */
};
/* Opens every sealed row, of responses and of requests, of the intake store
 * (opened DB_READ, may be a copy
 * brought from another machine) and keeps it; rows that are there already are
 * left alone, so it is safe to run again at any time.  form(hash) gives the
 * definition for a hash or NULL.  A row that was changed, that cannot be read
 * or whose definition is lost is set aside and counted; a later pull tries it
 * again.  One transaction for all the others.
 *
 * A request becomes a task.  One about a response is carried out only where the
 * hash of its proof is that response's token: a withdrawal leaves nothing of it
 * but its reference, and it never counts again; a stop erases the equality
 * answers.  It does not matter which of the two is pulled first.  ERR_KEY: this key opens nothing
 * that is new here, and nothing was changed. */
bool	cases_pull(struct cases *, struct intake *, const struct seal_secret *,
	    const struct forms_form *(*form)(void *, const char *hash,
	    struct err *), void *arg, struct cases_pull *, struct err *)
	    MUST_USE;

struct cases_response {
	int64_t		 id;
	char		 reference[REFERENCE_SIZE];
	struct store_meta meta;
	struct forms_answers answers;
	const struct forms_earlier *earlier;	/* the version that it answered;
						   NULL: form itself */
};
/* Where the field that r's version called id stands in form; NULL: nowhere. */
const struct forms_field *cases_field(const struct cases_response *r,
	    const struct forms_form *, const char *id);
/* The hashes of the versions that responses which count answer. */
bool	cases_forms(struct arena *, struct cases *, const char ***, size_t *n,
	    struct err *) MUST_USE;
/* All responses that count (the newest of amended ones), in the order of
 * receipt, as answers to form.  Those to a version before it come through
 * form->earlier (forms_earlier); without that they are ERR_INPUT.  Lives in
 * the arena. */
bool	cases_load(struct arena *, struct cases *, const struct forms_form *,
	    struct cases_response **, size_t *n, struct err *) MUST_USE;
bool	cases_remove_rehearsal(struct cases *, int64_t *removed, struct err *)
	    MUST_USE;

/* The references of responses that were withdrawn: nothing of theirs may be
 * kept anywhere else either. */
bool	cases_withdrawn(struct arena *, struct cases *, const char ***,
	    size_t *n, struct err *) MUST_USE;

struct cases_sent { struct store_meta meta; struct str json; };
/* All that was sent under one reference, as it is written when it is given,
 * in the order of receipt: the last one counts. */
bool	cases_sent(struct arena *, struct cases *, const char *reference,
	    struct cases_sent **, size_t *n, struct err *) MUST_USE;

struct cases_unit {
	int64_t		 id, response;
	const char	*field;		/* "why[P3]" */
	const char	*text;
};
/* Every free text (LINE is not one) of responses that count, by id. */
bool	cases_units(struct arena *, struct cases *, struct cases_unit **,
	    size_t *n, struct err *) MUST_USE;

enum cases_source { CODED_HUMAN, CODED_RULE, CODED_MODEL, CODED_CAMPAIGN,
	CODED_IMPORT };
const char *cases_source_name(enum cases_source);
struct cases_coding {
	int64_t		 id, unit, run;
	const char	*code;		/* entity name: "P3", "T1" */
	enum cases_source source;
	int64_t		 start, end;	/* code points, end exclusive;
					   -1, -1: the whole unit */
	const char	*why;		/* the words that matched; "" */
};
/* One run of a coder or a rule set: replaces the codings of earlier runs with
 * the same source and coder as the current ones (they stay in the table,
 * superseded).  All in one transaction; add() is called by each(). */
struct cases_run {
	enum cases_source source;
	const char	*coder;		/* "rules", a person's account name */
	const char	*codebook;	/* "strategy version 1" */
	const char	*detail;	/* parameters, hash of the rules */
};
bool	cases_run(struct cases *, const struct cases_run *,
	    const struct cases_coding *, size_t n, int64_t *run, struct err *)
	    MUST_USE;
/* Codings that stand (not superseded), by unit, start, code. */
bool	cases_codings(struct arena *, struct cases *, struct cases_coding **,
	    size_t *n, struct err *) MUST_USE;

/* ---- flagged responses -------------------------------------------------------
 * All of them count until a named person decides otherwise, for a flag or for
 * one flagged response.  What is left out stays where it is and can be counted
 * again; each decision is a line of the log. */

struct cases_decision { bool out; int64_t at; const char *by, *why; };
struct cases_flagged {
	char		 reference[REFERENCE_SIZE], day[11];
	unsigned	 flags;
	bool		 left_out;
	const struct cases_decision *own;	/* about it alone, which holds
						   above those about flags, or
						   NULL */
};
struct cases_flags {
	int64_t		 all;		/* responses, the newest of amended
					   ones, less those withdrawn */
	int64_t		 left_out;
	struct cases_flagged *v;	/* in the order of receipt */
	size_t		 n;
	struct cases_flag_sum {		/* by the number of the flag's bit; one
					   response may be in several */
		int64_t		 n, left_out;
		const struct cases_decision *decision;	/* NULL: none yet */
	} of[STORE_FLAGS];
};
bool	cases_flags(struct arena *, struct cases *, struct cases_flags *,
	    struct err *) MUST_USE;
/* what: the name of a flag, which also holds for responses that come later, or
 * the reference of a flagged response.  changed: by how many more or fewer
 * responses are left out.  ERR_INPUT: by or why is empty, it is so already,
 * there is no such response, or it has no flags. */
bool	cases_flag_decide(struct cases *, const char *what, bool out,
	    const char *by, const char *why, int64_t *changed, struct err *)
	    MUST_USE;

/* ---- tasks and the log: what people asked for, and what was done ----------- */

enum cases_result {
	TASK_PLAIN,		/* it is about no response */
	TASK_HERE,		/* the proof is right; what could be done by
				   the program was done */
	TASK_ABSENT,		/* the response was never opened here */
	TASK_UNPROVEN,		/* the proof is not that response's */
	TASK_FAILED		/* its answers could not be read, or erased */
};
struct cases_task {
	int64_t		 id;
	struct store_request r;	/* what it says is "" once it is erased */
	enum cases_result result;
	int64_t		 done;		/* seconds since 1970; 0: open */
	const char	*by, *note;	/* "" while it is open */
};
/* By id, those that are open, or all. */
bool	cases_tasks(struct arena *, struct cases *, bool all,
	    struct cases_task **, size_t *n, struct err *) MUST_USE;
/* Closes a task, and erases all that it said and how to reach the person.
 * ERR_INPUT: there is none, it is done already, or by or note is empty. */
bool	cases_task_done(struct cases *, int64_t id, const char *by,
	    const char *note, struct err *) MUST_USE;

struct cases_line {
	int64_t		 id, at, task;	/* task 0: of none */
	const char	*who, *what, *detail;
	const char	*subject;	/* what it binds; "" or NULL: nothing */
	struct str	 digest;	/* of that; 32 bytes, or none */
};
/* A line of the log, about what was done outside the store: what is "exported
 * the responses", detail "xlsx".  ERR_INPUT: by or detail is empty. */
bool	cases_did(struct cases *, const char *by, const char *what,
	    const char *detail, struct err *) MUST_USE;
/* The whole log, the oldest first. */
bool	cases_audit(struct arena *, struct cases *, struct cases_line **,
	    size_t *n, struct err *) MUST_USE;
enum { AUDIT_HEAD = 96 };
/* Works every hash out again.  head: how many lines there are and the hash of
 * the last, "12:3f…": to be written down elsewhere.  since (may be NULL): one
 * that was written down, which must still be in the log.  ERR_DB says which
 * line is wrong; ERR_INPUT: since is no head. */
bool	cases_audit_verify(struct cases *, const char *since,
	    char head[AUDIT_HEAD], struct err *) MUST_USE;

/* ---- what people answered elsewhere ------------------------------------------ */
#include "store/brought.h"

/* ---- what people read in comments ----------------------------------------------- */
#include "store/readings.h"

/* ---- is everything as it was kept? --------------------------------------------- */
#include "store/verify.h"

/* ---- what comes in by hand, and who works at the desk ------------------------- */
#include "store/sheets.h"
#include "store/sheets_check.h"
#include "store/messages.h"
#include "store/withdraw.h"
#include "store/staff.h"
#endif
