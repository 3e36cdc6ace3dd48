/* SPDX-License-Identifier: MIT
 *
 * cmd_amend.c -- `earshot amend DIR`: another closing date, or a contact put
 * right, on the record.
 */
#include "survey/survey.h"
#include "survey/terminal.h"

#include <stdio.h>
#include <unistd.h>

/* Whoever has begun may finish for so long after their last Continue: a close
 * that comes sooner must leave them that. */
enum { NOTICE_SECONDS = 24 * 3600 };

struct wish {
	const char	*closes, *opens, *contact, *value, *by, *why;
	bool		 sooner;
};

static void
moment_words(char out[17], struct date d, int minute)
{
	date_text(d, out);
	snprintf(out + 10, 7, " %02u:%02u", (unsigned)minute / 60 % 24,
	    (unsigned)minute % 60);
}

/* "2024-09-08" or "2024-09-08 17:00" */
static bool
moment_read(const char *name, const char *text, int minute,
    struct forms_moment *m, struct err *e)
{
	struct str s = str_of(text);
	bool ok = s.n >= 10 && date_parse((struct str){ s.p, 10 }, &m->day);

	m->minute = minute;
	if (ok && s.n > 10)
		ok = s.n == 16 && s.p[10] == ' ' && time_parse(
		    (struct str){ s.p + 11, 5 }, &m->minute);
	if (!ok)
		return err_set(e, ERR_INPUT, "%s: `%s` is not a date; write "
		    "year, month, day and, if it matters, the time: "
		    "2024-09-08 or \"2024-09-08 17:00\"", name, text);
	m->seconds = uk_seconds(m->day, m->minute);
	if (m->minute == 24 * 60 - 1)
		m->seconds += 60;
	return true;
}

static bool
may_close(const struct forms_settings *s, const struct forms_moment *m,
    const char *was, bool sooner, struct err *e)
{
	int64_t now = now_seconds();

	if (s->closes <= now)
		return err_set(e, ERR_INPUT, "it closed at %s, and people were "
		    "told so; what is closed is not opened again", was);
	if (m->seconds == s->closes)
		return err_set(e, ERR_INPUT, "it closes at %s already", was);
	if (m->seconds > s->closes)
		return true;
	if (!sooner)
		return err_set(e, ERR_INPUT, "it closes at %s, and this is "
		    "sooner: people who count on that date would come too "
		    "late. If it must be, add --sooner; the site then says so",
		    was);
	return m->seconds >= now + NOTICE_SECONDS || err_set(e, ERR_INPUT,
	    "it may not close before this time tomorrow: who has begun must "
	    "be able to finish");
}

static bool
may_open(const struct forms_settings *s, const struct forms_moment *m,
    const char *was, struct err *e)
{
	int64_t now = now_seconds();

	if (s->opens <= now)
		return err_set(e, ERR_INPUT, "it opened at %s, so that cannot "
		    "be changed any more", was);
	if (m->seconds == s->opens)
		return err_set(e, ERR_INPUT, "it opens at %s already", was);
	return m->seconds > now || err_set(e, ERR_INPUT, "that is past; it "
	    "opens at %s", was);
}

static bool
apply(struct place *p, struct forms_amendment *m, struct err *e)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_settings *s;
	struct forms_diags d;
	bool ok;

	m->at = now_seconds();
	forms_diags_init(&d, &p->a);
	ok = forms_amend(&p->a, p->dir, p->settings, m, &s, &d, e);
	if (d.first != NULL) {
		forms_diags_print(&out, &d);
		fputs(buf_text(&out), stderr);
	}
	if (ok)
		p->settings = s;
	return ok;
}

