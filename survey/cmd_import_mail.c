/* SPDX-License-Identifier: MIT
 *
 * cmd_import_mail.c -- email and letters: read, kept, and put before staff.
 */
#include "survey/mail/take.h"
#include "survey/survey.h"
#include "survey/terminal.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

struct import_mail {
	const char	*dir, *source;
	bool		 letter;	/* source is a file, received that day */
	const char	*received;	/* "2024-06-20"; NULL */
	const char	*key;		/* NULL: where new put it */
	bool		 later;		/* attachments are not opened yet */
	bool		 explain, json;	/* nothing is kept */
	struct mail_wants wants;
};

struct importing { struct mail_take *t; };

/* ---- telling ----------------------------------------------------------------------------- */

static void
tell(void *arg, const struct mail_took *t, const struct mail_source *s)
{
	uint64_t seen = 0, of = 0;

	(void)arg;
	if (!isatty(STDERR_FILENO))
		return;
	if (s == NULL) {
		fprintf(stderr, "\r%lld opened ", (long long)t->opened);
		return;
	}
	mail_source_progress(s, &seen, &of);
	if (of > 0)
		fprintf(stderr, "\r%llu of %llu ", (unsigned long long)seen,
		    (unsigned long long)of);
	else
		fprintf(stderr, "\r%llu ", (unsigned long long)seen);
}

static void
line(int64_t n, const char *one, const char *many)
{
	if (n > 0)
		printf("  %lld %s\n", (long long)n, n == 1 ? one : many);
}

static void
say_done(const char *dir, const struct mail_took *t)
{
	const int64_t *n = t->state;

	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r                              \r");
	printf("%lld message%s: %lld new, %lld already here.\n",
	    (long long)t->seen, t->seen == 1 ? "" : "s", (long long)t->kept, (long long)t->already);
	if (t->passed > 0)
		printf("%lld passed over, as said above.\n",
		    (long long)t->passed);
	printf("In all there are now:\n");
	line(n[MESSAGE_CONFIRM], "to confirm", "to confirm");
	line(n[MESSAGE_HAND], "to be read by hand", "to be read by hand");
	line(n[MESSAGE_REPEAT], "that repeats another", "that repeat others");
	line(n[MESSAGE_ASIDE], "set aside (automatic, or to many)",
	    "set aside (automatic, or to many)");
	line(n[MESSAGE_UNREAD], "whose attachments wait to be opened",
	    "whose attachments wait to be opened");
	line(n[MESSAGE_DONE], "confirmed as a response",
	    "confirmed as responses");
	line(n[MESSAGE_NOT], "found to be no response",
	    "found to be no responses");
	line(n[MESSAGE_WITHDRAWN], "withdrawn", "withdrawn");
	if (n[MESSAGE_CONFIRM] + n[MESSAGE_HAND] + n[MESSAGE_UNREAD] > 0)
		printf("None counts before somebody confirms it: earshot desk "
		    "%s, Messages.\n", dir);
}

/* What is passed over is said, and is no success. */
static void
passed_over(void *arg, bool lost, const char *words)
{
	struct importing *i = arg;

	i->t->took.passed += lost;
	fprintf(stderr, "earshot import: %s\n", words);
}

static bool
was_had(void *arg, const char *source, const char *place)
{
	struct importing *i = arg;

	return mail_take_had(i->t, source, place);
}

/* ---- only explained ----------------------------------------------------------------------- */

struct showing { const struct import_mail *w; const struct mail_forms *forms; };

static bool
show(void *arg, struct str raw, void *what, const struct mail_reading *r,
    struct str json, struct err *e)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };
	struct buf safe CLEAN(buf_free) = { .max = (size_t)512 << 20 };
	const struct showing *s = arg;
	const char *p, *end, *nl;

	(void)raw, (void)json;
	if (!mail_explain(&b, s->forms, r, what, s->w->json, e))
		return false;
	if (s->w->json) {
		fwrite(b.p, 1, b.n, stdout);
		return true;
	}
	for (p = buf_text(&b), end = p + b.n; p < end; p = nl + 1) {
		nl = memchr(p, '\n', (size_t)(end - p));
		terminal_put(&safe, p, nl != NULL ? nl : end);
		buf_lit(&safe, "\n");
		if (nl == NULL)
			break;
	}
	fputs(buf_text(&safe), stdout);
	return true;
}

static bool
explain(const struct import_mail *w, const struct mail_forms *forms,
    struct mail_source *s, struct mail_reader *reader, struct err *e)
{
	struct showing shows = { w, forms };
	struct mail_at at;
	struct str raw;
	bool more = true, ok = true;

	/* one by one: at lives until the next */
	while (ok && (ok = mail_source_next(s, &raw, &at, &more, e)) && more)
		ok = mail_read(reader, raw, true, &at, show, &shows, e) &&
		    mail_read_wait(reader, e);
	return ok && fflush(stdout) == 0;
}

/* ---- the command ---------------------------------------------------------------------------- */

/* The key opens what is attached; without it that waits for the desk. */
static bool
read_key(const struct import_mail *w, struct place *p, struct seal_secret *key,
    bool *has, struct err *e)
{
	const char *path = w->key != NULL ? w->key :
	    place_secret_path(&p->a, w->dir, "analyst.key");

	*has = w->key != NULL || file_exists(path);
	return !*has || seal_secret_read(path, key, e);
}

