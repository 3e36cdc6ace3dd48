/* SPDX-License-Identifier: MIT
 *
 * paper_words.c -- the words of the lines on paper, in the language of the
 * form.
 */
#include "forms/paper.h"
#include "locales/locales.h"

enum { LABEL_MAX = 70 };

/* translators: {questions} is "question 3", "any of questions 4, 5 or 6" or
 * the like, without a preposition; where your language would bend it, put it
 * in brackets after the rest.  {answers} is one answer in quotation marks or
 * several.  All of these stand after "if". */
const char *const paper_ticked = TR_IN("on paper",
    "you ticked {answers} at {questions}");
const char *const paper_not_ticked = TR_IN("on paper",
    "you did not tick {answers} at {questions}");
const char *const paper_ticked_other = TR_IN("on paper",
    "you ticked an answer other than {answers} at {questions}");
const char *const paper_not_ticked_other = TR_IN("on paper",
    "you did not tick an answer other than {answers} at {questions}");
const char *const paper_answered = TR_IN("on paper", "you answered {questions}");
const char *const paper_not_answered = TR_IN("on paper",
    "you did not answer {questions}");
const char *const paper_left_empty = TR_IN("on paper",
    "you left {questions} empty");
const char *const paper_gave_place = TR_IN("on paper",
    "you gave a place to {answers} at {questions}");
const char *const paper_not_gave_place = TR_IN("on paper",
    "you did not give a place to {answers} at {questions}");
const char *const paper_gave_points = TR_IN("on paper",
    "you gave points to {answers} at {questions}");
const char *const paper_not_gave_points = TR_IN("on paper",
    "you did not give points to {answers} at {questions}");

const char *
paper_fill(struct paper *p, const char *words, const struct locale_place *v,
    size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_fill(&b, words, v, n);
	return arena_str(p->a, buf_text(&b));
}

/* A pattern of the program's, and what stands at its names; {questions} is
 * left for the numbers. */
bool
paper_atom_words(struct paper *p, struct atom *out, bool negative,
    const char *pattern, const struct locale_place *v, size_t n)
{
	static const char mark[] = "{questions}";
	const char *words = tr_in(p->lo, PAPER, pattern);
	const char *at = strstr(words, mark);
	size_t before = at ? (size_t)(at - words) : strlen(words);

	*out = (struct atom){ paper_fill(p, arena_strn(p->a, words, before), v,
	    n), paper_fill(p, at ? at + strlen(mark) : "", v, n), negative };
	return true;
}

bool
paper_plain(struct paper *p, struct atom *out, bool negative,
    const char *pattern)
{
	return paper_atom_words(p, out, negative, pattern, NULL, 0);
}

/* {answers} */
bool
paper_about(struct paper *p, struct atom *out, bool negative,
    const char *pattern, const char *answers)
{
	return paper_atom_words(p, out, negative, pattern, &(struct locale_place){
	    "{answers}", answers }, 1);
}

const char *
paper_number(struct paper *p, const char *pattern, const char *number)
{
	return paper_fill(p, tr_in(p->lo, PAPER, pattern),
	    &(struct locale_place){ "{number}", number }, 1);
}

/* Long answers go by the number that is printed beside them. */
static void
label(struct paper *p, struct buf *b, const struct forms_option *o)
{
	const char *words = forms_words(&p->blank, o->words);

	if (utf8_count(words, strlen(words)) > LABEL_MAX)
		buf_puts(b, paper_number(p, TR_IN("on paper", "answer {number}"),
		    arena_printf(p->a, "%d", o->number)));
	else
		/* translators: an answer in quotation marks. */
		buf_puts(b, paper_fill(p, tr_in(p->lo, "on paper",
		    "“{words}”"), &(struct locale_place){ "{words}", words },
		    1));
}

const char *
paper_labels(struct paper *p, const struct forms_option *const *v, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		buf_puts(&b, i == 0 ? "" : tr_in(p->lo, "in a list", i + 1 ==
		    n ? TR_IN("in a list", " or ") : TR_IN("in a list",
		    ", ")));
		label(p, &b, v[i]);
	}
	return arena_str(p->a, buf_text(&b));
}
