/* SPDX-License-Identifier: MIT
 *
 * cmd_suggest.c -- `earshot code DIR suggest`: what the program would say of comments that
 * nobody read yet, and why, those first that are best read next.
 */
#include "survey/coding/corpus.h"
#include "survey/terminal.h"

#include <stdio.h>

enum { SHOWN = 3, USUAL = 20 };

static const char *const strengths[] = { "", "weak", "fair", "strong" };
static const char *const sources[] = {
	[SUGGEST_RULE] = "its rule",
	[SUGGEST_DESCRIPTION] = "words of its description",
	[SUGGEST_READINGS] = "what people coded",
};

static const char *
point(const char *text, int64_t n)
{
	while (n-- > 0 && *text != '\0')
		(void)utf8_next(&text);
	return text;
}

static void
put_places(struct buf *b, const char *text, const struct suggest_place *v,
    size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		buf_puts(b, i == 0 ? ": " : ", ");
		buf_lit(b, "“");
		terminal_put(b, point(text, v[i].start), point(text,
		    v[i].end));
		buf_lit(b, "”");
	}
}

static void
print_one(const struct coding_corpus *p, struct suggest_reader *r,
    size_t unit, struct suggestion *v)
{
	const struct cases_unit *u = &p->units[unit];
	size_t n = suggest_rank(r, u->field, u->text, v), i;

	printf("comment %lld (%s)\n", (long long)u->id, u->field);
	terminal_wrapped("", u->text);
	for (i = 0; i < n && i < SHOWN; i++) {
		const struct forms_entity *e = p->codes[v[i].code];
		struct suggest_place at[SUGGEST_PLACES];
		struct buf b CLEAN(buf_free) = { 0 };

		put_places(&b, u->text, at, suggest_why(r, &v[i], at));
		printf("  %-6s %s %s, by %s%s\n", strengths[v[i].strength],
		    e->name, e->title, sources[v[i].from], buf_text(&b));
	}
	printf("\n");
}

static bool
print_all(struct coding_corpus *p, size_t most)
{
	struct suggest_reader *r = suggest_reader(p->suggest);
	struct suggestion *v = arena_array(&p->a, struct suggestion,
	    p->n_codes + 1);
	size_t *next = arena_array(&p->a, size_t, most + 1);
	size_t n = suggest_next(r, next, NULL, most), i;

	for (i = 0; i < n; i++)
		print_one(p, r, next[i], v);
	printf("%zu comments, of which people read %zu. Nothing is coded until "
	    "somebody says so.\n", p->n, p->n_read);
	suggest_reader_free(&r);
	return true;
}

int
coding_cmd_suggest(const struct coding_wish *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct coding_corpus all = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open(&p, w->dir, &e))
		return fail("code", &e);
	ok = coding_open_cases(&p, DB_READ, &c, &e) && coding_corpus_open(&all,
	    c, p.form, &e) && print_all(&all, w->most > 0 ? w->most : USUAL);
	coding_corpus_close(&all);
	cases_close(c);
	return ok ? 0 : fail("code", &e);
}
