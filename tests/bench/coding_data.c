/* SPDX-License-Identifier: MIT
 *
 * coding_data.c -- reads comments that people have coded, the description of
 * the codes, and rules.
 */
#include "tests/bench/coding.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

NORETURN static void
die(const char *path, const char *what)
{
	fprintf(stderr, "coding: %s: %s\n", path, what);
	exit(3);
}

static struct str
slurp(struct arena *a, const char *path)
{
	struct str s;
	struct err e;

	if (!file_read_text(a, path, 64 << 20, &s, &e)) {
		fprintf(stderr, "coding: %s\n", e.msg);
		exit(3);
	}
	return s;
}

/* Titles are compared by their letters and digits. */
static bool
same_title(const char *x, const char *y)
{
	for (;;) {
		while (*x != '\0' && !isalnum((unsigned char)*x))
			x++;
		while (*y != '\0' && !isalnum((unsigned char)*y))
			y++;
		if (*x == '\0' || *y == '\0')
			return *x == *y;
		if (tolower((unsigned char)*x++) !=
		    tolower((unsigned char)*y++))
			return false;
	}
}

static struct suggest_code *
find(const struct book *b, const char *title)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if (same_title(b->v[i].title, title))
			return &b->v[i];
	return NULL;
}

static size_t
code_of(struct arena *a, struct book *b, const char *title)
{
	struct suggest_code *c = find(b, title);

	if (c == NULL) {
		c = arena_push(a, b->v, b->n, b->cap);
		*c = (struct suggest_code){
		    .id = title, .title = title, .words = ""};
	}
	return (size_t)(c - b->v);
}

static bool
cut(struct str *rest, char at, struct str *part)
{
	const char *p;

	if (rest->p == NULL)
		return false;
	p = memchr(rest->p, at, rest->n);
	*part = (struct str){rest->p, p ? (size_t)(p - rest->p) : rest->n};
	rest->n -= p ? part->n + 1 : part->n;
	rest->p = p ? p + 1 : NULL;
	return true;
}

enum { Q, Y, TEXT, WANTED };

static void
take_codes(struct arena *a, struct book *b, struct item *it, struct str y)
{
	struct str one;
	size_t cap = 0;

	if (y.n == 0)
		return;
	while (cut(&y, '|', &one))
		*arena_push(a, it->codes, it->n_codes, cap) =
		    code_of(a, b, arena_strn(a, one.p, one.n));
}

void
data_read(struct arena *a, const char *path, struct book *b, struct data *d)
{
	static const char *const names[WANTED] = {"q", "y", "text"};
	struct str rest = slurp(a, path), line, cell;
	size_t column[WANTED] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}, i, k;

	if (!str_line(&rest, &line))
		die(path, "is empty");
	for (i = 0; cut(&line, '\t', &cell); i++)
		for (k = 0; k < WANTED; k++)
			if (str_is(cell, names[k]))
				column[k] = i;
	for (k = 0; k < WANTED; k++)
		if (column[k] == SIZE_MAX)
			die(path, "lacks a column q, y or text");
	while (str_line(&rest, &line)) {
		struct str cells[WANTED] = {0};
		struct item *it = arena_push(a, d->v, d->n, d->cap);

		for (i = 0; cut(&line, '\t', &cell); i++)
			for (k = 0; k < WANTED; k++)
				if (column[k] == i)
					cells[k] = cell;
		it->question = arena_strn(a, cells[Q].p, cells[Q].n);
		it->text = arena_strn(a, cells[TEXT].p, cells[TEXT].n);
		take_codes(a, b, it, cells[Y]);
	}
}

void
book_copy(struct arena *a, struct book *to, const struct book *b)
{
	*to = (struct book){
	    arena_array(a, struct suggest_code, b->n + 1), b->n, b->n + 1};
	memcpy(to->v, b->v, b->n * sizeof(*b->v));
}

/* ---- the framework
 * --------------------------------------------------------------- */

static bool
quote_mark(const char **p)
{
	static const char *const marks[] = {
	    "'", "\xe2\x80\x98", "\xe2\x80\x99"};
	size_t i;

	for (i = 0; i < LEN(marks); i++)
		if (strncmp(*p, marks[i], strlen(marks[i])) == 0) {
			*p += strlen(marks[i]);
			return true;
		}
	return false;
}

/* Where one quotation ends and the next begins: a quotation mark, then a mark
 * or spaces or neither, then another; NULL when there is none. */
