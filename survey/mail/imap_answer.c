/* SPDX-License-Identifier: MIT
 *
 * imap_answer.c -- reads what an IMAP server answers (RFC 3501, section 9).
 *
 * What it does not know it skips by its grammar, literals included.  Nothing that
 * a server sends takes more than a limit of memory.
 */
#include "survey/mail/imap.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum {
	WORD = 64, DEEP = 32,
	QUOTED = 1 << 16,
	IDLE_TALK = 1 << 30	/* bytes of one answer */
};

/* c is the byte in hand; -1 once something is wrong. */
struct in {
	struct imap_bytes *s;
	struct imap_answer *a;
	struct err	*e;
	size_t		 most;
	int		 c;
};

static int
wrong(struct in *in, const char *what)
{
	if (in->c >= 0)
		err_set(in->e, ERR_INPUT, "the mail server's answer is not "
		    "understood: %s", what);
	return in->c = -1;
}

static int
step(struct in *in)
{
	struct imap_bytes *s = in->s;

	if (in->c < 0)
		return -1;
	if (s->at == s->n) {
		s->at = s->n = 0;
		if (!s->read(s->arg, s->b, sizeof(s->b), &s->n, in->e))
			return in->c = -1;
		s->taken += s->n;
		if (s->taken > IDLE_TALK)
			return wrong(in, "it does not end");
	}
	return in->c = (unsigned char)s->b[s->at++];
}

static bool
expect(struct in *in, char c)
{
	if (in->c != c)
		return wrong(in, "another character was expected") >= 0;
	return step(in) >= 0;
}

/* ---- words, numbers, strings ------------------------------------------- */

static void
word(struct in *in, char out[WORD])
{
	size_t n = 0;

	while (in->c > ' ' && in->c < 127 && strchr("()[]{}\"", in->c) == NULL) {
		if (n + 1 < WORD)
			out[n++] = (char)in->c;
		step(in);
	}
	out[n] = '\0';
}

static uint64_t
number(struct in *in)
{
	uint64_t n = 0;

	if (in->c < '0' || in->c > '9')
		wrong(in, "a number was expected");
	for (; in->c >= '0' && in->c <= '9'; step(in))
		if (n > (UINT64_MAX - 9) / 10)
			wrong(in, "a number is too large");
		else
			n = n * 10 + (uint64_t)(in->c - '0');
	return n;
}

/* The end of the line is in hand; the next byte is not waited for. */
static void
line_end(struct in *in)
{
	if (in->c == '\r')
		step(in);
	if (in->c != '\n')
		wrong(in, "a line should end here");
}

/* "{52}", CR LF; the byte in hand is the first of the literal, or what follows
 * an empty one. */
static uint64_t
literal_size(struct in *in)
{
	uint64_t n;

	if (in->c == '~')
		step(in);
	expect(in, '{');
	n = number(in);
	if (in->c == '+')
		step(in);
	expect(in, '}');
	line_end(in);
	step(in);
	return n;
}

/* n bytes, of which the first is in hand; to NULL: nowhere. */
static void
literal(struct in *in, uint64_t n, struct buf *to)
{
	struct imap_bytes *s = in->s;
	size_t part;
	char c;

	while (n > 0 && in->c >= 0) {
		c = (char)in->c;
		if (to != NULL)
			buf_put(to, &c, 1);
		n--;
		part = s->n - s->at < n ? s->n - s->at : (size_t)n;
		if (to != NULL && part > 0)
			buf_put(to, s->b + s->at, part);
		s->at += part;
		n -= part;
		step(in);
	}
}

static void
quoted(struct in *in, struct buf *to)
{
	size_t n = 0;
	char c;

	expect(in, '"');
	while (in->c >= 0 && in->c != '"') {
		if (in->c == '\\')
			step(in);
		if (in->c == '\r' || in->c == '\n' || ++n > QUOTED) {
			wrong(in, "a string does not end");
			return;
		}
		c = (char)in->c;
		if (to != NULL && in->c >= 0)
			buf_put(to, &c, 1);
		step(in);
	}
	expect(in, '"');
}

