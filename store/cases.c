/* SPDX-License-Identifier: MIT
 *
 * cases.c -- opened responses and their free texts.
 */
#include "store/bound.h"
#include "store/schema.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BUSY_TRIES = 100, BUSY_MILLIS = 50 };

/* Whoever else writes to it (the desk, a command in a terminal) soon lets go. */
static bool
open_in_turn(struct db *db, const char *path, enum db_mode mode,
    struct err *e)
{
	const struct timespec pause = { 0, BUSY_MILLIS * 1000000L };
	int i;

	for (i = 1; !schema_open(db, path, mode, SCHEMA_CASES, e); i++) {
		if (e->code != ERR_BUSY || mode == DB_READ || i == BUSY_TRIES)
			return false;
		*e = (struct err){ 0 };
		nanosleep(&pause, NULL);
	}
	return true;
}

bool
cases_open(struct cases **out, const char *path, enum db_mode mode,
    struct err *e)
{
	struct cases *c = calloc(1, sizeof(*c));

	*out = NULL;
	if (c == NULL)
		abort();
	if (mode == DB_CREATE)		/* messages and files are in it */
		mode = DB_CREATE_WIDE;
	if (!seal_start(e) || !open_in_turn(&c->db, path, mode, e)) {
		free(c);
		return false;
	}
	if (mode != DB_READ && !bound_begin(c, e)) {
		cases_close(c);
		return false;
	}
	*out = c;
	return true;
}

void
cases_close(struct cases *c)
{
	if (c == NULL)
		return;
	db_close(&c->db);
	free(c);
}

bool
cases_counts(struct cases *c, int64_t *real, int64_t *rehearsal, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*real = *rehearsal = 0;
	if (!stmt_open(&c->db, &s, "SELECT count(*) FILTER (WHERE rehearsal = 0),"
	    " count(*) FILTER (WHERE rehearsal = 1) FROM response"
	    " WHERE withdrawn = 0", e))
		return false;
	if (stmt_row(&s)) {
		*real = col_int(&s, 0);
		*rehearsal = col_int(&s, 1);
	}
	return stmt_end(&s, e);
}

bool
cases_change(struct cases *c, bool (*change)(struct cases *, void *,
    struct err *), void *arg, struct err *e)
{
	if (!db_run(&c->db, "BEGIN IMMEDIATE", e))
		return false;
	if (change(c, arg, e) && db_run(&c->db, "COMMIT", e))
		return true;
	if (!sqlite3_get_autocommit(c->db.h))
		sqlite3_exec(c->db.h, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

bool
cases_scrub(struct cases *c, struct err *e)
{
	if (db_run(&c->db, "PRAGMA wal_checkpoint(TRUNCATE)", e))
		return true;
	/* what was changed is committed, whatever this says */
	return err_set(e, e->code, "%s: what was erased may still be found on "
	    "the disk, which could not be written to: it is full or failing. "
	    "Make room, then do the same again", c->db.path);
}

/* ---- reading ------------------------------------------------------------- */

static bool
load_one(struct arena *a, struct stmt *s, const struct forms_form *form,
    struct cases_response *r, struct err *e)
{
	struct str json = str_of(col_text(s, 2));
	const char *hash = col_text(s, 3);
	struct forms_answers old;

	r->id = col_int(s, 0);
	strncpy(r->reference, col_text(s, 1), REFERENCE_SIZE - 1);
	if (strcmp(hash, form->hash) != 0)
		r->earlier = forms_earlier_of(form, hash);
	if (r->earlier == NULL)
		return store_decode(a, json, form, &r->answers, &r->meta, e) ||
		    err_wrap(e, "response %s", r->reference);
	if (!store_decode(a, json, r->earlier->form, &old, &r->meta, e))
		return err_wrap(e, "response %s", r->reference);
	forms_map_answers(a, r->earlier->map, &old, &r->answers);
	return true;
}

const struct forms_field *
cases_field(const struct cases_response *r, const struct forms_form *form,
    const char *id)
{
	return r->earlier != NULL ? forms_map_field(r->earlier->map, id) :
	    forms_field(form, id);
}

bool
cases_forms(struct arena *a, struct cases *c, const char ***out, size_t *n,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT DISTINCT form FROM response"
	    " WHERE counts = 1 ORDER BY form", e))
		return false;
	while (stmt_row(&s))
		*arena_push(a, *out, *n, cap) = arena_str(a, col_text(&s, 0));
	return stmt_end(&s, e);
}

