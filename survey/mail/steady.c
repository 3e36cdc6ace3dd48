/* SPDX-License-Identifier: MIT
 *
 * steady.c -- makes what msgconvert and readpst write the same each time.
 *
 * Both draw the lines between the parts of a message (its boundaries) by chance, and
 * msgconvert dates a message that has no date by the clock.  The same .msg would be
 * another message each time it is imported.  What a sender wrote is not touched: a
 * boundary of Email::MIME has the second in it when it was made, and one of libpst
 * says whose it is.
 */
#include "survey/mail/disk.h"

#include <stdlib.h>
#include <strings.h>

enum { LINES = 64 };
struct made { struct str v[LINES]; size_t n; int64_t from, to; };

static bool
digits(struct str *s, uint64_t *n)
{
	size_t i = 0;

	for (*n = 0; i < s->n && s->p[i] >= '0' && s->p[i] <= '9'; i++)
		if (*n < UINT64_MAX / 16)
			*n = *n * 10 + (uint64_t)(s->p[i] - '0');
	*s = (struct str){ s->p + i, s->n - i };
	return i > 0;
}

/* SECONDS and a counter, ".", hexadecimal, ".", a process. */
static bool
of_perl(struct str s, const struct made *m)
{
	uint64_t first, n;

	if (!digits(&s, &first) || s.n == 0 || s.p[0] != '.')
		return false;
	for (s.p++, s.n--; s.n > 0 && ((s.p[0] >= '0' && s.p[0] <= '9') ||
	    (s.p[0] >= 'A' && s.p[0] <= 'F') || (s.p[0] >= 'a' &&
	    s.p[0] <= 'f')); s.p++, s.n--)
		continue;
	if (s.n == 0 || s.p[0] != '.')
		return false;
	s = (struct str){ s.p + 1, s.n - 1 };
	if (!digits(&s, &n) || s.n > 0)
		return false;
	while (first > (uint64_t)m->to)
		first /= 10;		/* the counter behind the seconds */
	return first >= (uint64_t)m->from;
}

static bool
of_libpst(struct str s)
{
	static const char start[] = "--boundary-LibPST-iamunique-";
	uint64_t n;

	if (s.n < sizeof(start) || memcmp(s.p, start, sizeof(start) - 1) != 0)
		return false;
	s = (struct str){ s.p + sizeof(start) - 1, s.n - sizeof(start) + 1 };
	return digits(&s, &n) && str_is(s, "_-_-");
}

static void
find(const struct buf *b, struct made *m)
{
	static const char name[] = "boundary=";
	const char *p = buf_text(b), *end = p + b->n;
	struct str v;
	size_t i;

	while (m->n < LINES && (p = memmem(p, (size_t)(end - p), name,
	    sizeof(name) - 1)) != NULL) {
		p += sizeof(name) - 1;
		if (p < end && *p == '"')
			p++;
		v = (struct str){ p, 0 };
		while (p + v.n < end && v.n < 200 &&
		    strchr("\"; \t\r\n", p[v.n]) == NULL)
			v.n++;
		if (!of_libpst(v) && !of_perl(v, m))
			continue;
		for (i = 0; i < m->n && !str_eq(m->v[i], v); i++)
			continue;
		if (i == m->n)
			m->v[m->n++] = v;
	}
}

/* The text, with other words for each boundary. */
static void
written(const struct buf *b, const struct made *m, const char *word,
    struct buf *out)
{
	const char *p = buf_text(b), *end = p + b->n, *hit, *first;
	size_t i, which = 0;

	for (; p < end; p = first + m->v[which].n) {
		first = NULL;
		for (i = 0; i < m->n; i++) {
			hit = memmem(p, (size_t)(end - p), m->v[i].p,
			    m->v[i].n);
			if (hit != NULL && (first == NULL || hit < first ||
			    (hit == first && m->v[i].n > m->v[which].n))) {
				first = hit;
				which = i;
			}
		}
		if (first == NULL) {
			buf_put(out, p, (size_t)(end - p));
			return;
		}
		buf_put(out, p, (size_t)(first - p));
		buf_printf(out, "=_%s_%02zu", word, which);
	}
}

/* A date in the headers that is that of the run. */
static void
undate(struct buf *b, const struct made *m)
{
	struct str rest = { buf_text(b), b->n }, line;
	size_t at, next;
	int64_t when;

	while (str_line(&rest, &line) && line.n > 0) {
		at = (size_t)(line.p - b->p);
		next = rest.n > 0 ? (size_t)(rest.p - b->p) : b->n;
		if (line.n < 6 || strncasecmp(line.p, "Date: ", 6) != 0 ||
		    !mbox_date(line, &when) || when < m->from ||
		    when > m->to)
			continue;
		memmove(b->p + at, b->p + next, b->n - next + 1);
		b->n -= next - at;
		return;
	}
}

void
steady_message(struct buf *b, int64_t from, int64_t to)
{
	struct made m = { .from = from, .to = to };
	struct buf once = { .max = b->max }, again = { .max = b->max };
	uint8_t hash[32];
	char hex[33];

	if (b->n == 0)
		return;
	undate(b, &m);
	find(b, &m);
	if (m.n == 0)
		return;
	/* By what is in it, so that nobody can write one beforehand. */
	written(b, &m, "", &once);
	sha256(hash, buf_text(&once), once.n);
	hex_put(hex, hash, 16);
	written(b, &m, hex, &again);
	buf_free(&once);
	if (!buf_ok(&again)) {
		buf_free(&again);
		return;
	}
	buf_free(b);
	*b = again;
}
