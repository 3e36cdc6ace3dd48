/* SPDX-License-Identifier: MIT
 *
 * layout.c -- ten thousand forms made at random and written untidily: laying
 * them out changes nothing that they mean, and doing it again changes nothing.
 */
#include "forms/expr.h"
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

enum { BATCHES = 20, EACH = 500 };	/* each batch has a time limit */

/* ---- what a form means, as text ------------------------------------------------ */

static void
put_expr(struct buf *b, const struct forms_expr *x)
{
	size_t i;

	if (x == NULL) {
		buf_lit(b, "-");
		return;
	}
	buf_printf(b, "(%d %s %g %d %d %d", (int)x->op, x->field ? x->field->id :
	    "", x->number, (int)x->state, x->truth, x->date);
	for (i = 0; i < x->n; i++)
		buf_printf(b, " %s", x->options[i]->name);
	if (x->left != NULL)
		put_expr(b, x->left);
	if (x->right != NULL)
		put_expr(b, x->right);
	buf_lit(b, ")");
}

static void
put_question(struct buf *b, const struct forms_question *q)
{
	size_t i;

	buf_printf(b, " %d %zu %zu %d %g %g %d %s %s %d %d %d %d %zu %zu %d",
	    (int)q->type, q->least, q->most, q->shuffle, q->low, q->high,
	    q->decimals, q->unit, q->currency, q->total, (int)q->format,
	    (int)q->postcode, (int)q->date, q->limit, q->limit_words,
	    (int)q->quote);
	for (i = 0; i < q->n_options; i++)
		buf_printf(b, "\n  %d %s %s|%d%d%d%d%d %d", q->options[i].number,
		    q->options[i].name, q->options[i].words,
		    (int)q->options[i].missing, q->options[i].write_in,
		    q->options[i].exclusive, q->options[i].staff,
		    q->options[i].pinned, q->options[i].score);
}

static void
put_page(struct buf *b, const struct forms_page *p)
{
	size_t i;

	buf_printf(b, "page %s %s %s %d ", p->slug, p->title, p->section,
	    p->support);
	put_expr(b, p->show);
	for (i = 0; i < p->n_rules; i++) {
		buf_printf(b, "\nrule %d %s ", p->rules[i].query,
		    p->rules[i].words);
		put_expr(b, p->rules[i].expr);
	}
	for (i = 0; i < p->n_items; i++) {
		const struct forms_item *it = &p->items[i];

		buf_printf(b, "\nitem %d %s ", (int)it->kind, it->words);
		put_expr(b, it->show);
	}
	buf_lit(b, "\n");
}

static void
put_form(struct buf *b, const struct forms_form *f)
{
	size_t i;

	for (i = 0; i < f->n_pages; i++)
		put_page(b, &f->pages[i]);
	for (i = 0; i < f->n_fields; i++) {
		const struct forms_field *x = &f->fields[i];

		buf_printf(b, "%s %s|%s|%s %s %d%d", x->id, x->words, x->hint,
		    x->help, x->number, x->required, x->reverse);
		put_expr(b, x->show);
		put_expr(b, x->required_if);
		put_question(b, x->q);
		buf_lit(b, "\n");
	}
	for (i = 0; i < f->n_values; i++) {
		buf_printf(b, "%s %s %zu ", f->values[i].name,
		    f->values[i].words, f->values[i].n_bands);
		put_expr(b, f->values[i].expr);
	}
}

/* ---- forms ----------------------------------------------------------------------- */

enum sort { ONE, MANY, SCALE, NUMBER, DATE, LINE, TEXT, SHARE, RANK, SORTS };
struct maker {
	struct buf	*b;
	struct forms_rng r;
	size_t		 n;		/* questions so far */
	enum sort	 sort[40];
	bool		 row[40];	/* in a repeat or a grid: not asked about */
};

static size_t
below(struct maker *m, size_t n)
{
	return forms_rng_below(&m->r, n);
}

