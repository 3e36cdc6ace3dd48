/* SPDX-License-Identifier: MIT
 *
 * take_group.c -- messages are read by children and kept in groups: what came is on
 * the disk, sealed, before anything that is attached is opened.
 *
 * While one group is sealed and written, by a thread with a connection of its own,
 * the next is read.  A source that is told what was kept (a mailbox, whose messages
 * are marked) has one group at a time: what it is told covers all it gave.
 */
#include "survey/mail/source.h"
#include "survey/mail/take_in.h"

#include <pthread.h>
#include <stdlib.h>

enum { GROUP = 500, GROUP_BYTES = 12 << 20,
	TAKEN_MAX = 2 * MESSAGE_MAX };	/* a letter grows as it is coded */

/* One message on its way: raw is its own copy. */
struct item { struct buf raw; struct mail_at at; };
struct group {
	struct mail_take *t;
	struct arena	 a;
	struct item	 items[GROUP];
	struct message_new v[GROUP];
	size_t		 n, bytes;
	const char	*channel;
	const char	*file;		/* of a letter: its bytes, hashed; NULL */
	int64_t		 same;		/* which all of them repeat; 0 */
	/* While it is written, and until its end is heard of. */
	pthread_t	 thread;
	bool		 beside, begun, written;
	bool		 lacks;		/* its last one met an error */
	struct err	 err;
};

/* Nothing of it is with the readers, nor being written. */
static void
group_clear(struct group *g)
{
	size_t i;

	for (i = 0; i < g->n; i++) {
		seal_wipe(g->items[i].raw.p, g->items[i].raw.n);
		buf_free(&g->items[i].raw);
	}
	arena_free(&g->a);
	g->n = g->bytes = 0;
}

void
take_as(struct arena *a, const struct mail_reading *r, struct str json,
    bool deep, int64_t same, struct message_read *out)
{
	*out = (struct message_read){ .deep = deep, .same = same,
	    .reading = { arena_strn(a, json.p, json.n), json.n } };
	mail_settle(a, r, deep, &out->state, &out->why);
	out->why = arena_str(a, out->why);
	if (same != 0 && out->state != MESSAGE_UNREAD) {
		out->state = MESSAGE_REPEAT;
		out->why = "the same file, as a letter";
	}
}

/* What is still to come, by the sender's clock or by a slip, came today. */
static int64_t
came(const struct mail_at *at, int64_t date)
{
	int64_t now = now_seconds();

	if (at->received > 0 && at->received <= now && !(at->copied &&
	    date > 0 && date < at->received))
		return at->received;
	return date > 0 && date <= now ? date : now;
}

static bool
was_read(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	struct group *g = arg;
	struct item *i = what;
	struct message_new *m = &g->v[i - g->items];

	(void)e;
	*m = (struct message_new){ .raw = raw,
	    .source = i->at.source,
	    .place = i->at.place, .channel = g->channel,
	    .received = came(&i->at, r->date),
	    .name = arena_str(&g->a, r->name),
	    .address = arena_str(&g->a, r->address),
	    .mail_id = arena_str(&g->a, g->file != NULL ? g->file : r->id),
	    .thread = arena_str(&g->a, *r->root != '\0' ? r->root : r->id) };
	take_as(&g->a, r, json, false, g->same, &m->read);
	return true;
}

/* ---- on the disk -------------------------------------------------------------------------- */

static void *
group_write(void *arg)
{
	struct group *g = arg;
	struct cases *c;

	g->written = take_store_begin(g->t, &c, &g->err);
	if (g->written) {
		g->written = messages_keep(c, g->v, g->n, g->t->to, g->t->by,
		    &g->err);
		take_store_end(g->t, c);
	}
	return NULL;
}

/* All of it was read, apart perhaps from a last one that met an error.  beside:
 * written while others are read. */
static void
group_begin(struct group *g, bool beside)
{
	g->lacks = false;
	while (g->n > 0 && g->v[g->n - 1].channel == NULL) {
		buf_free(&g->items[--g->n].raw);
		g->lacks = true;
	}
	g->err = (struct err){ 0 };
	g->begun = g->n > 0;
	g->beside = g->begun && beside && pthread_create(&g->thread, NULL,
	    group_write, g) == 0;
	if (g->begun && !g->beside)
		group_write(g);
}

