/* SPDX-License-Identifier: MIT
 *
 * cmd_exchange.c -- `earshot code DIR export FILE` and `import FILE`: what people coded, to
 * and from other analysis tools.
 */
#include "survey/coding/project.h"

#include <stdio.h>

enum { CODINGS_MAX = 512 << 20 };

static const char *
ending(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot == NULL ? "" : dot;
}

/* ---- out ------------------------------------------------------------------------------ */

static bool
write_as(const struct exchange_project *x, const char *path, int64_t now,
    struct buf *b, struct err *e)
{
	if (strcmp(ending(path), ".qdpx") == 0)
		return exchange_write_qdpx(x, now, b, e);
	if (strcmp(ending(path), ".qdc") == 0)
		return exchange_write_qdc(x, b, e);
	if (strcmp(ending(path), ".csv") == 0)
		return exchange_write_codings(x, b, e);
	return err_set(e, ERR_INPUT, "%s: its name says what it is to be: .qdpx "
	    "(a project), .qdc (the codes) or .csv (a row for each coding)",
	    path);
}

static bool
export(const struct coding_wish *w, struct place *p, struct cases *c,
    struct coding_corpus *all, struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = CODINGS_MAX };
	struct exchange_project x;
	int64_t now = now_seconds();

	if (!coding_project(all, c, p->form, w->by, now, &x, NULL, e) ||
	    !write_as(&x, w->file, now, &b, e))
		return false;
	if (!buf_ok(&b))
		return err_set(e, ERR_LIMIT, "%s: that would be more than %d MB",
		    w->file, CODINGS_MAX >> 20);
	if (!cases_did(c, w->by, "exported codings", ending(w->file) + 1, e) ||
	    !file_write(w->file, b.p, b.n, 0600, e))
		return false;
	printf("%s: %zu comments, of which people read %zu. It has what people "
	    "wrote: keep it as safe as the consultation.\n", w->file,
	    x.n_sources, all->n_read);
	return true;
}

/* ---- in ------------------------------------------------------------------------------- */

static bool
read_file(struct coding_corpus *all, const char *path,
    struct exchange_project *x, struct err *e)
{
	struct buf said CLEAN(buf_free) = { 0 };
	struct exchange_notes notes = { 0 };
	struct str bytes;
	bool ok;

	*x = (struct exchange_project){ 0 };
	if (!file_read(&all->a, path, EXCHANGE_FILE_MAX, &bytes, e))
		return false;
	ok = strcmp(ending(path), ".csv") == 0 ? exchange_read_codings(&all->a,
	    bytes, path, x, &notes, e) : exchange_read(&all->a, bytes, path, x,
	    &notes, e);
	exchange_notes_print(&said, &notes);
	if (notes.n > 0)
		fputs(buf_text(&said), stderr);
	return ok;
}

static void
say_brought(const struct coding_brought *b, const char *by, bool check)
{
	printf("%zu comments %s coded so; %zu were already.\n", b->n,
	    check ? "would be" : "are now", b->same);
	if (b->others > 0)
		printf("%zu codings are by other people than %s: left out.\n",
		    b->others, by);
	if (b->unknown > 0)
		printf("%zu are no comments of this consultation, or were "
		    "withdrawn: left out.\n", b->unknown);
	if (b->other > 0)
		printf("%zu have another text than the comment here: left "
		    "out.\n", b->other);
	if (b->strange > 0)
		printf("%zu codings are by codes that the frame has not: left "
		    "out. Add the codes to the frame (earshot code DIR frame), "
		    "and import again.\n", b->strange);
}

static bool
import(const struct coding_wish *w, struct place *p, struct cases *c,
    struct coding_corpus *all, struct err *e)
{
	struct exchange_project x;
	struct coding_brought b;
	size_t i, n;

	if (!read_file(all, w->file, &x, e) || !coding_brought(all, c, p->form,
	    &x, w->by, w->blind ? READING_BLIND : READING_MAIN, &b, e))
		return false;
	for (i = 0; i < b.n && !w->check; i += n) {
		n = b.n - i < READINGS_MAX ? b.n - i : READINGS_MAX;
		if (!readings_keep(c, b.v + i, NULL, n, now_seconds(), e))
			return false;
	}
	say_brought(&b, w->by, w->check);
	return true;
}

/* ---- both ----------------------------------------------------------------------------- */

int
coding_cmd_exchange(const struct coding_wish *w, bool in)
{
	struct place p CLEAN(place_close) = { 0 };
	struct coding_corpus all = { 0 };
	struct coding_frame frame;
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open_answers(&p, w->dir, &e))
		return fail("code", &e);
	ok = coding_open_cases(&p, w->check ? DB_READ : DB_WRITE, &c, &e) &&
	    (w->check || coding_frame_kept(&p.a, c, p.form, w->by, &frame,
	    &e)) && coding_corpus_open(&all, c, p.form,
	    &e) && (in ? import(w, &p, c, &all, &e) : export(w, &p, c, &all,
	    &e));
	coding_corpus_close(&all);
	cases_close(c);
	return ok ? 0 : fail("code", &e);
}