static const char *
any(struct maker *m, const char *const *v, size_t n)
{
	return v[below(m, n)];
}
#define ANY(m, ...)							\
	any(m, (const char *const[]){ __VA_ARGS__ },			\
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static const char *
words(struct maker *m)
{
	return ANY(m, "\"Words\"", "\"Some  more words, (with) a # and \"\"these\"\"\"",
	    "\"\xE0\xAA\xB6\xE0\xAB\x81\xE0\xAA\x82\"", "\"It's {{so}\"",
	    "\"- one\"", "\"\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85\"");
}

/* The pattern with the name of question q for each @. */
static void
about(struct maker *m, const char *pattern, size_t q)
{
	for (; *pattern != '\0'; pattern++)
		if (*pattern == '@')
			buf_printf(m->b, "q%zu", q);
		else
			buf_put(m->b, pattern, 1);
}

static void
atom(struct maker *m)
{
	size_t q = below(m, m->n), tries;

	for (tries = 0; m->row[q] && tries < 50; tries++)
		q = below(m, m->n);
	if (m->row[q]) {
		buf_lit(m->b, "2 > 1");
		return;
	}
	switch (m->sort[q]) {
	case ONE:
	case SCALE:
		about(m, ANY(m, "@ = a", "@ in (a, b)", "@ <> b",
		    "@ is dont-know"), q);
		break;
	case MANY:
	case RANK:
	case SHARE:
		about(m, ANY(m, "@ includes a", "count(@) >= 2"), q);
		break;
	case NUMBER:
		about(m, ANY(m, "@ > 3", "@ + 1 <= 4 * 2"), q);
		break;
	case DATE:
		about(m, ANY(m, "@ < 2008-01-01",
		    "years(@, 2024-09-01) >= 16"), q);
		break;
	default:
		buf_printf(m->b, "q%zu is answered", q);
		break;
	}
}

static void
condition(struct maker *m, int depth)
{
	const char *join = below(m, 2) ? " and " : " or ";

	if (m->n == 0) {
		buf_lit(m->b, "1 = 1");
		return;
	}
	if (depth == 0 || below(m, 2)) {
		atom(m);
		return;
	}
	if (below(m, 3) == 0) {
		buf_lit(m->b, "not (");
		condition(m, depth - 1);
		buf_lit(m->b, ")");
		return;
	}
	buf_lit(m->b, "(");
	condition(m, depth - 1);
	buf_puts(m->b, join);
	condition(m, depth - 1);
	buf_lit(m->b, ")");
}

static void
in(struct maker *m, int depth)
{
	while (depth-- > 0)
		buf_lit(m->b, "  ");
}

static void
options(struct maker *m, int depth, enum sort s)
{
	in(m, depth);
	buf_printf(m->b, "1 a %s%s\n", words(m), s == ONE && below(m, 2) ?
	    " score 2" : "");
	in(m, depth);
	buf_printf(m->b, "2 b %s%s\n", words(m), below(m, 2) ? " pinned" : "");
	in(m, depth);
	buf_printf(m->b, "19 a-longer-name %s%s\n", words(m),
	    s == ONE && below(m, 2) ? " write-in" : "");
	if (below(m, 2)) {
		in(m, depth);
		buf_printf(m->b, "99 dk %s missing dont-know\n", words(m));
	}
}

static void
below_question(struct maker *m, int depth, enum sort s)
{
	if (below(m, 3) == 0) {
		in(m, depth);
		buf_printf(m->b, "hint %s\n", words(m));
	}
	if (below(m, 4) == 0) {
		in(m, depth);
		buf_lit(m->b, "required\n");
	}
	if (below(m, 2)) {
		in(m, depth);
		buf_lit(m->b, "show if ");
		condition(m, 2);
		buf_lit(m->b, "\n");
	}
	if (s == TEXT) {
		in(m, depth);
		buf_puts(m->b, ANY(m, "limit 250 words soft\n",
		    "paper lines 4\n", "quote if quote-consent = yes\n"));
	}
	if (s == ONE || s == MANY || s == RANK || s == SHARE)
		options(m, depth, s);
}

static void
question(struct maker *m, int depth, bool row)
{
	static const char *const types[SORTS] = { "choose one",
	    "choose 1 to 2", "scale s", "number 0..9 decimals 1",
	    "date 1900..2024", "line", "text", "share 100", "rank up to 2" };
	enum sort s = (enum sort)below(m, SORTS);

	if (m->n == LEN(m->sort))
		return;
	in(m, depth);
	buf_printf(m->b, "question q%zu %s %s\n", m->n, types[s], words(m));
	below_question(m, depth + 1, s);
	m->sort[m->n] = s;
	m->row[m->n++] = row;
}

static void
grid(struct maker *m, int depth)
{
	if (m->n == LEN(m->sort))
		return;
	in(m, depth);
	buf_printf(m->b, "grid q%zu scale s %s\n", m->n, words(m));
	in(m, depth + 1);
	buf_printf(m->b, "row x %s\n", words(m));
	in(m, depth + 1);
	buf_printf(m->b, "row yyy %s reverse\n", words(m));
	m->sort[m->n] = SCALE;
	m->row[m->n++] = true;
}

static void
page(struct maker *m, size_t number)
{
	size_t n = 1 + below(m, 4);

	buf_printf(m->b, "page p%zu %s\n", number, words(m));
	if (below(m, 3) == 0) {
		buf_lit(m->b, "  show if ");
		condition(m, 1);
		buf_lit(m->b, "\n");
	}
	while (n-- > 0)
		switch (below(m, 7)) {
		case 0:
			buf_printf(m->b, "  text t %s\n    %s\n    \"\"\n"
			    "    %s\n", words(m), words(m), words(m));
			break;
		case 1:
			grid(m, 1);
			break;
		case 2:
			buf_lit(m->b, "  repeat p in priority\n");
			question(m, 2, true);
			break;
		case 3:
			buf_printf(m->b, "  group g %s\n", words(m));
			question(m, 2, false);
			break;
		default:
			question(m, 1, false);
			break;
		}
}

static void
make(struct maker *m)
{
	size_t pages = 1 + below(m, 3), i;

	buf_printf(m->b, "earshot 1\nconsultation t %s\n  owner %s\n"
	    "  accept online paper\n  languages en\nuse plan version 1\n"
	    "scale s\n  1 a %s score 1\n  2 b %s\n  3 dk %s missing dont-know\n"
	    "  net both of a b %s\n", words(m), words(m), words(m), words(m),
	    words(m), words(m));
	for (i = 0; i < pages; i++)
		page(m, i);
	for (i = 0; i < m->n; i++)
		if (m->sort[i] == NUMBER && !m->row[i]) {
			buf_printf(m->b, "value v = q%zu * 2 %s\n"
			    "  band low 0..5 %s\n  band higher 6..20 %s\n", i,
			    words(m), words(m), words(m));
			break;
		}
}

/* ---- untidiness ---------------------------------------------------------------------- */

static void
spaces(struct maker *m, struct buf *out, size_t most)
{
	size_t n = below(m, most + 1);

	while (n-- > 0)
		buf_lit(out, " ");
}

/* One line with more between its words, and perhaps a comment behind it. */
static void
untidy_line(struct maker *m, struct buf *out, const char *s, size_t n,
    size_t step)
{
	size_t i = strspn(s, " "), depth = i / 2;
	bool quoted = false;

	for (depth *= step; depth > 0; depth--)
		buf_lit(out, " ");
	for (; i < n; i++) {
		quoted ^= s[i] == '"';
		buf_put(out, &s[i], 1);
		if (s[i] == ' ' && !quoted && below(m, 4) == 0)
			spaces(m, out, 3);
	}
	if (below(m, 8) == 0)
		buf_lit(out, "   # about this line");
	spaces(m, out, below(m, 6) == 0 ? 2 : 0);
	buf_puts(out, below(m, 10) == 0 ? "\r\n" : "\n");
}

static void
untidy(struct maker *m, struct buf *out)
{
	const char *s = buf_text(m->b);
	size_t step = 1 + below(m, 4), n, line;

	for (line = 0; *s != '\0'; s += n + 1, line++) {
		n = strcspn(s, "\n");
		untidy_line(m, out, s, n, step);
		if (line > 1 && below(m, 6) == 0)
			buf_puts(out, ANY(m, "\n", "\n\n\n", "  \n",
			    "# a comment\n", "     # another\n"));
	}
}

/* ---- the property --------------------------------------------------------------------- */

/* What it means, or what is said of it: the messages, without their places. */
static void
meaning(const char *text, struct buf *out)
{
	struct reading r CLEAN(reading_done) = { 0 };
	const struct forms_diag *d;

	if (reading_of(&r, text))
		put_form(out, r.f);
	for (d = r.d.first; d != NULL; d = d->next)
		buf_printf(out, "%s %s\n", d->id, d->text);
}

static void
lay_out(const char *text, struct buf *out)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_source src = { "a.form", str_of(text) };
	struct forms_diags d;

	forms_diags_init(&d, &a);
	ck_assert_msg(forms_fmt(&a, &src, out, &d), "not laid out:\n%s", text);
}

