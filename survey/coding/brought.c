/* SPDX-License-Identifier: MIT
 *
 * brought.c -- codings that come back from other analysis tools.
 */
#include "survey/coding/project.h"

#include <stdlib.h>
#include <strings.h>

struct known { const char *name; size_t at; };

static int
by_name(const void *x, const void *y)
{
	return strcmp(((const struct known *)x)->name,
	    ((const struct known *)y)->name);
}

/* The places of the sources of a project by their names. */
static struct known *
index_names(struct arena *a, const struct exchange_project *p)
{
	struct known *v = arena_array(a, struct known, p->n_sources + 1);
	size_t i;

	for (i = 0; i < p->n_sources; i++)
		v[i] = (struct known){ p->sources[i].name, i };
	qsort(v, p->n_sources, sizeof(*v), by_name);
	return v;
}

/* Each code of what came, in ours; NULL: none.  By its GUID, its name, or what it is
 * called in the frame. */
static const char **
match_codes(struct coding_corpus *p, const struct exchange_project *own,
    const struct exchange_project *in)
{
	const char **v = arena_array(&p->a, const char *, in->n_codes + 1);
	static const char *const always[] = { CODE_OTHER, CODE_NO_REASON,
		CODE_OFF_TOPIC };
	size_t i, k;

	for (i = 0; i < in->n_codes; i++) {
		v[i] = NULL;
		for (k = 0; k < own->n_codes && v[i] == NULL; k++)
			if (strcmp(in->codes[i].guid, own->codes[k].guid) == 0 ||
			    strcmp(in->codes[i].name, own->codes[k].name) == 0 ||
			    (k < p->n_codes && strcmp(in->codes[i].name,
			    p->codes[k]->name) == 0))
				v[i] = k < p->n_codes ? p->codes[k]->name :
				    always[k - p->n_codes];
	}
	return v;
}

/* As texts were written: ends of lines are LF alone. */
static bool
same_text(const char *ours, const char *theirs)
{
	for (; *ours != '\0' || *theirs != '\0'; ours++, theirs++) {
		if (ours[0] == '\r' && ours[1] == '\n')
			ours++;
		if (*ours != *theirs && !(*ours == '\r' && *theirs == '\n'))
			return false;
	}
	return true;
}

static enum reading_polarity
polarity(enum exchange_polarity p)
{
	enum reading_polarity out = POLARITY_NONE;

	(void)reading_polarity_from(exchange_polarity_name(p), &out);
	return out;
}

static bool
has(const struct reading_code *v, size_t n, const struct reading_code *k,
    bool polarity)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].code, k->code) == 0 && v[i].start == k->start &&
		    v[i].end == k->end && (!polarity || v[i].polarity ==
		    k->polarity))
			return true;
	return false;
}

/* Whose codings are taken: where several people coded, by's own and those without a name;
 * otherwise all. */
struct whose { const struct exchange_project *in; const char *by; bool several; };

static void
whose_are_they(struct whose *w)
{
	size_t i, k, j, one = EXCHANGE_NONE - 1;

	for (i = 0; i < w->in->n_sources; i++)
		for (k = 0; k < w->in->sources[i].n_selections; k++) {
			const struct exchange_selection *s =
			    &w->in->sources[i].selections[k];

			for (j = 0; j < s->n_codings; j++) {
				w->several |= one != EXCHANGE_NONE - 1 &&
				    one != s->codings[j].user;
				one = s->codings[j].user;
			}
		}
}

static bool
is_theirs(const struct whose *w, size_t user)
{
	return !w->several || user == EXCHANGE_NONE || strcasecmp(
	    w->in->users[user].name, w->by) == 0;
}

/* All codings of a source; those that are twice once. */
static void
codes_of(struct coding_corpus *p, const struct exchange_source *s,
    const char *text, const char *const *codes, const struct whose *w,
    struct coded *out, struct coding_brought *b)
{
	int64_t all = (int64_t)utf8_count(text, strlen(text));
	struct reading_code *v = arena_array(&p->a, struct reading_code,
	    READING_CODES);
	size_t i, k;

	out->v = v;
	out->n = 0;
	for (i = 0; i < s->n_selections; i++)
		for (k = 0; k < s->selections[i].n_codings; k++) {
			const struct exchange_selection *at =
			    &s->selections[i];
			const struct exchange_coding *c = &at->codings[k];
			bool whole = at->start == 0 && at->end == all;
			struct reading_code one = { codes[c->code],
			    whole ? -1 : at->start, whole ? -1 : at->end,
			    polarity(c->polarity), CODED_IMPORT };

			if (!is_theirs(w, c->user))
				b->others++;
			else if (one.code == NULL)
				b->strange++;
			else if (out->n < READING_CODES && at->end > at->start &&
			    !has(v, out->n, &one, false))
				v[out->n++] = one;
		}
}

static bool
same_codes(const struct coded *a, const struct coded *b)
{
	size_t i;

	if (a == NULL || a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++)
		if (!has(b->v, b->n, &a->v[i], true))
			return false;
	return true;
}

/* What this coder said of it blind; NULL: nothing. */
static const struct coded *
blind_of(const struct coding_corpus *p, int64_t unit, const char *coder)
{
	size_t low = 0, high = p->n_all, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (p->all[mid].unit < unit)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < p->n_all && p->all[low].unit == unit; low++)
		if (p->all[low].purpose == READING_BLIND &&
		    strcmp(p->all[low].coder, coder) == 0)
			return &p->all[low];
	return NULL;
}

bool
coding_brought(struct coding_corpus *p, struct cases *c,
    const struct forms_form *form, const struct exchange_project *in,
    const char *by, enum reading_purpose purpose, struct coding_brought *out,
    struct err *e)
{
	struct exchange_project own;
	struct known *names, *k;
	const char **codes;
	struct whose w = { .in = in, .by = by };
	const size_t *units;
	size_t i, cap = 0;

	*out = (struct coding_brought){ 0 };
	if (!coding_project(p, c, form, by, 0, &own, &units, e))
		return false;
	names = index_names(&p->a, &own);
	whose_are_they(&w);
	codes = match_codes(p, &own, in);
	for (i = 0; i < in->n_sources; i++) {
		const struct exchange_source *s = &in->sources[i];
		struct known look = { s->name, 0 };
		struct coded r = { .frame = p->frame.id, .coder = by,
		    .purpose = purpose };
		size_t unit;

		if (s->n_selections == 0)
			continue;
		k = bsearch(&look, names, own.n_sources, sizeof(*names),
		    by_name);
		if (k == NULL) {
			out->unknown++;
			continue;
		}
		if (s->text != NULL && !same_text(own.sources[k->at].text,
		    s->text)) {
			out->other++;
			continue;
		}
		unit = units[k->at];
		r.unit = p->units[unit].id;
		codes_of(p, s, own.sources[k->at].text, codes, &w, &r, out);
		if (same_codes(purpose != READING_BLIND ? p->read[unit] :
		    blind_of(p, r.unit, by), &r))
			out->same++;
		else if (r.n > 0)
			*arena_push(&p->a, out->v, out->n, cap) = r;
	}
	return true;
}
