/* SPDX-License-Identifier: MIT
 *
 * fold.h -- a message as lines, on the way to what is understood of it.
 *
 * Private to survey/mail.  docs/MAIL.md says what is folded and why.
 *
 * Everything goes over the lines a fixed number of times and looks at a bounded
 * stretch of each, so that the time is linear in the text.
 */
#ifndef SURVEY_MAIL_FOLD_H
#define SURVEY_MAIL_FOLD_H
#include "survey/mail/mail.h"

/* How much of a line is looked at, in bytes and in words. */
enum { FOLD_LOOK = 4096, FOLD_WORDS = 64, FOLD_DEPTH = 32 };

/* Where a line stands. */
enum fold_place {
	PLACE_OWN,		/* written by the sender, as far as we know */
	PLACE_SENT_ON,		/* below a forward marker */
	PLACE_BELOW,		/* below “From, Sent, To, Subject” and the like,
				   without > before the lines */
	PLACE_MARK		/* such a marker itself */
};
/* What a line is of the form. */
enum fold_hit {
	HIT_NONE,
	HIT_ASKED,		/* a question */
	HIT_ON_LINE,		/* it ends on this line, and an answer begins */
	HIT_TITLE,		/* the title of a page */
	HIT_TITLE_ON_LINE,	/* "Priority 3: more nurses" */
	HIT_HINT,
	HIT_NUMBER,		/* "Question 4" and no more */
	HIT_NUMBER_ON_LINE,	/* "Q4: more nurses" */
	HIT_BARE		/* "4. more nurses" */
};
struct fold_line {
	size_t		 start, end;	/* in the text, with its LF */
	size_t		 text, stop;	/* what it says: behind > and spaces,
					   before spaces at the end */
	const char	*words;		/* folded: " dear team "; of a bounded part */
	uint32_t	 n_bytes;	/* of words */
	uint16_t	 n_words;
	uint8_t		 depth;		/* how many > */
	uint8_t		 base;		/* how many of these are not quoting */
	bool		 blank;
	bool		 whole;		/* words are of all of it */
	bool		 digit_next;	/* a digit follows > without a space */
	uint32_t	 last;		/* its last character; 0 */
	enum fold_place	 place;
	uint32_t	 region;	/* counts up at each marker */
	enum fold_hit	 hit;
	bool		 hit_first;	/* the first line of a wrapped question */
	const struct fold_text *of;	/* ASKED to HINT */
	const struct forms_field *field;	/* whose number it begins with */
	enum mail_kind	 kind;
	const struct forms_field *says;	/* as of a span */
	const char	*why;
};

/* A text of the form in some language, and whose it is. */
enum fold_text_kind { TEXT_QUESTION, TEXT_TITLE, TEXT_HINT };
struct fold_text {
	enum fold_text_kind kind;
	const uint64_t	*words;		/* hashes of the folded ones */
	size_t		 n_words;
	size_t		 n_name;	/* TITLE: words of "Priority 3"; 0 */
	const struct forms_field **fields;	/* of the first form; TITLE: the
					   one for words on that page, or none */
	size_t		 n_fields, cap_fields;
	const struct forms_page *page;	/* TITLE; NULL: of several pages */
	uint32_t	 next;		/* of the same hash: index + 1; 0 */
};
/* Which texts have a word. */
struct fold_post { uint64_t word; uint32_t *v; size_t n, cap; };
struct fold_form {
	const struct forms_form *const *forms;
	size_t		 n_forms;	/* 0: nothing is matched */
	struct fold_text *texts;
	size_t		 n, cap;
	struct fold_post *posts;	/* open addressing */
	size_t		 room;		/* a power of two */
	uint32_t	*buckets;	/* of texts, as next; room of them */
	const struct forms_field ***numbered;	/* by number: fields whose number
					   begins with it, ended by NULL */
	size_t		 n_numbered;
};

struct fold {
	struct arena	*a;
	struct str	 text;
	struct fold_line *v;
	size_t		 n;
	struct fold_form f;
	uint32_t	 regions;
};

/* ---- words: fold_words.c ------------------------------------------------------------ */

/* Puts words in lower case, without accents on Latin letters and without
 * apostrophes, between single spaces, into b; digits of any script become 0 to 9.
 * Returns how many. */