static bool
at_literal(const struct in *in)
{
	return in->c == '{' || in->c == '~';
}

/* Any value: an atom, a string, or a list of values. */
static void
skip_value(struct in *in)
{
	char ignored[WORD];
	int deep = 0;

	do {
		if (in->c == '(') {
			if (++deep > DEEP)
				wrong(in, "lists within lists");
			step(in);
		} else if (in->c == ')' && deep > 0) {
			deep--;
			step(in);
		} else if (in->c == '"')
			quoted(in, NULL);
		else if (at_literal(in))
			literal(in, literal_size(in), NULL);
		else if (in->c == '[' || in->c == ']' ||
		    (in->c == ' ' && deep > 0))
			step(in);
		else if (in->c > ' ' && in->c < 127 && in->c != ')' &&
		    in->c != '}')
			word(in, ignored);
		else
			wrong(in, "a value was expected");
	} while (deep > 0 && in->c >= 0);
}

/* ---- a line of words -------------------------------------------------------- */

/* The rest of the line: text, with no literal in it. */
static void
text(struct in *in, char *out, size_t size)
{
	size_t n = 0;

	for (; in->c >= 0 && in->c != '\r' && in->c != '\n'; step(in))
		if (n + 1 < size)
			out[n++] = in->c >= ' ' && in->c < 127 ?
			    (char)in->c : '?';
	out[n] = '\0';
	line_end(in);
}

static void
code(struct in *in)
{
	char name[WORD];
	uint64_t n;

	step(in);
	word(in, name);
	if (strcasecmp(name, "UIDVALIDITY") == 0 && expect(in, ' ')) {
		n = number(in);
		if (n == 0 || n > UINT32_MAX)
			wrong(in, "a UIDVALIDITY that is none");
		in->a->validity = (uint32_t)n;
	} else if (strcasecmp(name, "READ-ONLY") == 0)
		in->a->read_only = true;
	while (in->c >= 0 && in->c != ']' && in->c != '\r' && in->c != '\n')
		step(in);
	expect(in, ']');
	if (in->c == ' ')
		step(in);
}

static void
status_text(struct in *in, char *out, size_t size)
{
	if (in->c == ' ')
		step(in);
	if (in->c == '[')
		code(in);
	text(in, out, size);
}

/* A line of data that nobody asked for. */
static void
skip_line(struct in *in)
{
	while (in->c >= 0 && in->c != '\r' && in->c != '\n')
		if (in->c == '"')
			quoted(in, NULL);
		else if (in->c == '{')
			literal(in, literal_size(in), NULL);
		else
			step(in);
	line_end(in);
}

/* ---- FETCH --------------------------------------------------------------- */

/* "17-Jul-1996 02:44:25 -0700", with a blank for a zero at its start. */
static int64_t
internal_date(struct str s)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	int n[7], month = 0, i;
	char month_name[4], sign;
	char copy[40];

	if (s.n >= sizeof(copy))
		return 0;
	memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	if (sscanf(copy, "%2d-%3[A-Za-z]-%4d %2d:%2d:%2d %c%2d%2d", &n[0],
	    month_name, &n[1], &n[2], &n[3], &n[4], &sign, &n[5], &n[6]) != 9)
		return 0;
	for (i = 0; i < 12; i++)
		if (strncasecmp(month_name, names + 3 * i, 3) == 0)
			month = i + 1;
	for (i = 0; i < 7; i++)
		if (n[i] < 0)
			return 0;
	if (month == 0 || n[0] < 1 || n[0] > 31 || n[1] < 1970 ||
	    (sign != '+' && sign != '-'))
		return 0;
	i = (n[5] * 60 + n[6]) * 60;
	return date_days((struct date){ n[1], month, n[0] }) * 86400 +
	    n[2] * 3600 + n[3] * 60 + n[4] - (sign == '-' ? -i : i);
}

