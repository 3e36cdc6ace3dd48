/* SPDX-License-Identifier: MIT
 *
 * question.c -- scales and questions, each made once.
 */
#include "forms/build.h"

static struct forms_scale *
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
		return;
	}
	if (!build_options(b, l, &s->options, &s->n, 0))
		l->bad = true;
	else if (s->n == 0)
		fault(&b->c, "E402", l->at, "write them under it: 5 agree "
		    "\"Agree\"", "the scale `%s` has no answers", s->name);
	build_nets(b, l, s->options, s->n, &s->nets, &s->n_nets);
	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = s;
}

/* Could all of its answers be read? */
static bool
scale_whole(const struct scope *scope, const char *name)
{
	const struct line *l = scope->text.top.first;

	for (; l != NULL; l = l->next)
		if (l->kind == L_SCALE && l->bad && l->n > 1 &&
		    str_is(l->toks[1].text, name))
			return false;
	return true;
}

static bool
use_scale(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	const char *names[64], *name;
	struct forms_scale *s;
	struct forms_span at;
	size_t n = 0;

	q->type = FORMS_SCALE;
	name = want_name(&b->c, l, "the name of a scale", &at);
	if (name == NULL)
		return false;
	q->scale = scale_named(scope->scales, name);
	if (q->scale == NULL) {
		for (s = scope->scales; s != NULL && n < LEN(names);
		    s = s->next)
			names[n++] = s->name;
		fault(&b->c, "E205", at, closest(&b->c, str_of(name), names, n),
		    "there is no scale `%s`", name);
		return false;
	}
	q->options = q->scale->options;
	q->n_options = q->scale->n;
	q->nets = q->scale->nets;
	q->n_nets = q->scale->n_nets;
	return scale_whole(scope, name);
}

/* `from priority`: one answer for each. */
static bool
from_kind(struct build *b, struct line *l, struct forms_question *q)
{
	const struct forms_kind *kind;
	struct forms_entity *e;
	struct forms_span at;
	const char *name;
	size_t cap = 0;

	if (!take_word(l, "from"))
		return true;
	name = want_name(&b->c, l, "a kind of the codebook", &at);
	if (name == NULL)
		return false;
	kind = kind_named(b, name);
	if (kind == NULL) {
		if (!b->no_codes)
			fault(&b->c, "E206", at, nearest_kind(b, name),
			    "there is no kind `%s`", name);
		return false;
	}
	for (e = b->f->entities; e != NULL; e = e->next) {
		if (e->kind != kind || q->n_options == OPTIONS_MAX)
			continue;
		*arena_push(b->c.a, q->options, q->n_options, cap) =
		    (struct forms_option){ .number = e->number,
		    .name = e->name, .words = e->title, .hint = "",
		    .missing = FORMS_ANSWERED, .entity = e, .at = at };
	}
	return true;
}

static bool
choose(struct build *b, struct line *l, struct forms_question *q)
{
	static const char *const how[] = { "one", "many", "up", NULL };
	int most = 0, which = want_one_of(&b->c, l, how);

	q->type = which == 0 ? FORMS_ONE : FORMS_MANY;
	if (which == 2 && (!want_word(&b->c, l, "to") ||
	    !want_int(&b->c, l, "a number of answers", 1, 99, &most)))
		return false;
	q->most = (size_t)most;
	return which >= 0 && from_kind(b, l, q);
}

/* A range as it is written elsewhere: 0-50, 0–50, 0 to 50. */
static bool
other_range(struct build *b, struct line *l)
{
	const struct tok *t = take_peek(l);
	struct str low = t->text, high;
	int lo, hi;
	size_t n;

	for (n = 0; n < low.n && low.p[n] >= '0' && low.p[n] <= '9'; n++)
		;
	high = (struct str){ low.p + n, low.n - n };
	if (high.n == 0 && l->cursor + 2 < l->n)
		high = l->toks[l->cursor + 2].text;
	else if (high.n > 3 && memcmp(high.p, "\xE2\x80\x93", 3) == 0)
		high = (struct str){ high.p + 3, high.n - 3 };
	else if (high.n > 1)
		high = (struct str){ high.p + 1, high.n - 1 };
	low.n = n;
	if (!lang_int(low, &lo) || !lang_int(high, &hi))
		return false;
	fault(&b->c, "E404", t->at, arena_printf(b->c.a, "write %d..%d", lo,
	    hi), "a range is written with two dots");
	l->bad = true;
	return true;
}

