/* SPDX-License-Identifier: MIT
 *
 * take_group.c -- messages are read by children and kept in groups: what came is on
 * the disk, sealed, before anything that is attached is opened.
 *
 * While one group is written, by a thread with a connection of its own, what is left
 * of the next is read, and the one after it is filled.  A source that is told what was
 * kept (a mailbox, whose messages are marked) has one group at a time: what it is told
 * covers all it gave.
 */
#include "survey/mail/source.h"
#include "survey/mail/take_in.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { GROUP = 500, GROUP_BYTES = 8 << 20,
	BUSY_TRIES = 40,
	TAKEN_MAX = 2 * MESSAGE_MAX };	/* a letter grows as it is coded */

/* One message on its way: raw is its own copy, until it is sealed. */
struct item { struct buf raw; struct mail_at at; };
struct group {
	struct mail_take *t;
	struct arena	 a;
	struct messages_seal seal;
	struct item	 items[GROUP];
	struct message_new v[GROUP];
	size_t		 n, bytes;
	size_t		 read;		/* of n, from the first on */
	const char	*channel;
	const char	*file;		/* of a letter: its bytes, hashed; NULL */
	int64_t		 same;		/* which all of them repeat; 0 */
	/* While it is written, and until its end is heard of. */
	pthread_t	 thread;
	bool		 bulk;		/* much is written beside reading */
	bool		 beside, begun, written;
	atomic_bool	 ended;		/* joining would not wait */
	bool		 lacks;		/* its last one met an error */
	struct err	 err;
};

static void
item_forget(struct item *i)
{
	seal_wipe(i->raw.p, i->raw.n);
	buf_free(&i->raw);
}

/* Nothing of it is with the readers, nor being written. */
static void
group_clear(struct group *g)
{
	size_t i;

	for (i = 0; i < g->n; i++) {
		item_forget(&g->items[i]);
		buf_free(&g->v[i].sealed);
	}
	messages_seal_end(&g->seal);
	arena_free(&g->a);
	g->n = g->bytes = g->read = 0;
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

	*m = (struct message_new){ .raw = raw,
	    .source = i->at.source,
	    .place = i->at.place, .channel = g->channel,
	    .received = came(&i->at, r->date),
	    .name = arena_str(&g->a, r->name),
	    .address = arena_str(&g->a, r->address),
	    .mail_id = arena_str(&g->a, g->file != NULL ? g->file : r->id),
	    .thread = arena_str(&g->a, *r->root != '\0' ? r->root : r->id) };
	take_as(&g->a, r, json, false, g->same, &m->read);
	if (!message_seal(&g->seal, m, e)) {
		m->channel = NULL;	/* it was not read */
		return false;
	}
	item_forget(i);
	g->read++;
	return true;
}

/* ---- on the disk -------------------------------------------------------------------------- */

static bool
write_once(struct group *g)
{
	struct cases *c;
	bool ok;

	if (!take_store_begin(g->t, g->bulk, &c, &g->err))
		return false;
	ok = messages_keep(c, &g->seal, g->v, g->n, g->t->by, &g->err);
	take_store_end(g->t, c);
	return ok;
}

/* Somebody who reads for long may hold it up: others get in between. */
static void *
group_write(void *arg)
{
	const struct timespec pause = { 0, 250000000 };
	struct group *g = arg;
	int i;

	for (i = 0; !(g->written = write_once(g)) && g->bulk &&
	    g->err.code == ERR_BUSY && i < BUSY_TRIES; i++) {
		g->err = (struct err){ 0 };
		nanosleep(&pause, NULL);
	}
	atomic_store(&g->ended, true);
	return NULL;
}

/* All of it was read, apart perhaps from a last one that met an error.  beside:
 * written while others are read. */
