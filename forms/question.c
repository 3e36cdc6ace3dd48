/* SPDX-License-Identifier: MIT
 *
 * question.c -- scales and questions, each made once.
 */
#include "forms/build.h"

struct forms_scale *
scale_named(struct forms_scale *s, const char *name)
{
	for (; s != NULL; s = s->next)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}

void
build_scale(struct build *b, struct scope *scope, struct line *l)
{
	struct forms_scale *s = arena_new(b->c.a, struct forms_scale);
	struct forms_scale **tail = &scope->scales;
	struct forms_span at;

	l->cursor = 1;
	if (too_many(&b->c, l, scope->n_scales++))
		return;
	s->name = want_name(&b->c, l, "the name of a scale", &at);
	want_end(&b->c, l);
	if (s->name == NULL)
		return;
	if (scale_named(scope->scales, s->name) != NULL) {
		fault(&b->c, "E203", at, "", "there is a scale `%s` already",
		    s->name);
		l->bad = true;	/* which of them questions mean is open */
		return;
	}
	if (!build_options(b, l, &s->options, &s->n, 0))
		l->bad = true;
	else if (s->n == 0)
		fault(&b->c, "E402", l->at, "write them under it: 5 agree "
		    "\"Agree\"", "the scale `%s` has no answers", s->name);
	l->bad |= s->n == 0;
	if (s->n > 0)
		build_nets(b, l, s->options, s->n, &s->nets, &s->n_nets);
	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = s;
}

/* `limit 250 words soft` */
static void
limit(struct build *b, struct line *l, struct forms_question *q)
{
	static const char *const units[] = { "characters", "words", NULL };
	const struct forms_span at = line_key(l);
	bool text = q->type == FORMS_TEXT || (q->type == FORMS_LINE &&
	    q->format == FORMS_PLAIN);
	int n, unit;

	if (!want_int(&b->c, l, "a number of characters", 1, 20000, &n))
		return;
	unit = want_one_of(&b->c, l, units);
	q->soft = take_word(l, "soft");
	if (unit < 0)
		return;
	if (!text)
		fault(&b->c, "E411", at, "", "only text can have a limit in "
		    "%s", units[unit]);
	else if (unit == 1)
		q->limit_words = (size_t)n;
	else
		q->limit = (size_t)n;
}

static void
paper(struct build *b, struct line *l, struct forms_question *q)
{
	if (want_word(&b->c, l, "lines"))
		(void)want_int(&b->c, l, "lines on paper", 1, 40,
		    &q->paper_lines);
	if (q->type != FORMS_LINE && q->type != FORMS_TEXT && !l->bad)
		fault(&b->c, "E411", line_key(l), "",
		    "only text has lines to write on");
}

static void
unit(struct build *b, struct line *l, struct forms_question *q)
{
	const char *words = want_words(&b->c, l);

	if (words != NULL && (q->type != FORMS_NUMBER || q->rating ||
	    q->currency[0] != '\0'))
		fault(&b->c, "E411", line_key(l), "",
		    "only a number can have a unit");
	else if (words != NULL)
		q->unit = words_plain(b, l, words);
}

/* The words at the ends of a rating. */
static void
end_of(struct build *b, struct line *l, struct forms_question *q)
{
	const char *words = want_words(&b->c, l);

	if (words != NULL && !q->rating)
		fault(&b->c, "E411", line_key(l), "ask for `rating 1..5`",
		    "only a rating has words at its ends");
	else if (words != NULL)
		*(l->kind == L_LOW ? &q->low_words : &q->high_words) =
		    words_plain(b, l, words);
}

static void
shuffle(struct build *b, struct line *l, struct forms_question *q)
{
	q->shuffle = q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_RANK || q->type == FORMS_SHARE;
	if (!q->shuffle)
		fault(&b->c, "E411", line_key(l), q->type == FORMS_SCALE ?
		    "a scale has an order that people need" : "",
		    "there is no list of answers to shuffle");
}

static void
property(struct build *b, struct line *l, struct forms_question *q)
{
	l->cursor = 1;
	switch (l->kind) {
	case L_LIMIT:
		limit(b, l, q);
		break;
	case L_PAPER:
		paper(b, l, q);
		break;
	case L_UNIT:
		unit(b, l, q);
		break;
	case L_LOW:
	case L_HIGH:
		end_of(b, l, q);
		break;
	default:
		shuffle(b, l, q);
		break;
	}
	want_end(&b->c, l);
}

