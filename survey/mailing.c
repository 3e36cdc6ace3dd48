/* SPDX-License-Identifier: MIT
 *
 * mailing.c -- what the desk takes messages in with.
 */
#include "survey/mail/polling.h"
#include "survey/mailing.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 3 };		/* seconds */

#define MAIL_FOLDER ".mail-"

/* Staff wait for it: not for long, while the mailbox is read. */
static bool
take_reader(struct mailing *m, struct err *e)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE;
	return pthread_mutex_timedlock(&m->lock, &until) == 0 || err_set(e,
	    ERR_BUSY, "messages are being read just now: try again in a "
	    "minute");
}

/* ---- a file that somebody chose ------------------------------------------------------ */

static bool
from_file(struct mail_take *t, const char *path, struct err *e)
{
	struct mail_source *s = NULL;
	struct mail_wants wants = { 0 };
	bool ok;

	ok = mail_source_open(&s, path, &wants, e) &&
	    mail_take_source(t, s, e);
	mail_source_close(s);
	return ok;
}

/* Programs that read some of these want a file: it is there for a moment, beside the
 * case store and for nobody else. */
static bool
through_file(const struct mailing *m, struct mail_take *t, const char *name,
    struct str bytes, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *dir = arena_printf(&a, "%s/" MAIL_FOLDER "XXXXXX", m->dir);
	const char *path, *dot = strrchr(name, '.');
	bool ok;

	if (mkdtemp(dir) == NULL)
		return err_set(e, ERR_IO, "%s: no folder can be made there",
		    dir);
	path = arena_printf(&a, "%s/message%s", dir, dot != NULL ? dot : "");
	ok = file_write(path, bytes.p, bytes.n, 0600, e) &&
	    from_file(t, path, e);
	unlink(path);
	rmdir(dir);
	return ok;
}

static bool
take_file(void *arg, struct cases *c, const char *name, struct str bytes,
    const char *by, int64_t *kept, int64_t *already, struct err *e)
{
	struct mailing *m = arg;
	struct mail_take t = { .c = c, .to = m->to, .reader = m->reader,
	    .form = m->place.form,
	    .by = by, .as = "desk" };
	bool ok;

	if (!take_reader(m, e))
		return false;
	ok = through_file(m, &t, name, bytes, e);
	pthread_mutex_unlock(&m->lock);
	mail_take_end(&t);
	*kept += t.took.kept;
	*already += t.took.already;
	return ok;
}

static bool
take_letter(void *arg, struct cases *c, const char *name, struct str bytes,
    int64_t received, const char *by, int64_t *id, bool *already,
    struct err *e)
{
	struct mailing *m = arg;
	struct mail_take t = { .c = c, .to = m->to, .reader = m->reader,
	    .form = m->place.form,
	    .by = by };
	bool ok;

	if (!take_reader(m, e))
		return false;
	ok = mail_take_letter(&t, name, bytes, received, id, already, e);
	pthread_mutex_unlock(&m->lock);
	mail_take_end(&t);
	return ok;
}

static bool
open_one(void *arg, struct cases *c, int64_t id, struct buf *raw,
    struct err *e)
{
	struct mailing *m = arg;

	return message_open(c, id, &m->fetching->key, raw, e);
}

/* ---- now and then ------------------------------------------------------------------------ */

/* What the mailbox in the settings has, when its time has come.  Its fault is no
 * reason not to open what is here. */
static bool
read_mailbox(struct mailing *m, struct mail_take *t, struct err *e)
{
	int64_t now = now_seconds();
	struct mail_source *s = NULL;
	struct mail_wants wants = { .had = mail_take_had, .arg = t };
	struct place p = { .dir = m->dir };
	struct err quiet = { 0 };
	bool ok;

	if (!mail_pace_due(&m->pace, now))
		return true;
	/* the settings may have changed */
	if (!place_open(&p, m->dir, &quiet))
		return true;
	ok = mail_polling_open(&s, p.settings, m->keys, &wants, e) &&
	    (s == NULL || mail_take_source(t, s, e));
	mail_source_close(s);
	mail_pace_did(&m->pace, now, ok);
	place_close(&p);
	return ok;
}

/* And what was taken in without the key is opened now. */
static bool
poll(void *arg, int64_t *kept, struct err *e)
{
	struct mailing *m = arg;
	struct arena a CLEAN(arena_free) = { 0 };
	struct err late = { 0 };
	struct mail_take t = { .path = path_join(&a, m->dir, "cases.db"),
	    .to = m->to, .reader = m->reader,
	    .form = m->place.form, .by = "earshot" };
	bool ok;

	*kept = 0;
	pthread_mutex_lock(&m->lock);
	ok = read_mailbox(m, &t, e);
	if (file_exists(t.path) && !mail_take_open(&t, &m->fetching->key,
	    ok ? e : &late))
		ok = false;
	pthread_mutex_unlock(&m->lock);
	mail_take_end(&t);
	*kept = t.took.kept;
	return ok;
}

/* ---- as long as the desk runs ------------------------------------------------------------- */

/* What was left when the machine stopped in the middle. */
static void
sweep(const char *dir)
{
	struct arena a CLEAN(arena_free) = { 0 };
	glob_t g = { 0 };
	size_t i;

	if (glob(arena_printf(&a, "%s/" MAIL_FOLDER "*" "/message*", dir), 0,
	    NULL, &g) == 0)
		for (i = 0; i < g.gl_pathc; i++)
			unlink(g.gl_pathv[i]);
	globfree(&g);
	if (glob(arena_printf(&a, "%s/" MAIL_FOLDER "*", dir), 0, NULL,
	    &g) == 0)
		for (i = 0; i < g.gl_pathc; i++)
			rmdir(g.gl_pathv[i]);
	globfree(&g);
}

bool
mailing_start(struct mailing *m, const char *dir, struct err *e)
{
	*m = (struct mailing){ .dir = dir };
	sweep(dir);
	pthread_mutex_init(&m->lock, NULL);
	return mail_reader_open(&m->reader, NULL, e);
}

void
mailing_open(struct mailing *m, const struct fetching *f,
    const struct desk_source *source, struct desk_mail *mail)
{
	struct place p = { .dir = m->dir };
	struct err e = { 0 };

	m->fetching = f;
	*mail = (struct desk_mail){ .file = take_file, .letter = take_letter,
	    .open = open_one, .poll = poll, .arg = m };
	if (source->why_not != NULL)
		mail->why_not = source->why_not;
	else if (!place_public_keys(&p, m->to, &e)) {
		snprintf(m->why, sizeof(m->why), "%s", e.msg);
		mail->why_not = m->why;
	}
	snprintf(m->keys, sizeof(m->keys), "%s", place_secret_path(&p.a,
	    m->dir, ""));
	arena_free(&p.a);
	/* before anything is published nobody answers by email either */
	if (!place_open(&m->place, m->dir, &e))
		m->place = (struct place){ 0 };
}

void
mailing_close(struct mailing *m)
{
	mail_reader_close(m->reader);
	place_close(&m->place);
	pthread_mutex_destroy(&m->lock);
}
