/* SPDX-License-Identifier: MIT
 *
 * options.c -- the answers that can be given: `1 name "words" flags`, and
 * the nets that gather some of them.
 */
#include "forms/build.h"

static const char *const reasons[] = { "prefer-not", "dont-know",
	"not-applicable", NULL };

static void
missing(struct build *b, struct line *l, struct forms_option *o)
{
	const struct tok *t = take_peek(l);
	char *name;

	if (t == NULL || t->kind != TOK_WORD) {
		want_one_of(&b->c, l, reasons);
		return;
	}
	name = arena_strn(b->c.a, t->text.p, t->text.n);
	if (forms_state_from(name, &o->missing) &&
	    o->missing >= FORMS_PREFER_NOT &&
	    o->missing <= FORMS_NOT_APPLICABLE) {
		l->cursor++;
		return;
	}
	o->missing = FORMS_PREFER_NOT;	/* so that it counts as missing */
	l->bad = true;
	fault(&b->c, "E406", t->at, closest(&b->c, t->text, reasons, 3),
	    "`%s` is not a reason: prefer-not, dont-know and not-applicable "
	    "are", name);
}

/* `band 21..39`: what the answer covers, so that overlaps are seen. */
static bool
band(struct build *b, struct line *l, struct forms_option *o)
{
	const struct tok *t = want_any(&b->c, l, "a range such as 21..39");
	struct str low, high;

	if (t == NULL)
		return false;
	o->has_band = range_split(t->text, &low, &high) &&
	    lang_int(low, &o->band_low) && lang_int(high, &o->band_high) &&
	    o->band_low <= o->band_high;
	if (o->has_band)
		return true;
	fault(&b->c, "E404", t->at, "for example 21..39",
	    "this range does not go from a lower to a higher number");
	l->bad = true;
	return false;
}

static bool
later(struct build *b, struct line *l)
{
	static const char *const words[] = { "into" };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (take_is(l, words[i])) {
			fault(&b->c, "E118", take_peek(l)->at, "", "`%s` is "
			    "not in this version of the language", words[i]);
			l->bad = true;
		}
	return l->bad;
}

static bool
flag(struct build *b, struct line *l, struct forms_option *o)
{
	const struct tok *t = take_peek(l);

	if (take_word(l, "write-in")) {
		o->write_in = true;
	} else if (take_word(l, "exclusive")) {
		o->exclusive = true;
	} else if (take_word(l, "staff")) {
		o->staff = true;
	} else if (take_word(l, "pinned")) {
		o->pinned = true;
	} else if (take_word(l, "retired")) {
		o->retired = o->staff = true;
	} else if (take_word(l, "missing")) {
		missing(b, l, o);
	} else if (take_word(l, "score")) {
		o->has_score = want_int(&b->c, l, "a score", -999999, 999999,
		    &o->score);
	} else if (take_word(l, "band")) {
		band(b, l, o);
	} else {
		if (!later(b, l) && advise_flag(&b->c, l)[0] != '\0') {
			fault(&b->c, "E116", t->at, advise_flag(&b->c, l),
			    "this cannot stand after an answer");
			l->bad = true;
		}
		return false;
	}
	return !l->bad;
}

/* `code SYSTEM VALUE` */
static void
code(struct build *b, struct line *l, struct forms_option *o)
{
	struct forms_code *c = arena_new(b->c.a, struct forms_code);
	struct forms_code *last = NULL;
	const struct forms_code *p;
	struct forms_span at;
	const struct tok *value;

	l->cursor = 1;
	c->system = want_name(&b->c, l, "the name of a list of codes", &at);
	value = c->system ? want_any(&b->c, l, "a code") : NULL;
	want_end(&b->c, l);
	if (value == NULL)
		return;
	c->value = arena_strn(b->c.a, value->text.p, value->text.n);
	for (p = o->codes; p != NULL; p = p->next) {
		last = (struct forms_code *)(uintptr_t)p;
		if (strcmp(p->system, c->system) == 0) {
			fault(&b->c, "E120", at, "keep one of them",
			    "this answer has a code of `%s` already",
			    c->system);
			return;
		}
	}
	if (last == NULL)
		o->codes = c;
	else
		last->next = c;
}

static void
below(struct build *b, struct line *l, struct forms_option *o)
{
	struct line *child;
	const char *words;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind == L_CODE)
			code(b, child, o);
		if (child->kind != L_HINT)
			continue;
		child->cursor = 1;
		take_twice(&b->c, child, o->hint[0] != '\0');
		words = want_words(&b->c, child);
		want_end(&b->c, child);
		if (words != NULL)
			o->hint = words_plain(b, child, words);
	}
}

