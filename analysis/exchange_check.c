/* SPDX-License-Identifier: MIT
 *
 * exchange_check.c -- can a project be written as REFI-QDA has it, and if not, where
 * is it wrong?
 */
#include "analysis/exchange_private.h"

struct check {
	struct arena	 a;
	const struct exchange_project *p;
	struct exchange_place *guids;	/* of everything */
	size_t		 n, cap;
	struct err	*e;
};

static void
check_close(struct check *c)
{
	arena_free(&c->a);
}

static bool
wrong(struct check *c, const char *what, const char *name, const char *words)
{
	return err_set(c->e, ERR_INPUT, "the project cannot be exported: %s "
	    "\"%.80s\": %s", what, name, words);
}

static bool
guid(struct check *c, const char *what, const char *name, const char *g)
{
	if (!exchange_is_guid(g))
		return wrong(c, what, name, "its GUID is none: make it by its name");
	*arena_push(&c->a, c->guids, c->n, c->cap) = (struct exchange_place){ g,
	    c->n };
	return true;
}

static bool
refs(struct check *c, const char *what, const char *name,
    const struct exchange_refs *r, size_t most)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->v[i] >= most)
			return wrong(c, what, name, "it refers to a note or a source "
			    "that there is not: take the reference away");
	return true;
}

/* By whom and when. */
static bool
made(struct check *c, const char *what, const char *name, size_t user,
    const char *when)
{
	if (user != EXCHANGE_NONE && user >= c->p->n_users)
		return wrong(c, what, name, "its user is not in the list: add the "
		    "user");
	return *when == '\0' || exchange_is_time(when) || wrong(c, what, name,
	    "its time is none: write it as 2026-01-31T09:30:00Z");
}

/* ---- codes ------------------------------------------------------------------------- */

static bool
code(struct check *c, size_t at)
{
	const struct exchange_code *v = &c->p->codes[at];
	size_t up = v->parent, n = 1;

	for (; up != EXCHANGE_NONE; up = c->p->codes[up].parent) {
		if (up >= c->p->n_codes)
			return wrong(c, "code", v->name, "its parent is no code: give "
			    "it another");
		if (++n > c->p->n_codes)
			return wrong(c, "code", v->name, "it stands below itself: "
			    "give it another parent");
		if (n > EXCHANGE_DEPTH)
			return wrong(c, "code", v->name, "it stands more than 64 "
			    "codes deep: move it up");
	}
	if (*v->name == '\0')
		return wrong(c, "code", v->guid, "it has no name: give it one");
	if (*v->colour != '\0' && !exchange_is_colour(v->colour))
		return wrong(c, "code", v->name, "its colour is none: write it as "
		    "#005eb8");
	return guid(c, "code", v->name, v->guid) &&
	    refs(c, "code", v->name, &v->memos, c->p->n_memos);
}

static bool
codes(struct check *c)
{
	size_t i;

	for (i = 0; i < c->p->n_codes; i++)
		if (!code(c, i))
			return false;
	return true;
}

bool
exchange_check_codes(const struct exchange_project *p, struct err *e)
{
	struct check c CLEAN(check_close) = { .p = p, .e = e };

	return codes(&c);
}

/* ---- sources ------------------------------------------------------------------------ */

static bool
coding(struct check *c, const struct exchange_source *s,
    const struct exchange_coding *v)
{
	if (v->code >= c->p->n_codes)
		return wrong(c, "source", s->name, "a coding has a code that is not in "
		    "the codebook: add the code");
	if ((int)v->polarity >= EXCHANGE_POLARITIES)
		return wrong(c, "source", s->name, "a coding has a polarity that there "
		    "is not: for, against, mixed, suggests or none");
	return guid(c, "a coding of source", s->name, v->guid) &&
	    made(c, "a coding of source", s->name, v->user, v->when) &&
	    refs(c, "a coding of source", s->name, &v->memos, c->p->n_memos);
}