static void
properties(struct build *b, const struct line *l, struct forms_question *q)
{
	bool seen[L_KINDS] = { false };
	struct line *child;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_LIMIT && child->kind != L_PAPER &&
		    child->kind != L_UNIT && child->kind != L_LOW &&
		    child->kind != L_HIGH && child->kind != L_SHUFFLE)
			continue;
		if (!take_twice(&b->c, child, seen[child->kind]))
			property(b, child, q);
		seen[child->kind] = true;
	}
}

/* ---- answers ------------------------------------------------------------- */

static bool
anyone_can_answer(const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (!q->options[i].staff)
			return true;
	return false;
}

/* Is this what people choose from? */
static bool
closed(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_RANK || q->type == FORMS_SHARE;
}

static bool
left_out(struct build *b, const struct line *l, const char *name)
{
	struct line *child;
	const char *out;

	for (child = l->first; child != NULL; child = child->next)
		for (child->cursor = 1; child->kind == L_WITHOUT &&
		    take_peek(child) != NULL;) {
			out = want_name(&b->c, child, "the name of an answer",
			    NULL);
			if (out == NULL)
				break;
			if (strcmp(out, name) == 0)
				return true;
		}
	return false;
}

static void
check_left_out(struct build *b, const struct line *l,
    const struct forms_question *q)
{
	const struct forms_option *o;
	struct forms_span at;
	struct line *child;
	const char *name;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_WITHOUT)
			continue;
		child->cursor = 1;
		do {
			name = want_name(&b->c, child, "the name of an answer",
			    &at);
			o = name ? forms_option(q, name) : NULL;
			if (name != NULL && (o == NULL ||
			    o->missing == FORMS_ANSWERED))
				fault(&b->c, "E416", at, o ? "the other answers "
				    "are what the scale is" : "", "`%s` is not "
				    "a reason for giving no answer that the "
				    "scale has", name);
		} while (name != NULL && take_peek(child) != NULL);
		want_end(&b->c, child);
	}
}

/* The answers of the scale, without those that `without` names: in a list of
 * their own, and the nets gather from that. */
static void
scale_less(struct build *b, const struct line *l, struct forms_question *q)
{
	struct forms_option *v = NULL;
	struct forms_net *nets;
	size_t n = 0, cap = 0, i, j;

	check_left_out(b, l, q);
	for (i = 0; i < q->n_options; i++)
		if (q->options[i].missing == FORMS_ANSWERED ||
		    !left_out(b, l, q->options[i].name))
			*arena_push(b->c.a, v, n, cap) = q->options[i];
	q->options = v;
	q->n_options = n;
	nets = arena_array(b->c.a, struct forms_net, q->n_nets + 1);
	for (i = 0; i < q->n_nets; i++) {
		nets[i] = q->nets[i];
		nets[i].of = arena_array(b->c.a, const struct forms_option *,
		    nets[i].n);
		for (j = 0; j < nets[i].n; j++)
			nets[i].of[j] = forms_option(q, q->nets[i].of[j]->name);
	}
	q->nets = nets;
}

static void
on_scale(struct build *b, const struct line *l, struct forms_question *q)
{
	const struct line *first = line_child(l, L_OPTION);

	if (first != NULL)
		fault(&b->c, "E403", line_key(first), "add it to the scale "
		    "itself", "a question on a scale has the answers of the "
		    "scale");
	if (line_child(l, L_WITHOUT) != NULL)
		scale_less(b, l, q);
}

static void
check_option(struct build *b, const struct forms_question *q,
    const struct forms_option *o)
{
	if (!closed(q) && o->missing == FORMS_ANSWERED)
		fault(&b->c, "E403", o->at, "say why it is no answer: missing "
		    "prefer-not", "`%s` is typed or written, so only a reason "
		    "for giving no answer can be listed", q->name);
	if (o->exclusive && q->type != FORMS_MANY)
		fault(&b->c, "E407", o->at, "take `exclusive` away",
		    "only one answer can be given here in any case");
	if (o->write_in && q->type == FORMS_SHARE)
		fault(&b->c, "E407", o->at, "ask what it is in a question of "
		    "its own", "points cannot be given to something that is "
		    "written in");
}

