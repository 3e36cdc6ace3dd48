/* SPDX-License-Identifier: MIT
 *
 * repeats.c -- which messages repeat others: nearly the same words from the
 * same sender.
 */
#include "survey/mail/take_in.h"

#include <stdlib.h>

/* What one says, as it was read. */
static bool
said(struct mail_take *t, struct arena *a, int64_t id, struct message *m,
    struct buf *out, bool *filled, struct err *e)
{
	struct cases *c = take_looks(t, e);
	struct mail_reading r;
	bool found;

	buf_clear(out);
	*filled = false;
	if (c == NULL || !message_find(a, c, id, m, &found, e))
		return false;
	if (!found || *m->reading == '\0')
		return true;
	if (!mail_reading_parse(a, str_of(m->reading), &r, e))
		return false;
	*filled = mail_questionnaires(&r) > 0;
	return mail_said(a, t->forms, &r, out, e);
}

/* Only what counts, or may come to count, is repeated. */
static bool
may_be_first(const struct message *m, int64_t id)
{
	return m->id != id && (m->state == MESSAGE_CONFIRM ||
	    m->state == MESSAGE_HAND || m->state == MESSAGE_DONE);
}

/* Boxes that differ are another answer, however much is the same. */
static bool
alike(struct arena *a, const struct buf *x, const struct buf *y, bool exactly)
{
	if (exactly)
		return x->n == y->n && memcmp(x->p, y->p, x->n) == 0;
	return mail_alike(a, (struct str){ x->p, x->n }, (struct str){ y->p,
	    y->n }) >= MAIL_REPEAT;
}

/* One that this one repeats, or 0. */
static bool
repeated(struct mail_take *t, int64_t id, int64_t *same, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf mine CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct buf other CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct cases *c = take_looks(t, e);
	const char *address;
	struct message was, whole;
	int64_t *ids;
	bool filled;
	size_t n, i;

	*same = 0;
	if (c == NULL || !said(t, &a, id, &whole, &mine, &filled, e) ||
	    !message_address(&a, c, id, &address, e) || !message_alike(&a, c,
	    address, whole.mail_id, id, &ids, &n, e))
		return false;
	for (i = 0; i < n && mine.n > 0; i++) {
		bool too;

		if (!said(t, &a, ids[i], &was, &other, &too, e))
			return false;
		if (!may_be_first(&was, id) || other.n == 0 || !alike(&a,
		    &mine, &other, filled || too))
			continue;
		*same = was.id;
		break;
	}
	return true;
}

static bool
link_one(struct mail_take *t, int64_t id, int64_t same, struct err *e)
{
	struct cases *c;
	bool ok;

	if (!take_store_begin(t, &c, e))
		return false;
	ok = message_repeats(c, id, same, "nearly the same words from the "
	    "same sender", e);
	take_store_end(t, c);
	t->took.repeats += ok;
	return ok;
}

/* Was it compared with just those before?  Both lists are in order; *at moves
 * on. */
static bool
compared(const struct mail_looked *l, size_t *at,
    const struct message_suspect *s)
{
	while (l != NULL && *at < l->n && l->v[*at].id < s->id)
		++*at;
	return l != NULL && *at < l->n && l->v[*at].id == s->id &&
	    l->v[*at].among == s->among;
}

static bool
look_at(struct mail_take *t, const struct message_suspect *s,
    struct mail_looked *now, struct err *e)
{
	int64_t same;

	if (!take_goes_on(t, e) || !repeated(t, s->id, &same, e))
		return false;
	if (same != 0)
		return link_one(t, s->id, same, e);
	*arena_push(&now->a, now->v, now->n, now->cap) = *s;
	return true;
}

static bool
look_all(struct mail_take *t, struct mail_looked *now, struct err *e)
{
	struct cases *c = take_looks(t, e);
	struct message_suspect *v;
	int64_t after = 0;
	size_t n, i, at = 0;

	if (c == NULL)
		return false;
	do {
		struct arena a CLEAN(arena_free) = { 0 };

		if (!message_suspects(&a, c, after, 500, &v, &n, e))
			return false;
		for (i = 0; i < n; i++) {
			after = v[i].id;
			if (compared(t->looked, &at, &v[i]))
				*arena_push(&now->a, now->v, now->n,
				    now->cap) = v[i];
			else if (!look_at(t, &v[i], now, e))
				return false;
		}
	} while (n > 0);
	return true;
}

bool
take_repeats(struct mail_take *t, struct err *e)
{
	struct mail_looked now = { 0 };
	bool ok = look_all(t, &now, e);

	if (ok && t->looked != NULL) {
		mail_looked_free(t->looked);
		*t->looked = now;
	} else
		mail_looked_free(&now);
	return ok;
}

void
mail_looked_free(struct mail_looked *l)
{
	arena_free(&l->a);
	*l = (struct mail_looked){ 0 };
}
