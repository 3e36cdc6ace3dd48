/* SPDX-License-Identifier: MIT
 *
 * readings.c -- tests of comments as people coded them, and of what has to be looked at
 * again after a frame was changed: exactly that.
 */
#include "store/cases.h"
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

#include <sqlite3.h>
#include <stdio.h>

enum { UNITS = 40, CODES_MOST = 12 };

static struct desk_kit k;
static int64_t units[UNITS];

/* ---- comments --------------------------------------------------------------------------- */

static bool
next(void *arg, struct brought *out, bool *got, struct err *e)
{
	static struct store_meta meta;
	static struct forms_answers as;
	int *given = arg;

	(void)e;
	*got = *given < UNITS;
	if (!*got)
		return true;
	meta = (struct store_meta){ .channel = "elsewhere", .lang = "en",
		.day = "2024-06-20" };
	memcpy(meta.form, answers_form()->hash, sizeof(meta.form));
	as = sheets_said(&k, "patient", "neither", "More nurses, please 🙂");
	forms_route(&as);
	*out = (struct brought){ .meta = &meta, .answers = &as };
	memset(out->key, *given, sizeof(out->key));
	memset(out->content, *given + 1, sizeof(out->content));
	++*given;
	return true;
}

static bool
done(void *arg, const struct brought_counts *n, struct err *e)
{
	(void)arg, (void)n, (void)e;
	return true;
}

static void
begin(void)
{
	int given = 0;
	const struct bringing how = { next, done, &given, "ann", "care.csv" };
	struct brought_counts counts;
	struct cases_unit *v;
	struct err e = { 0 };
	size_t n, i;

	sheets_kit(&k);
	ck_assert_msg(cases_bring(k.c, &how, &counts, &e), "%s", e.msg);
	ck_assert_msg(cases_units(&k.a, k.c, &v, &n, &e), "%s", e.msg);
	ck_assert_uint_eq(n, UNITS);
	for (i = 0; i < n; i++)
		units[i] = v[i].id;
}

static const struct forms_frame *
frame_of(int version, const char *codes)
{
	struct forms_source *src = arena_new(&k.a, struct forms_source);
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_frame *f;
	struct forms_diags d;

	src->name = "f.codes";
	src->text = str_of(arena_printf(&k.a, "earshot 1\ncodebook f version "
	    "%d \"F\"\n\nkind theme \"Theme\"\n\n%s", version, codes));
	forms_diags_init(&d, &k.a);
	if (!forms_frame_read(&k.a, src, &f, &d)) {
		forms_diags_print(&b, &d);
		ck_abort_msg("%s", buf_text(&b));
	}
	return f;
}

/* Kept as the frame that is used from now on; from: the one before, NULL. */
static int64_t
use(const struct forms_frame *from, const struct forms_frame *to,
    int64_t *queued)
{
	struct forms_frame_change *v = NULL;
	struct forms_diags d;
	struct code_frame f;
	struct err e = { 0 };
	size_t n = 0;
	bool found;

	forms_diags_init(&d, &k.a);
	ck_assert(from == NULL || forms_frame_diff(&k.a, from, to, &v, &n,
	    &d));
	ck_assert_msg(frame_add(k.c, to, v, n, "why", "ann", k.now, queued,
	    &e), "%s", e.msg);
	ck_assert(frame_latest(&k.a, k.c, &f, &found, &e) && found);
	ck_assert_int_eq(f.version, to->codes->codebook_version);
	return f.id;
}

static bool
code(int64_t frame, int64_t unit, const char *who, const char *const *codes,
    size_t n, int64_t *id, struct err *e)
{
	struct reading_code v[CODES_MOST];
	struct coded r = { .unit = unit, .frame = frame, .coder = who, .v = v,
		.n = n };
	bool ok;
	size_t i;

	for (i = 0; i < n; i++)
		v[i] = (struct reading_code){ codes[i], -1, -1, POLARITY_FOR,
		    CODED_HUMAN };
	ok = readings_keep(k.c, &r, NULL, 1, k.now, e);
	*id = r.id;
	return ok;
}