/* How many can be chosen, those that stand alone left out. */
static size_t
choosable(const struct forms_question *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->n_options; i++)
		n += q->options[i].missing == FORMS_ANSWERED &&
		    !q->options[i].staff && !q->options[i].exclusive;
	return n;
}

/* Can the points be given out, each option having no more than its most and
 * no less than its least? */
static void
check_share(struct build *b, const struct line *l,
    const struct forms_question *q)
{
	size_t n = choosable(q);

	if (q->low < 0 || q->high > q->total || q->high * (double)n < q->total ||
	    q->low * (double)n > q->total)
		fault(&b->c, "E417", l->at, "change the total or the range of "
		    "`each`", "%d points cannot be given to %zu answers with "
		    "%g to %g for each", q->total, n, q->low, q->high);
}

static void
check_answers(struct build *b, struct line *l, const struct forms_question *q)
{
	size_t most = q->type == FORMS_RANK ? choosable(q) : q->n_options;

	l->bad |= closed(q) && q->n_options == 0;
	if (closed(q) && q->n_options == 0)
		fault(&b->c, "E402", l->at, "write them under it: 1 yes "
		    "\"Yes\"", "the question `%s` has no answers", q->name);
	else if (closed(q) && !anyone_can_answer(q))
		fault(&b->c, "E402", l->at, "take `staff` away from some",
		    "nobody is shown an answer of `%s`", q->name);
	else if (q->most > most)
		fault(&b->c, "E405", l->at, "", "there are only %zu answers to "
		    "choose from", most);
	else if (q->least > choosable(q))
		fault(&b->c, "E405", l->at, "", "there are only %zu answers "
		    "that can be chosen together", choosable(q));
	else if (q->type == FORMS_SHARE)
		check_share(b, l, q);
}

static void
answers(struct build *b, struct line *l, struct forms_question *q)
{
	bool ok;
	size_t i;

	if (q->type == FORMS_SCALE) {
		on_scale(b, l, q);
		return;
	}
	if (line_child(l, L_WITHOUT) != NULL)
		fault(&b->c, "E416", line_key(line_child(l, L_WITHOUT)), "",
		    "only a question on a scale can do without some of its "
		    "answers");
	ok = build_options(b, l, &q->options, &q->n_options, q->n_options);
	build_nets(b, l, q->options, q->n_options, &q->nets, &q->n_nets);
	if (ok)
		check_answers(b, l, q);
	l->bad |= !ok;
	for (i = 0; i < q->n_options; i++)
		check_option(b, q, &q->options[i]);
}

static void
quoting(struct build *b, const struct line *l, struct forms_question *q,
    const struct policy *p)
{
	const struct line *own = line_child(l, L_QUOTE);
	bool free_text = (q->type == FORMS_TEXT || q->type == FORMS_LINE) &&
	    q->format == FORMS_PLAIN;

	q->purpose = p->purpose ? p->purpose : "";
	q->sensitivity = p->sensitivity ? p->sensitivity : "";
	q->quote = free_text ? p->quote : FORMS_NEVER;
	q->publish = p->publish;
	if (own != NULL && !free_text)
		fault(&b->c, "E409", line_key(own), "",
		    "only what people write "
		    "in their own words can be quoted");
}

/* Reads the question line and what says how it is answered; the cursor is
 * left before the words, which differ by row. */
struct forms_question *
build_question(struct build *b, const struct scope *scope, struct line *l,
    const struct policy *p, const char *id)
{
	struct forms_question *q = arena_new(b->c.a, struct forms_question);

	*q = (struct forms_question){ .name = id, .unit = "",
	    .currency = "", .low_words = "", .high_words = "", .at = l->at };
	if (!build_type(b, scope, l, q)) {
		/* Any answer will do from here on: one complaint is enough. */
		l->bad = true;
		q->type = FORMS_TEXT;
	}
	(void)want_words(&b->c, l);
	want_end(&b->c, l);
	if (!l->bad)
		answers(b, l, q);
	properties(b, l, q);
	if (q->limit == 0)
		q->limit = q->type == FORMS_LINE ? 200 :
		    q->type == FORMS_TEXT ? 5000 : 0;
	(void)words_stand_in(b, l);
	quoting(b, l, q, p);
	return q;
}
