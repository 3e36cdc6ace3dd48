/* SPDX-License-Identifier: MIT
 *
 * faults.c -- everything that could not be placed, each thing once with all of
 * its rows.
 */
#include "survey/import/import.h"

#include <stdio.h>

enum { CHAINS = 4096 };

void
faults_init(struct faults *d, struct arena *a, const char *file, bool lines)
{
	*d = (struct faults){ .a = a, .file = file, .lines = lines };
	d->tail = &d->first;
	d->by_words = arena_array(a, struct fault *, CHAINS);
}

static size_t
chain_of(const char *s)
{
	uint32_t h = 2166136261u;	/* FNV-1a, 32 bits */

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h % CHAINS;
}

static void
add_row(struct faults *d, struct fault *f, size_t row)
{
	f->n++;
	if (row == 0)
		return;
	if (f->n_rows > 0 && (f->rows[f->n_rows - 1].to == row ||
	    f->rows[f->n_rows - 1].to + 1 == row)) {
		f->rows[f->n_rows - 1].to = row;
		return;
	}
	f->rows = arena_grow(d->a, f->rows, f->n_rows, &f->cap_rows,
	    sizeof(*f->rows), _Alignof(size_t));
	f->rows[f->n_rows].from = f->rows[f->n_rows].to = row;
	f->n_rows++;
}

static struct fault *
fault_new(struct faults *d, const char *where, const char *words,
    const char *todo)
{
	struct fault *f = arena_new(d->a, struct fault);
	size_t at = chain_of(words);

	f->where = arena_str(d->a, where);
	f->words = arena_str(d->a, words);
	f->todo = arena_str(d->a, todo);
	f->same = d->by_words[at];
	d->by_words[at] = f;
	*d->tail = f;
	d->tail = &f->next;
	d->kinds++;
	return f;
}

void
fault_add(struct faults *d, size_t row, const struct heading *at,
    const char *todo, const char *fmt, ...)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *where = at == NULL ? "" : arena_printf(&a,
	    "column %s \"%s\"", at->letter, words_brief(&a, at->words));
	struct fault *f;
	char words[2000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	d->n++;
	for (f = d->by_words[chain_of(words)]; f != NULL; f = f->same)
		if (!d->lines && strcmp(f->words, words) == 0 &&
		    strcmp(f->where, where) == 0)
			break;
	if (f == NULL && d->kinds == FAULTS_MAX) {
		d->more++;
		return;
	}
	if (f == NULL)
		f = fault_new(d, where, words, todo);
	add_row(d, f, row);
}

static void
put_rows(struct buf *b, const struct fault *f)
{
	size_t i;

	buf_puts(b, f->n_rows == 1 && f->rows[0].from == f->rows[0].to ?
	    "row" : "rows");
	for (i = 0; i < f->n_rows; i++) {
		buf_printf(b, "%s%zu", i == 0 ? " " : i + 1 == f->n_rows ?
		    " and " : ", ", f->rows[i].from);
		if (f->rows[i].to > f->rows[i].from)
			buf_printf(b, "-%zu", f->rows[i].to);
	}
}

static void
put_fault(struct buf *b, const struct faults *d, const struct fault *f)
{
	buf_puts(b, d->file);
	if (d->lines) {
		if (f->n_rows > 0)
			buf_printf(b, ":%zu", f->rows[0].from);
		buf_lit(b, ": ");
	} else {
		buf_lit(b, ": ");
		if (f->n_rows > 0)
			put_rows(b, f);
		if (f->where[0] != '\0')
			buf_printf(b, "%s%s", f->n_rows > 0 ? ", " : "",
			    f->where);
		if (f->n_rows > 0 || f->where[0] != '\0')
			buf_lit(b, ": ");
	}
	buf_printf(b, "%s\n", f->words);
	if (f->todo[0] != '\0')
		buf_printf(b, "    %s\n", f->todo);
}

const char *
faults_count(struct arena *a, const struct faults *d)
{
	int64_t kinds = (int64_t)d->kinds + d->more;

	if (d->lines)
		return arena_printf(a, "%lld line%s of the map to mend",
		    (long long)kinds, kinds == 1 ? "" : "s");
	if (kinds == d->n)
		return arena_printf(a, "%lld place%s to mend", (long long)kinds,
		    kinds == 1 ? "" : "s");
	return arena_printf(a, "%lld thing%s to mend, at %lld places",
	    (long long)kinds, kinds == 1 ? "" : "s", (long long)d->n);
}

void
faults_print(struct buf *b, const struct faults *d)
{
	const struct fault *f;

	for (f = d->first; f != NULL; f = f->next)
		put_fault(b, d, f);
	if (d->more > 0)
		buf_printf(b, "%s: and %lld more places, not listed: mend these "
		    "first\n", d->file, (long long)d->more);
}