static void
flags(struct in *in, struct imap_message *m)
{
	char name[WORD];

	expect(in, '(');
	while (in->c >= 0 && in->c != ')') {
		if (in->c == ' ') {
			step(in);
			continue;
		}
		word(in, name);
		if (name[0] == '\0')
			wrong(in, "a flag was expected");
		else if (strcasecmp(name, "\\Seen") == 0)
			m->seen = true;
	}
	expect(in, ')');
}

static void
body(struct in *in, struct imap_message *m)
{
	struct buf *b = &in->a->bodies;
	uint64_t n;

	if (in->c == 'N' || in->c == 'n') {
		skip_value(in);		/* NIL: it has none */
		return;
	}
	if (m->body != IMAP_NONE) {
		skip_value(in);
		return;
	}
	m->start = b->n;
	if (in->c == '"') {
		quoted(in, b);
		m->body = IMAP_HERE;
	} else if (at_literal(in)) {
		n = literal_size(in);
		m->body = n > in->most ? IMAP_LARGE : IMAP_HERE;
		if (m->body == IMAP_LARGE)
			m->size = n;
		literal(in, n, m->body == IMAP_LARGE ? NULL : b);
	} else
		wrong(in, "a message was expected");
	if (!buf_ok(b))
		wrong(in, "it sends more than was asked for");
	m->n = b->n - m->start;
}

/* Behind "BODY": a section, and an origin.  True: the whole message. */
static bool
section(struct in *in)
{
	bool whole;

	expect(in, '[');
	whole = in->c == ']';
	while (in->c >= 0 && in->c != ']')
		if (in->c == '"')
			quoted(in, NULL);
		else if (at_literal(in))
			literal(in, literal_size(in), NULL);
		else if (in->c == '\r' || in->c == '\n')
			wrong(in, "a section does not end");
		else
			step(in);
	expect(in, ']');
	if (in->c == '<')
		whole = false;
	while (in->c > ' ')
		step(in);
	return whole;
}

static void
item(struct in *in, struct imap_message *m)
{
	struct buf date CLEAN(buf_free) = { 0 };
	char name[WORD];
	bool whole = false;
	uint64_t n;

	word(in, name);
	if (name[0] == '\0')
		wrong(in, "the name of an item was expected");
	if (in->c == '[')
		whole = section(in) && strcasecmp(name, "BODY") == 0;
	if (!expect(in, ' '))
		return;
	if (whole)
		body(in, m);
	else if (strcasecmp(name, "UID") == 0) {
		n = number(in);
		if (n == 0 || n > UINT32_MAX)
			wrong(in, "a UID that is none");
		m->uid = (uint32_t)n;
	} else if (strcasecmp(name, "RFC822.SIZE") == 0) {
		n = number(in);
		if (m->size == 0)
			m->size = n;
	} else if (strcasecmp(name, "INTERNALDATE") == 0 && in->c == '"') {
		quoted(in, &date);
		m->received = internal_date((struct str){ buf_text(&date),
		    date.n });
	} else if (strcasecmp(name, "FLAGS") == 0 && in->c == '(')
		flags(in, m);
	else
		skip_value(in);
}

static void *
grown(void *p, size_t n, size_t *cap, size_t each)
{
	if (n < *cap)
		return p;
	*cap = *cap == 0 ? 64 : *cap * 2;
	p = realloc(p, *cap * each);
	if (p == NULL)
		abort();
	return p;
}

/* Several answers about one message are one. */
static void
keep(struct in *in, const struct imap_message *m)
{
	struct imap_answer *a = in->a;
	struct imap_message *old;
	size_t i;

	if (m->uid == 0)
		return;		/* news of another one's flags */
	for (i = a->n_messages; i > 0; i--) {
		old = &a->messages[i - 1];
		if (old->uid != m->uid)
			continue;
		old->seen |= m->seen;
		old->size = old->size != 0 ? old->size : m->size;
		old->received = old->received != 0 ? old->received :
		    m->received;
		if (old->body == IMAP_NONE) {
			old->body = m->body;
			old->start = m->start;
			old->n = m->n;
		}
		return;
	}
	if (a->n_messages == IMAP_MESSAGES) {
		wrong(in, "more messages than were asked for");
		return;
	}
	a->messages = grown(a->messages, a->n_messages, &a->cap_messages,
	    sizeof(*a->messages));
	a->messages[a->n_messages++] = *m;
}

