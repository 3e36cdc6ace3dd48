/* SPDX-License-Identifier: MIT
 *
 * mend.c -- says what was mended, and why something is read by hand.
 */
#include "survey/mail/read.h"

#include <stdio.h>

enum { MENDED_LINES = 40 };

/* Words of strangers may be among them: they are cleaned. */
static const char *said(struct reading *, const char *, va_list) PRINTF(2, 0);

static const char *
said(struct reading *g, const char *f, va_list ap)
{
	char line[512];

	(void)vsnprintf(line, sizeof(line), f, ap);
	return read_line(g, line);
}

void
read_mended(struct reading *g, const char *f, ...)
{
	struct mail_reading *r = g->r;
	const char *line;
	va_list ap;
	size_t i;

	va_start(ap, f);
	line = said(g, f, ap);
	va_end(ap);
	for (i = 0; i < r->n_mended; i++)
		if (strcmp(r->mended[i], line) == 0)
			return;
	if (r->n_mended < MENDED_LINES)
		*arena_push(g->a, r->mended, r->n_mended, g->mended_cap) = line;
}

static const char *
s_of(size_t n)
{
	return n == 1 ? "" : "s";
}

void
read_mended_counts(struct reading *g)
{
	if (g->not_utf8 == 1)
		read_mended(g, "1 byte was not %s: it stands as \xEF\xBF\xBD",
		    g->charset);
	else if (g->not_utf8 > 1)
		read_mended(g, "%zu bytes were not %s: each stands as "
		    "\xEF\xBF\xBD", g->not_utf8, g->charset);
	if (g->controls > 0)
		read_mended(g, "%zu control character%s left out", g->controls,
		    g->controls == 1 ? " was" : "s were");
	if (g->marks > 0)
		read_mended(g, "%zu mark%s of writing direction %s left "
		    "out", g->marks, s_of(g->marks), g->marks == 1 ? "was" :
		    "were");
	if (g->base64 > 0)
		read_mended(g, "base64 with %zu character%s that %s not base64",
		    g->base64, s_of(g->base64), g->base64 == 1 ? "is" : "are");
	if (g->printable > 0)
		read_mended(g, "quoted-printable with %zu “=” that mean%s "
		    "nothing; %s as %s", g->printable,
		    g->printable == 1 ? "s" : "",
		    g->printable == 1 ? "it stands" : "they stand",
		    g->printable == 1 ? "it is" : "they are");
}

void
read_by_hand(struct reading *g, enum mail_hand hand, const char *f, ...)
{
	va_list ap;

	/* That it is signed is the least of the reasons. */
	if (g->r->hand != HAND_NO && g->r->hand != HAND_SIGNED)
		return;
	if (g->r->hand == HAND_SIGNED && hand == HAND_SIGNED)
		return;
	va_start(ap, f);
	g->r->hand = hand;
	g->r->why = said(g, f, ap);
	va_end(ap);
}

void
read_file_hand(struct mail_file *f, enum mail_hand hand, const char *why)
{
	if (f->hand != HAND_NO)
		return;
	f->hand = hand;
	f->why = why;
}