static const char *
standing(int64_t unit)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct coded *v;
	struct err e = { 0 };
	int64_t lost;
	size_t n, i, c;

	ck_assert_msg(readings_standing(&a, k.c, &v, &n, &lost, &e), "%s",
	    e.msg);
	for (i = 0; i < n; i++)
		if (v[i].unit == unit) {
			buf_printf(&b, "%s:", v[i].coder);
			for (c = 0; c < v[i].n; c++)
				buf_printf(&b, " %s", v[i].v[c].code);
			buf_lit(&b, "; ");
		}
	return arena_str(&k.a, buf_text(&b));
}

static size_t
queue(void)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct look_again *v;
	struct err e = { 0 };
	size_t n;

	ck_assert_msg(look_again_list(&a, k.c, &v, &n, &e), "%s", e.msg);
	return n;
}

static void
end(void)
{
	ck_assert_int_eq(sheets_findings(&k), 0);
	sheets_kit_end(&k);
}

#define TWO	"theme T1 \"One\"\ntheme T2 \"Two\"\n"

/* ---- one by one ------------------------------------------------------------------------- */

START_TEST(the_latest_stands_and_can_be_undone)
{
	static const char *const t[] = { "T1", "T2" };
	struct err e = { 0 };
	int64_t f, queued, first, second, other;
	struct coded r;
	bool found;

	begin();
	f = use(NULL, frame_of(1, TWO), &queued);
	ck_assert(code(f, units[0], "ann", t, 1, &first, &e));
	ck_assert(code(f, units[0], "ann", t, 2, &second, &e));
	ck_assert(code(f, units[0], "bob", NULL, 0, &other, &e));
	ck_assert_str_eq(standing(units[0]), "ann: T1 T2; bob:; ");
	ck_assert(!reading_undo(k.c, first, "ann", &e));
	ck_assert(!reading_undo(k.c, second, "bob", &e));
	e = (struct err){ 0 };
	ck_assert_msg(reading_undo(k.c, second, "ann", &e), "%s", e.msg);
	ck_assert_str_eq(standing(units[0]), "ann: T1; bob:; ");
	ck_assert(reading_find(&k.a, k.c, units[0], READING_MAIN, "ann", &r,
	    &found, &e) && found);
	ck_assert_int_eq(r.id, first);
	ck_assert_int_eq(r.v[0].polarity, POLARITY_FOR);
	ck_assert(reading_find(&k.a, k.c, units[0], READING_MAIN, NULL, &r,
	    &found, &e) && found && r.id == other);
	ck_assert(reading_find(&k.a, k.c, units[0], READING_GOLD, NULL, &r,
	    &found, &e) && !found);
	end();
}
END_TEST