static void
fetch(struct in *in)
{
	struct imap_message m = { 0 };

	if (!expect(in, ' ') || !expect(in, '('))
		return;
	while (in->c >= 0 && in->c != ')') {
		item(in, &m);
		if (in->c == ' ')
			step(in);
	}
	expect(in, ')');
	line_end(in);
	if (in->c >= 0)
		keep(in, &m);
}

/* ---- the answer ------------------------------------------------------------ */

static void
search(struct in *in)
{
	struct imap_answer *a = in->a;
	uint64_t n;

	while (in->c == ' ') {
		step(in);
		if (in->c < '0' || in->c > '9')
			break;		/* "(MODSEQ 17)", or a blank too many */
		n = number(in);
		if (n == 0 || n > UINT32_MAX || a->n_uids == IMAP_UIDS) {
			wrong(in, "a UID that is none, or too many of them");
			return;
		}
		a->uids = grown(a->uids, a->n_uids, &a->cap_uids,
		    sizeof(*a->uids));
		a->uids[a->n_uids++] = (uint32_t)n;
	}
	skip_line(in);
}

static void
untagged(struct in *in)
{
	char name[WORD], said[160];

	step(in);
	if (!expect(in, ' '))
		return;
	if (in->c >= '0' && in->c <= '9') {
		number(in);
		expect(in, ' ');
	}
	word(in, name);
	if (strcasecmp(name, "FETCH") == 0)
		fetch(in);
	else if (strcasecmp(name, "SEARCH") == 0)
		search(in);
	else if (strcasecmp(name, "BYE") == 0)
		status_text(in, in->a->bye, sizeof(in->a->bye));
	else if (strcasecmp(name, "OK") == 0 || strcasecmp(name, "NO") == 0 ||
	    strcasecmp(name, "BAD") == 0)
		status_text(in, said, sizeof(said));
	else
		skip_line(in);
}

/* True: it was the end of the answer. */
static bool
tagged(struct in *in, const char *tag)
{
	struct imap_answer *a = in->a;
	char name[WORD];

	word(in, name);
	if (strcmp(name, tag) != 0)
		return wrong(in, "it answers something else") >= 0;
	if (!expect(in, ' '))
		return false;
	word(in, name);
	if (strcasecmp(name, "OK") == 0)
		a->status = IMAP_OK;
	else if (strcasecmp(name, "NO") == 0)
		a->status = IMAP_NO;
	else if (strcasecmp(name, "BAD") == 0)
		a->status = IMAP_BAD;
	else
		return wrong(in, "neither done nor refused") >= 0;
	status_text(in, a->text, sizeof(a->text));
	return in->c >= 0;
}

bool
imap_read_answer(struct imap_bytes *s, const char *tag, size_t most,
    struct imap_answer *a, struct err *e)
{
	struct in in = { s, a, e, most, 0 };

	if (a->bodies.cap > 4 << 20)
		buf_free(&a->bodies);	/* a large one is not held for ever */
	buf_clear(&a->bodies);
	a->bodies.max = IMAP_BODIES;
	a->n_messages = a->n_uids = 0;
	a->text[0] = a->bye[0] = '\0';
	s->taken = 0;
	for (;;) {
		/* Each line ended with its LF in hand. */
		step(&in);
		if (in.c == '*')
			untagged(&in);
		else if (in.c == '+')
			skip_line(&in);
		else if (in.c >= 0 && tagged(&in, tag))
			return true;
		if (in.c < 0)
			return false;
	}
}

void
imap_answer_free(struct imap_answer *a)
{
	buf_free(&a->bodies);
	free(a->messages);
	free(a->uids);
	*a = (struct imap_answer){ 0 };
}
