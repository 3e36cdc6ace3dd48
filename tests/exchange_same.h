/* SPDX-License-Identifier: MIT
 *
 * exchange_same.h -- are two projects the same, for the tests of the exchange: things
 * are met by their GUIDs, and what has an order keeps it.
 */
#ifndef TESTS_EXCHANGE_SAME_H
#define TESTS_EXCHANGE_SAME_H
#include "analysis/analysis.h"

#include <stdio.h>

/* What differs first; "" when nothing does. */
struct same { const struct exchange_project *x, *y; char why[300]; };

static inline bool
same_text(struct same *s, const char *what, const char *a, const char *b)
{
	if (s->why[0] == '\0' && ((a == NULL) != (b == NULL) ||
	    (a != NULL && strcmp(a, b) != 0)))
		snprintf(s->why, sizeof(s->why), "%s: \"%.100s\" and \"%.100s\"",
		    what, a ? a : "(none)", b ? b : "(none)");
	return s->why[0] == '\0';
}

static inline bool
same_n(struct same *s, const char *what, int64_t a, int64_t b)
{
	if (s->why[0] == '\0' && a != b)
		snprintf(s->why, sizeof(s->why), "%s: %lld and %lld", what,
		    (long long)a, (long long)b);
	return s->why[0] == '\0';
}

static inline const char *
same_user(const struct exchange_project *p, size_t at)
{
	return at == EXCHANGE_NONE ? "" : p->users[at].guid;
}

static inline void
same_refs(struct same *s, const char *what, const struct exchange_refs *a,
    const struct exchange_refs *b)
{
	size_t i;

	same_n(s, what, (int64_t)a->n, (int64_t)b->n);
	for (i = 0; s->why[0] == '\0' && i < a->n; i++)
		same_text(s, what, s->x->memos[a->v[i]].guid,
		    s->y->memos[b->v[i]].guid);
}

static inline void
same_codes(struct same *s)
{
	const struct exchange_project *x = s->x, *y = s->y;
	size_t i, k;

	for (i = 0; same_n(s, "codes", (int64_t)x->n_codes,
	    (int64_t)y->n_codes) && i < x->n_codes; i++) {
		const struct exchange_code *a = &x->codes[i], *b;

		for (k = 0; k < y->n_codes && strcmp(y->codes[k].guid,
		    a->guid) != 0; k++)
			;
		if (!same_n(s, "code is there", 1, k < y->n_codes))
			return;
		b = &y->codes[k];
		same_text(s, "code name", a->name, b->name);
		same_text(s, "code description", a->description,
		    b->description);
		same_text(s, "code colour", a->colour, b->colour);
		same_n(s, "codable", a->codable, b->codable);
		same_text(s, "code parent", a->parent == EXCHANGE_NONE ? "" :
		    x->codes[a->parent].guid, b->parent == EXCHANGE_NONE ? "" :
		    y->codes[b->parent].guid);
		same_refs(s, "code memos", &a->memos, &b->memos);
	}
}

static inline void
same_people(struct same *s)
{
	const struct exchange_project *x = s->x, *y = s->y;
	size_t i, k;

	for (i = 0; same_n(s, "users", (int64_t)x->n_users,
	    (int64_t)y->n_users) && i < x->n_users; i++) {
		same_text(s, "user", x->users[i].guid, y->users[i].guid);
		same_text(s, "user name", x->users[i].name, y->users[i].name);
		same_text(s, "user id", x->users[i].id, y->users[i].id);
	}
	for (i = 0; same_n(s, "variables", (int64_t)x->n_variables,
	    (int64_t)y->n_variables) && i < x->n_variables; i++) {
		same_text(s, "variable", x->variables[i].guid,
		    y->variables[i].guid);
		same_text(s, "variable name", x->variables[i].name,
		    y->variables[i].name);
		same_text(s, "variable description",
		    x->variables[i].description, y->variables[i].description);
		same_n(s, "variable type", x->variables[i].type,
		    y->variables[i].type);
	}
	for (i = 0; same_n(s, "cases", (int64_t)x->n_cases,
	    (int64_t)y->n_cases) && i < x->n_cases; i++) {
		const struct exchange_case *a = &x->cases[i], *b = &y->cases[i];

		same_text(s, "case", a->guid, b->guid);
		same_text(s, "case name", a->name, b->name);
		same_text(s, "case description", a->description,
		    b->description);
		for (k = 0; same_n(s, "values", (int64_t)a->n_values,
		    (int64_t)b->n_values) && k < a->n_values; k++) {
			same_n(s, "value of", (int64_t)a->values[k].variable,
			    (int64_t)b->values[k].variable);
			same_text(s, "value", a->values[k].text,
			    b->values[k].text);
		}
		for (k = 0; same_n(s, "sources of a case",
		    (int64_t)a->sources.n, (int64_t)b->sources.n) &&
		    k < a->sources.n; k++)
			same_n(s, "source of a case", (int64_t)a->sources.v[k],
			    (int64_t)b->sources.v[k]);
	}
}

