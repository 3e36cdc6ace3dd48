/* SPDX-License-Identifier: MIT
 *
 * frame_diff.c -- what became of the codes of a frame in the one after it.
 */
#include "forms/build.h"
#include "forms/diff.h"
#include "forms/frame.h"

static const char *const names[] = {
	[FRAME_ADDED] = "added", [FRAME_RETIRED] = "retired",
	[FRAME_SPLIT] = "split", [FRAME_MERGED] = "merged",
	[FRAME_RENAMED] = "renamed", [FRAME_MOVED] = "moved",
	[FRAME_TITLED] = "retitled", [FRAME_DEFINED] = "redefined",
	[FRAME_RULED] = "other rule",
};

const char *
forms_frame_did_name(enum forms_frame_did did)
{
	return names[did];
}

bool
forms_frame_unsettles(enum forms_frame_did did)
{
	return did != FRAME_ADDED && did != FRAME_RULED;
}

struct differing {
	struct ctx	 c;
	const struct forms_form *from, *to;
	const struct forms_changes *all;	/* NULL */
	struct forms_frame_change *v;
	size_t		 n, cap;
};

static void
add(struct differing *d, enum forms_frame_did did,
    const struct forms_entity *from, const struct forms_entity *to,
    const char *words)
{
	*arena_push(d->c.a, d->v, d->n, d->cap) = (struct forms_frame_change){
	    did, from, to, words };
}

static const char *
called(struct differing *d, const struct forms_entity *e)
{
	return arena_printf(d->c.a, "%s “%s”", e->name, diff_quote(d->c.a,
	    e->title));
}

/* ---- what is the same code in other words --------------------------------------------- */

static const char *
place(struct differing *d, const struct forms_entity *e)
{
	return e->under != NULL ? arena_printf(d->c.a, "under %s",
	    e->under->name) : arena_printf(d->c.a, "at the top, as a %s",
	    e->kind->name);
}

/* Under the same code, by whatever name that has now? */
static bool
moved(const struct differing *d, const struct forms_entity *x,
    const struct forms_entity *y)
{
	if (strcmp(x->kind->name, y->kind->name) != 0 ||
	    (x->under == NULL) != (y->under == NULL))
		return true;
	return x->under != NULL && strcmp(named_into(d->all, x->under->name),
	    y->under->name) != 0;
}

static bool
same_examples(const struct forms_entity *x, const struct forms_entity *y)
{
	size_t i;

	if (x->n_examples != y->n_examples)
		return false;
	for (i = 0; i < x->n_examples; i++)
		if (strcmp(x->examples[i], y->examples[i]) != 0)
			return false;
	return true;
}

static void
compare(struct differing *d, const struct forms_entity *x,
    const struct forms_entity *y)
{
	struct arena *a = d->c.a;

	if (moved(d, x, y))
		add(d, FRAME_MOVED, x, y, arena_printf(a, "%s stood %s and "
		    "stands %s.", called(d, x), place(d, x), place(d, y)));
	if (strcmp(x->title, y->title) != 0)
		add(d, FRAME_TITLED, x, y, arena_printf(a, "%s is called "
		    "“%s”.", called(d, x), diff_quote(a, y->title)));
	if (strcmp(x->covers, y->covers) != 0 ||
	    strcmp(x->excludes, y->excludes) != 0 ||
	    strcmp(x->says, y->says) != 0)
		add(d, FRAME_DEFINED, x, y, arena_printf(a, "%s is defined in "
		    "other words.", called(d, y)));
	if (!forms_search_same(x->match, y->match) || !same_examples(x, y))
		add(d, FRAME_RULED, x, y, arena_printf(a, "%s is suggested by "
		    "another rule or other examples.", called(d, y)));
}

/* ---- what has a line ------------------------------------------------------------------ */

static const struct forms_change *
line_about(const struct differing *d, const char *name)
{
	size_t i, k;

	for (i = 0; d->all != NULL && i < d->all->n; i++)
		for (k = 0; k < d->all->v[i].n; k++)
			if (strcmp(d->all->v[i].names[k], name) == 0)
				return &d->all->v[i];
	return NULL;
}

