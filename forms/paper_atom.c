/* SPDX-License-Identifier: MIT
 *
 * paper_atom.c -- a condition on one question, in words.
 *
 * Words must be true of the paper as it lies there: "you ticked" and "you
 * wrote" when something is needed, "you did not tick" when an empty question
 * will do as well.
 */
#include "forms/lines.h"
#include "forms/paper.h"
#include "locales/locales.h"

enum { LISTED_MAX = 5 };

/* ---- answers to choose ----------------------------------------------------- */

struct sorted {			/* answers for which it holds, or not */
	const struct forms_option **yes, **no;
	size_t	 n_yes, n_no;
	bool	 blank;
};

static void
sort_answers(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct sorted *s)
{
	const struct forms_question *q = f->q;
	size_t i;

	*s = (struct sorted){ .yes = arena_array(p->a,
	    const struct forms_option *, q->n_options),
	    .no = arena_array(p->a, const struct forms_option *,
	    q->n_options) };
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->staff)
			continue;
		if (paper_holds(p, x, f, o->missing, o) != not)
			s->yes[s->n_yes++] = o;
		else
			s->no[s->n_no++] = o;
	}
	s->blank = paper_holds(p, x, f, FORMS_BLANK, NULL) != not;
}

static bool
one_of(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out, const char **why)
{
	struct sorted s;

	sort_answers(p, x, f, not, &s);
	*why = "too many answers would have to be named";
	if (s.blank && s.n_yes == 0)
		return paper_plain(p, out, false, paper_left_empty);
	if (s.blank && s.n_no > 0 && s.n_no <= LISTED_MAX)
		return paper_about(p, out, true, paper_not_ticked, paper_labels(p, s.no,
		    s.n_no));
	if (s.blank)
		return s.n_no > 0 && s.n_yes <= LISTED_MAX &&
		    paper_about(p, out, false, TR_IN("on paper", "you ticked "
		    "{answers} at {questions} or left it empty"), paper_labels(p,
		    s.yes, s.n_yes));
	if (s.n_yes == 0)
		return false;
	if (s.n_no == 0)
		return paper_plain(p, out, false, paper_answered);
	if (s.n_yes <= LISTED_MAX && s.n_yes <= s.n_no + 2)
		return paper_about(p, out, false, paper_ticked, paper_labels(p, s.yes,
		    s.n_yes));
	return s.n_no <= LISTED_MAX && paper_about(p, out, false, paper_ticked_other,
	    paper_labels(p, s.no, s.n_no));
}

/* The reasons that can be ticked, of one kind or (ANSWERED) of any. */
size_t
paper_reasons(struct paper *p, const struct forms_question *q, enum forms_state s,
    const struct forms_option ***out)
{
	size_t i, n = 0;

	*out = arena_array(p->a, const struct forms_option *, q->n_options);
	for (i = 0; i < q->n_options; i++)
		if (!q->options[i].staff && q->options[i].missing !=
		    FORMS_ANSWERED && (s == FORMS_ANSWERED ||
		    q->options[i].missing == s))
			(*out)[n++] = &q->options[i];
	return n;
}

/* What people do to answer it; ticking a reason for not answering is not
 * that. */
static const char *
done(enum forms_type t, bool reasons, bool not)
{
	switch (t) {
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
		return not ? TR_IN("on paper", "you did not write anything at "
		    "{questions}") : TR_IN("on paper", "you wrote something "
		    "at {questions}");
	case FORMS_FILE:
		return not ? TR_IN("on paper", "you did not put in anything "
		    "for {questions}") : TR_IN("on paper", "you put something "
		    "in for {questions}");
	default:
		break;
	}
	if (!reasons)
		return not ? paper_not_answered : paper_answered;
	switch (t) {
	case FORMS_RANK:
		return not ? TR_IN("on paper", "you did not put answers in "
		    "order at {questions}") : TR_IN("on paper", "you put "
		    "answers in order at {questions}");
	case FORMS_SHARE:
		return not ? TR_IN("on paper", "you did not give any points "
		    "at {questions}") : TR_IN("on paper", "you gave points at "
		    "{questions}");
	case FORMS_DATE:
		return not ? TR_IN("on paper", "you did not give a date at "
		    "{questions}") : TR_IN("on paper", "you gave a date at "
		    "{questions}");
	default:
		return not ? TR_IN("on paper", "you did not give a number at "
		    "{questions}") : TR_IN("on paper", "you gave a number at "
		    "{questions}");
	}
}

static bool
has_state(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	const struct forms_option **v;
	size_t n = paper_reasons(p, f->q, x->state, &v);

	if (x->state == FORMS_ANSWERED && n > 0 && f->q->type == FORMS_MANY)
		return paper_about(p, out, not, not ? paper_not_ticked_other :
		    paper_ticked_other, paper_labels(p, v, n));
	if (x->state == FORMS_ANSWERED)
		return paper_plain(p, out, not, done(f->q->type, n > 0, not));
	if (n == 0)
		return false;
	return paper_about(p, out, not, not ? paper_not_ticked : paper_ticked, paper_labels(p, v, n));
}

static bool
includes(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out)
{
	const char *all = paper_labels(p, x->options, x->n);

	if (f->q->type == FORMS_RANK)
		return paper_about(p, out, not, not ? paper_not_gave_place : paper_gave_place,
		    all);
	if (f->q->type == FORMS_SHARE)
		return paper_about(p, out, not, not ? paper_not_gave_points : paper_gave_points,
		    all);
	return paper_about(p, out, not, not ? paper_not_ticked : paper_ticked, all);
}

bool
paper_atom(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, bool not, struct atom *out, const char **why)
{
	if (f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE)
		if (x->op != EXPR_WROTE)
			return one_of(p, x, f, not, out, why);
	*why = "it is more than one plain comparison";
	if (paper_empty(x) != NULL)
		return paper_plain(p, out, false, not ? paper_answered :
		    paper_left_empty);
	switch (x->op) {
	case EXPR_IS:
		return has_state(p, x, f, not, out);
	case EXPR_INCLUDES:
		return includes(p, x, f, not, out);
	case EXPR_WROTE:
		return paper_about(p, out, not, not ? TR_IN("on paper", "you did not "
		    "write anything beside {answers} at {questions}") :
		    TR_IN("on paper", "you wrote something beside {answers} at "
		    "{questions}"), paper_labels(p, x->options, 1));
	default:
		return paper_compare(p, x, f, not, out);
	}
}