/* On the disk: counted, and its source told; NULL: a letter. */
static bool
group_end(struct group *g, struct mail_source *s, struct err *e)
{
	struct mail_take *t = g->t;
	size_t i;

	if (!g->begun)
		return true;
	if (g->beside)
		(void)pthread_join(g->thread, NULL);
	g->beside = g->begun = false;
	if (!g->written) {
		*e = g->err;
		return false;
	}
	if (s == NULL)
		return true;
	/* of all that it gave: it is told the next time */
	if (!g->lacks && !mail_source_kept(s, e))
		return false;
	for (i = 0; i < g->n; i++) {
		t->took.already += g->v[i].already;
		t->took.kept += !g->v[i].already;
	}
	if (t->tell != NULL)
		t->tell(t->arg, &t->took, s);
	return true;
}

static bool
group_add(struct group *g, struct str raw, const struct mail_at *at,
    struct err *e)
{
	struct item *i = &g->items[g->n++];

	g->v[i - g->items] = (struct message_new){ 0 };
	*i = (struct item){ .raw.max = TAKEN_MAX, .at = { .received = at->received,
	    .copied = at->copied,
	    .source = arena_str(&g->a, g->t->as != NULL ? g->t->as :
	    at->source), .place = arena_str(&g->a, at->place) } };
	if (g->t->as != NULL)		/* a file of that name may be another */
		i->at.place = arena_printf(&g->a, "%lld.%zu",
		    (long long)now_seconds(), g->n);
	buf_put(&i->raw, raw.p, raw.n);
	g->bytes += raw.n;
	if (!buf_ok(&i->raw))
		return err_set(e, ERR_LIMIT, "%s %s has %.1f MB: that is too "
		    "large to be kept", at->source, at->place,
		    (double)raw.n / 1e6);
	return mail_read_held(g->t->reader, (struct str){ buf_text(&i->raw),
	    i->raw.n }, false, i, was_read, g, e);
}

/* ---- one after another --------------------------------------------------------------- */

/* now is filled; before is written, or empty. */
struct groups { struct group *now, *before; bool beside; };

static bool
groups_open(struct groups *p, struct mail_take *t, const char *channel,
    struct err *e)
{
	p->now = calloc(1, sizeof(*p->now));
	p->before = calloc(1, sizeof(*p->before));
	if (p->now == NULL || p->before == NULL)
		return err_set(e, ERR_IO, "there is no memory left");
	p->now->t = p->before->t = t;
	p->now->channel = p->before->channel = channel;
	return true;
}

static void
groups_close(struct groups *p)
{
	if (p->now != NULL && p->before != NULL) {
		mail_reader_drop(p->now->t->reader);	/* after an error */
		group_clear(p->now);
		group_clear(p->before);
	}
	free(p->now);
	free(p->before);
}

static bool
groups_end(struct groups *p, struct mail_source *s, struct err *e)
{
	bool ok = group_end(p->before, s, e);

	group_clear(p->before);
	return ok;
}

/* The one that is filled is read to its end, and begun when the one before it is
 * there. */
static bool
groups_turn(struct groups *p, struct mail_source *s, struct err *e)
{
	struct group *full = p->now;
	struct err late = { 0 };
	bool read = mail_read_wait(full->t->reader, e);

	if (!groups_end(p, s, read ? e : &late) || !read)
		return false;
	group_begin(full, p->beside);
	p->now = p->before;
	p->before = full;
	return p->beside || groups_end(p, s, e);
}

bool
mail_take_source(struct mail_take *t, struct mail_source *s, struct err *e)
{
	struct groups p CLEAN(groups_close) = { .beside = t->c == NULL &&
	    s->kind->kept == NULL };
	bool ok = true, kept, more = true;
	struct err late = { 0 };
	struct mail_at at;
	struct str raw;

	if (!groups_open(&p, t, "email", e))
		return false;
	while (ok && (ok = mail_source_next(s, &raw, &at, &more, e)) && more) {
		t->took.seen++;
		ok = group_add(p.now, raw, &at, e) && ((p.now->n < GROUP &&
		    p.now->bytes < GROUP_BYTES) || groups_turn(&p, s, e));
	}
	/* what was given before an error is kept as well */
	kept = groups_turn(&p, s, ok ? e : &late) &&
	    groups_end(&p, s, ok ? e : &late);
	return ok && kept;
}

