/* SPDX-License-Identifier: MIT
 *
 * project.c -- what people coded as a project of other analysis tools.
 */
#include "survey/coding/project.h"

#include <stdlib.h>
#include <time.h>

static const struct { const char *name, *words; } always[] = {
	{ CODE_OTHER, "Something else" },
	{ CODE_NO_REASON, "No reason given" },
	{ CODE_OFF_TOPIC, "Off topic" },
};

struct making {
	struct coding_corpus *p;
	struct arena	*a;
	struct exchange_project *out;
	size_t		 cap_users;
	size_t		*units;		/* of each source */
};

static const char *
moment(struct arena *a, int64_t at)
{
	char s[32];
	time_t t = (time_t)at;
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(s, sizeof(s), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return arena_str(a, s);
}

static size_t
user(struct making *m, const char *name)
{
	struct exchange_project *o = m->out;
	size_t i;

	for (i = 0; i < o->n_users; i++)
		if (strcmp(o->users[i].name, name) == 0)
			return i;
	*arena_push(m->a, o->users, o->n_users, m->cap_users) =
	    (struct exchange_user){ exchange_guid(m->a, "user", name),
	    arena_str(m->a, name), "" };
	return i;
}

/* ---- codes ---------------------------------------------------------------------------- */

static const char *
described(struct arena *a, const struct forms_entity *e)
{
	struct buf b CLEAN(buf_free) = { 0 };

	buf_puts(&b, e->says);
	if (*e->covers != '\0')
		buf_printf(&b, "%sCovers: %s", b.n > 0 ? "\n" : "", e->covers);
	if (*e->excludes != '\0')
		buf_printf(&b, "%sDoes not cover: %s", b.n > 0 ? "\n" : "",
		    e->excludes);
	return arena_str(a, buf_text(&b));
}

static void
codes(struct making *m)
{
	struct coding_corpus *p = m->p;
	struct exchange_project *o = m->out;
	size_t i;

	o->codes = arena_array(m->a, struct exchange_code, p->n_codes +
	    LEN(always));
	for (i = 0; i < p->n_codes; i++) {
		const struct forms_entity *e = p->codes[i];

		o->codes[i] = (struct exchange_code){
		    .guid = exchange_guid(m->a, "code", e->name),
		    .name = arena_printf(m->a, "%s %s", e->name, e->title),
		    .description = described(m->a, e), .codable = true,
		    .colour = "", .parent = e->under == NULL ? EXCHANGE_NONE :
		    coding_corpus_code(p, e->under->name) };
	}
	for (i = 0; i < LEN(always); i++)
		o->codes[p->n_codes + i] = (struct exchange_code){
		    .guid = exchange_guid(m->a, "code", always[i].name),
		    .name = always[i].words, .description = "", .colour = "",
		    .codable = true, .parent = EXCHANGE_NONE };
	o->n_codes = p->n_codes + LEN(always);
}

static size_t
place_of(const struct making *m, const char *name)
{
	size_t i;

	for (i = 0; i < LEN(always); i++)
		if (strcmp(always[i].name, name) == 0)
			return m->p->n_codes + i;
	i = coding_corpus_code(m->p, name);
	return i < m->p->n_codes ? i : EXCHANGE_NONE;
}

/* ---- comments ------------------------------------------------------------------------- */

static enum exchange_polarity
polarity(enum reading_polarity p)
{
	enum exchange_polarity out;

	for (out = EXCHANGE_NO_POLARITY; out < EXCHANGE_SUGGESTS; out++)
		if (strcmp(exchange_polarity_name(out),
		    reading_polarity_name(p)) == 0)
			break;
	return out;
}

static struct exchange_selection *
selection(struct making *m, struct exchange_source *s, size_t *cap,
    int64_t start, int64_t end, size_t by, const char *when)
{
	size_t i;

	for (i = 0; i < s->n_selections; i++)
		if (s->selections[i].start == start &&
		    s->selections[i].end == end)
			return &s->selections[i];
	*arena_push(m->a, s->selections, s->n_selections, *cap) =
	    (struct exchange_selection){ .guid = exchange_guid(m->a,
	    "selection", arena_printf(m->a, "%s %lld %lld", s->guid,
	    (long long)start, (long long)end)), .name = "", .description = "",
	    .start = start, .end = end, .user = by, .when = when };
	return &s->selections[i];
}

static void
codings(struct making *m, struct exchange_source *s, const struct coded *r)
{
	int64_t all = (int64_t)utf8_count(s->text, strlen(s->text));
	const char *when = moment(m->a, r->at);
	size_t by = user(m, r->coder), cap = 0, i;

	for (i = 0; i < r->n; i++) {
		const struct reading_code *k = &r->v[i];
		size_t code = place_of(m, k->code), n;
		struct exchange_selection *at;
		struct exchange_coding *v;

		if (code == EXCHANGE_NONE)
			continue;
		at = selection(m, s, &cap, k->start < 0 ? 0 : k->start,
		    k->end < 0 ? all : k->end, by, when);
		n = at->n_codings;
		v = arena_array(m->a, struct exchange_coding, n + 1);
		if (n > 0)
			memcpy(v, at->codings, n * sizeof(*v));
		v[n] = (struct exchange_coding){ .guid = exchange_guid(m->a,
		    "coding", arena_printf(m->a, "%s %s", at->guid,
		    m->out->codes[code].guid)), .code = code, .user = by,
		    .when = when, .polarity = polarity(k->polarity) };
		at->codings = v;
		at->n_codings = n + 1;
	}
}

struct owned { int64_t response; size_t unit; };

static int
by_response(const void *x, const void *y)
{
	const struct owned *a = x, *b = y;

	if (a->response != b->response)
		return a->response < b->response ? -1 : 1;
	return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* The first of a response's comments, or where it would stand. */
static size_t
first_of(const struct owned *v, size_t n, int64_t response)
{
	size_t low = 0, high = n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (v[mid].response < response)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
source(struct making *m, const char *reference, size_t unit)
{
	const struct cases_unit *u = &m->p->units[unit];
	struct exchange_source *s = &m->out->sources[m->out->n_sources];

	m->units[m->out->n_sources++] = unit;
	*s = (struct exchange_source){ .name = arena_printf(m->a, "%s %s",
	    reference, u->field), .description = "", .text = u->text,
	    .user = EXCHANGE_NONE, .when = "" };
	s->guid = exchange_guid(m->a, "source", s->name);
	if (m->p->read[unit] != NULL)
		codings(m, s, m->p->read[unit]);
}

static void
respondent(struct making *m, const struct cases_response *r,
    const struct owned *v, size_t n)
{
	struct exchange_project *o = m->out;
	size_t at = first_of(v, n, r->id), n_refs = 0, cap = 0, *refs = NULL;

	for (; at < n && v[at].response == r->id; at++) {
		*arena_push(m->a, refs, n_refs, cap) = o->n_sources;
		source(m, r->reference, v[at].unit);
	}
	if (n_refs > 0)
		o->cases[o->n_cases++] = (struct exchange_case){
		    .guid = exchange_guid(m->a, "case", r->reference),
		    .name = r->reference, .description = "",
		    .sources = { refs, n_refs } };
}

static bool
sources(struct making *m, struct cases *c, const struct forms_form *form,
    struct err *e)
{
	struct coding_corpus *p = m->p;
	struct exchange_project *o = m->out;
	struct cases_response *r;
	struct owned *v;
	size_t n, i;

	if (!cases_load(m->a, c, form, &r, &n, e))
		return false;
	v = arena_array(m->a, struct owned, p->n + 1);
	for (i = 0; i < p->n; i++)
		v[i] = (struct owned){ p->units[i].response, i };
	qsort(v, p->n, sizeof(*v), by_response);
	o->sources = arena_array(m->a, struct exchange_source, p->n + 1);
	m->units = arena_array(m->a, size_t, p->n + 1);
	o->cases = arena_array(m->a, struct exchange_case, n + 1);
	for (i = 0; i < n; i++)
		respondent(m, &r[i], v, p->n);
	return true;
}

bool
coding_project(struct coding_corpus *p, struct cases *c,
    const struct forms_form *form, const char *by, int64_t now,
    struct exchange_project *out, const size_t **units, struct err *e)
{
	struct making m = { .p = p, .a = &p->a, .out = out };

	*out = (struct exchange_project){ .name = form->title,
	    .description = arena_printf(&p->a, "%s version %d",
	    p->frame.f->codes->codebook, p->frame.f->codes->codebook_version),
	    .origin = "", .at = moment(&p->a, now) };
	out->by = user(&m, by);
	codes(&m);
	if (!sources(&m, c, form, e))
		return false;
	if (units != NULL)
		*units = m.units;
	return true;
}
