/* SPDX-License-Identifier: MIT
 *
 * brought.c -- keeping responses that people gave elsewhere.
 *
 * Such a row's token is its key, and its number (seq) is made of the key, what
 * was answered and how many times the key came before.  So (epoch, seq), which
 * no two rows share, is what keeps one from being counted twice, also where it
 * was withdrawn since and only its key is left.
 */
#include "store/bound.h"
#include "store/keep.h"

#include <stdio.h>
#include <stdlib.h>

_Static_assert(sizeof(KEPT_BROUGHT) - 1 == SEAL_ID, "an epoch's name");

/* The newest row of a key. */
struct known {
	uint8_t		 key[BROUGHT_KEY];
	char		 reference[REFERENCE_SIZE];
	int64_t		 seq, times;	/* times: rows of this key, less one */
	bool		 withdrawn;
};
struct bring {
	struct arena	 a;
	const struct bringing *how;
	struct brought_counts *out;
	struct known	*v;		/* by key */
	size_t		 n, cap;
	struct keep	 keep;
	int64_t		 place;		/* of the last row */
};

static void
bring_close(struct bring *b)
{
	keep_close(&b->keep);
	arena_free(&b->a);
}

static int
by_key(const void *a, const void *b)
{
	return memcmp(((const struct known *)a)->key,
	    ((const struct known *)b)->key, BROUGHT_KEY);
}

/* What was brought before; in memory, as an index would stand in everybody's
 * way for the sake of a few imports. */
static bool
read_known(struct bring *b, struct cases *c, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct known *k;

	if (!stmt_open(&c->db, &q, "SELECT token, reference, seq, withdrawn,"
	    " place FROM response WHERE epoch = ?1 AND length(token) = 32"
	    /* and what was withdrawn, where the file comes again after a copy
	     * from before was restored */
	    " UNION ALL SELECT token, coalesce(reference, ''), 0, 1, 0 FROM"
	    " task WHERE kind = 'withdraw' AND length(token) = 32"
	    " ORDER BY 1, 5", e))
		return false;
	stmt_blob(&q, 1, KEPT_BROUGHT, SEAL_ID);
	while (stmt_row(&q)) {
		const char *key = col_blob(&q, 0).p;

		k = b->n > 0 ? &b->v[b->n - 1] : NULL;
		if (k == NULL || memcmp(k->key, key, BROUGHT_KEY) != 0) {
			k = arena_push(&b->a, b->v, b->n, b->cap);
			*k = (struct known){ .times = -1 };
			memcpy(k->key, key, BROUGHT_KEY);
		}
		snprintf(k->reference, REFERENCE_SIZE, "%s", col_text(&q, 1));
		k->seq = col_int(&q, 2);
		k->withdrawn |= col_int(&q, 3) != 0;
		k->times++;
		if (col_int(&q, 4) > b->place)
			b->place = col_int(&q, 4);
	}
	return stmt_end(&q, e);
}

static int64_t
seq_of(const struct brought *r, int64_t times)
{
	struct buf b CLEAN(buf_free) = { 0 };
	uint8_t h[32];
	uint64_t v = 0;
	size_t i;

	buf_lit(&b, "earshot brought 1\n");
	buf_put(&b, r->key, sizeof(r->key));
	buf_put(&b, r->content, sizeof(r->content));
	buf_printf(&b, "%lld", (long long)times);
	seal_hash(h, NULL, 0, b.p, b.n);
	for (i = 0; i < sizeof(v); i++)
		v = v << 8 | h[i];
	return (int64_t)(v >> 1);
}

static bool
keep_it(struct bring *b, struct cases *c, const struct brought *r,
    const char *reference, int64_t times, struct err *e)
{
	struct buf json CLEAN(buf_free) = { 0 };
	struct keep_row row = { .epoch = { KEPT_BROUGHT, SEAL_ID },
	    .seq = seq_of(r, times), .place = ++b->place,
	    .reference = reference,
	    .token = { (const char *)r->key, sizeof(r->key) },
	    .meta = r->meta, .answers = r->answers };
	int64_t id;

	store_encode(r->answers, r->meta, &json);
	row.json = buf_text(&json);
	b->out->late += (r->meta->flags & STORE_LATE) != 0;
	return keep_response(&b->keep, &c->db, &row, &id, e);
}

static bool
take(struct bring *b, struct cases *c, const struct brought *r, struct err *e)
{
	char reference[REFERENCE_SIZE];
	struct known like;
	const struct known *k = NULL;

	memcpy(like.key, r->key, BROUGHT_KEY);
	if (b->n > 0)
		k = bsearch(&like, b->v, b->n, sizeof(like), by_key);
	if (k == NULL) {
		reference_new(reference);
		b->out->added++;
		return keep_it(b, c, r, reference, 0, e);
	}
	if (k->withdrawn) {
		b->out->withdrawn++;
		return true;
	}
	if (k->seq == seq_of(r, k->times)) {
		b->out->already++;
		return true;
	}
	b->out->replaced++;
	return keep_it(b, c, r, k->reference, k->times + 1, e);
}

/* One line for all of them, with the number first, as verify reads it. */
static bool
bind(struct bring *b, struct cases *c, struct err *e)
{
	const struct bound_sum *sum = &b->keep.sum[0];
	struct buf detail CLEAN(buf_free) = { 0 };
	char subject[BOUND_SUBJECT];

	if (sum->n == 0)
		return true;
	snprintf(subject, sizeof(subject), "imported %lld",
	    (long long)b->keep.step);
	buf_printf(&detail, "%lld from %s", (long long)sum->n, b->how->from);
	if (b->out->replaced > 0)
		buf_printf(&detail, "; %lld of them took the place of an "
		    "earlier one", (long long)b->out->replaced);
	buf_printf(&detail, "; %lld of the file were here already",
	    (long long)(b->out->already + b->out->withdrawn));
	return audit_bind(c, &(struct cases_line){ .who = b->how->by,
	    .what = "imported responses", .detail = buf_text(&detail),
	    .subject = subject, .digest = { (const char *)sum->h,
	    sizeof(sum->h) } }, e);
}

static bool
bring_all(struct cases *c, void *arg, struct err *e)
{
	struct bring *b = arg;
	struct brought r;
	bool got;

	if (!audit_next(c, &b->keep.step, e) || !read_known(b, c, e))
		return false;
	for (;;) {
		if (!b->how->next(b->how->arg, &r, &got, e))
			return false;
		if (!got)
			break;
		if (!take(b, c, &r, e))
			return false;
	}
	return b->how->done(b->how->arg, b->out, e) && bind(b, c, e);
}

bool
cases_bring(struct cases *c, const struct bringing *how,
    struct brought_counts *out, struct err *e)
{
	struct bring b CLEAN(bring_close) = { .how = how, .out = out };

	*out = (struct brought_counts){ 0 };
	return audit_says(how->by, AUDIT_BY_MAX, "who imports them is missing",
	    e) && audit_says(how->from, AUDIT_NOTE_MAX, "where they come from "
	    "is missing", e) && keep_open(&b.keep, &c->db, e) &&
	    cases_change(c, bring_all, &b, e);
}
