/* SPDX-License-Identifier: MIT
 *
 * responses.c -- `earshot import DIR csv|xlsx FILE`: responses that people gave
 * to another survey tool.
 */
#include "survey/import/import.h"

#include <stdio.h>

enum { MAP_MAX = 8 << 20 };

struct importing {
	const struct import_wish *w;
	struct place	 place;
	struct arena	 a;
	struct table	*table;
	const char	*said;		/* how the file is read */
	struct headings	 heads;
	struct map	 map;
	struct faults	 faults, notes;
	struct placing	 placing;
	struct keys	 keys;
	/* the row that was given last */
	struct arena	 row;
	struct forms_answers answers;
	struct store_meta meta;
	int64_t		 rows;
	struct brought_counts did;
	const char	*from;		/* for the log */
};

static void
importing_end(struct importing *i)
{
	table_close(&i->table);
	keys_free(&i->keys);
	place_close(&i->place);
	arena_free(&i->row);
	arena_free(&i->a);
}

static void
say(FILE *f, const struct faults *d)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };

	faults_print(&b, d);
	fputs(buf_text(&b), f);
}

/* ---- the file and its map --------------------------------------------------------- */

static bool
open_file(struct importing *i, struct err *e)
{
	const struct table_how how = { .xlsx = i->w->xlsx,
	    .sheet = i->w->sheet != NULL ? i->w->sheet : i->map.sheet,
	    .encoding = i->map.encoding, .separator = i->map.separator };

	if (!table_open(&i->a, i->w->file, &how, &i->table, &i->said, e))
		return false;
	if (!headings_read(&i->a, i->table, i->map.headings, &i->heads, e))
		return e->code == ERR_INPUT && strncmp(e->msg, i->w->file,
		    strlen(i->w->file)) != 0 ? err_wrap(e, "%s", i->w->file) :
		    false;
	fprintf(stderr, "%s: %s; headings in %s\n", i->w->file, i->said,
	    i->heads.kind);
	return true;
}

static bool
stop(struct importing *i, struct err *e)
{
	fflush(stdout);
	say(stderr, &i->faults);
	return err_set(e, ERR_INPUT, "%s; nothing was imported",
	    faults_count(&i->a, &i->faults));
}

static bool
read_map(struct importing *i, struct err *e)
{
	struct str text;

	if (!file_read(&i->a, i->w->map, MAP_MAX, &text, e))
		return false;
	faults_init(&i->faults, &i->a, i->w->map, true);
	map_read(&i->a, i->w->map, text, i->place.form, &i->map, &i->faults);
	return i->faults.n == 0 || i->w->propose || stop(i, e);
}

/* ---- proposing one ---------------------------------------------------------------------- */

/* Of a map that is there its settings are kept, and all columns are proposed
 * anew. */
static void
keep_settings(const struct importing *i, struct map *m)
{
	const struct map *old = &i->map;

	if (old->source != NULL) {
		struct map fresh = *old;

		fresh.columns = m->columns;
		fresh.n = m->n;
		fresh.headings = m->headings;
		if (old->source[0] == '\0')
			fresh.source = m->source;
		*m = fresh;
	}
	if (i->w->sheet != NULL)
		m->sheet = i->w->sheet;
}

static bool
propose(struct importing *i, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	bool write = i->w->map != NULL && !file_exists(i->w->map);
	struct map m;

	faults_init(&i->faults, &i->a, i->w->file, false);
	if (!map_propose(&i->a, i->place.form, i->table, &i->heads,
	    i->w->file, &m, e))
		return false;
	keep_settings(i, &m);
	map_write(&b, &m, i->place.form);
	if (!write)
		return fwrite(buf_text(&b), 1, b.n, stdout) == b.n &&
		    fflush(stdout) == 0 ? true :
		    err_set(e, ERR_IO, "standard output cannot be written");
	if (!file_write(i->w->map, buf_text(&b), b.n, 0644, e))
		return false;
	printf("Wrote %s: where each column goes, as far as it can be guessed. "
	    "Read it through,\nput it right, and run this again: nothing was "
	    "imported yet.\n", i->w->map);
	return true;
}

/* ---- rows -------------------------------------------------------------------------------- */

static void
key_of(struct importing *i, const struct table_row *r, struct brought *out)
{
	const struct map_column *c = i->placing.respondent;
	const char *id = c != NULL ? row_cell(r, c) : "";
	size_t *seen;

	if (c == NULL) {
		key_of_cells(&i->map, r, out->key);
		key_again(out->key, (*keys_at(&i->keys, out->key))++);
		return;
	}
	if (table_empty(id)) {
		fault_add(&i->faults, r->number, c->at, "Each row must have "
		    "one, or no column may be `respondent`.", "no number of a "
		    "respondent");
		return;
	}
	key_of_respondent(&i->map, id, out->key);
	seen = keys_at(&i->keys, out->key);
	if (*seen != 0)
		fault_add(&i->faults, r->number, c->at, "Take one of the two "
		    "rows away, or leave the column out if it is no number of a "
		    "respondent.", "the respondent \"%s\" stands in row %zu "
		    "already", words_brief(&i->row, id), *seen);
	else
		*seen = r->number;
	key_of_content(&i->placing, &i->answers, &i->meta, out->content);
}

