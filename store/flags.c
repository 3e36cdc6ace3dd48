/* SPDX-License-Identifier: MIT
 *
 * flags.c -- flagged responses, and who decided which of them are left out.
 *
 * A decision is about a flag, and then holds for what comes later too, or about
 * one flagged response.  A response without flags cannot be left out: nobody is
 * left out for what they said.
 */
#include "store/keep.h"

#include <sqlite3.h>

/* The newest row of each response that was not withdrawn. */
#define NEWEST " r.withdrawn = 0 AND NOT " KEPT_PRACTICE("r.") \
	" AND r.place = (SELECT max(place) FROM" \
	" response WHERE reference = r.reference)"
#define SIFT_OUT "UPDATE response AS r SET left_out = coalesce((SELECT out FROM" \
	" decision WHERE what = r.reference), (SELECT max(out) FROM decision" \
	" WHERE instr(' ' || r.flags || ' ', ' ' || what || ' ') > 0), 0)" \
	" WHERE r.flags != ''"
#define SIFT_COUNT "UPDATE response AS r SET counts = (r.left_out = 0 AND" \
	NEWEST ") WHERE r.flags != ''"

bool
flags_open(struct db *db, struct stmt *s, struct err *e)
{
	return stmt_open(db, s, SIFT_OUT " AND r.id = ?1", e);
}

static bool
sift_all(struct cases *c, struct err *e)
{
	return db_run(&c->db, "UPDATE response SET counts = 0"
	    " WHERE flags != ''", e) && db_run(&c->db, SIFT_OUT, e) &&
	    db_run(&c->db, SIFT_COUNT, e);
}

void
flags_text(unsigned flags, struct buf *out)
{
	unsigned i;

	for (i = 0; i < STORE_FLAGS; i++)
		if (flags & 1u << i)
			buf_printf(out, "%s%s", out->n > 0 ? " " : "",
			    store_flag_name((enum store_flag)(1u << i)));
}

/* The number of the flag with this name; STORE_FLAGS: there is none. */
static unsigned
flag_of(struct str name)
{
	unsigned i;

	for (i = 0; i < STORE_FLAGS; i++)
		if (str_is(name, store_flag_name((enum store_flag)(1u << i))))
			break;
	return i;
}

static unsigned
flags_from(const char *names)
{
	unsigned flags = 0;
	size_t n;

	for (; *names != '\0'; names += n + (names[n] == ' ')) {
		n = strcspn(names, " ");
		flags |= 1u << flag_of((struct str){ names, n });
	}
	return flags & ((1u << STORE_FLAGS) - 1);
}

/* ---- reading ------------------------------------------------------------- */

/* From column i: out, at, who, why; NULL where nothing was decided. */
static struct cases_decision *
decision(struct arena *a, struct stmt *s, int i)
{
	struct cases_decision *d;

	if (col_null(s, i))
		return NULL;
	d = arena_new(a, struct cases_decision);
	*d = (struct cases_decision){ .out = col_int(s, i) != 0,
	    .at = col_int(s, i + 1), .by = arena_str(a, col_text(s, i + 2)),
	    .why = arena_str(a, col_text(s, i + 3)) };
	return d;
}

static bool
read_responses(struct arena *a, struct cases *c, struct cases_flags *out,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	if (!stmt_open(&c->db, &s, "SELECT r.reference, r.day, r.flags,"
	    " r.left_out, d.out, l.at, l.who, l.detail FROM response r"
	    " LEFT JOIN decision d ON d.what = r.reference"
	    " LEFT JOIN audit l ON l.id = d.line"
	    " WHERE r.flags != '' AND" NEWEST " ORDER BY r.place, r.id", e))
		return false;
	while (stmt_row(&s)) {
		struct cases_flagged *f = arena_push(a, out->v, out->n, cap);

		strncpy(f->reference, col_text(&s, 0), REFERENCE_SIZE - 1);
		strncpy(f->day, col_text(&s, 1), sizeof(f->day) - 1);
		f->flags = flags_from(col_text(&s, 2));
		f->left_out = col_int(&s, 3) != 0;
		f->own = decision(a, &s, 4);
	}
	return stmt_end(&s, e);
}

static bool
read_decisions(struct arena *a, struct cases *c, struct cases_flags *out,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	unsigned i;

	if (!stmt_open(&c->db, &s, "SELECT d.what, d.out, l.at, l.who, l.detail"
	    " FROM decision d JOIN audit l ON l.id = d.line", e))
		return false;
	while (stmt_row(&s)) {
		i = flag_of(str_of(col_text(&s, 0)));
		if (i < STORE_FLAGS)
			out->of[i].decision = decision(a, &s, 1);
	}
	return stmt_end(&s, e);
}

