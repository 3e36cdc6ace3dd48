/* SPDX-License-Identifier: MIT
 *
 * changes.c -- `changes from 1`: what became of the questions and answers of
 * the version before; in a codebook, of its codes.
 */
#include "forms/build.h"
#include "forms/named.h"

enum { CHANGES_MAX = 500 };

static const char *const kinds[] = {
	[FORMS_SPLIT] = "split", [FORMS_MERGE] = "merge",
	[FORMS_RENAME] = "rename", [FORMS_RELABEL] = "relabel",
	[FORMS_REWORD] = "reword", [FORMS_RETIRE] = "retire",
	[FORMS_RETYPE] = "retype",
};

/* ---- reading ------------------------------------------------------------- */

static const char *
want_thing(struct ctx *c, struct line *l)
{
	const struct tok *t = want_any(c, l, "the name of a question or answer");

	return t ? arena_strn(c->a, t->text.p, t->text.n) : NULL;
}

static size_t
things(struct ctx *c, struct line *l, const char ***out, const char *stop)
{
	size_t n = 0, cap = 0;
	const char *name;

	while ((n == 0 || take_peek(l) != NULL) &&
	    (stop == NULL || !take_is(l, stop))) {
		name = want_thing(c, l);
		if (name == NULL)
			break;
		*arena_push(c->a, *out, n, cap) = name;
	}
	return n;
}

/* "paid-carer" beside "capacity.carer" is "capacity.paid-carer", or what
 * capacity is called now. */
static void
in_full(struct ctx *c, const struct forms_changes *all,
    struct forms_change *ch)
{
	const char *first = ch->names[0], *dot = strrchr(first, '.'), *of;
	size_t i;

	if (dot == NULL)
		return;
	of = named_into(all, arena_strn(c->a, first, (size_t)(dot - first)));
	for (i = 0; i < ch->n_into; i++)
		if (strchr(ch->into[i], '.') == NULL)
			ch->into[i] = arena_printf(c->a, "%s.%s", of,
			    ch->into[i]);
}

static bool
read_into(struct ctx *c, struct line *l, struct forms_change *ch)
{
	ch->n = things(c, l, &ch->names, "into");
	if (ch->n == 0 || !want_word(c, l, "into"))
		return false;
	ch->n_into = things(c, l, &ch->into, NULL);
	return ch->n_into > 0;
}

static bool
read_meaning(struct ctx *c, struct line *l, struct forms_change *ch)
{
	static const char *const words[] = { "same", "changed", NULL };
	int which;

	if (!want_word(c, l, "meaning"))
		return false;
	which = want_one_of(c, l, words);
	ch->other_meaning = which == 1;
	return which >= 0;
}

static bool
counts_fit(struct ctx *c, const struct line *l, const struct forms_change *ch,
    bool codes)
{
	const char *why = NULL;

	if (ch->kind == FORMS_SPLIT && (ch->n != 1 || ch->n_into < 2))
		why = codes ? "`split` takes one code into two or more" :
		    "`split` takes one answer into two or more";
	else if (ch->kind == FORMS_MERGE && (ch->n < 2 || ch->n_into != 1))
		why = codes ? "`merge` takes two codes or more into one" :
		    "`merge` takes two answers or more into one";
	else if (ch->kind == FORMS_RENAME && (ch->n != 1 || ch->n_into != 1))
		why = "`rename` takes one name into one other";
	if (why == NULL)
		return true;
	fault(c, "E803", line_key(l), codes ? "" : ch->kind == FORMS_SPLIT ?
	    "for example `split capacity.carer into unpaid-carer paid-carer`" :
	    ch->kind == FORMS_MERGE ?
	    "for example `merge capacity.a capacity.b into capacity.c`" :
	    "for example `rename why into reasons`", "%s", why);
	return false;
}

static bool
read_change(struct ctx *c, struct line *l, struct forms_change *ch, bool codes)
{
	size_t k;

	for (k = 0; k < LEN(kinds); k++)
		if (str_is(l->toks[0].text, kinds[k]))
			ch->kind = (enum forms_moved)k;
	ch->at = l->at;
	l->cursor = 1;
	if (ch->kind <= FORMS_RENAME) {
		if (!read_into(c, l, ch))
			return false;
	} else {
		ch->names = arena_array(c->a, const char *, 1);
		ch->names[0] = want_thing(c, l);
		ch->n = ch->names[0] != NULL;
		if (ch->n == 0 || (ch->kind == FORMS_REWORD &&
		    !read_meaning(c, l, ch)))
			return false;
	}
	want_end(c, l);
	return !l->bad && counts_fit(c, l, ch, codes);
}

void
changes_read(struct ctx *c, struct line *l, bool codes,
    const struct forms_changes **out)
{
	struct forms_changes *all = arena_new(c->a, struct forms_changes);
	size_t cap = 0, i;

	l->cursor = 1;
	if (take_twice(c, l, *out != NULL) || !want_word(c, l, "from") ||
	    !want_int(c, l, "the number of a version", 1, codes ? 999999 : 9999,
	    &all->from))
		return;
	want_end(c, l);
	all->at = l->at;
	*out = all;
	for (l = l->first; l != NULL; l = l->next) {
		struct forms_change ch = { 0 };

		if (l->kind != L_CHANGE || !read_change(c, l, &ch, codes))
			continue;
		if (all->n == CHANGES_MAX) {
			fault(c, "E122", line_key(l), "", "there are more "
			    "than %d of these", (int)CHANGES_MAX);
			return;
		}
		*arena_push(c->a, all->v, all->n, cap) = ch;
	}
	for (i = 0; i < all->n; i++)
		in_full(c, all, &all->v[i]);
}