static bool
amend_date(struct place *p, const struct wish *w, bool closes, struct err *e)
{
	const struct forms_settings *s = p->settings;
	struct forms_amendment am = { .by = w->by, .why = w->why,
	    .what = closes ? "closes" : "opens" };
	struct forms_moment m;
	char from[17], to[17];

	if (!s->has_dates)
		return err_set(e, ERR_INPUT, "site.settings does not say when "
		    "it opens and closes; write `opens` and `closes` there");
	moment_words(from, closes ? s->close_day : s->open_day,
	    closes ? s->close_minute : s->open_minute);
	if (!moment_read(closes ? "--closes" : "--opens", closes ? w->closes :
	    w->opens, closes ? 24 * 60 - 1 : 0, &m, e) ||
	    !(closes ? may_close(s, &m, from, w->sooner, e) :
	    may_open(s, &m, from, e)))
		return false;
	moment_words(to, m.day, m.minute);
	am.from = arena_str(&p->a, from);
	am.to = arena_str(&p->a, to);
	if (!apply(p, &am, e))
		return false;
	printf(closes ? "It now closes at %s; it was to close at %s.\n" :
	    "It now opens at %s; it was to open at %s.\n", to, from);
	return true;
}

static bool
amend_contact(struct place *p, const struct wish *w, struct err *e)
{
	static const char *const kinds[] = { "email", "phone", "post", "web",
	    "formats" };
	struct forms_amendment am = { .to = w->value, .by = w->by,
	    .why = w->why };
	size_t i;

	for (i = 0; i < LEN(kinds); i++)
		if (strcmp(w->contact, kinds[i]) == 0)
			am.what = kinds[i];
	if (am.what == NULL)
		return err_set(e, ERR_INPUT, "--contact: `%s` is not a kind of "
		    "contact; they are email, phone, post, web and formats",
		    w->contact);
	am.from = forms_contact(p->settings, am.what);
	if (am.from == NULL)
		return err_set(e, ERR_INPUT, "site.settings has no contact %s "
		    "to put right; write one there", am.what);
	if (strcmp(am.from, am.to) == 0)
		return err_set(e, ERR_INPUT, "the contact is \"%s\" already",
		    am.to);
	if (!apply(p, &am, e))
		return false;
	printf("The contact %s is now \"%s\".\n", am.what, am.to);
	return true;
}

static bool
amend(struct place *p, const struct wish *w, struct err *e)
{
	return forms_amend_words("--by", w->by, e) &&
	    forms_amend_words("--why", w->why, e) &&
	    (w->opens == NULL || amend_date(p, w, false, e)) &&
	    (w->closes == NULL || amend_date(p, w, true, e)) &&
	    (w->contact == NULL || amend_contact(p, w, e));
}

static void
show_log(const struct forms_amendments *all)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct forms_amendment *m = &all->v[i];
		char day[11];

		date_text(uk_date(m->at), day);
		buf_printf(&b, "%3zu  %s  %s: \"%s\" to \"%s\", by %s: %s\n",
		    i + 1, day, m->what, m->from, m->to, m->by, m->why);
	}
	fputs(all->n > 0 ? buf_text(&b) : "Nothing was amended.\n", stdout);
}

static int
run(const char *dir, const struct wish *w, bool any)
{
	struct place p CLEAN(place_close) = { 0 };
	struct err e = { 0 };
	int lock = forms_amend_lock(dir, &e);
	bool ok;

	ok = lock >= 0 && place_open(&p, dir, &e);
	if (ok && any)
		ok = amend(&p, w, &e);
	else if (ok)
		show_log(&p.settings->amendments);
	if (ok && any)
		printf("A server that runs shows it within seconds. Who and "
		    "why is in %s.\n", place_path(&p, "amendments"));
	if (lock >= 0)
		close(lock);
	return ok ? 0 : fail("amend", &e);
}

int
cmd_amend(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--closes", &w.closes, NULL }, { "--opens", &w.opens, NULL },
		{ "--contact", &w.contact, NULL },
		{ "--sooner", NULL, &w.sooner },
		{ "--by", &w.by, NULL }, { "--why", &w.why, NULL },
	};
	const char *words[2];
	bool any;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), words, 2, &n) ||
	    n < 1 || (n == 2) != (w.contact != NULL) ||
	    (w.sooner && w.closes == NULL))
		return usage(argv[0]);
	any = w.closes != NULL || w.opens != NULL || w.contact != NULL;
	if (!any && (w.by != NULL || w.why != NULL))
		return usage(argv[0]);
	if (any && (w.by == NULL || w.why == NULL)) {
		fprintf(stderr, "earshot amend: say --by NAME, who decided it, "
		    "and --why TEXT, for the record\n");
		return 2;
	}
	w.value = n == 2 ? words[1] : NULL;
	return run(words[0], &w, any);
}