static void
group_begin(struct group *g, bool beside)
{
	g->lacks = false;
	while (g->n > 0 && g->v[g->n - 1].channel == NULL) {
		item_forget(&g->items[--g->n]);
		g->lacks = true;
	}
	messages_seal_end(&g->seal);
	g->err = (struct err){ 0 };
	g->begun = g->n > 0;
	g->bulk = beside;
	atomic_store(&g->ended, false);
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
	struct item *i;

	if (g->n == 0)
		messages_seal_begin(&g->seal, g->t->to);
	i = &g->items[g->n++];
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

/* One is written, one is read to its end, one is filled, in the order in which they
 * came; or empty. */
enum { WRITTEN, READ, FILLED, GROUPS };
struct groups { struct group *v[GROUPS]; bool beside, bulk; };

static bool
groups_open(struct groups *p, struct mail_take *t, const char *channel,
    struct err *e)
{
	int i;

	for (i = 0; i < GROUPS; i++) {
		p->v[i] = calloc(1, sizeof(*p->v[i]));
		if (p->v[i] == NULL)
			return err_set(e, ERR_IO, "there is no memory left");
		p->v[i]->t = t;
		p->v[i]->channel = channel;
	}
	return true;
}

static void
groups_close(struct groups *p)
{
	int i;

	if (p->v[FILLED] != NULL)
		mail_reader_drop(p->v[FILLED]->t->reader); /* after an error */
	for (i = 0; i < GROUPS && p->v[i] != NULL; i++) {
		group_clear(p->v[i]);
		free(p->v[i]);
	}
}

static void
groups_move(struct groups *p, int from, int to)
{
	struct group *g = p->v[from];

	p->v[from] = p->v[to];
	p->v[to] = g;
}

static bool
groups_end(struct groups *p, struct mail_source *s, struct err *e)
{
	bool ok = group_end(p->v[WRITTEN], s, e);

	group_clear(p->v[WRITTEN]);
	return ok;
}

/* The one that was read is begun when the one before it is there. */
static bool
groups_write(struct groups *p, struct mail_source *s, struct err *e)
{
	if (!groups_end(p, s, e))
		return false;
	group_begin(p->v[READ], p->beside);
	p->bulk = p->bulk || p->v[READ]->beside;
	groups_move(p, READ, WRITTEN);
	return p->beside || groups_end(p, s, e);
}

/* So, if nothing need be waited for. */
static bool
groups_go_on(struct groups *p, struct mail_source *s, struct err *e)
{
	const struct group *r = p->v[READ], *w = p->v[WRITTEN];

	return r->n == 0 || r->read < r->n || (w->beside &&
	    !atomic_load(&w->ended)) || groups_write(p, s, e);
}

/* The one that is filled is full. */
static bool
groups_turn(struct groups *p, struct mail_source *s, struct err *e)
{
	struct group *r = p->v[READ];

	if (r->n > 0 && ((r->read < r->n && !mail_read_wait(r->t->reader,
	    e)) || !groups_write(p, s, e)))
		return false;
	groups_move(p, FILLED, READ);
	return p->beside || (mail_read_wait(r->t->reader, e) &&
	    groups_write(p, s, e));
}

/* What was given is kept. */
static bool
groups_finish(struct groups *p, struct mail_source *s, struct err *e)
{
	struct err late = { 0 };
	bool ok = groups_turn(p, s, e) && mail_read_wait(
	    p->v[READ]->t->reader, e) && groups_write(p, s, e);

	return groups_end(p, s, ok ? e : &late) && ok;
}

/* Others may have it open for long again, and be read while it is written to. */
static void
bulk_end(struct mail_take *t)
{
	struct err ignored = { 0 };
	struct cases *c;

	if (take_store_begin(t, false, &c, &ignored))
		take_store_end(t, c);
}

bool
mail_take_source(struct mail_take *t, struct mail_source *s, struct err *e)
{
	struct groups p CLEAN(groups_close) = { .beside = t->c == NULL &&
	    s->kind->kept == NULL };
	bool ok = true, kept, more = true;
	struct err late = { 0 };
	struct mail_at at;
	struct group *g;
	struct str raw;

	if (!groups_open(&p, t, "email", e))
		return false;
	while (ok && (ok = mail_source_next(s, &raw, &at, &more, e)) && more) {
		t->took.seen++;
		g = p.v[FILLED];
		ok = group_add(g, raw, &at, e) && (g->n < GROUP && g->bytes <
		    GROUP_BYTES ? groups_go_on(&p, s, e) : groups_turn(&p, s,
		    e));
	}
	/* what was given before an error is kept as well */
	kept = groups_finish(&p, s, ok ? e : &late);
	if (p.bulk)
		bulk_end(t);
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
	struct group *g;

	if (!groups_open(&p, t, "letter", e) ||
	    !mail_letter(l->name, l->bytes, l->received, copy, &raw, e))
		return false;
	g = p.v[FILLED];
	g->same = did->same;
	g->file = l->file;
	if (!group_add(g, (struct str){ raw.p, raw.n }, &at, e) ||
	    !mail_read_wait(t->reader, e))
		return false;
	group_begin(g, false);
	if (!group_end(g, NULL, e))
		return false;
	did->id = g->v[0].id;
	did->already = g->v[0].already;
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
