/* SPDX-License-Identifier: MIT
 *
 * exchange_made.c -- makes up projects to exchange.
 */
#include "tests/unit/analysis/exchange_made.h"

#include <stdlib.h>

static uint64_t state;

static size_t
any(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}

static const char *const pieces[] = { "parking ", "nai\xCC\x88ve ", "שלום ",
	"مرحبا ", "👩‍👩‍👧 ", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "é", "e\xCC\x81\xCC\xA7", "\r\n", "\r\n", "\n",
	"\r", "\t", "\x07", "\x1B", "␛", "␛0007", "\xEF\xBF\xBE", "]]>",
	"<b>&amp;\"'", "\xEF\xBB\xBF", " ", "=1+1", "\xE2\x80\xAE", "日本語" };

static const char *
words(struct arena *a, size_t most)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t n = any(most + 1);

	while (n-- > 0)
		buf_puts(&b, pieces[any(LEN(pieces))]);
	return arena_str(a, buf_text(&b));
}

static const char *
guid(struct arena *a)
{
	static size_t n;

	return exchange_guid(a, "made", arena_printf(a, "%zu", n++));
}

static const char *
when(void)
{
	static const char *const all[] = { "", "2026-01-31T09:30:00Z",
		"2024-02-29T23:59:59.125+01:00", "2026-11-28T00:00:00" };

	return all[any(LEN(all))];
}

static size_t
or_none(size_t n)
{
	return n == 0 || any(4) == 0 ? EXCHANGE_NONE : any(n);
}

static struct exchange_refs
some_memos(struct arena *a, const struct exchange_project *p)
{
	struct exchange_refs r = { arena_array(a, size_t, 3), 0 };

	while (p->n_memos > 0 && r.n < 3 && any(3) == 0)
		r.v[r.n++] = any(p->n_memos);
	return r;
}

/* ---- what there is ---------------------------------------------------------------------- */

static void
people(struct arena *a, struct exchange_project *p)
{
	static const char *const values[] = { "", "true", "-12", "3.25",
		"2026-01-31", "2026-01-31T09:30:00Z" };
	size_t i, k;

	p->n_users = any(4);
	p->users = arena_array(a, struct exchange_user, 5);
	for (i = 0; i < p->n_users; i++)
		p->users[i] = (struct exchange_user){ guid(a),
		    arena_printf(a, "Coder %zu %s", i, words(a, 2)),
		    any(2) ? "c" : "" };
	p->n_variables = any(7);
	p->variables = arena_array(a, struct exchange_variable, 8);
	for (i = 0; i < p->n_variables; i++)
		p->variables[i] = (struct exchange_variable){ guid(a),
		    arena_printf(a, "Variable %zu", i), words(a, 2),
		    (enum exchange_type)(i % 6) };
	p->n_cases = any(6);
	p->cases = arena_array(a, struct exchange_case, 7);
	for (i = 0; i < p->n_cases; i++) {
		struct exchange_case *c = &p->cases[i];

		*c = (struct exchange_case){ .guid = guid(a),
		    .name = arena_printf(a, "R%zu", i), .description =
		    words(a, 1), .values = arena_array(a, struct exchange_value,
		    8), .sources = { arena_array(a, size_t, 4), 0 } };
		for (k = 0; k < p->n_variables; k++)
			if (any(3) > 0)
				c->values[c->n_values++] =
				    (struct exchange_value){ k,
				    p->variables[k].type == EXCHANGE_TEXT ?
				    words(a, 4) : values[p->variables[k].type] };
	}
}

static void
codes(struct arena *a, struct exchange_project *p)
{
	static const char *const colours[] = { "", "#005eb8", "#ffffff" };
	size_t deep[200], i;

	p->n_codes = any(8) == 0 ? 0 : any(90) + 1;
	p->codes = arena_array(a, struct exchange_code, 91);
	for (i = 0; i < p->n_codes; i++) {
		/* now and then one long chain */
		size_t up = i == 0 || any(5) == 0 ? EXCHANGE_NONE :
		    p->n_codes > 60 ? i - 1 : any(i);

		deep[i] = up == EXCHANGE_NONE ? 1 : deep[up] + 1;
		if (deep[i] > EXCHANGE_DEPTH) {
			up = EXCHANGE_NONE;
			deep[i] = 1;
		}
		p->codes[i] = (struct exchange_code){ guid(a), arena_printf(a,
		    "C%zu > \\ %s", i, words(a, 2)), words(a, 3), up,
		    colours[any(3)], any(4) > 0, some_memos(a, p) };
	}
}

static void
selections(struct arena *a, struct exchange_project *p,
    struct exchange_source *s)
{
	size_t n = utf8_count(s->text, strlen(s->text)), i, k;

	s->n_selections = any(8);
	s->selections = arena_array(a, struct exchange_selection, 9);
	for (i = 0; i < s->n_selections; i++) {
		struct exchange_selection *v = &s->selections[i];
		size_t x = any(n + 1), y = any(n + 1);
		bool whole = any(4) == 0;

		*v = (struct exchange_selection){ .guid = guid(a), .name =
		    words(a, 1), .description = words(a, 1),
		    .start = whole ? 0 : (int64_t)(x < y ? x : y),
		    .end = (int64_t)(whole ? n : x < y ? y : x),
		    .user = or_none(p->n_users), .when = when(),
		    .memos = some_memos(a, p) };
		v->n_codings = p->n_codes == 0 ? 0 : any(4);
		v->codings = arena_array(a, struct exchange_coding, 5);
		for (k = 0; k < v->n_codings; k++)
			v->codings[k] = (struct exchange_coding){ guid(a),
			    any(p->n_codes), or_none(p->n_users), when(),
			    (enum exchange_polarity)any(EXCHANGE_POLARITIES),
			    some_memos(a, p) };
	}
}

