/* SPDX-License-Identifier: MIT
 *
 * mbox.c -- an mbox file, taken apart message by message.
 */
#include "survey/mail/mbox.h"

#include <stdlib.h>
#include <strings.h>

enum {
	PIECE = 1 << 20,	/* read at once, unless told otherwise */
	AHEAD = 4096,		/* what tells a beginning is within these */
	LINE = 1000,		/* a From_ line is no longer */
	HEADERS = 1 << 16	/* a Content-Length is looked for in these */
};
enum told { NO, YES, MORE };

/* ---- bytes ---------------------------------------------------------- */

/* Reads a piece more; m->start may move, and says by how much. */
static bool
fill(struct mbox *m, size_t *moved, struct err *e)
{
	const size_t piece = m->piece > 0 ? m->piece : PIECE;
	size_t got = 0;
	char *p;

	*moved = 0;
	if (m->cap - m->n < piece && m->start > 0) {
		*moved = m->start;
		memmove(m->b, m->b + m->start, m->n - m->start);
		m->at += m->start;
		m->n -= m->start;
		m->start = 0;
	}
	/* What one large message took up is not held for ever. */
	if (m->cap - m->n < piece || m->cap > 8 * (m->n + piece)) {
		m->cap = 2 * m->n + 2 * piece;
		p = realloc(m->b, m->cap);
		if (p == NULL)
			abort();
		m->b = p;
	}
	if (!m->read(m->arg, m->b + m->n, piece, &got, e))
		return false;
	m->n += got;
	m->eof = got == 0;
	return true;
}

void
mbox_free(struct mbox *m)
{
	free(m->b);
	m->b = NULL;
	m->n = m->cap = m->start = 0;
}

static struct str
line_at(const struct mbox *m, size_t pos)
{
	size_t most = m->n - pos < LINE ? m->n - pos : LINE;
	const char *end = most > 0 ? memchr(m->b + pos, '\n', most) : NULL;

	return (struct str){ m->b + pos,
	    end != NULL ? (size_t)(end - m->b) - pos : most };
}

static bool
empty(struct str line)
{
	return line.n == 0 || (line.n == 1 && line.p[0] == '\r');
}

static size_t
after(const struct mbox *m, size_t pos, struct str line)
{
	pos += line.n;
	return pos < m->n && m->b[pos] == '\n' ? pos + 1 : pos;
}

/* ---- where a message begins -------------------------------------------- */

/* What stands in nearly every message, and seldom begins a line of prose. */
static bool
well_known(struct str line)
{
	static const char *const names[] = { "Received:", "Return-Path:",
	    "Message-ID:", "MIME-Version:", "Delivered-To:", "From:", "Date:",
	    "Status:", "X-" };
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (line.n >= strlen(names[i]) && strncasecmp(line.p, names[i],
		    strlen(names[i])) == 0)
			return true;
	return false;
}

static bool
begins_below(const struct mbox *m, size_t pos, bool blank, bool dated)
{
	struct str one, two;

	one = line_at(m, pos);
	pos = after(m, pos, one);
	two = line_at(m, pos);
	if (empty(one))
		return blank && dated;	/* it has no headers */
	if (!mbox_header_like(one) &&
	    !(one.n > 6 && memcmp(one.p, ">From ", 6) == 0))
		return false;
	if (blank && dated)
		return true;
	if (!mbox_header_like(two) && two.n > 0 && two.p[0] != ' ' &&
	    two.p[0] != '\t')
		return false;
	/* No date, or no empty line: there must be more to it. */
	return !empty(two) && (well_known(one) || well_known(two));
}

/* "From " stands at pos, at the start of a line. */
static enum told
begins(const struct mbox *m, size_t pos)
{
	struct str line;
	int64_t when;
	bool blank;

	if (m->n - pos < AHEAD && !m->eof)
		return MORE;
	line = line_at(m, pos);
	if (line.n >= LINE)
		return NO;
	blank = pos < 2 || m->b[pos - 2] == '\n' || (pos >= 3 &&
	    m->b[pos - 2] == '\r' && m->b[pos - 3] == '\n');
	return begins_below(m, after(m, pos, line), blank,
	    mbox_date(line, &when)) ? YES : NO;
}

/* ---- Content-Length ---------------------------------------------------- */