static bool
range(struct build *b, struct line *l, struct forms_question *q)
{
	const struct tok *t = take_peek(l);
	const char *dots;
	struct str low, high;
	int lo, hi;

	if (t == NULL || t->kind != TOK_WORD)
		return true;
	dots = memmem(t->text.p, t->text.n, "..", 2);
	if (dots == NULL)
		return !other_range(b, l);
	l->cursor++;
	low = (struct str){ t->text.p, (size_t)(dots - t->text.p) };
	high = (struct str){ dots + 2, t->text.n - low.n - 2 };
	if (!lang_int(low, &lo) || !lang_int(high, &hi) || lo >= hi) {
		fault(&b->c, "E404", t->at, "for example 0..120",
		    "this range does not go from a lower to a higher number");
		l->bad = true;
		return false;
	}
	q->has_range = true;
	q->low = lo;
	q->high = hi;
	return true;
}

static bool
postcode(struct build *b, struct line *l, struct forms_question *q)
{
	q->type = FORMS_POSTCODE;
	if (take_is(l, "full") || take_is(l, "sector")) {
		fault(&b->c, "E118", line_end(l),
		    "ask for the first part only: "
		    "postcode outward", "whole postcodes are not asked for in "
		    "this version of the language");
		l->bad = true;
		return false;
	}
	/* The grammar says outward; people at a council say district. */
	return take_word(l, "district") || want_word(&b->c, l, "outward");
}

#define TYPES	"choose one, choose many, choose up to 3, scale NAME, line, " \
		"text, number, postcode outward"
#define PERSONAL "write `line`, and only if you must: people answer without " \
		"saying who they are"

static const char *const type_names[] = { "choose", "scale", "number", "line",
	"text", "postcode" };

static bool
is_type(struct str s)
{
	size_t i;

	for (i = 0; i < LEN(type_names); i++)
		if (str_is(s, type_names[i]))
			return true;
	return false;
}

/* In the language's design, and not in this version; and what to do. */
static const struct { const char *word, *instead; } later[] = {
	{ "rank", "write `choose up to 3`: the most important, in no order" },
	{ "share", "ask for each part: number 0..100" },
	{ "money", "write `number`, and below it: unit \"pounds\"" },
	{ "date", "write `line`, and below it: hint \"For example, "
	    "June 2024.\"" },
	{ "rating", "declare a scale, and write `scale NAME`" },
	{ "time", "write `line`, and below it: hint \"For example, 9:30.\"" },
	{ "email", PERSONAL }, { "phone", PERSONAL },
	{ "address", "write `postcode outward`: the area, not the house" },
	{ "link", "write `line`" },
};

static bool
not_a_type(struct build *b, struct line *l, const struct tok *t)
{
	const char *hint = advise_type(t->text);
	size_t i;

	for (i = 0; i < LEN(later); i++)
		if (str_is(t->text, later[i].word)) {
			fault(&b->c, "E118", t->at, later[i].instead,
			    "questions of the type `%s` are not in this "
			    "version; there are: " TYPES, later[i].word);
			return false;
		}
	for (i = l->cursor; i < l->n && l->toks[i].kind == TOK_WORD; i++)
		if (is_type(l->toks[i].text))
			hint = advise_hyphens(&b->c, l, 1, is_type);
	if (hint == NULL)
		hint = closest(&b->c, t->text, type_names, LEN(type_names));
	fault(&b->c, "E401", t->at, hint[0] ? hint : "there are: " TYPES,
	    "`%.*s` is not a type of question", STRF(t->text));
	return false;
}

static bool
type(struct build *b, const struct scope *scope, struct line *l,
    struct forms_question *q)
{
	const struct tok *t = take_peek(l);

	if (t == NULL || t->kind != TOK_WORD) {
		if (!l->bad)
			fault(&b->c, "E115", line_end(l), "there are: " TYPES,
			    "a type of question should stand here");
		return false;
	}
	l->cursor++;
	if (str_is(t->text, "choose"))
		return choose(b, l, q);
	if (str_is(t->text, "scale"))
		return use_scale(b, scope, l, q);
	if (str_is(t->text, "postcode"))
		return postcode(b, l, q);
	if (str_is(t->text, "number")) {
		q->type = FORMS_NUMBER;
		return range(b, l, q) && (!take_word(l, "decimals") ||
		    want_int(&b->c, l, "decimals", 0, 6, &q->decimals));
	}
	q->type = str_is(t->text, "line") ? FORMS_LINE : FORMS_TEXT;
	if (str_is(t->text, "line") || str_is(t->text, "text"))
		return true;
	return not_a_type(b, l, t);
}