static bool
sound(uint64_t seed, bool spoil)
{
	struct buf b CLEAN(buf_free) = { 0 }, text CLEAN(buf_free) = { 0 };
	struct buf once CLEAN(buf_free) = { 0 }, again CLEAN(buf_free) = { 0 };
	struct buf before CLEAN(buf_free) = { .max = 1 << 24 };
	struct buf after CLEAN(buf_free) = { .max = 1 << 24 };
	struct maker m = { .b = &b };
	char *at;

	forms_rng_seed(&m.r, seed);
	make(&m);
	untidy(&m, &text);
	lay_out(buf_text(&text), &once);
	lay_out(buf_text(&once), &again);
	meaning(buf_text(&text), &before);
	if (spoil && (at = strstr(once.p, "question q0 ")) != NULL)
		at[10] = 'x';
	meaning(buf_text(&once), &after);
	if (strcmp(buf_text(&before), buf_text(&after)) != 0) {
		if (!spoil)
			fprintf(stderr, "%s\n----\n%s\n====\n%s\n----\n%s\n",
			    buf_text(&text), buf_text(&before),
			    buf_text(&once), buf_text(&after));
		return false;
	}
	ck_assert_msg(strcmp(spoil ? "" : buf_text(&once), spoil ? "" :
	    buf_text(&again)) == 0, "seed %llu: laying out its own work "
	    "changes it:\n%s\n%s", (unsigned long long)seed, buf_text(&once),
	    buf_text(&again));
	return true;
}