static bool
take(const struct import_mail *w, struct mail_take *t,
    const struct mail_wants *wants, struct err *e)
{
	struct mail_source *s = NULL;
	bool ok;

	ok = mail_source_open(&s, w->source, wants, e) &&
	    mail_take_source(t, s, e);
	mail_source_close(s);
	return ok;
}

static bool
letter(const struct import_mail *w, struct place *p, struct mail_take *t,
    struct err *e)
{
	struct str bytes;
	struct date day;
	const char *name = strrchr(w->source, '/');
	struct mail_letter_took did;

	if (w->received == NULL || !date_parse(str_of(w->received), &day))
		return err_set(e, ERR_USAGE, "say when the letter was "
		    "received: --received 2024-06-20");
	if (date_days(day) > date_days(uk_date(now_seconds())))
		return err_set(e, ERR_USAGE, "--received %s: that day is still "
		    "to come", w->received);
	name = name != NULL ? name + 1 : w->source;
	if (!file_read(&p->a, w->source, MESSAGE_MAX, &bytes, e) ||
	    !mail_take_letter(t, name, bytes, uk_seconds(day, 12 * 60), &did,
	    e))
		return false;
	t->took.seen = 1;
	t->took.already = did.already;
	t->took.kept = !did.already;
	if (did.same != 0)
		printf("The same file came as a letter before. "
		    "This is message %lld: it repeats message %lld, and does "
		    "not count unless somebody confirms it.\n",
		    (long long)did.id, (long long)did.same);
	return true;
}

static bool
keep(const struct import_mail *w, struct place *p, struct mail_reader *reader,
    struct mail_took *took, struct err *e)
{
	struct seal_public to[SEAL_RECIPIENTS];
	struct mail_forms forms;
	struct mail_take t = { .to = to, .reader = reader, .path = place_path(p,
	    "cases.db"), .by = own_name(&p->a), .tell = tell, .forms = &forms };
	struct mail_wants wants = w->wants;
	struct importing i = { &t };
	struct seal_secret key = { 0 };
	bool has = false, ok;

	wants.had = was_had;
	wants.say = passed_over;
	wants.arg = &i;
	ok = mail_forms(&p->a, p->dir, p->form, &forms, e) &&
	    place_public_keys(p, to, e) && read_key(w, p, &key, &has, e) &&
	    (w->letter ? letter(w, p, &t, e) : take(w, &t, &wants, e)) &&
	    mail_take_open(&t, has && !w->later ? &key : NULL, e);
	seal_wipe(&key, sizeof(key));
	mail_take_end(&t);
	*took = t.took;
	return ok;
}

static bool
only_explain(const struct import_mail *w, struct place *p,
    struct mail_reader *reader, struct err *e)
{
	struct mail_source *s = NULL;
	struct mail_forms forms;
	bool ok;

	ok = mail_forms(&p->a, p->dir, p->form, &forms, e) &&
	    mail_source_open(&s, w->source, &w->wants, e) && explain(w, &forms,
	    s, reader, e);
	mail_source_close(s);
	return ok;
}

/* Message after message needs about as much: it is not given back to the system in
 * between, which would clear it anew each time. */
static void
hold_memory(void)
{
	(void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
	(void)mallopt(M_TOP_PAD, 1 << 20);
}

static int
run(const struct import_mail *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct mail_reader *reader = NULL;
	struct mail_took took = { 0 };
	struct err e = { 0 };
	bool ok;

	/* the children are made before anything secret is in memory */
	ok = mail_reader_open(&reader, NULL, &e);
	hold_memory();		/* not theirs, which have little of it */
	ok = ok && place_open(&p, w->dir, &e) && (w->explain ?
	    only_explain(w, &p, reader, &e) :
	    keep(w, &p, reader, &took, &e));
	mail_reader_close(reader);
	if (!ok)
		return fail("import", &e);
	if (!w->explain)
		say_done(w->dir, &took);
	return took.passed > 0 ? 3 : 0;
}

int
cmd_import_mail(int argc, char **argv)
{
	struct import_mail w = { 0 };
	const char *words[3], *token = NULL;
	const struct option_spec specs[] = {
		{ "--received", &w.received, NULL }, { "--key", &w.key, NULL },
		{ "--password", &w.wants.secret_file, NULL },
		{ "--token", &token, NULL },
		{ "--ca", &w.wants.ca_file, NULL },
		{ "--later", NULL, &w.later },
		{ "--explain", NULL, &w.explain }, { "--json", NULL, &w.json },
	};
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), words, 3, &n) ||
	    n != 3)
		return usage(argv[0]);
	w.dir = words[0];
	w.letter = strcmp(words[1], "letter") == 0;
	w.source = words[2];
	if ((w.json && !w.explain) || (w.letter && w.explain) ||
	    (w.received != NULL) != w.letter ||
	    (token != NULL && w.wants.secret_file != NULL))
		return usage(argv[0]);
	if (token != NULL) {
		w.wants.secret_file = token;
		w.wants.token = true;
	}
	return run(&w);
}