static void
limit(struct build *b, struct line *l, struct forms_question *q)
{
	const struct forms_span at = line_key(l);
	int n;

	if (!want_int(&b->c, l, "a number of characters", 1, 20000, &n))
		return;
	if (take_is(l, "words")) {
		fault(&b->c, "E118", line_end(l), "give it in characters",
		    "limits in words are not in this version");
		l->bad = true;
		return;
	}
	if (!want_word(&b->c, l, "characters"))
		return;
	if (q->type != FORMS_TEXT && q->type != FORMS_LINE)
		fault(&b->c, "E411", at, "", "only text can have a limit in "
		    "characters");
	q->limit = (size_t)n;
}

static void
paper(struct build *b, struct line *l, struct forms_question *q)
{
	if (want_word(&b->c, l, "lines"))
		(void)want_int(&b->c, l, "lines on paper", 1, 40,
		    &q->paper_lines);
}

static void
unit(struct build *b, struct line *l, struct forms_question *q)
{
	const char *words = want_words(&b->c, l);

	if (words != NULL && q->type != FORMS_NUMBER)
		fault(&b->c, "E411", line_key(l), "",
		    "only a number can have a unit");
	else if (words != NULL)
		q->unit = words_plain(b, l, words);
}

static void
properties(struct build *b, const struct line *l, struct forms_question *q)
{
	bool seen[L_KINDS] = { false };
	struct line *child;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_LIMIT && child->kind != L_PAPER &&
		    child->kind != L_UNIT)
			continue;
		if (take_twice(&b->c, child, seen[child->kind]))
			continue;
		seen[child->kind] = true;
		child->cursor = 1;
		if (child->kind == L_LIMIT)
			limit(b, child, q);
		else if (child->kind == L_PAPER)
			paper(b, child, q);
		else
			unit(b, child, q);
		want_end(&b->c, child);
	}
}

static bool
anyone_can_answer(const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (!q->options[i].staff)
			return true;
	return false;
}

static void
answers(struct build *b, struct line *l, struct forms_question *q)
{
	const struct line *first = line_child(l, L_OPTION);
	bool closed = q->type == FORMS_ONE || q->type == FORMS_MANY;
	bool ok;
	size_t i;

	if (q->type == FORMS_SCALE) {
		if (first != NULL)
			fault(&b->c, "E403", line_key(first), "add it to the "
			    "scale itself", "a question on a scale has the "
			    "answers of the scale");
		return;
	}
	ok = build_options(b, l, &q->options, &q->n_options, q->n_options);
	build_nets(b, l, q->options, q->n_options, &q->nets, &q->n_nets);
	if (ok && closed && q->n_options == 0)
		fault(&b->c, "E402", l->at, "write them under it: 1 yes "
		    "\"Yes\"", "the question `%s` has no answers", q->name);
	else if (ok && closed && !anyone_can_answer(q))
		fault(&b->c, "E402", l->at, "take `staff` away from some",
		    "nobody is shown an answer of `%s`", q->name);
	l->bad |= !ok;
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (!closed && o->missing == FORMS_ANSWERED)
			fault(&b->c, "E403", o->at, "say why it is no answer: "
			    "missing prefer-not", "`%s` is typed or written, "
			    "so only a reason for giving no answer can be "
			    "listed", q->name);
		if (o->exclusive && q->type != FORMS_MANY)
			fault(&b->c, "E407", o->at, "take `exclusive` away",
			    "only one answer can be given here in any case");
	}
	if (q->most > q->n_options && ok)
		fault(&b->c, "E405", l->at, "", "there are only %zu answers to "
		    "choose from", q->n_options);
}

static void
quoting(struct build *b, const struct line *l, struct forms_question *q,
    const struct policy *p)
{
	const struct line *own = line_child(l, L_QUOTE);
	bool free_text = q->type == FORMS_TEXT || q->type == FORMS_LINE;

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

	*q = (struct forms_question){ .name = id, .unit = "", .at = l->at };
	if (!type(b, scope, l, q)) {
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
	quoting(b, l, q, p);
	return q;
}
