/* SPDX-License-Identifier: MIT
 *
 * keying.h -- what the pages about paper share: sheets that come in, are keyed,
 * and are settled.
 *
 * Private to survey/desk.
 */
#ifndef SURVEY_DESK_KEYING_H
#define SURVEY_DESK_KEYING_H
#include "analysis/analysis.h"
#include "survey/desk/private.h"
#include "survey/desk/tasks.h"
#include "survey/withdrawal.h"

/* What may be attached, in words. */
#define ORIGINAL_KINDS "PDF, JPG, PNG, TIFF, TXT, EML, ODT or DOCX"

/* The questionnaire that a sheet is of. */
struct key_form {
	struct forms_form *form;
	struct forms_paper paper;
	struct forms_answers nobody;	/* for words with answers in */
};
/* One line while somebody keys it. */
struct key_line {
	const struct forms_field *field;
	const char	*typed, *write_in;
	const char	*wrong;		/* NULL: it is fine */
};

/* key_form.c */
/* Whoever asks may void sheets, take them up again and plan: an analyst. */
bool	key_supervises(const struct desk_visit *);
const char *desk_login(const struct desk_visit *);	/* of who asks */
bool	key_form(struct desk_visit *, const struct sheet *, struct key_form *,
	    struct err *) MUST_USE;
/* Which edition it is, the paper says by what it is. */
void	key_edition(struct forms_answers *, const struct sheet *);
/* Is a question on the paper, and keyed? */
bool	key_has(const struct key_form *, const struct forms_field *);
/* The number and the words of a question, short. */
const char *key_words(struct desk_visit *, const struct key_form *,
	    const struct forms_field *);
/* "5 Strongly agree · 4 Agree · …"; "" where codes say nothing. */
const char *key_codes(struct desk_visit *, const struct key_form *,
	    const struct forms_field *);
/* An answer as it is keyed, and in words. */
void	key_answer(struct desk_visit *, const struct forms_field *,
	    const struct forms_answer *);
/* What is wrong with what was typed. */
const char *key_problem(struct desk_visit *, const struct forms_field *,
	    const struct forms_problem *);
/* Are two texts the same, but for what does not matter? */
bool	key_same(const char *, const char *);
/* Nobody else could key a sheet again: whoever keyed it may, on another day. */
bool	key_alone(struct desk_visit *, struct cases *, bool *, struct err *)
	    MUST_USE;
/* "sheet 004 214"; "phone, number 3 of B-0002" */
const char *key_called(struct desk_visit *, const struct sheet *);
/* "To key again" */
const char *key_state(enum sheet_state);
/* Puts a sheet aside with the reason that was sent, and goes on there; otherwise
 * says what is wrong, for the page that is drawn again. */
const char *key_aside(struct desk_visit *, struct cases *, int64_t sheet,
	    const char *then);
/* The box for that reason, open and said where something is wrong (NULL: not). */
void	key_aside_box(struct desk_visit *, const char *question,
	    const char *wrong);
/* Refuses what is for whoever supervises. */
void	key_for_analysts(struct desk_visit *);
/* "2.3 MB", "12 kB" */
const char *key_size(struct desk_visit *, int64_t bytes);
/* The names of the originals of a sheet, on the screens of keyers. */
bool	key_originals(struct desk_visit *, struct cases *, int64_t sheet,
	    const char **, struct err *) MUST_USE;
/* Ends the head of a screen with them; "": there are none. */
void	key_attached(struct desk_visit *, const char *names);
/* page_sheet.c: the page of a sheet, with what is wrong or NULL. */
void	key_sheet(struct desk_visit *, struct cases *, int64_t sheet,
	    const char *wrong);
/* Today, as dates are sent; is this such a date? */
const char *key_today(struct desk_visit *);
bool	key_day_ok(const char *, bool may_be_empty);
/* "27 November 2026" of "2026-11-27". */
const char *key_day(struct desk_visit *, const char *);
/* How many wait: of each kind of work. */
bool	key_waiting(struct desk_visit *, struct cases *, int64_t n[3],
	    struct err *) MUST_USE;
