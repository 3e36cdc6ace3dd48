/* SPDX-License-Identifier: MIT
 *
 * imap.c -- a mailbox at a server, message by message.
 *
 * A message is known by the mailbox's UIDVALIDITY and its UID.  Nothing is marked
 * there before it was kept here: BODY.PEEK[] reads, and \Seen comes afterwards.
 * Messages come in small batches, a large one by itself, so that no more than one
 * batch is held.
 */
#include "survey/mail/imap.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	WINDOW = 400,			/* whose sizes are asked for at once */
	BATCH = 16, BATCH_BYTES = 1 << 20,
	TELL = 50			/* marked with one command */
};

struct uids { uint32_t *p; size_t n, cap; };
struct mailbox {
	struct mail_source s;
	struct imap_address to;
	struct imap	 imap;
	uint32_t	 validity, last;	/* the highest UID that was found */
	bool		 read_only, told_why;
	struct uids	 todo;		/* not kept yet; next: */
	size_t		 next;
	struct imap_message window[WINDOW];	/* their sizes; next: */
	size_t		 n_window, in_window;
	size_t		 singly;	/* of the window: not in batches */
	uint32_t	 batch[BATCH];		/* in hand; next: */
	size_t		 n_batch, in_batch, batch_from;
	struct imap_answer got;			/* the batch's */
	struct uids	 before;	/* kept before, and not marked */
	struct uids	 given;		/* since then */
	char		 place[32];
};

static void
push(struct uids *u, uint32_t uid)
{
	if (u->n == u->cap) {
		u->cap = u->cap == 0 ? 256 : u->cap * 2;
		u->p = realloc(u->p, u->cap * sizeof(*u->p));
		if (u->p == NULL)
			abort();
	}
	u->p[u->n++] = uid;
}

static const char *
place(struct mailbox *b, uint32_t uid)
{
	snprintf(b->place, sizeof(b->place), "%u.%u", b->validity, uid);
	return b->place;
}

static bool
had(struct mailbox *b, uint32_t uid)
{
	const struct mail_wants *w = &b->s.wants;

	return w->had != NULL && w->had(w->arg, b->s.name, place(b, uid));
}

static bool
refused(struct mailbox *b, const char *what, struct err *e)
{
	const struct imap_answer *a = &b->imap.answer;

	return a->status == IMAP_OK || err_set(e, ERR_IO, "the mail server %s "
	    "does not %s: %s", b->to.host, what, a->text);
}

/* ---- which messages there are -------------------------------------------- */