/* In the headers from pos on, which end before limit.  *body is behind them. */
static bool
content_length(const struct mbox *m, size_t pos, size_t limit, size_t *body,
    uint64_t *out)
{
	static const char name[] = "Content-Length:";
	struct str line;
	bool found = false;
	size_t i, next;

	if (limit > pos + HEADERS)
		limit = pos + HEADERS;
	for (; pos < m->n && pos < limit; pos = next) {
		line = line_at(m, pos);
		next = after(m, pos, line);
		if (empty(line)) {
			*body = next;
			return found;
		}
		if (line.n < sizeof(name) || strncasecmp(line.p, name,
		    sizeof(name) - 1) != 0)
			continue;
		for (i = sizeof(name) - 1, *out = 0; i < line.n; i++)
			if (line.p[i] >= '0' && line.p[i] <= '9' &&
			    *out < UINT32_MAX)
				*out = *out * 10 + (line.p[i] - '0');
		found = true;
	}
	return false;
}

/* Past the empty line, or two, that may stand after a body. */
static size_t
past_empty(const struct mbox *m, size_t pos)
{
	int i;

	for (i = 0; i < 2 && pos < m->n; i++)
		if (m->b[pos] == '\n')
			pos++;
		else if (m->b[pos] == '\r' && pos + 1 < m->n &&
		    m->b[pos + 1] == '\n')
			pos += 2;
	return pos;
}

/* A beginning was found at pos; headers is where those of the message start.
 * YES: its length says that it goes on, to *end, and can be believed. */
static enum told
goes_on(const struct mbox *m, size_t headers, size_t pos, size_t *end)
{
	size_t body, next;
	uint64_t length, other;

	if (m->lengths != m->count ||
	    !content_length(m, headers, pos, &body, &length) ||
	    body + length <= pos || length > m->most)
		return NO;
	*end = body + length;
	if (m->n < *end + HEADERS + AHEAD && !m->eof)
		return MORE;
	if (*end > m->n)
		return NO;
	next = past_empty(m, *end);
	*end = next;
	if (next == m->n)
		return YES;
	if (m->n - next < 5 || memcmp(m->b + next, "From ", 5) != 0 ||
	    begins(m, next) != YES)
		return NO;
	next = after(m, next, line_at(m, next));
	return content_length(m, next, m->n, &body, &other) ? YES : NO;
}

/* ---- one message ------------------------------------------------------- */

struct scan {
	struct mbox_message *out;
	size_t		 pos;		/* looked at so far */
	size_t		 headers;	/* 0: not known yet */
	size_t		 bare;		/* lines that begin with "From " */
	bool		 quoted;	/* there is a ">From " */
};

/* "From " stands at hit.  YES: the message ends there. */
static enum told
look_at(struct mbox *m, struct scan *s, size_t hit)
{
	enum told t;
	size_t end, i = hit;

	while (i > m->start && m->b[i - 1] == '>')
		i--;
	if (i == 0 || m->b[i - 1] != '\n')
		return NO;
	if (i < hit) {
		s->quoted = true;
		return NO;
	}
	t = begins(m, hit);
	if (t == NO)
		s->bare++;
	if (t != YES || s->out->large || hit - m->start > m->most)
		return t;
	t = goes_on(m, s->headers, hit, &end);
	if (t == NO)
		return YES;
	if (t == MORE)
		return MORE;
	s->bare++;
	s->out->within++;
	s->pos = end;
	return end < m->n ? YES : NO;	/* at the end there is no more */
}

/* Nothing ends before s->pos.  Reads on; what is too large is let go. */
static bool
read_on(struct mbox *m, struct scan *s, struct err *e)
{
	size_t moved;

	if (s->pos - m->start > m->most)
		s->out->large = true;
	if (s->out->large && s->pos > m->start + 8)
		m->start = s->pos - 8;
	if (!fill(m, &moved, e))
		return false;
	s->pos -= moved;
	s->headers = s->headers > moved ? s->headers - moved : 0;
	return true;
}