size_t	fold_words(struct buf *, struct str);
/* Cuts the text into lines. */
void	fold_lines(struct fold *);
struct str fold_raw(const struct fold *, const struct fold_line *);
/* Like a name: few words, each with a capital, or of a script without them. */
bool	fold_name(struct str);
/* Sentences end with it: . ! ? and the like of other scripts. */
bool	fold_ends(uint32_t);
/* Which of its first 64 words begin with a small letter, from bit 0 up. */
uint64_t fold_small(struct str);
/* How many bytes its first so many words take, with what is before them. */
size_t	fold_past(struct str, size_t words);
/* The hashes of folded words, at most so many; returns how many. */
size_t	fold_hashes(const char *words, size_t n, uint64_t *out, size_t most);
/* How many digits. */
size_t	fold_digits(struct str);
bool	fold_has(struct str, const char *bytes);
/* The next line with words from i on (itself counts); fold->n: none. */
size_t	fold_next(const struct fold *, size_t i);

/* Phrases in several languages, ended by NULL.  They are folded once. */
struct phrases;
extern struct phrases fold_greetings, fold_greeted, fold_closings, fold_and,
    fold_phones, fold_devices, fold_signers, fold_labels, fold_weak,
    fold_plain_words, fold_first_person, fold_wrote, fold_originals, fold_forwards,
    fold_begins, fold_froms, fold_dates, fold_tos, fold_ccs, fold_subjects,
    fold_openers, fold_notices, fold_banners, fold_strong, fold_sends_on, fold_question,
    fold_postscripts;
/* Of folded words from byte `at` (before a word) on: how many bytes of them are
 * the longest of these phrases; 0: none. */
size_t	phrase_at(struct phrases *, const char *words, size_t n, size_t at);
static inline bool
phrase_starts(struct phrases *p, const struct fold_line *l)
{
	return phrase_at(p, l->words, l->n_bytes, 0) > 0;
}
/* "Sent from my iPhone". */
bool	fold_phone(const struct fold_line *);
/* The words are one of the phrases and no more. */
bool	phrase_is(struct phrases *, const char *words, size_t n);
bool	phrase_in(struct phrases *, const char *words, size_t n);
/* How many different ones are in there. */
size_t	phrase_count(struct phrases *, const char *words, size_t n);

/* ---- steps, in this order ------------------------------------------------------------ */

/* fold_texts.c: makes the form's texts ready. */
void	fold_form(struct fold *, const struct forms_form *const *, size_t n);
/* The texts that have this word (by its hash), by index. */
const uint32_t *fold_texts_with(const struct fold *, uint64_t word, size_t *n);
/* fold_asked.c: what each line is of the form, by words and numbers. */
void	fold_hits(struct fold *);
/* fold_places.c: markers, and where each line stands. */
void	fold_places(struct fold *);
/* fold_quoted.c: which lines are quoted, and which only seem so. */
void	fold_quoted(struct fold *);
/* When nothing else was said, or what was said points there: shows it. */
void	fold_unfold(struct fold *);
/* Behind a copied header ("From: …") that begins at line i; i: there is none. */
size_t	fold_heads_end(const struct fold *, size_t i);
/* Lines from to end - 1 are of one writer: fold_notice.c marks its disclaimers,
 * then fold_signed.c its greeting, closing and signature. */
void	fold_part_notices(struct fold *, size_t from, size_t end);
void	fold_part_signed(struct fold *, size_t from, size_t end);
/* Both, for each part that is not quoted. */
void	fold_parts(struct fold *);
/* fold_answers.c: which question each said line answers. */
void	fold_answers(struct fold *);

/* fold_number.c: whether a line begins with the number of a question. */
struct fold_number {
	const struct forms_field *field;	/* NULL: not of the form */
	bool	named;		/* "Q4", "Question 4" */
	bool	alone;		/* nothing follows */
	size_t	words;		/* how many of the line's words it is */
};
bool	fold_number(const struct fold *, const struct fold_line *,
	    struct fold_number *);
/* Which bare numbers ("4. more nurses") are those of questions: all or none. */
bool	fold_numbers_fit(const struct fold *, const char **why);

static inline void
fold_set(struct fold_line *l, enum mail_kind kind, const char *why)
{
	l->kind = kind;
	l->why = why;
}
/* Said by whoever wrote this part. */
static inline bool
fold_said(const struct fold_line *l)
{
	return l->kind == SPAN_SAID && !l->blank;
}
#endif
