/* SPDX-License-Identifier: MIT
 *
 * source.c -- where messages come from: a mailbox at a server, or files.
 */
#include "survey/mail/source.h"

#include <stdio.h>
#include <stdlib.h>

void *
source_new(const struct source_kind *kind, const struct mail_wants *w,
    size_t n)
{
	struct mail_source *s = calloc(1, n);

	if (s == NULL)
		abort();
	s->kind = kind;
	if (w == NULL)
		return s;
	s->wants = *w;
	if (w->secret_file != NULL)
		s->wants.secret_file = arena_str(&s->a, w->secret_file);
	if (w->ca_file != NULL)
		s->wants.ca_file = arena_str(&s->a, w->ca_file);
	return s;
}

void
source_say(const struct mail_source *s, bool lost, const char *fmt, ...)
{
	char words[512];
	va_list ap;

	if (s->wants.say == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	s->wants.say(s->wants.arg, lost, words);
}

const char *
source_text(struct arena *a, const char *bytes)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t n = strlen(bytes), bad, i, good;

	while (n > 0) {
		good = utf8_valid(bytes, n, &bad) ? n : bad;
		for (i = 0; i < good; i++)
			if ((unsigned char)bytes[i] < ' ' || bytes[i] == 127 ||
			    bytes[i] == '%')
				buf_printf(&b, "%%%02X",
				    (unsigned char)bytes[i]);
			else
				buf_put(&b, bytes + i, 1);
		if (good < n)
			buf_printf(&b, "%%%02X", (unsigned char)bytes[good++]);
		bytes += good;
		n -= good;
	}
	return arena_str(a, buf_text(&b));
}

bool
mail_source_open(struct mail_source **out, const char *what,
    const struct mail_wants *w, struct err *e)
{
	*out = NULL;
	return strstr(what, "://") != NULL ? imap_open(out, what, w, e) :
	    disk_open(out, what, w, e);
}

void
mail_source_close(struct mail_source *s)
{
	if (s != NULL)
		s->kind->close(s);
}

bool
mail_source_next(struct mail_source *s, struct str *raw, struct mail_at *at,
    bool *more, struct err *e)
{
	*raw = (struct str){ 0 };
	*at = (struct mail_at){ .source = s->name, .place = "" };
	*more = false;
	return s->kind->next(s, raw, at, more, e);
}

bool
mail_source_kept(struct mail_source *s, struct err *e)
{
	return s->kind->kept == NULL || s->kind->kept(s, e);
}

void
mail_source_progress(const struct mail_source *s, uint64_t *seen, uint64_t *of)
{
	*seen = s->seen;
	*of = s->of;
}