/* The foot of the screens: queues and keys. */
void	key_foot(struct desk_visit *, const int64_t waiting[3], int at,
	    const char *keys);

/* key_screen.c.  Opens the store for the screen of a sheet; false: it was
 * answered. */
bool	key_open(struct desk_visit *, struct desk_store *, bool *alone)
	    MUST_USE;
/* Opens the store for the page of one sheet or batch, whose id is sent or asked
 * for; only analysts post to it.  false: it was answered. */
bool	key_about(struct desk_visit *, struct desk_store *, int64_t *id)
	    MUST_USE;
/* What became of the sheet before; "": nothing is said. */
void	key_done(struct desk_visit *, const char *words);
/* The form; Enter checks it and never saves it, where there is no script. */
void	key_form_begin(struct desk_visit *, const char *action, const char *id,
	    int64_t sheet);
/* A line for each question that is on the paper, empty. */
struct key_line *key_lines(struct desk_visit *, const struct key_form *,
	    size_t *n);
/* What is typed in them as answers; how many cannot be right, each of which says
 * why. */
size_t	key_lines_read(struct desk_visit *, struct key_line *, size_t n,
	    struct forms_answers *);
/* Those that cannot be right, above the form. */
void	key_lines_faults(struct desk_visit *, const struct key_line *, size_t n,
	    size_t wrong);
/* What is wrong, above the form, with links to the boxes k0, k1, … */
struct key_fault {
	size_t		 box;
	const struct forms_field *field;
	const char	*words;
};
void	key_faults(struct desk_visit *, const char *title,
	    const struct key_fault *, size_t n);

/* key_in.c: what was typed into the form for taking in, and what came of it. */
struct intake_form {
	const char	*batch, *channel, *numbers, *plain, *lang, *received,
			*postmark, *people;
	const char	*wrong;			/* NULL: nothing */
	const char	*what;			/* was done */
	struct buf	 said;			/* to which of them */
	struct sheet	*taken;				/* in */
	size_t		 n_taken, cap;
};
void	intake_free(struct intake_form *);
/* Once for each form that was drawn; taken and said have what was done. */
bool	key_in_once(struct desk_visit *, struct cases *, struct intake_form *,
	    struct err *) MUST_USE;
/* Numbers of copies, one on each line, each once in a row. */
bool	key_serials(struct desk_visit *, struct cases *, const char *lines,
	    uint32_t **, size_t *n, struct err *) MUST_USE;
/* key_quality.c: the sheets keyed so far, to be measured. */
bool	key_sheets(struct desk_visit *, struct cases *, struct analysis_keyed *,
	    struct err *) MUST_USE;
/* In a sentence or two; "" before anything was keyed. */
bool	key_quality(struct desk_visit *, struct cases *, const char **,
	    struct err *) MUST_USE;

void	desk_key_first(struct desk_visit *);
void	desk_key_second(struct desk_visit *);
void	desk_settle(struct desk_visit *);
void	desk_sample(struct desk_visit *);	/* samples, and drawing one */
void	desk_recheck(struct desk_visit *);	/* one of its sheets */
void	desk_keyers(struct desk_visit *);	/* how often each was wrong */
void	desk_paper(struct desk_visit *);	/* batches, receipt, the plan */
void	desk_batch(struct desk_visit *);
void	desk_sheet(struct desk_visit *);
void	desk_original(struct desk_visit *);
void	desk_copies(struct desk_visit *);
void	desk_paper_sum(struct desk_visit *, const char **detail,
	    const char **tag);

/* page_withdraw.c */
/* With the reason that was sent; reference: NULL, of a sheet or message. */
enum withdrawn desk_withdrew(struct desk_visit *, struct cases *,
	    enum response_way, int64_t id, const char *reference,
	    struct err *);
/* A page that says that it is erased, what is not done, and does it again by the
 * same address; id 0: what was withdrawn is sent by its reference. */
void	desk_unfinished(struct desk_visit *, int64_t id, const struct err *);
#endif