static bool
count_all(struct cases *c, int64_t *all, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT count(*) FROM response r WHERE"
	    NEWEST, e))
		return false;
	*all = stmt_row(&s) ? col_int(&s, 0) : 0;
	return stmt_end(&s, e);
}

bool
cases_flags(struct arena *a, struct cases *c, struct cases_flags *out,
    struct err *e)
{
	size_t i, k;

	*out = (struct cases_flags){ 0 };
	if (!count_all(c, &out->all, e) || !read_responses(a, c, out, e) ||
	    !read_decisions(a, c, out, e))
		return false;
	for (i = 0; i < out->n; i++) {
		out->left_out += out->v[i].left_out;
		for (k = 0; k < STORE_FLAGS; k++)
			if (out->v[i].flags & 1u << k) {
				out->of[k].n++;
				out->of[k].left_out += out->v[i].left_out;
			}
	}
	return true;
}

/* ---- deciding ------------------------------------------------------------ */

struct deciding {
	const char	*what;		/* as it is stored */
	bool		 flag, out;
	const char	*by, *why;
	int64_t		 changed;
};

/* How it stands now.  A flag, or a response that has some. */
static bool
standing(struct cases *c, const struct deciding *d, bool *out, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	bool there, flagged;

	if (!(d->flag ? stmt_open(&c->db, &s, "SELECT 1, coalesce((SELECT out"
	    " FROM decision WHERE what = ?1), 0)", e) :
	    stmt_open(&c->db, &s, "SELECT r.flags != '', r.left_out FROM"
	    " response r WHERE r.reference = ?1 AND" NEWEST, e)))
		return false;
	stmt_text(&s, 1, d->what);
	there = stmt_row(&s);
	flagged = there && col_int(&s, 0) != 0;
	*out = there && col_int(&s, 1) != 0;
	if (!stmt_end(&s, e))
		return false;
	if (!there)
		return err_set(e, ERR_INPUT, "there is no response %s here",
		    d->what);
	return flagged || err_set(e, ERR_INPUT, "response %s has no flags. "
	    "Only flagged responses can be left out", d->what);
}

static bool
write_decision(struct cases *c, const struct deciding *d, struct err *e)
{
	struct buf did CLEAN(buf_free) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };

	buf_printf(&did, "%s %s%s", d->out ? "left out" : "counted again",
	    d->flag ? "responses flagged " : "response ", d->what);
	if (!audit_add(c, d->by, buf_text(&did), 0, d->why, e) ||
	    !stmt_open(&c->db, &s, "INSERT INTO decision (what, out, line)"
	    " VALUES (?1, ?2, (SELECT max(id) FROM audit)) ON CONFLICT (what)"
	    " DO UPDATE SET out = excluded.out, line = excluded.line", e))
		return false;
	stmt_text(&s, 1, d->what);
	stmt_int(&s, 2, d->out);
	return stmt_do(&s, e);
}

static bool
left_out_now(struct cases *c, int64_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT count(*) FROM response r WHERE"
	    " r.left_out = 1 AND" NEWEST, e))
		return false;
	*n = stmt_row(&s) ? col_int(&s, 0) : 0;
	return stmt_end(&s, e);
}

static bool
decide(struct cases *c, void *arg, struct err *e)
{
	struct deciding *d = arg;
	int64_t before, after;
	bool out;

	if (!standing(c, d, &out, e))
		return false;
	if (out == d->out)
		return err_set(e, ERR_INPUT, "%s%s %s already", d->flag ?
		    "what is flagged " : "response ", d->what, out ?
		    "is left out" : "counts");
	if (!left_out_now(c, &before, e) || !write_decision(c, d, e) ||
	    !sift_all(c, e) || !left_out_now(c, &after, e))
		return false;
	d->changed = after > before ? after - before : before - after;
	return true;
}

bool
cases_flag_decide(struct cases *c, const char *what, bool out,
    const char *by, const char *why, int64_t *changed, struct err *e)
{
	char reference[REFERENCE_SIZE];
	struct deciding d = { .what = what, .out = out, .by = by, .why = why,
	    .flag = flag_of(str_of(what)) < STORE_FLAGS };

	*changed = 0;
	if (!d.flag) {
		if (!reference_read(str_of(what), reference))
			return err_set(e, ERR_INPUT, "`%s` is no flag and no "
			    "reference; the flags are fast, trap, unsigned "
			    "and many", what);
		d.what = reference;
	}
	if (!audit_says(by, AUDIT_BY_MAX, "say who decided it", e) ||
	    !audit_says(why, AUDIT_NOTE_MAX, "say in a few words why", e) ||
	    !cases_change(c, decide, &d, e))
		return false;
	*changed = d.changed;
	return true;
}