struct exchange_project *
made_project(struct arena *a, uint64_t seed)
{
	struct exchange_project *p = arena_new(a, struct exchange_project);
	size_t i;

	state = seed * 0x9E3779B97F4A7C15u + 1;
	*p = (struct exchange_project){ .name = arena_printf(a, "Plan %s",
	    words(a, 3)), .description = words(a, 4), .origin = "",
	    .at = when() };
	people(a, p);
	p->by = or_none(p->n_users);
	p->n_memos = any(5);
	p->memos = arena_array(a, struct exchange_memo, 6);
	for (i = 0; i < p->n_memos; i++)
		p->memos[i] = (struct exchange_memo){ guid(a), words(a, 2),
		    words(a, 20), words(a, 1), or_none(p->n_users), when() };
	codes(a, p);
	p->n_sources = any(9);
	p->sources = arena_array(a, struct exchange_source, 10);
	for (i = 0; i < p->n_sources; i++) {
		struct exchange_source *s = &p->sources[i];

		*s = (struct exchange_source){ .guid = guid(a), .name =
		    arena_printf(a, "R%zu why[P%zu]", i, i), .description =
		    words(a, 1), .text = words(a, any(5) == 0 ? 0 : 60),
		    .user = or_none(p->n_users), .when = when(),
		    .memos = some_memos(a, p) };
		selections(a, p, s);
		if (p->n_cases > 0) {
			struct exchange_case *c = &p->cases[any(p->n_cases)];

			if (c->sources.n < 4)
				c->sources.v[c->sources.n++] = i;
		}
	}
	p->about = some_memos(a, p);
	return p;
}

/* ---- what must come back ----------------------------------------------------------------- */

/* Character by character, and slowly: not as the writer does it. */
static void
tidy(struct arena *a, struct exchange_source *s)
{
	size_t n = utf8_count(s->text, strlen(s->text)), i, k, kept = 0;
	uint32_t *c = arena_array(a, uint32_t, n + 2);
	int64_t *at = arena_array(a, int64_t, n + 1);
	struct buf b CLEAN(buf_free) = { 0 };
	const char *p = s->text;

	for (i = 0; i < n; i++)
		c[i] = utf8_next(&p);
	for (i = 0; i < n; i++) {
		at[i] = (int64_t)kept;
		if ((c[i] == 0xFEFF && kept == 0) || (c[i] == '\r' &&
		    c[i + 1] == '\n'))
			continue;
		utf8_put(&b, c[i] == '\r' ? '\n' : c[i]);
		kept++;
	}
	at[n] = (int64_t)kept;
	for (k = 0; k < s->n_selections; k++) {
		struct exchange_selection *v = &s->selections[k];
		bool cut = v->end > v->start && v->end > 0 &&
		    c[v->end - 1] == '\r' && c[v->end] == '\n';

		v->start = at[v->start];
		v->end = at[v->end] + cut;
	}
	s->text = arena_str(a, buf_text(&b));
}

struct exchange_project *
made_tidy(struct arena *a, const struct exchange_project *from)
{
	struct exchange_project *p = arena_new(a, struct exchange_project);
	size_t i;

	*p = *from;
	p->sources = arena_array(a, struct exchange_source, p->n_sources + 1);
	for (i = 0; i < p->n_sources; i++) {
		struct exchange_source *s = &p->sources[i];

		*s = from->sources[i];
		s->selections = arena_array(a, struct exchange_selection,
		    s->n_selections + 1);
		memcpy(s->selections, from->sources[i].selections,
		    s->n_selections * sizeof(*s->selections));
		tidy(a, s);
	}
	return p;
}

struct exchange_project *
made_large(struct arena *a, size_t n)
{
	struct exchange_project *p = arena_new(a, struct exchange_project);
	const size_t each = 10;
	size_t i, k;

	*p = (struct exchange_project){ .name = "Large", .description = "",
	    .origin = "", .by = EXCHANGE_NONE, .at = "", .n_codes = 1,
	    .codes = arena_new(a, struct exchange_code), .n_sources = n / each,
	    .sources = arena_array(a, struct exchange_source, n / each) };
	p->codes[0] = (struct exchange_code){ guid(a), "P1", "", EXCHANGE_NONE,
	    "", true, { 0 } };
	for (i = 0; i < p->n_sources; i++) {
		struct exchange_source *s = &p->sources[i];

		*s = (struct exchange_source){ .guid = guid(a), .name = "R why",
		    .description = "", .text = "0123456789abcdef", .user =
		    EXCHANGE_NONE, .when = "", .n_selections = each,
		    .selections = arena_array(a, struct exchange_selection,
		    each) };
		for (k = 0; k < each; k++) {
			struct exchange_selection *v = &s->selections[k];

			*v = (struct exchange_selection){ .guid = guid(a),
			    .name = "", .description = "", .start = (int64_t)k,
			    .end = (int64_t)k + 5, .user = EXCHANGE_NONE,
			    .when = "", .n_codings = 1, .codings =
			    arena_new(a, struct exchange_coding) };
			v->codings[0] = (struct exchange_coding){ guid(a), 0,
			    EXCHANGE_NONE, "", EXCHANGE_FOR, { 0 } };
		}
	}
	return p;
}