static bool
read_option(struct build *b, struct line *l, struct forms_option *o)
{
	const char *words;
	struct forms_span at;

	l->cursor = 0;
	*o = (struct forms_option){ .hint = "", .missing = FORMS_ANSWERED };
	if (!want_int(&b->c, l, "the number of an answer", 0, 9999,
	    &o->number))
		return false;
	o->name = want_name(&b->c, l, "the name of an answer", &at);
	words = o->name ? want_words(&b->c, l) : NULL;
	while (words != NULL && take_peek(l) != NULL && flag(b, l, o))
		;
	want_end(&b->c, l);
	if (words == NULL)
		return false;
	o->at = at;
	o->words = words_plain(b, l, words);
	below(b, l, o);
	return true;
}

static bool
clash(struct build *b, const struct line *l, const struct forms_option *v,
    size_t n, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (v[i].number == o->number) {
			fault(&b->c, "E215", line_key(l), "each answer has a "
			    "number of its own", "the number %d is `%s` "
			    "already", o->number, v[i].name);
			return true;
		}
		if (strcmp(v[i].name, o->name) == 0) {
			fault(&b->c, "E203", o->at, "", "there is an answer "
			    "`%s` already", o->name);
			return true;
		}
	}
	return false;
}

/* Adds the option lines under l to the n that are there; cap is the room. */
bool
build_options(struct build *b, const struct line *l, struct forms_option **v,
    size_t *n, size_t cap)
{
	struct line *child;
	struct forms_option o;
	bool ok = true;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_OPTION)
			continue;
		if (*n == OPTIONS_MAX) {
			fault(&b->c, "E122", line_key(child), "", "a question "
			    "has %d answers at most", (int)OPTIONS_MAX);
			return false;
		}
		if (!read_option(b, child, &o) || clash(b, child, *v, *n, &o))
			ok = false;
		else
			*arena_push(b->c.a, *v, *n, cap) = o;
	}
	return ok;
}

static const struct forms_option *
by_name(const struct forms_option *v, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return &v[i];
	return NULL;
}

static bool
gathered(const struct forms_net *net, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < net->n; i++)
		if (net->of[i] == o)
			return true;
	return false;
}

static bool
net_of(struct build *b, struct line *l, const struct forms_option *v, size_t n,
    struct forms_net *net)
{
	const struct forms_option *o;
	struct forms_span at;
	const char *name;
	size_t cap = 0;

	while (take_peek(l) != NULL && take_peek(l)->kind == TOK_WORD) {
		name = want_name(&b->c, l, "the name of an answer", &at);
		if (name == NULL)
			return false;
		o = by_name(v, n, name);
		if (o == NULL) {
			fault(&b->c, "E408", at, "", "there is no answer `%s` "
			    "to gather", name);
			return false;
		}
		if (o->missing != FORMS_ANSWERED) {
			fault(&b->c, "E408", at, "", "`%s` says why there is no "
			    "answer, so it cannot be gathered", name);
			return false;
		}
		if (gathered(net, o)) {
			fault(&b->c, "E120", at, "keep one of them",
			    "`%s` is gathered twice here", name);
			return false;
		}
		*arena_push(b->c.a, net->of, net->n, cap) = o;
	}
	if (net->n == 0)
		want_name(&b->c, l, "the name of an answer", NULL);
	return net->n > 0;
}

/* `net agreed of strongly-agree agree "All who agreed"`, after all options
 * are in their final place. */
void
build_nets(struct build *b, const struct line *l, struct forms_option *v,
    size_t n, struct forms_net **nets, size_t *n_nets)
{
	struct line *child;
	struct forms_net net;
	struct forms_span at;
	const char *words;
	size_t cap = 0, i;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_NET)
			continue;
		child->cursor = 1;
		if (too_many(&b->c, child, *n_nets))
			return;
		net = (struct forms_net){ 0 };
		net.name = want_name(&b->c, child, "the name of a net", &at);
		if (net.name == NULL || !want_word(&b->c, child, "of") ||
		    !net_of(b, child, v, n, &net))
			continue;
		words = want_words(&b->c, child);
		want_end(&b->c, child);
		for (i = 0; i < *n_nets; i++)
			if (strcmp((*nets)[i].name, net.name) == 0)
				break;
		if (i < *n_nets || by_name(v, n, net.name) != NULL) {
			fault(&b->c, "E203", at, "",
			    "`%s` is the name of an answer or a net already",
			    net.name);
		} else if (words != NULL) {
			net.words = words_plain(b, child, words);
			*arena_push(b->c.a, *nets, *n_nets, cap) = net;
		}
	}
}