static const char *
between(const char *p, const char **next)
{
	for (; *p != '\0'; p++) {
		const char *q = p, *from;

		if (!quote_mark(&q))
			continue;
		from = q;
		q += strspn(q, ",. ");
		if (q > from && quote_mark(&q)) {
			*next = q;
			return p;
		}
	}
	return NULL;
}

/* "Positive: 'One.', 'Two.'" gives One. and Two. */
static void
quotations(
    struct arena *a, struct suggest_code *c, size_t *cap, const char *line)
{
	static const char *const heads[] = {"Positive:", "Positve:", "Mixed:",
	    "Negative:", "Negative/ wishlist:"};
	const char **v = (const char **)(uintptr_t)c->examples, *next = NULL,
		   *end;
	size_t i;

	for (i = 0; i < LEN(heads); i++)
		if (strncmp(line, heads[i], strlen(heads[i])) == 0)
			line += strlen(heads[i]);
	line += strspn(line, " ");
	quote_mark(&line);
	while ((end = between(line, &next)) != NULL) {
		*arena_push(a, v, c->n_examples, *cap) =
		    arena_strn(a, line, (size_t)(end - line));
		line = next;
	}
	*arena_push(a, v, c->n_examples, *cap) = arena_str(a, line);
	c->examples = v;
}

void
book_describe(struct arena *a, const char *path, struct book *b)
{
	struct str rest = slurp(a, path), line;
	struct suggest_code *c = NULL;
	bool quoted = false;
	size_t cap = 0;

	while (str_line(&rest, &line)) {
		const char *text = arena_strn(a, line.p, line.n);

		if (strncmp(text, "### ", 4) == 0) {
			c = find(b, text + 4);
			quoted = false;
			cap = 0;
		} else if (strncmp(text, ":::", 3) == 0 ||
			   strncmp(text, "## ", 3) == 0) {
			c = NULL;
		} else if (c != NULL && strncmp(text, "Examples:", 9) == 0) {
			quoted = true;
		} else if (c != NULL && strspn(text, " ") < line.n) {
			if (quoted)
				quotations(a, c, &cap, text);
			else
				c->words =
				    arena_printf(a, "%s\n%s", c->words, text);
		}
	}
}

/* ---- rules
 * ------------------------------------------------------------------------ */

static const char form_text[] =
    "earshot 1\n"
    "consultation bench \"Bench\"\n"
    "  owner     \"Example Council\"\n"
    "  languages en\n"
    "  accept    online\n"
    "use %.*s as codes\n"
    "text cover \"Please tell us what you think.\"\n"
    "text next \"We will read every answer.\"\n"
    "page all \"All\"\n"
    "  question what text \"What do you think?\"\n"
    "    purpose \"To know.\"\n";

void
book_rules(struct arena *a, const char *path, struct book *b)
{
	struct str codes = slurp(a, path), rest = codes, line, name = {0};
	struct forms_source texts[2];
	struct buf faults CLEAN(buf_free) = {0};
	struct forms_diags d;
	struct forms_form *form;
	const struct forms_entity *e;
	size_t found = 0;

	while (name.p == NULL && str_line(&rest, &line))
		if (line.n > 9 && memcmp(line.p, "codebook ", 9) == 0) {
			name = (struct str){line.p + 9, line.n - 9};
			cut(&(struct str){name.p, name.n}, '"', &name);
		}
	texts[0] = (struct forms_source){.name = "bench.form",
	    .text = str_of(arena_printf(a, form_text, STRF(name)))};
	texts[1] =
	    (struct forms_source){.name = path_name(a, path), .text = codes};
	forms_diags_init(&d, a);
	if (!forms_read(a, texts, 2, &form, &d)) {
		forms_diags_print(&faults, &d);
		die(path, buf_text(&faults));
	}
	for (e = form->entities; e != NULL; e = e->next) {
		struct suggest_code *c = find(b, e->title);

		if (c != NULL && e->match != NULL) {
			c->rule = e->match;
			found++;
		}
	}
	printf("rules of %zu codes from %s\n", found, path_name(a, path));
}

size_t *
drawn(struct arena *a, size_t n, uint64_t seed)
{
	size_t *v = arena_array(a, size_t, n + 1), i, j;

	for (i = 0; i < n; i++)
		v[i] = i;
	for (i = n; i > 1; i--) {
		uint64_t z = seed += 0x9e3779b97f4a7c15u;
		size_t t = v[i - 1];

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
		j = (size_t)((z ^ (z >> 31)) % i);
		v[i - 1] = v[j];
		v[j] = t;
	}
	return v;
}