bool
cases_load(struct arena *a, struct cases *c, const struct forms_form *form,
    struct cases_response **out, size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT id, reference, json, form FROM"
	    " response WHERE counts = 1 ORDER BY place, id", e))
		return false;
	while (stmt_row(&s)) {
		struct cases_response *r = arena_push(a, *out, *n, cap);

		if (!load_one(a, &s, form, r, e))
			return false;
	}
	return stmt_end(&s, e);
}

bool
cases_sent(struct arena *a, struct cases *c, const char *reference,
    struct cases_sent **out, size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT json FROM response"
	    " WHERE reference = ?1 AND withdrawn = 0 ORDER BY place, id", e))
		return false;
	stmt_text(&s, 1, reference);
	while (stmt_row(&s)) {
		struct cases_sent *one = arena_push(a, *out, *n, cap);

		one->json = str_of(arena_str(a, col_text(&s, 0)));
		if (!store_decode_meta(one->json, &one->meta, e))
			return err_wrap(e, "response %s", reference);
	}
	return stmt_end(&s, e);
}

bool
cases_withdrawn(struct arena *a, struct cases *c, const char ***out, size_t *n,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT DISTINCT reference FROM response"
	    " WHERE withdrawn = 1 ORDER BY reference", e))
		return false;
	while (stmt_row(&s))
		*arena_push(a, *out, *n, cap) = arena_str(a, col_text(&s, 0));
	return stmt_end(&s, e);
}

bool
cases_units(struct arena *a, struct cases *c, struct cases_unit **out,
    size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT u.id, u.response, u.field, u.text"
	    " FROM unit u JOIN response r ON r.id = u.response"
	    " WHERE r.counts = 1 ORDER BY u.id", e))
		return false;
	while (stmt_row(&s))
		*arena_push(a, *out, *n, cap) = (struct cases_unit){
		    .id = col_int(&s, 0), .response = col_int(&s, 1),
		    .field = arena_str(a, col_text(&s, 2)),
		    .text = arena_str(a, col_text(&s, 3)) };
	return stmt_end(&s, e);
}

/* ---- rehearsals ---------------------------------------------------------- */

static bool
remove_rehearsal(struct cases *c, void *removed, struct err *e)
{
	char detail[64];
	int64_t tasks, *responses = removed;

	if (!db_run(&c->db, "DELETE FROM response WHERE rehearsal = 1", e))
		return false;
	*responses = sqlite3_changes64(c->db.h);
	snprintf(detail, sizeof(detail), "%lld", (long long)*responses);
	if (*responses > 0 && !audit_bind(c, &(struct cases_line){
	    .who = "earshot", .what = "removed the responses of rehearsals",
	    .detail = detail, .subject = "removed" }, e))
		return false;
	if (!db_run(&c->db, "DELETE FROM task WHERE rehearsal = 1", e))
		return false;
	tasks = sqlite3_changes64(c->db.h);
	snprintf(detail, sizeof(detail), "%lld", (long long)tasks);
	return tasks == 0 || audit_add(c, "earshot", "removed the tasks of "
	    "rehearsals", 0, detail, e);
}

bool
cases_remove_rehearsal(struct cases *c, int64_t *removed, struct err *e)
{
	*removed = 0;
	return cases_change(c, remove_rehearsal, removed, e) &&
	    cases_scrub(c, e);
}