static int
by_uid(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Those above b->last become work, or are known. */
static void
take_found(struct mailbox *b)
{
	struct imap_answer *a = &b->imap.answer;
	uint32_t after = b->last;
	size_t i;

	if (a->n_uids > 0)
		qsort(a->uids, a->n_uids, sizeof(*a->uids), by_uid);
	for (i = 0; i < a->n_uids; i++) {
		if (a->uids[i] <= after)
			continue;	/* "9:*" gives the last one always */
		after = a->uids[i];
		if (!had(b, after)) {
			push(&b->todo, after);
			b->s.of++;
		}
	}
	b->last = after;
}

/* A run before may have ended between keeping and marking. */
static bool
find_unmarked(struct mailbox *b, struct err *e)
{
	struct imap_answer *a = &b->imap.answer;
	size_t i;

	if (b->s.wants.had == NULL || b->read_only)
		return true;
	if (!imap_command(&b->imap, e, "UID SEARCH UNSEEN") ||
	    !refused(b, "search", e))
		return false;
	if (a->n_uids > 0)
		qsort(a->uids, a->n_uids, sizeof(*a->uids), by_uid);
	for (i = 0; i < a->n_uids; i++)
		if (a->uids[i] <= b->last && had(b, a->uids[i]))
			push(&b->before, a->uids[i]);
	return true;
}

static bool
start(struct mailbox *b, struct err *e)
{
	struct imap_answer *a = &b->imap.answer;

	if (!imap_command(&b->imap, e, "SELECT %s", b->to.quoted))
		return false;
	if (a->status != IMAP_OK)
		return err_set(e, ERR_INPUT, "%s: the mail server does not "
		    "open this mailbox. Is its name right? (It said: %s)",
		    b->s.name, a->text);
	if (a->validity == 0)
		return err_set(e, ERR_INPUT, "%s: the mail server gives its "
		    "messages no lasting numbers (UIDVALIDITY), so that none "
		    "can be told from another", b->s.name);
	b->validity = a->validity;
	b->read_only = a->read_only;
	if (!imap_command(&b->imap, e, "UID SEARCH ALL") ||
	    !refused(b, "search", e))
		return false;
	take_found(b);
	return find_unmarked(b, e);
}

/* Somebody may have written meanwhile. */
static bool
find_newer(struct mailbox *b, struct err *e)
{
	if (b->last == UINT32_MAX)
		return true;
	b->todo.n = b->next = 0;
	if (!imap_command(&b->imap, e, "UID SEARCH UID %u:*", b->last + 1) ||
	    !refused(b, "search", e))
		return false;
	take_found(b);
	return true;
}

/* ---- telling --------------------------------------------------------------- */

static void
cannot_tell(struct mailbox *b, const char *why)
{
	if (!b->told_why)
		source_say(&b->s, false, "%s: messages cannot be marked as read there"
		    "%s%s. They are kept here, and that is all that counts",
		    b->s.name, why[0] != '\0' ? ": " : "", why);
	b->told_why = true;
}

static bool
tell(struct mailbox *b, struct uids *which, struct err *e)
{
	struct buf set CLEAN(buf_free) = { 0 };
	size_t from = 0;

	if (which->n > 0 && b->read_only)
		cannot_tell(b, "the mailbox is open for reading only");
	while (from < which->n && !b->read_only) {
		imap_set(&set, which->p, which->n, TELL, &from);
		if (!imap_command(&b->imap, e, "UID STORE %s +FLAGS.SILENT "
		    "(\\Seen)", buf_text(&set)))
			return false;
		if (b->imap.answer.status != IMAP_OK) {
			cannot_tell(b, b->imap.answer.text);
			break;
		}
	}
	which->n = 0;
	return true;
}

/* ---- fetching --------------------------------------------------------------- */

static const struct imap_message *
answered(const struct imap_answer *a, uint32_t uid)
{
	size_t i;

	for (i = 0; i < a->n_messages; i++)
		if (a->messages[i].uid == uid)
			return &a->messages[i];
	return NULL;
}

static void
left_unread(struct mailbox *b, uint32_t uid, uint64_t size)
{
	source_say(&b->s, true, "%s: message %s has %llu MB. The most that is read "
	    "is %d MB; it was left unread", b->s.name, place(b, uid),
	    (unsigned long long)(size >> 20), SOURCE_MOST >> 20);
	b->s.seen++;
}

static void
not_there(struct mailbox *b, uint32_t uid, const char *why)
{
	source_say(&b->s, true, "%s: message %s was not given by the server%s%s. "
	    "It may have been deleted meanwhile; the next import asks for it "
	    "again", b->s.name, place(b, uid), why[0] != '\0' ? ": " : "", why);
	b->s.seen++;
}

/* The sizes of those that come next. */
static bool
fill_window(struct mailbox *b, struct err *e)
{
	struct buf set CLEAN(buf_free) = { 0 };
	const struct imap_message *m;
	size_t from = b->next, i;

	imap_set(&set, b->todo.p, b->todo.n, WINDOW, &b->next);
	if (!imap_command(&b->imap, e, "UID FETCH %s (UID FLAGS INTERNALDATE "
	    "RFC822.SIZE)", buf_text(&set)))
		return false;
	b->n_window = b->in_window = b->singly = 0;
	for (i = from; i < b->next; i++) {
		m = answered(&b->imap.answer, b->todo.p[i]);
		/* Where it says nothing, the message is asked for by itself. */
		b->window[b->n_window++] = m != NULL ? *m :
		    (struct imap_message){ .uid = b->todo.p[i],
		    .size = BATCH_BYTES };
	}
	return true;
}

/* Which of the window come now; a large one alone. */
static void
choose_batch(struct mailbox *b)
{
	struct imap_message *m;
	uint64_t size = 0;

	b->n_batch = b->in_batch = 0;
	b->batch_from = b->in_window;
	for (; b->in_window < b->n_window && b->n_batch < BATCH;
	    b->in_window++) {
		m = &b->window[b->in_window];
		if (m->size > SOURCE_MOST) {
			left_unread(b, m->uid, m->size);
			m->size = 0;
			m->uid = 0;
		}
		if (m->uid == 0)
			continue;
		size += m->size;
		if (b->n_batch > 0 && size > BATCH_BYTES)
			break;
		b->batch[b->n_batch++] = m->uid;
		if (b->singly > 0) {
			b->singly--;
			b->in_window++;
			break;
		}
	}
}

static bool
fetch_batch(struct mailbox *b, struct err *e)
{
	struct buf set CLEAN(buf_free) = { 0 };
	struct imap_answer old = b->got;
	size_t from = 0;

	imap_set(&set, b->batch, b->n_batch, b->n_batch, &from);
	if (!imap_command(&b->imap, e, "UID FETCH %s (UID BODY.PEEK[])",
	    buf_text(&set)))
		return false;
	/* What is sent while it is in hand has an answer of its own. */
	b->got = b->imap.answer;
	b->imap.answer = old;
	if (b->got.status == IMAP_OK || b->n_batch == 1)
		return true;
	/* One of them it cannot give: then it is asked for each by itself. */
	b->in_window = b->batch_from;
	b->singly = b->n_batch;
	b->n_batch = 0;
	return true;
}

/* Gets more, if there is more. */
static bool
more_in_hand(struct mailbox *b, bool *any, struct err *e)
{
	*any = true;
	while (b->in_batch == b->n_batch) {
		if (b->in_window < b->n_window) {
			choose_batch(b);
			if (b->n_batch > 0 && !fetch_batch(b, e))
				return false;
			continue;
		}
		if (b->next == b->todo.n) {
			if (!find_newer(b, e))
				return false;
			if (b->todo.n == 0) {
				*any = false;
				return true;
			}
		}
		if (!fill_window(b, e))
			return false;
	}
	return true;
}

static const struct imap_message *
from_window(const struct mailbox *b, uint32_t uid)
{
	size_t i;

	for (i = 0; i < b->n_window; i++)
		if (b->window[i].uid == uid)
			return &b->window[i];
	return NULL;
}

static bool
next(struct mail_source *s, struct str *raw, struct mail_at *at, bool *more,
    struct err *e)
{
	struct mailbox *b = (struct mailbox *)s;
	const struct imap_message *m, *w;
	uint32_t uid;

	for (;;) {
		if (!more_in_hand(b, more, e))
			return false;
		if (!*more)
			return tell(b, &b->before, e);
		uid = b->batch[b->in_batch++];
		m = answered(&b->got, uid);
		if (m != NULL && m->body == IMAP_HERE)
			break;
		if (m != NULL && m->body == IMAP_LARGE)
			left_unread(b, uid, m->size);
		else
			not_there(b, uid, b->got.status == IMAP_OK ? "" :
			    b->got.text);
	}
	w = from_window(b, uid);
	*raw = (struct str){ buf_text(&b->got.bodies) + m->start,
	    m->n };
	at->place = place(b, uid);
	at->received = w != NULL ? w->received : 0;
	push(&b->given, uid);
	s->seen++;
	return true;
}

static bool
kept(struct mail_source *s, struct err *e)
{
	struct mailbox *b = (struct mailbox *)s;

	return tell(b, &b->before, e) && tell(b, &b->given, e);
}

static void
close_mailbox(struct mail_source *s)
{
	struct mailbox *b = (struct mailbox *)s;

	imap_disconnect(&b->imap);
	imap_answer_free(&b->got);
	free(b->todo.p);
	free(b->before.p);
	free(b->given.p);
	arena_free(&s->a);
	free(b);
}

static const struct source_kind imap_kind = { next, kept, close_mailbox };

bool
imap_open(struct mail_source **out, const char *url, const struct mail_wants *w,
    struct err *e)
{
	struct mailbox *b = source_new(&imap_kind, w, sizeof(*b));
	struct arena a CLEAN(arena_free) = { 0 };

	if (imap_address(&b->s.a, url, &b->to, e)) {
		b->s.name = b->to.name;
		if (imap_connect(&b->imap, &a, &b->to, &b->s.wants, e) &&
		    start(b, e)) {
			*out = &b->s;
			return true;
		}
	}
	close_mailbox(&b->s);
	return false;
}