static bool
source(struct check *c, const struct exchange_source *s)
{
	const char *what = "a selection of source";
	int64_t most;
	size_t i, k;

	if (s->text == NULL)
		return wrong(c, "source", s->name, "it has no text: read the project "
		    "with its sources first");
	most = (int64_t)utf8_count(s->text, strlen(s->text));
	for (i = 0; i < s->n_selections; i++) {
		const struct exchange_selection *v = &s->selections[i];

		if (v->start < 0 || v->end < v->start || v->end > most)
			return wrong(c, what, s->name, "it does not lie in the text: "
			    "code the place again");
		if (!guid(c, what, s->name, v->guid) ||
		    !made(c, what, s->name, v->user, v->when) ||
		    !refs(c, what, s->name, &v->memos, c->p->n_memos))
			return false;
		for (k = 0; k < v->n_codings; k++)
			if (!coding(c, s, &v->codings[k]))
				return false;
	}
	return guid(c, "source", s->name, s->guid) &&
	    made(c, "source", s->name, s->user, s->when) &&
	    refs(c, "source", s->name, &s->memos, c->p->n_memos);
}

static bool
sources(struct check *c)
{
	size_t i;

	for (i = 0; i < c->p->n_sources; i++)
		if (!source(c, &c->p->sources[i]))
			return false;
	return true;
}

/* ---- the rest ----------------------------------------------------------------------- */

static bool
one_case(struct check *c, const struct exchange_case *v)
{
	size_t i;

	for (i = 0; i < v->n_values; i++)
		if (v->values[i].variable >= c->p->n_variables ||
		    !exchange_is_value(c->p->variables[v->values[i].variable].type,
		    v->values[i].text))
			return wrong(c, "case", v->name, "a value is not of its "
			    "variable's type: make the variable a text");
	return guid(c, "case", v->name, v->guid) &&
	    refs(c, "case", v->name, &v->sources, c->p->n_sources);
}

static bool
memo(struct check *c, const struct exchange_memo *m)
{
	if (exchange_polarity_of(m) != EXCHANGE_NO_POLARITY)
		return wrong(c, "note", m->name, "notes of this name say the polarity "
		    "of codings: give it another name");
	return guid(c, "note", m->name, m->guid) &&
	    made(c, "note", m->name, m->user, m->when);
}

static bool
others(struct check *c)
{
	const struct exchange_project *p = c->p;
	size_t i;

	for (i = 0; i < p->n_users; i++)
		if (!guid(c, "user", p->users[i].name, p->users[i].guid))
			return false;
	for (i = 0; i < p->n_variables; i++)
		if (!guid(c, "variable", p->variables[i].name,
		    p->variables[i].guid))
			return false;
	for (i = 0; i < p->n_cases; i++)
		if (!one_case(c, &p->cases[i]))
			return false;
	for (i = 0; i < p->n_memos; i++)
		if (!memo(c, &p->memos[i]))
			return false;
	return made(c, "project", p->name, p->by, p->at) &&
	    refs(c, "project", p->name, &p->about, p->n_memos);
}

static bool
no_guid_twice(struct check *c)
{
	size_t i;

	exchange_places_sort(c->guids, c->n);
	for (i = 1; i < c->n; i++)
		if (strcmp(c->guids[i - 1].name, c->guids[i].name) == 0)
			return wrong(c, "GUID", c->guids[i].name, "two things have "
			    "it: give one of them another");
	return true;
}

bool
exchange_check(const struct exchange_project *p, struct err *e)
{
	struct check c CLEAN(check_close) = { .p = p, .e = e };

	int i;

	for (i = 1; i < EXCHANGE_POLARITIES; i++)
		if (!guid(&c, "note", "polarity", exchange_polarity_guid(
		    (enum exchange_polarity)i)))
			return false;
	return codes(&c) && sources(&c) && others(&c) && no_guid_twice(&c);
}