/* Finds the end of the message: s->pos. */
static bool
find_end(struct mbox *m, struct scan *s, struct err *e)
{
	enum { KEEP = 64 };	/* ">>>From " may be cut in two */
	const char *hit;
	enum told t;
	size_t at;

	for (;;) {
		hit = memmem(m->b + s->pos, m->n - s->pos, "From ", 5);
		if (hit == NULL) {
			if (m->eof) {
				s->pos = m->n;
				return true;
			}
			if (m->n - s->pos > KEEP)
				s->pos = m->n - KEEP;
			if (!read_on(m, s, e))
				return false;
			continue;
		}
		at = (size_t)(hit - m->b);
		t = look_at(m, s, at);
		if (t == YES) {
			if (s->pos < at)
				s->pos = at;
			return true;
		}
		if (t == NO) {
			if (s->pos < at + 5)
				s->pos = at + 5;
			continue;
		}
		/* The line's start is looked at again. */
		if (!read_on(m, s, e))
			return false;
	}
}

/* ---- what it says ------------------------------------------------------- */

/* Takes one ">" from each ">From " of the body, in place. */
static size_t
unquote(char *p, size_t *n)
{
	const char *end = p + *n, *from, *hit, *i;
	struct str rest = { p, *n }, line;
	char *to;
	size_t count = 0, cut;

	while (str_line(&rest, &line) && line.n > 0)
		continue;
	from = rest.n > 0 ? rest.p - 1 : end;	/* the LF that ends the headers */
	to = (char *)from;
	for (hit = from; (hit = memmem(hit, (size_t)(end - hit), "From ", 5)) !=
	    NULL; hit += 5) {
		for (i = hit; i > from && i[-1] == '>'; i--)
			continue;
		if (i == hit || i == from || i[-1] != '\n')
			continue;
		cut = (size_t)(hit - 1 - from);
		memmove(to, from, cut);
		to += cut;
		from = hit;
		count++;
	}
	if (count == 0)
		return 0;
	memmove(to, from, (size_t)(end - from));
	*n = (size_t)(to - p) + (size_t)(end - from);
	return count;
}

/* The empty line at its end is the file's, not the message's. */
static size_t
without_last(const char *p, size_t n)
{
	if (n >= 2 && p[n - 1] == '\n' && p[n - 2] == '\n')
		return n - 1;
	if (n >= 3 && p[n - 1] == '\n' && p[n - 2] == '\r' && p[n - 3] == '\n')
		return n - 2;
	return n;
}

static void
count_length(struct mbox *m, size_t headers, size_t end)
{
	uint64_t length;
	size_t body;

	if (m->lengths == m->count &&
	    content_length(m, headers, end, &body, &length) &&
	    body + length <= end && past_empty(m, body + length) >= end)
		m->lengths++;
	m->count++;
}

/* Byte-order mark and empty lines before the first message. */
static void
begin(struct mbox *m)
{
	if (m->n >= 3 && memcmp(m->b, "\xef\xbb\xbf", 3) == 0)
		m->start = 3;
	while (m->start < m->n && (m->b[m->start] == '\n' ||
	    m->b[m->start] == '\r'))
		m->start++;
	m->begun = true;
}

bool
mbox_next(struct mbox *m, struct mbox_message *out, bool *more, struct err *e)
{
	struct scan s = { .out = out };
	struct str line;
	size_t moved, n;

	*out = (struct mbox_message){ 0 };
	*more = false;
	while (!m->eof && m->n - m->start < AHEAD)
		if (!fill(m, &moved, e))
			return false;
	if (!m->begun)
		begin(m);
	if (m->start == m->n)
		return true;
	*more = true;
	out->at = m->at + m->start;
	s.headers = s.pos = m->start;
	line = line_at(m, m->start);
	if (line.n >= 5 && memcmp(line.p, "From ", 5) == 0) {
		if (!mbox_date(line, &out->received))
			out->received = 0;
		s.headers = s.pos = after(m, m->start, line);
	}
	if (!find_end(m, &s, e))
		return false;
	out->size = m->at + s.pos - out->at;
	if (s.pos - m->start > m->most)
		out->large = true;
	if (!out->large) {
		count_length(m, s.headers, s.pos);
		n = without_last(m->b + s.headers, s.pos - s.headers);
		if (s.quoted && s.bare == 0)
			out->unquoted = unquote(m->b + s.headers, &n);
		out->raw = (struct str){ m->b + s.headers, n };
	} else
		m->count++;
	m->start = s.pos;
	return true;
}
