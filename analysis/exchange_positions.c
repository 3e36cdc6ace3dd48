/* SPDX-License-Identifier: MIT
 *
 * exchange_positions.c -- the texts of sources, and where selections lie in them,
 * whether the tool counted CR LF as two characters or as one.
 *
 * exchange.h has the rule.
 */
#include "analysis/exchange_private.h"

/* ---- texts ---------------------------------------------------------------------------- */

struct texts { struct raw *r; struct exchange_place *files; size_t n; };

static const char *
small(struct arena *a, const char *s)
{
	char *out = arena_str(a, s), *p;

	for (p = out; *p != '\0'; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
	return out;
}

/* Is it a path below a folder, and no way out of it? */
static bool
stays(const char *p)
{
	return *p != '/' && strchr(p, '\\') == NULL && strstr(p, "..") == NULL &&
	    strchr(p, ':') == NULL;
}

static const struct exchange_file *
file(const struct texts *t, const struct raw_source *s, const char *kind)
{
	static const char *const schemes[] = { "internal://", "relative://" };
	struct raw *r = t->r;
	const char *p = small(r->said.a, s->path);
	size_t i, at = EXCHANGE_NONE;

	for (i = 0; i < LEN(schemes); i++)
		if (strncmp(p, schemes[i], strlen(schemes[i])) == 0) {
			p += strlen(schemes[i]);
			break;
		}
	if (!stays(p)) {
		exchange_say(&r->said, FAULT_PATH, s->line, kind, s->name, NULL);
		return NULL;
	}
	at = exchange_places_find(t->files, t->n, arena_printf(r->said.a,
	    "sources/%s", p));
	if (at == EXCHANGE_NONE)
		at = exchange_places_find(t->files, t->n, p);
	return at != EXCHANGE_NONE ? &r->files[at] : NULL;
}

static void
load(const struct texts *t, struct raw_source *s, bool note)
{
	const char *kind = note ? "note" : "source";
	const struct exchange_file *f;
	struct str b;

	if (s->text == NULL && s->path != NULL &&
	    (f = file(t, s, kind)) != NULL) {
		b = f->bytes;
		if (b.n >= 3 && memcmp(b.p, "\xEF\xBB\xBF", 3) == 0)
			b = (struct str){ b.p + 3, b.n - 3 };
		if (b.n == 0 || utf8_valid(b.p, b.n, NULL))
			s->text = arena_strn(t->r->said.a, b.p, b.n);
		else
			exchange_say(&t->r->said, FAULT_TEXT_UTF8, s->line, kind,
			    s->name, NULL);
	}
	if (s->text == NULL && (!note || s->path != NULL || s->rich))
		exchange_say(&t->r->said, FAULT_TEXT_MISSING, s->line, kind,
		    s->name, NULL);
	if (s->text != NULL && !note)
		exchange_lf(t->r->said.a, s->text, &s->lf);
}

/* ---- one or two ------------------------------------------------------------------------- */

static bool
counts_two(const struct raw *r)
{
	int64_t one = 0, two = 0;
	size_t i, k;

	for (i = 0; i < r->n_sources; i++) {
		const struct raw_source *s = &r->sources[i];

		for (k = 0; s->lf.crlf && k < s->n_selections; k++) {
			int64_t from = s->selections[k].start,
			    to = s->selections[k].end;

			if (from < 0)
				continue;
			one += (to == s->lf.n) + (to > s->lf.before ||
			    exchange_lf_inside(&s->lf, from) ||
			    exchange_lf_inside(&s->lf, to));
			two += (to == s->lf.before) + (to > s->lf.n);
		}
	}
	if (one != two)
		return two > one;
	return strstr(small(r->said.a, r->origin), "atlas") == NULL;
}

/* False: it does not lie in its text. */
static bool
lies(struct raw *r, const struct raw_source *s, struct raw_selection *v,
    bool two)
{
	int64_t most = two ? s->lf.before : s->lf.n;

	if (v->start < 0) {
		v->start = 0;
		v->end = s->lf.n;
		return true;
	}
	if (v->end < v->start || (s->text != NULL && v->end > most)) {
		exchange_say(&r->said, v->end < v->start ?
		    FAULT_POSITION_REVERSED : FAULT_POSITION_RANGE, v->line,
		    "source", s->name, NULL);
		return false;
	}
	if (two && s->text != NULL)
		exchange_lf_map(&s->lf, &v->start, &v->end);
	return true;
}

static void
place(struct raw *r, struct raw_source *s, bool two)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_selections; i++)
		if (lies(r, s, &s->selections[i], two))
			s->selections[n++] = s->selections[i];
	s->n_selections = n;
	if (s->text != NULL)
		s->text = s->lf.text;
}

void
raw_texts(struct raw *r)
{
	struct texts t = { .r = r, .n = r->n_files };
	size_t i;
	bool two;

	t.files = arena_array(r->said.a, struct exchange_place, t.n + 1);
	for (i = 0; i < t.n; i++)
		t.files[i] = (struct exchange_place){ r->files[i].path != NULL ?
		    r->files[i].path : "", i };
	exchange_places_sort(t.files, t.n);
	for (i = 0; i < r->n_sources; i++)
		load(&t, &r->sources[i], false);
	for (i = 0; i < r->n_notes; i++)
		load(&t, &r->notes[i], true);
	two = counts_two(r);
	for (i = 0; i < r->n_sources; i++)
		place(r, &r->sources[i], two);
}
