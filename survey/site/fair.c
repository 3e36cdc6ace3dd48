/* SPDX-License-Identifier: MIT
 *
 * fair.c -- signs that a program sent answers, for an analyst to look at.
 *
 * Nothing here refuses anybody: there is no picture puzzle that shuts out
 * people who cannot see or hear it, and a careful program passes any test that
 * a patient person passes.  What looks odd is marked, and a named person at
 * the desk decides (store/flags.c).
 */
#include "survey/site/private.h"

#include <stdio.h>

enum {
	/* Nobody can load a page, see what it asks and press Continue in less;
	 * people who skip every question take two seconds and more. */
	PAGE_SECONDS = 1,
	PROOF = 16		/* bytes of the mark's proof */
};

/* No question can be called that: names have no "_". */
static const char trap[] = "web_site";

/* "68a1c0de-PROOF": when the page was made, and a hash that only this process
 * can make of it. */
static const char *
begun(const struct visit *v, long long when)
{
	const struct site *s = v->site;
	const char *time = arena_printf(v->a, "begun %llx", when);
	char hex[2 * PROOF + 1];
	uint8_t hash[32];

	seal_hash(hash, s->fair_key, sizeof(s->fair_key), time, strlen(time));
	hex_put(hex, hash, PROOF);
	return arena_printf(v->a, "%llx-%s", when, hex);
}

/* The time in such a mark; false: it is not of that form. */
static bool
begun_time(const char *mark, long long *when)
{
	size_t n = strspn(mark, "0123456789abcdef");

	*when = 0;
	if (n == 0 || n > 12 || mark[0] == '0' || mark[n] != '-' ||
	    strspn(mark + n + 1, "0123456789abcdef") != 2 * PROOF ||
	    mark[n + 1 + 2 * PROOF] != '\0')
		return false;
	for (; *mark != '-'; mark++)
		*when = *when * 16 + (*mark <= '9' ? *mark - '0' :
		    *mark - 'a' + 10);
	return true;
}

bool
fair_begun(const struct visit *v, const char *mark)
{
	long long when;

	if (mark == NULL || !begun_time(mark, &when))
		return false;
	/* A page from before the server was started again cannot be proved:
	 * whoever had it open is believed. */
	return when < v->site->began || token_equal(mark, begun(v, when));
}

void
fair_trap(struct visit *v)
{
	html_f(v->b, "<div hidden>\n<label for=\"%s\">%s</label>\n"
	    "<input id=\"%s\" name=\"%s\" type=\"text\" tabindex=\"-1\" "
	    "autocomplete=\"off\">\n</div>\n", trap,
	    tr(v->lo, "Please leave this box empty"), trap, trap);
}

void
fair_marks(struct visit *v)
{
	const char *mark = http_value(&v->r->form, "begun");

	if (v->site->opt.preview)
		return;
	/* Shown again because of a mistake, it was begun when it was begun. */
	html_f(v->b, "<input type=\"hidden\" name=\"begun\" value=\"%s\">\n",
	    fair_begun(v, mark) ? mark : begun(v, v->now));
	fair_trap(v);
}

/* What was put into the box that nobody sees. */
static unsigned
trapped(const struct visit *v)
{
	const char *words = http_value(&v->r->form, trap);

	return words != NULL && *words != '\0' ? STORE_TRAP : 0;
}

void
fair_start(struct visit *v)
{
	if (v->site->opt.rehearsal)
		return;
	v->draft.flags |= trapped(v);
	if (!fair_begun(v, http_value(&v->r->form, "begun")))
		v->draft.flags |= STORE_UNSIGNED;
	v->out->delay_millis = crowd_count(v->site->crowd, v->r->address,
	    false, v->now).delay_millis;
}

unsigned
fair_form(struct visit *v)
{
	const char *mark = http_value(&v->r->form, "begun");
	unsigned flags = trapped(v);
	long long when;

	if (v->site->opt.rehearsal)
		return 0;
	if (!fair_begun(v, mark))
		flags |= STORE_UNSIGNED;
	else if (begun_time(mark, &when) && when <= v->now &&
	    v->now - when < PAGE_SECONDS)
		flags |= STORE_FAST;
	v->out->delay_millis = crowd_count(v->site->crowd, v->r->address,
	    false, v->now).delay_millis;
	return flags;
}

void
fair_send(struct visit *v)
{
	int64_t least = 0;
	size_t i;

	if (v->site->opt.rehearsal)
		return;
	for (i = 0; i < v->form->n_pages; i++)
		least += v->draft.done[i] ? PAGE_SECONDS : 0;
	v->draft.flags |= trapped(v);
	if (v->now - v->draft.started < least)
		v->draft.flags |= STORE_FAST;
	if (crowd_count(v->site->crowd, v->r->address, true, v->now).many)
		v->draft.flags |= STORE_MANY;
}