/* ---- letters -------------------------------------------------------------------------- */

struct letter { const char *name; struct str bytes; int64_t received;
	const char *file; };

/* did->same: which it is a copy of. */
static bool
letter_keep(struct mail_take *t, const struct letter *l, const char *copy,
    struct mail_letter_took *did, struct err *e)
{
	struct groups p CLEAN(groups_close) = { 0 };
	struct buf raw CLEAN(buf_free) = { .max = 2 * MESSAGE_MAX };
	struct mail_at at = { .source = "letter", .place = l->name,
	    .received = l->received };

	if (!groups_open(&p, t, "letter", e) ||
	    !mail_letter(l->name, l->bytes, l->received, copy, &raw, e))
		return false;
	p.now->same = did->same;
	p.now->file = l->file;
	if (!group_add(p.now, (struct str){ raw.p, raw.n }, &at, e) ||
	    !mail_read_wait(t->reader, e))
		return false;
	group_begin(p.now, false);
	if (!group_end(p.now, NULL, e))
		return false;
	did->id = p.now->v[0].id;
	did->already = p.now->v[0].already;
	return true;
}

/* Which one a copy of this letter repeats, or 0: it is read by itself. */
static bool
letter_first(struct mail_take *t, int64_t id, int64_t *same, bool *withdrawn,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases *c = take_looks(t, e);
	struct message m;
	bool found;

	*same = 0;
	if (c == NULL || !message_find(&a, c, id, &m, &found, e))
		return false;
	*withdrawn = found && m.state == MESSAGE_WITHDRAWN;
	if (found && m.state == MESSAGE_REPEAT)
		*same = m.same;
	else if (found && m.state != MESSAGE_NOT && m.state != MESSAGE_ASIDE)
		*same = id;
	return true;
}

/* One of the same file, of whatever day, or 0. */
static bool
letter_other_day(struct mail_take *t, const struct letter *l, int64_t *same,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases *c = take_looks(t, e);
	bool withdrawn;
	int64_t *ids;
	size_t n, i;

	*same = 0;
	if (c == NULL || !message_alike(&a, c, "", l->file, 0, &ids, &n, e))
		return false;
	for (i = 0; i < n && *same == 0; i++)
		if (!letter_first(t, ids[i], same, &withdrawn, e))
			return false;
	return true;
}

/* The same file has the same place of an email's Message-ID. */
static const char *
letter_file(struct arena *a, struct str bytes)
{
	static const char pre[] = "letter:";
	uint8_t hash[32];
	char *id = arena_array(a, char, sizeof(pre) + 2 * sizeof(hash));

	seal_hash(hash, NULL, 0, bytes.p, bytes.n);
	memcpy(id, pre, sizeof(pre));
	hex_put(id + sizeof(pre) - 1, hash, sizeof(hash));
	return id;
}

/* One more of the same file and day has a mark, as the same bytes are kept once. */
bool
mail_take_letter(struct mail_take *t, const char *name, struct str bytes,
    int64_t received, struct mail_letter_took *did, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct letter l = { name, bytes, received, letter_file(&a,
	    bytes) };
	struct buf raw CLEAN(buf_free) = { .max = 2 * MESSAGE_MAX };
	uint8_t mark[8];
	char copy[2 * sizeof(mark) + 1];
	bool withdrawn;

	*did = (struct mail_letter_took){ 0 };
	/* before there is a store: is it a letter at all? */
	if (!mail_letter(name, bytes, received, "", &raw, e) ||
	    !letter_other_day(t, &l, &did->same, e) ||
	    !letter_keep(t, &l, "", did, e))
		return false;
	if (!did->already)
		return true;
	if (!letter_first(t, did->id, &did->same, &withdrawn, e))
		return false;
	if (withdrawn)
		return true;
	seal_random(mark, sizeof(mark));
	hex_put(copy, mark, sizeof(mark));
	return letter_keep(t, &l, copy, did, e);
}