static void
by_line(struct differing *d, const struct forms_entity *x,
    const struct forms_change *ch)
{
	static const enum forms_frame_did did[] = { [FORMS_SPLIT] =
		FRAME_SPLIT, [FORMS_MERGE] = FRAME_MERGED, [FORMS_RENAME] =
		FRAME_RENAMED };
	size_t i;

	if (ch->kind == FORMS_RETIRE) {
		add(d, FRAME_RETIRED, x, NULL, arena_printf(d->c.a,
		    "%s is no longer used.", called(d, x)));
		return;
	}
	for (i = 0; i < ch->n_into; i++) {
		const struct forms_entity *y = forms_entity(d->to,
		    ch->into[i]);
		const char *was = called(d, x), *is = called(d, y);

		add(d, did[ch->kind], x, y,
		    ch->kind == FORMS_SPLIT ? arena_printf(d->c.a, "A part of "
		    "%s is now %s.", was, is) : ch->kind == FORMS_MERGE ?
		    arena_printf(d->c.a, "%s is now part of %s.", was, is) :
		    arena_printf(d->c.a, "%s is now %s.", was, is));
		if (ch->kind == FORMS_RENAME)
			compare(d, x, y);
	}
}

static void
became(struct differing *d, const struct forms_entity *x)
{
	const struct forms_change *ch = line_about(d, x->name);
	const struct forms_entity *y = forms_entity(d->to, x->name);

	if (ch != NULL)
		by_line(d, x, ch);
	else if (y != NULL)
		compare(d, x, y);
	else
		fault(&d->c, "E815", diff_whole(d->to), arena_printf(d->c.a,
		    "write `retire %s` below `changes from %d`, or what it was "
		    "split, merged or renamed into", x->name,
		    d->from->codebook_version), "the code `%s`, “%s”, is gone",
		    x->name, diff_quote(d->c.a, x->title));
}

/* ---- all of it ------------------------------------------------------------------------ */

static bool
is_made_of(const struct differing *d, const char *name)
{
	size_t i, k;

	for (i = 0; d->all != NULL && i < d->all->n; i++)
		for (k = 0; k < d->all->v[i].n_into; k++)
			if (strcmp(d->all->v[i].into[k], name) == 0)
				return true;
	return false;
}

/* Its lines are about codes of the frame before. */
static void
check_lines(struct differing *d)
{
	const struct forms_change *ch;
	size_t k;

	if (d->all == NULL)
		return;
	if (d->all->from != d->from->codebook_version) {
		fault(&d->c, "E800", d->all->at, arena_printf(d->c.a,
		    "write `changes from %d`", d->from->codebook_version),
		    "the frame before this one is version %d",
		    d->from->codebook_version);
		return;
	}
	for (ch = d->all->v; ch < d->all->v + d->all->n; ch++)
		for (k = 0; k < ch->n; k++)
			if (forms_entity(d->from, ch->names[k]) == NULL)
				fault(&d->c, "E801", ch->at, "", "version %d "
				    "had no code `%s`",
				    d->from->codebook_version, ch->names[k]);
	for (ch = d->all->v; ch < d->all->v + d->all->n; ch++)
		for (k = 0; k < ch->n_into; k++)
			if (forms_entity(d->from, ch->into[k]) != NULL &&
			    line_about(d, ch->into[k]) == NULL)
				fault(&d->c, "E803", ch->at, arena_printf(d->c.a,
				    "name it among those that become `%s`: merge "
				    "%s %s into %s", ch->into[k], ch->names[0],
				    ch->into[k], ch->into[k]), "version %d had a "
				    "code `%s` already, with comments of its own",
				    d->from->codebook_version, ch->into[k]);
}

bool
forms_frame_diff(struct arena *a, const struct forms_frame *from,
    const struct forms_frame *to, struct forms_frame_change **out, size_t *n,
    struct forms_diags *diags)
{
	struct differing d = { .c = { a, diags }, .from = from->codes,
	    .to = to->codes, .all = to->changes };
	const struct forms_entity *e;
	size_t before = diags->errors;

	*out = NULL;
	*n = 0;
	check_lines(&d);
	if (diags->errors > before)
		return false;
	for (e = d.from->entities; e != NULL; e = e->next)
		became(&d, e);
	for (e = d.to->entities; e != NULL; e = e->next)
		if (forms_entity(d.from, e->name) == NULL &&
		    !is_made_of(&d, e->name))
			add(&d, FRAME_ADDED, NULL, e, arena_printf(a,
			    "%s is new.", called(&d, e)));
	*out = d.v;
	*n = d.n;
	return diags->errors == before;
}

const char *
forms_frame_carried(const struct forms_frame_change *v, size_t n,
    const char *code)
{
	bool split = false, own = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (v[i].from == NULL || strcmp(v[i].from->name, code) != 0)
			continue;
		if (v[i].did == FRAME_RENAMED || v[i].did == FRAME_MERGED)
			return v[i].to->name;
		if (v[i].did == FRAME_RETIRED)
			return NULL;
		if (v[i].did == FRAME_SPLIT) {
			split = true;
			own |= strcmp(v[i].to->name, code) == 0;
		}
	}
	return split && !own ? NULL : code;
}
