/* SPDX-License-Identifier: MIT
 *
 * repeats.c -- which messages repeat others: nearly the same words, or the same
 * boxes filled in, from the same sender.
 */
#include "survey/mail/take_in.h"

#include <stdlib.h>

/* What one says, and what was entered into our questionnaire. */
struct said { struct buf words, boxes; };

static void
said_free(struct said *s)
{
	buf_free(&s->words);
	buf_free(&s->boxes);
}

/* As it was read. */
static bool
said(struct mail_take *t, struct arena *a, int64_t id, struct message *m,
    struct said *out, struct err *e)
{
	struct cases *c = take_looks(t, e);
	struct mail_reading r;
	bool found;

	buf_clear(&out->words);
	buf_clear(&out->boxes);
	if (c == NULL || !message_find(a, c, id, m, &found, e))
		return false;
	if (!found || *m->reading == '\0')
		return true;
	return mail_reading_parse(a, str_of(m->reading), &r, e) &&
	    mail_said(a, t->forms, &r, &out->words, &out->boxes, e);
}

/* Only what counts, or may come to count, is repeated. */
static bool
may_be_first(const struct message *m, int64_t id)
{
	return m->id != id && (m->state == MESSAGE_CONFIRM ||
	    m->state == MESSAGE_HAND || m->state == MESSAGE_DONE);
}

static bool
same_bytes(const struct buf *x, const struct buf *y)
{
	return x->n == y->n && memcmp(buf_text(x), buf_text(y), x->n) == 0;
}

/* Why y repeats x, or NULL.  Boxes that differ are another answer, however much is
 * the same; where they are the same, what is written around them may differ. */
static const char *
alike(struct arena *a, const struct said *x, const struct said *y)
{
	if (x->boxes.n > 0 || y->boxes.n > 0)
		return same_bytes(&x->boxes, &y->boxes) ? "the same boxes "
		    "filled in, from the same sender" : NULL;
	return x->words.n > 0 && y->words.n > 0 && mail_repeats(a,
	    (struct str){ x->words.p, x->words.n }, (struct str){ y->words.p,
	    y->words.n }) ? "nearly the same words from the same sender" : NULL;
}

enum { SAID_MOST = 64 << 20 };

/* One that this one repeats, or 0; and why. */
static bool
repeated(struct mail_take *t, int64_t id, int64_t *same, const char **why,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct said mine CLEAN(said_free) = { { .max = SAID_MOST },
	    { .max = SAID_MOST } };
	struct said other CLEAN(said_free) = { { .max = SAID_MOST },
	    { .max = SAID_MOST } };
	struct cases *c = take_looks(t, e);
	const char *address;
	struct message was, whole;
	int64_t *ids;
	size_t n, i;

	*same = 0;
	if (c == NULL || !said(t, &a, id, &whole, &mine, e) ||
	    !message_address(&a, c, id, &address, e) || !message_alike(&a, c,
	    address, whole.mail_id, id, &ids, &n, e))
		return false;
	for (i = 0; i < n && *same == 0; i++) {
		if (!said(t, &a, ids[i], &was, &other, e))
			return false;
		if (may_be_first(&was, id) && (*why = alike(&a, &mine,
		    &other)) != NULL)
			*same = was.id;
	}
	return true;
}

static bool
link_one(struct mail_take *t, int64_t id, int64_t same, const char *why,
    struct err *e)
{
	struct cases *c;
	bool ok;

	if (!take_store_begin(t, false, &c, e))
		return false;
	ok = message_repeats(c, id, same, why, e);
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
	const char *why;
	int64_t same;

	if (!take_goes_on(t, e) || !repeated(t, s->id, &same, &why, e))
		return false;
	if (same != 0)
		return link_one(t, s->id, same, why, e);
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