static inline void
same_selection(struct same *s, const struct exchange_selection *a,
    const struct exchange_selection *b)
{
	size_t i;

	same_text(s, "selection", a->guid, b->guid);
	same_text(s, "selection name", a->name, b->name);
	same_text(s, "selection description", a->description, b->description);
	same_n(s, "start", a->start, b->start);
	same_n(s, "end", a->end, b->end);
	same_text(s, "selection when", a->when, b->when);
	same_text(s, "selection user", same_user(s->x, a->user),
	    same_user(s->y, b->user));
	same_refs(s, "selection memos", &a->memos, &b->memos);
	for (i = 0; same_n(s, "codings", (int64_t)a->n_codings,
	    (int64_t)b->n_codings) && i < a->n_codings; i++) {
		const struct exchange_coding *c = &a->codings[i],
		    *d = &b->codings[i];

		same_text(s, "coding", c->guid, d->guid);
		same_text(s, "code of a coding", s->x->codes[c->code].guid,
		    s->y->codes[d->code].guid);
		same_text(s, "user of a coding", same_user(s->x, c->user),
		    same_user(s->y, d->user));
		same_text(s, "coding when", c->when, d->when);
		same_n(s, "polarity", c->polarity, d->polarity);
		same_refs(s, "coding memos", &c->memos, &d->memos);
	}
}

static inline void
same_sources(struct same *s)
{
	const struct exchange_project *x = s->x, *y = s->y;
	size_t i, k;

	for (i = 0; same_n(s, "sources", (int64_t)x->n_sources,
	    (int64_t)y->n_sources) && i < x->n_sources; i++) {
		const struct exchange_source *a = &x->sources[i],
		    *b = &y->sources[i];

		same_text(s, "source", a->guid, b->guid);
		same_text(s, "source name", a->name, b->name);
		same_text(s, "source description", a->description,
		    b->description);
		same_text(s, "text", a->text, b->text);
		same_text(s, "source when", a->when, b->when);
		same_text(s, "source user", same_user(x, a->user),
		    same_user(y, b->user));
		same_refs(s, "source memos", &a->memos, &b->memos);
		for (k = 0; same_n(s, "selections", (int64_t)a->n_selections,
		    (int64_t)b->n_selections) && k < a->n_selections; k++)
			same_selection(s, &a->selections[k], &b->selections[k]);
	}
}

/* "" when they are the same. */
static inline const char *
exchange_same(struct same *s, const struct exchange_project *x,
    const struct exchange_project *y)
{
	size_t i;

	*s = (struct same){ .x = x, .y = y };
	same_text(s, "name", x->name, y->name);
	same_text(s, "description", x->description, y->description);
	same_text(s, "at", x->at, y->at);
	same_text(s, "by", same_user(x, x->by), same_user(y, y->by));
	same_refs(s, "about", &x->about, &y->about);
	same_people(s);
	same_codes(s);
	same_sources(s);
	for (i = 0; same_n(s, "memos", (int64_t)x->n_memos,
	    (int64_t)y->n_memos) && i < x->n_memos; i++) {
		const struct exchange_memo *a = &x->memos[i], *b = &y->memos[i];

		same_text(s, "memo", a->guid, b->guid);
		same_text(s, "memo name", a->name, b->name);
		same_text(s, "memo text", a->text, b->text);
		same_text(s, "memo description", a->description,
		    b->description);
		same_text(s, "memo user", same_user(x, a->user),
		    same_user(y, b->user));
		same_text(s, "memo when", a->when, b->when);
	}
	return s->why;
}
#endif