/* The next row that is kept.  After the first fault the others are only read. */
static bool
next(void *arg, struct brought *out, bool *got, struct err *e)
{
	struct importing *i = arg;
	struct table_row r;
	bool keep;

	for (;;) {
		arena_free(&i->row);
		*out = (struct brought){ .meta = &i->meta,
		    .answers = &i->answers };
		if (!table_row(i->table, &i->row, &r, got, e))
			return false;
		if (!*got)
			return true;
		place_row(&i->placing, &i->row, &r, &i->answers, &i->meta,
		    &keep);
		if (keep)
			key_of(i, &r, out);
		i->rows += keep;
		if (keep && i->faults.n == 0)
			return true;
	}
}

static bool
done(void *arg, const struct brought_counts *ignored, struct err *e)
{
	struct importing *i = arg;

	(void)ignored;
	if (i->faults.n > 0)
		return err_set(e, ERR_INPUT, "%s; nothing was imported",
		    faults_count(&i->a, &i->faults));
	return i->rows > 0 || err_set(e, ERR_INPUT, "%s: there are no rows "
	    "with answers below the headings", i->w->file);
}

static bool
name_source(struct importing *i, struct err *e)
{
	uint8_t file[32], map[32];
	char hex[2][65];
	int64_t size;

	if (!file_sum(i->w->file, &size, file, e) ||
	    !file_sum(i->w->map, &size, map, e))
		return false;
	hex_put(hex[0], file, 32);
	hex_put(hex[1], map, 32);
	i->from = arena_printf(&i->a, "%s (BLAKE2b %s) by the map %s (%s), "
	    "source \"%s\"", path_name(&i->a, i->w->file), hex[0],
	    path_name(&i->a, i->w->map), hex[1], i->map.source);
	return true;
}

static bool
keep(struct importing *i, struct err *e)
{
	const struct bringing how = { next, done, i, own_name(&i->a),
	    i->from };
	struct cases *c = NULL;
	bool ok;

	ok = cases_open(&c, place_path(&i->place, "cases.db"), DB_CREATE, e) &&
	    cases_bring(c, &how, &i->did, e);
	cases_close(c);
	return ok;
}

/* The same without the store. */
static bool
try_all(struct importing *i, struct err *e)
{
	struct brought ignored;
	bool got = true;

	while (got)
		if (!next(i, &ignored, &got, e))
			return false;
	return done(i, &i->did, e);
}

static const char *
responses(int64_t n)
{
	return n == 1 ? "response" : "responses";
}

static void
tell(const struct importing *i)
{
	const struct brought_counts *d = &i->did;

	if (i->w->check) {
		printf("All %lld %s can be placed. Nothing was imported.\n",
		    (long long)i->rows, responses(i->rows));
		return;
	}
	printf("Imported %lld %s; %lld %s here already.\n",
	    (long long)d->added, responses(d->added), (long long)d->already,
	    d->already == 1 ? "was" : "were");
	if (d->replaced > 0)
		printf("%lld more took the place of an earlier response of the "
		    "same respondent.\n", (long long)d->replaced);
	if (d->withdrawn > 0)
		printf("%lld %s withdrawn here, and stay%s away.\n",
		    (long long)d->withdrawn, d->withdrawn == 1 ? "was" :
		    "were", d->withdrawn == 1 ? "s" : "");
	if (d->late > 0)
		printf("%lld came after the close, and count until somebody "
		    "decides: earshot flags %s\n", (long long)d->late,
		    i->w->dir);
}

static bool
import(struct importing *i, struct err *e)
{
	struct date today = uk_date(now_seconds());
	char day[11];
	bool ok;

	map_bind(&i->a, &i->map, &i->heads, i->w->file, &i->faults);
	if (i->faults.n > 0)
		return stop(i, e);
	date_text(today, day);
	faults_init(&i->faults, &i->a, i->w->file, false);
	faults_init(&i->notes, &i->a, i->w->file, false);
	i->placing = (struct placing){ .form = i->place.form,
	    .settings = i->place.settings, .map = &i->map,
	    .heads = &i->heads, .ragged = table_ragged(i->table),
	    .today = arena_str(&i->a, day), .faults = &i->faults,
	    .notes = &i->notes };
	placing_init(&i->placing, &i->a);
	ok = name_source(i, e) && (i->w->check ? try_all(i, e) : keep(i, e));
	fflush(stdout);
	if (!ok) {
		say(stderr, &i->faults);
		return false;
	}
	say(stdout, &i->notes);
	tell(i);
	return true;
}

static bool
run(struct importing *i, struct err *e)
{
	bool given = i->w->map != NULL && file_exists(i->w->map);

	if (!place_open(&i->place, i->w->dir, e))
		return false;
	if (given && !read_map(i, e))
		return false;
	return open_file(i, e) && (given && !i->w->propose ? import(i, e) :
	    propose(i, e));
}

int
import_responses(const struct import_wish *w)
{
	struct importing i CLEAN(importing_end) = { .w = w };
	struct err e = { 0 };

	return run(&i, &e) ? 0 : fail("import", &e);
}