START_TEST(what_cannot_be_is_refused_and_nothing_is_kept)
{
	struct reading_code at = { "T1", 0, 21, POLARITY_NONE, CODED_RULE };
	struct coded r[2];
	struct err e = { 0 };
	int64_t f, queued, seen[2] = { 0, 0 };

	begin();
	f = use(NULL, frame_of(1, TWO), &queued);
	r[0] = r[1] = (struct coded){ .unit = units[0], .frame = f,
	    .coder = "ann", .v = &at, .n = 1 };
	ck_assert_msg(readings_keep(k.c, r, seen, 1, k.now, &e), "%s", e.msg);
	ck_assert(!readings_keep(k.c, r, seen, 1, k.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "in another window"));
	seen[0] = r[0].id;
	ck_assert(readings_keep(k.c, r, seen, 1, k.now, &e)); /* control */
	at.end = 22;			/* 🙂 is one */
	r[1].unit = units[1];
	ck_assert(!readings_keep(k.c, r, NULL, 2, k.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "not in this comment"));
	ck_assert_str_eq(standing(units[1]), "");
	at.end = 21;
	r[1].unit = 999999;
	ck_assert(!readings_keep(k.c, r, NULL, 2, k.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no longer here"));
	r[1] = r[0];
	r[1].coder = "bob";
	ck_assert(!readings_keep(k.c, r, NULL, 2, k.now, &e));
	r[1] = r[0];
	r[1].frame = 77;
	ck_assert(!readings_keep(k.c, r, NULL, 2, k.now, &e));
	end();
}
END_TEST

START_TEST(of_a_comment_that_is_withdrawn_no_code_is_left)
{
	static const char *const t[] = { "T1" };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	int64_t f, queued, id;
	const char *reference;

	begin();
	f = use(NULL, frame_of(1, TWO), &queued);
	ck_assert(code(f, units[0], "ann", t, 1, &id, &e));
	ck_assert(code(f, units[1], "ann", t, 1, &id, &e));
	ck_assert(stmt_open(&k.c->db, &q, "SELECT p.reference FROM response p"
	    " JOIN unit u ON u.response = p.id WHERE u.id = ?1", &e));
	stmt_int(&q, 1, units[0]);
	ck_assert(stmt_row(&q));
	reference = arena_str(&k.a, col_text(&q, 0));
	stmt_close(&q);
	ck_assert_msg(response_withdraw(k.c, reference, "asked", "ann", k.now,
	    &e), "%s", e.msg);
	ck_assert(stmt_open(&k.c->db, &q, "SELECT count(*), (SELECT count(*)"
	    " FROM reading), (SELECT count(*) FROM reading WHERE unit IS NULL)"
	    " FROM reading_code", &e) && stmt_row(&q));
	ck_assert_int_eq(col_int(&q, 0), 1);
	ck_assert_int_eq(col_int(&q, 1), 2);
	ck_assert_int_eq(col_int(&q, 2), 1);
	stmt_close(&q);
	ck_assert_str_eq(standing(units[1]), "ann: T1; ");
	end();
}
END_TEST

START_TEST(what_was_changed_behind_its_back_is_found)
{
	static const char *const t[] = { "T1" };
	static const char *const sql[] = {
		"UPDATE reading_code SET code = 'T2' WHERE reading = 1",
		"UPDATE reading_code SET polarity = 'against' WHERE reading = 1",
		"DELETE FROM reading_code WHERE reading = 2",
		"UPDATE reading SET coder = 'eve' WHERE id = 1",
		"UPDATE reading SET undone = 1 WHERE id = 1",
		"DELETE FROM reading WHERE id = 2",
		"INSERT INTO reading (unit, purpose, coder, frame, at, digest,"
		" step, reference, field) VALUES (3, 'main', 'eve', 1, 0,"
		" zeroblob(32), 999, 'x', 'why')",
		"UPDATE reading SET unit = NULL WHERE id = 1",
		"PRAGMA ignore_check_constraints=ON;"
		"UPDATE reading SET digest = x'00' WHERE id = 1",
		"UPDATE frame SET text = text || ' '",
		"INSERT INTO frame_change VALUES (1, 'T1', 'renamed', 'T2')",
	};
	struct err e = { 0 };
	int64_t f, queued, id;
	size_t i;

	for (i = 0; i < LEN(sql); i++) {
		begin();
		f = use(NULL, frame_of(1, TWO), &queued);
		ck_assert(code(f, units[0], "ann", t, 1, &id, &e));
		ck_assert(code(f, units[1], "ann", t, 1, &id, &e));
		ck_assert_int_eq(sheets_findings(&k), 0); /* control */
		ck_assert_msg(sqlite3_exec(k.c->db.h, sql[i], NULL, NULL,
		    NULL) == SQLITE_OK, "%s", sqlite3_errmsg(k.c->db.h));
		ck_assert_msg(sheets_findings(&k) > 0, "not found: %s",
		    sql[i]);
		sheets_kit_end(&k);
	}
}
END_TEST

/* ---- frames that change ------------------------------------------------------------------- */

START_TEST(what_was_split_is_looked_at_again)
{
	static const char *const t1[] = { "T1" }, *const t2[] = { "T2" },
	    *const new[] = { "Ta" };
	const struct forms_frame *one, *two, *three;
	struct err e = { 0 };
	int64_t f, g, queued, id;

	begin();
	one = frame_of(1, TWO);
	two = frame_of(2, "theme Ta \"A\"\ntheme Tb \"B\"\ntheme T2 \"Two\"\n"
	    "changes from 1\n  split T1 into Ta Tb\n");
	three = frame_of(3, "theme Ta \"A\"\ntheme Tb \"B\"\ntheme T9 \"Two\"\n"
	    "changes from 2\n  rename T2 into T9\n");
	f = use(NULL, one, &queued);
	ck_assert(code(f, units[0], "ann", t1, 1, &id, &e));
	ck_assert(code(f, units[1], "ann", t2, 1, &id, &e));
	g = use(one, two, &queued);
	ck_assert_int_eq(queued, 1);
	ck_assert_uint_eq(queue(), 1);
	ck_assert_str_eq(standing(units[0]), "ann:; ");
	ck_assert(!look_again_fits(k.c, units[0], "ann", k.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "is gone"));
	ck_assert(code(g, units[0], "ann", new, 1, &id, &e));
	ck_assert_uint_eq(queue(), 0);
	ck_assert(reading_undo(k.c, id, "ann", &e));
	ck_assert_uint_eq(queue(), 1);
	ck_assert(code(g, units[0], "ann", new, 1, &id, &e));
	(void)use(two, three, &queued);
	ck_assert_int_eq(queued, 1);
	ck_assert_str_eq(standing(units[1]), "ann: T9; ");
	ck_assert_msg(look_again_fits(k.c, units[1], "ann", k.now, &e), "%s",
	    e.msg);
	ck_assert_uint_eq(queue(), 0);
	/* again, and a version that is not the next */
	ck_assert(!frame_add(k.c, three, NULL, 0, "", "ann", k.now, &queued,
	    &e));
	ck_assert(!frame_add(k.c, frame_of(5, TWO), NULL, 0, "", "ann", k.now,
	    &queued, &e));
	end();
}
END_TEST

/* What stands again was coded by an older frame. */
START_TEST(what_is_undone_may_have_to_be_looked_at_again)
{
	static const char *const t1[] = { "T1" }, *const t2[] = { "T2" };
	const struct forms_frame *one, *two;
	struct err e = { 0 };
	int64_t f, queued, id;

	begin();
	one = frame_of(1, TWO);
	two = frame_of(2, "theme Ta \"A\"\ntheme Tb \"B\"\ntheme T2 \"Two\"\n"
	    "changes from 1\n  split T1 into Ta Tb\n");
	f = use(NULL, one, &queued);
	ck_assert(code(f, units[0], "ann", t1, 1, &id, &e));
	ck_assert(code(f, units[0], "ann", t2, 1, &id, &e));
	(void)use(one, two, &queued);
	ck_assert_int_eq(queued, 0);
	ck_assert_uint_eq(queue(), 0);
	ck_assert(reading_undo(k.c, id, "ann", &e));
	ck_assert_uint_eq(queue(), 1);
	/* nobody codes by an older frame */
	ck_assert(!code(f, units[1], "ann", t2, 1, &id, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "changed meanwhile"));
	end();
}
END_TEST

static uint32_t seed;

static uint32_t
pick(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* A model of it: codes by number; of each comment, those that it has now, under the
 * latest names; lost: one of which nobody can say what it is. */
struct model {
	int		 codes[CODES_MOST], titles[CODES_MOST];
	size_t		 n;
	int		 fresh;
	bool		 has[UNITS][400], open[UNITS];
};

static const char *
spelled(const struct model *m, const char *changes)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < m->n; i++)
		buf_printf(&b, "theme T%d \"Title %d\"\n", m->codes[i],
		    m->titles[i]);
	buf_puts(&b, changes);
	return arena_str(&k.a, buf_text(&b));
}

/* The comments that have it are open, and have `to` instead; -1: nothing. */
static void
turns_into(struct model *m, int code, int to)
{
	size_t u;

	for (u = 0; u < UNITS; u++) {
		if (!m->has[u][code])
			continue;
		m->open[u] = true;
		if (to != code) {
			m->has[u][code] = false;
			if (to >= 0)
				m->has[u][to] = true;
		}
	}
}

static const char *
change(struct model *m, int version)
{
	size_t at = pick((uint32_t)m->n);
	int code = m->codes[at], other;
	struct buf b CLEAN(buf_free) = { 0 };

	buf_printf(&b, "changes from %d\n", version);
	switch (pick(6)) {
	case 0:				/* split; its first part may be itself */
		if (m->n >= CODES_MOST)
			return "";
		other = pick(2) == 0 ? code : m->fresh++;
		turns_into(m, code, other == code ? code : -1);
		m->codes[at] = other;
		m->titles[m->n] = m->codes[m->n] = m->fresh++;
		buf_printf(&b, "  split T%d into T%d T%d\n", code, other,
		    m->codes[m->n++]);
		break;
	case 1:				/* merge with the next */
		if (m->n < 3)
			return "";
		other = m->codes[(at + 1) % m->n];
		m->codes[at] = m->fresh++;
		turns_into(m, code, m->codes[at]);
		turns_into(m, other, m->codes[at]);
		buf_printf(&b, "  merge T%d T%d into T%d\n", code, other,
		    m->codes[at]);
		m->codes[(at + 1) % m->n] = m->codes[m->n - 1];
		m->titles[(at + 1) % m->n] = m->titles[m->n - 1];
		m->n--;
		break;
	case 2:
		m->codes[at] = m->fresh++;
		turns_into(m, code, m->codes[at]);
		buf_printf(&b, "  rename T%d into T%d\n", code, m->codes[at]);
		break;
	case 3:
		if (m->n < 3)
			return "";
		turns_into(m, code, -1);
		buf_printf(&b, "  retire T%d\n", code);
		m->codes[at] = m->codes[m->n - 1];
		m->titles[at] = m->titles[m->n - 1];
		m->n--;
		break;
	case 4:				/* other words */
		m->titles[at] = m->fresh++;
		turns_into(m, code, code);
		return "";
	default:			/* a new one unsettles nothing */
		if (m->n >= CODES_MOST)
			return "";
		m->titles[m->n] = m->codes[m->n] = m->fresh++;
		m->n++;
		return "";
	}
	return arena_str(&k.a, buf_text(&b));
}

static void
as_in_the_model(const struct model *m)
{
	struct look_again *v;
	struct coded *r;
	struct err e = { 0 };
	bool open[UNITS] = { false };
	int64_t lost;
	size_t n, i, c, u;

	ck_assert(look_again_list(&k.a, k.c, &v, &n, &e));
	for (i = 0; i < n; i++)
		for (u = 0; u < UNITS; u++)
			open[u] |= units[u] == v[i].unit;
	ck_assert_mem_eq(open, m->open, sizeof(open));
	ck_assert(readings_standing(&k.a, k.c, &r, &n, &lost, &e));
	for (i = 0; i < n; i++) {
		bool has[400] = { false };

		for (u = 0; units[u] != r[i].unit; u++)
			continue;
		for (c = 0; c < r[i].n; c++)
			has[atoi(r[i].v[c].code + 1)] = true;
		ck_assert_mem_eq(has, m->has[u], sizeof(has));
	}
}

/* Coded anew, or not; then another version of the frame; over and over. */
START_TEST(the_queue_holds_just_what_a_change_affects)
{
	static struct model m;
	const struct forms_frame *now = NULL, *then;
	const char *names[CODES_MOST];
	struct err e = { 0 };
	int64_t frame, queued, id;
	size_t total = 0, u, i, n;
	int version;

	begin();
	m = (struct model){ .codes = { 0, 1, 2, 3 }, .titles = { 0, 1, 2, 3 },
	    .n = 4, .fresh = 4 };
	now = frame_of(1, spelled(&m, ""));
	frame = use(NULL, now, &queued);
	for (version = 1; version < 60; version++) {
		for (u = 0; u < UNITS; u++) {
			if (pick(4) != 0)
				continue;
			memset(m.has[u], 0, sizeof(m.has[u]));
			for (i = n = 0; i < m.n; i++)
				if (pick(3) == 0) {
					m.has[u][m.codes[i]] = true;
					names[n++] = arena_printf(&k.a, "T%d",
					    m.codes[i]);
				}
			ck_assert_msg(code(frame, units[u], "ann", names, n,
			    &id, &e), "%s", e.msg);
			m.open[u] = false;
		}
		as_in_the_model(&m);
		do {
			const char *changes = change(&m, version);

			then = frame_of(version + 1, spelled(&m, changes));
		} while (strcmp(then->hash, now->hash) == 0);
		frame = use(now, then, &queued);
		total += (size_t)queued;
		as_in_the_model(&m);
		now = then;
	}
	ck_assert_uint_gt(total, 100);
	end();
}
END_TEST

UNIT_SUITE(readings, what_was_split_is_looked_at_again,
    what_is_undone_may_have_to_be_looked_at_again,
    the_queue_holds_just_what_a_change_affects,
    the_latest_stands_and_can_be_undone,
    what_cannot_be_is_refused_and_nothing_is_kept,
    of_a_comment_that_is_withdrawn_no_code_is_left,
    what_was_changed_behind_its_back_is_found)
