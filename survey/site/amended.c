/* SPDX-License-Identifier: MIT
 *
 * amended.c -- taking up what `earshot amend` changed, without a restart, and
 * saying so to people.
 *
 * Only settings that the log accounts for are taken up: half a page that
 * somebody is still writing is not.  Old settings stay in memory until the end,
 * as other visits may be reading them; there are few.
 */
#include "survey/site/private.h"

#include <stdio.h>
#include <sys/stat.h>

static uint64_t
stamp(struct arena *a, const char *dir)
{
	static const char *const names[] = { "site.settings", "amendments" };
	uint64_t sum = 1;
	struct stat st;
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		if (stat(path_join(a, dir, names[i]), &st) != 0)
			continue;
		sum = sum * 1000003 + (uint64_t)st.st_ino;
		sum = sum * 1000003 + (uint64_t)st.st_size;
		sum = sum * 1000003 + (uint64_t)st.st_mtim.tv_sec;
		sum = sum * 1000003 + (uint64_t)st.st_mtim.tv_nsec;
	}
	return sum;
}

static void
take_up(struct site *s)
{
	struct forms_settings *fresh;
	struct forms_diags d;
	struct err e = { 0 };

	forms_diags_init(&d, &s->renewed);
	if (!forms_settings_load(&s->renewed, s->dir, &fresh, &d, &e)) {
		fprintf(stderr, "earshot: the settings from before stay: %s\n",
		    e.msg);
		return;
	}
	if (str_eq(fresh->source->text, s->settings->source->text))
		return;
	if (!forms_amend_follows(&s->renewed, s->settings, fresh)) {
		fprintf(stderr, "earshot: site.settings has a change that no "
		    "amendment made, so the settings from before stay; start "
		    "the server again to use it\n");
		return;
	}
	s->settings = fresh;
	s->swept = 0;	/* drafts follow at once */
}

void
amended_look(struct site *s, struct arena *a, int64_t now)
{
	uint64_t is;

	if (!s->opt.watch || s->looked == now ||
	    pthread_mutex_trylock(&s->renewing) != 0)
		return;
	s->looked = now;
	is = stamp(a, s->dir);
	if (s->stamp != is) {
		/* the first time as well: it may have come since the start */
		take_up(s);
		s->stamp = is;
	}
	pthread_mutex_unlock(&s->renewing);
}

bool
amended_drafts(struct visit *v, struct err *e)
{
	const struct forms_settings *s = v->site->settings;
	struct intake_close c = { .closes = s->closes, .grace = GRACE_SECONDS,
	    .least = DRAFT_HOURS * 3600,
	    .receipts = (int64_t)s->receipt_days * 86400, .now = v->now };
	size_t i;

	for (i = 0; i < s->n_closed; i++) {
		c.was = s->closed[i].seconds;
		if (c.was != c.closes &&
		    !intake_drafts_follow(v->site->intake, &c, e))
			return false;
	}
	return true;
}

/* ---- saying so ------------------------------------------------------- */

/* From here on somebody who answers is told when it closes. */
enum { SOON_SECONDS = 24 * 3600 };

/* What people were told first; NULL: the closing date is what it was. */
static const struct forms_moment *
told_first(const struct visit *v)
{
	const struct forms_settings *s = v->site->settings;

	return s->n_closed == 0 || v->site->opt.rehearsal ||
	    s->closed[0].seconds == s->closes ? NULL : &s->closed[0];
}

static const char *
now_closes(const struct visit *v, const struct forms_moment *first)
{
	const struct forms_settings *s = v->site->settings;

	return fill(v, s->closes > first->seconds ?
	    tr(v->lo, "Extended to %s.") :
	    tr(v->lo, "This now closes sooner, at %s."),
	    moment_of(v, s->close_day, s->close_minute), "");
}

static const char *
was_to_close(const struct visit *v, const struct forms_moment *first)
{
	return fill(v, tr(v->lo, "It was to close at %s."),
	    moment_of(v, first->day, first->minute), "");
}

void
amended_notice(struct visit *v)
{
	const struct forms_moment *first = told_first(v);

	if (first != NULL)
		html_f(v->b, "<div class=\"nhsuk-inset-text\"><p><strong>%s"
		    "</strong> %s</p></div>\n", now_closes(v, first),
		    was_to_close(v, first));
}

void
amended_closed(struct visit *v)
{
	const struct forms_moment *first = told_first(v);

	if (first != NULL)
		html_f(v->b, "<p>%s</p>\n", was_to_close(v, first));
}

void
amended_foot(struct visit *v)
{
	const struct forms_moment *first = told_first(v);

	if (first != NULL && v->has_draft && !v->draft.sent &&
	    season(v) == SEASON_OPEN)
		html_f(v->b, "<p class=\"nhsuk-body-s\">%s</p>\n",
		    now_closes(v, first));
}

void
closing_soon(struct visit *v)
{
	const struct forms_settings *s = v->site->settings;
	const char *says;

	if (season(v) == SEASON_GRACE)
		says = fill(v, tr(v->lo, "You had started before it closed, so "
		    "you can still finish. Please send your answers by %s."),
		    moment(v, s->closes + GRACE_SECONDS), "");
	else if (season(v) == SEASON_OPEN && s->has_dates &&
	    !v->site->opt.rehearsal && !v->site->opt.preview &&
	    s->closes - v->now <= SOON_SECONDS)
		says = fill(v, tr(v->lo, "You can answer until %s."),
		    moment_of(v, s->close_day, s->close_minute), "");
	else
		return;
	html_f(v->b, "<div class=\"nhsuk-inset-text\"><p>%s</p></div>\n", says);
}