START_TEST(laying_out_changes_nothing_that_is_meant)
{
	uint64_t from = (uint64_t)_i * EACH, seed;

	for (seed = from + 1; seed <= from + EACH; seed++)
		ck_assert_msg(sound(seed, false), "seed %llu",
		    (unsigned long long)seed);
}
END_TEST

START_TEST(a_form_of_which_a_name_was_changed_is_noticed)
{
	uint64_t seed, noticed = 0;

	for (seed = 1; seed <= 100; seed++)
		noticed += !sound(seed, true);
	ck_assert_uint_ge(noticed, 70);
}
END_TEST

/* Nearly all of them should be forms that can be read. */
START_TEST(most_of_these_forms_are_sound)
{
	size_t read = 0;
	uint64_t seed;

	for (seed = 1; seed <= 200; seed++) {
		struct buf b CLEAN(buf_free) = { 0 };
		struct reading r CLEAN(reading_done) = { 0 };
		struct maker m = { .b = &b };

		forms_rng_seed(&m.r, seed);
		make(&m);
		read += reading_of(&r, buf_text(&b));
		if (r.f == NULL && seed < 20)
			printf("%s", buf_text(&r.said));
	}
	ck_assert_uint_ge(read, 150);
}
END_TEST

Suite *
layout_suite(void)
{
	Suite *s = suite_create("layout");
	TCase *c = tcase_create("layout");

	tcase_set_timeout(c, 300);
	tcase_add_loop_test(c, laying_out_changes_nothing_that_is_meant, 0,
	    BATCHES);
	tcase_add_test(c, a_form_of_which_a_name_was_changed_is_noticed);
	tcase_add_test(c, most_of_these_forms_are_sound);
	suite_add_tcase(s, c);
	return s;
}