/* ---- what can be seen without the version before -------------------------- */

const char *
named_into(const struct forms_changes *all, const char *name)
{
	size_t i;

	for (i = 0; all != NULL && i < all->n; i++)
		if (all->v[i].kind == FORMS_RENAME &&
		    strcmp(all->v[i].names[0], name) == 0)
			return all->v[i].into[0];
	return name;
}

const char *
named_now(struct arena *a, const struct forms_changes *all, const char *name)
{
	const char *now = named_into(all, name), *dot = strrchr(name, '.');
	const char *of;

	if (now != name || dot == NULL)
		return now;
	of = arena_strn(a, name, (size_t)(dot - name));
	now = named_into(all, of);
	return now == of ? name : arena_printf(a, "%s%s", now, dot);
}

static bool
there(const struct forms_form *f, const char *name)
{
	struct named got;

	return named_find(f, name, &got);
}

static bool
asked(const struct forms_form *f, const char *name)
{
	struct named got;

	return named_find(f, name, &got) && (got.o == NULL || !got.o->retired);
}

static void
must_be_there(struct ctx *c, const struct forms_form *f,
    const struct forms_change *ch, const char *name)
{
	if (there(f, name))
		return;
	fault(c, "E802", ch->at, named_nearest(c->a, f, name),
	    "there is no `%s` in this form to %s into", name, kinds[ch->kind]);
}

/* An answer whose number and name stay known is no longer offered. */
static void
must_be_gone(struct ctx *c, const struct forms_form *f,
    const struct forms_change *ch, const char *name)
{
	size_t i;

	for (i = 0; i < ch->n_into; i++)
		if (strcmp(ch->into[i], name) == 0)
			return;
	if (asked(f, name))
		fault(c, "E804", ch->at, strchr(name, '.') == NULL ? "" :
		    "take it away, or write `retired` after it",
		    "`%s` is still asked in this form", name);
}

static void
check_one(struct ctx *c, const struct forms_form *f,
    const struct forms_changes *all, const struct forms_change *ch)
{
	struct named got;
	const char *now;
	size_t i;

	for (i = 0; i < ch->n_into; i++)
		must_be_there(c, f, ch, ch->into[i]);
	if (ch->kind <= FORMS_RENAME || ch->kind == FORMS_RETIRE) {
		for (i = 0; i < ch->n; i++)
			must_be_gone(c, f, ch, ch->names[i]);
		return;
	}
	now = named_now(c->a, all, ch->names[0]);
	if (!named_find(f, now, &got))
		fault(c, "E802", ch->at, named_nearest(c->a, f, now),
		    "there is no `%s` in this form", now);
	else if ((ch->kind == FORMS_RELABEL) != (got.o != NULL))
		fault(c, "E803", ch->at, ch->kind == FORMS_RELABEL ?
		    arena_printf(c->a, "write `reword %s meaning same`", now) :
		    ch->kind == FORMS_REWORD ?
		    arena_printf(c->a, "write `relabel %s`", now) : "",
		    "`%s` is for %s", kinds[ch->kind],
		    ch->kind == FORMS_RELABEL ? "answers" : "questions");
}

/* The parts of one answer, and what becomes of it, belong to one question. */
static void
check_family(struct ctx *c, const struct forms_changes *all,
    const struct forms_change *ch)
{
	const char *first = named_now(c->a, all, ch->names[0]);
	const char *dot = strrchr(first, '.');
	size_t n = dot == NULL ? 0 : (size_t)(dot - first), i;

	for (i = 1; i < ch->n + ch->n_into; i++) {
		const char *s = i < ch->n ? named_now(c->a, all, ch->names[i]) :
		    ch->into[i - ch->n], *d = strrchr(s, '.');

		if (n == 0 && d == NULL && ch->kind == FORMS_RENAME)
			continue;
		if (n == 0 || d == NULL || (size_t)(d - s) != n ||
		    memcmp(s, first, n) != 0) {
			fault(c, "E803", ch->at, "", "`%s` stays among the "
			    "answers of one question", kinds[ch->kind]);
			return;
		}
	}
}

static void
check_twice(struct ctx *c, const struct forms_changes *all, size_t i)
{
	size_t k, x, y;

	for (k = 0; k < i; k++)
		for (x = 0; x < all->v[i].n; x++)
			for (y = 0; y < all->v[k].n; y++)
				if (strcmp(all->v[i].names[x],
				    all->v[k].names[y]) == 0 &&
				    (all->v[i].kind == all->v[k].kind ||
				    (all->v[i].kind <= FORMS_MERGE ||
				    all->v[i].kind == FORMS_RETIRE ||
				    all->v[k].kind <= FORMS_MERGE ||
				    all->v[k].kind == FORMS_RETIRE))) {
					fault(c, "E805", all->v[i].at,
					    "keep one of them", "two lines say "
					    "what became of `%s`",
					    all->v[i].names[x]);
					return;
				}
}

void
build_changes_check(struct build *b)
{
	const struct forms_changes *all = b->f->changes;
	size_t i;

	if (all == NULL || b->c.d->errors > 0)
		return;
	for (i = 0; i < all->n; i++) {
		check_one(&b->c, b->f, all, &all->v[i]);
		if (all->v[i].kind <= FORMS_RENAME)
			check_family(&b->c, all, &all->v[i]);
		check_twice(&b->c, all, i);
	}
}
