/* SPDX-License-Identifier: MIT
 *
 * fold_places.c -- what mail programs put before a quoted or forwarded message,
 * and so where each line of this one stands.
 */
#include "survey/mail/fold.h"

enum { ATTRIBUTION_LINES = 3, ATTRIBUTION_BYTES = 400, HEADER_LINES = 14 };
enum head { HEAD_NONE, HEAD_FROM = 1, HEAD_DATE = 2, HEAD_TO = 4, HEAD_OTHER = 8,
	HEAD_SUBJECT = 16 };

/* "From: …" of a copied header: which line of it this is. */
static enum head
head_of(const struct fold *f, const struct fold_line *l)
{
	struct str s = fold_raw(f, l);
	const char *colon = memchr(s.p, ':', s.n < 48 ? s.n : 48);
	struct buf b CLEAN(buf_free) = { 0 };
	size_t words;

	if (colon == NULL)
		return HEAD_NONE;
	s.n = (size_t)(colon - s.p);
	words = fold_words(&b, s);
	if (words == 0 || words > 3)
		return HEAD_NONE;
	if (phrase_is(&fold_froms, buf_text(&b), b.n))
		return HEAD_FROM;
	if (phrase_is(&fold_subjects, buf_text(&b), b.n))
		return HEAD_SUBJECT;
	if (phrase_is(&fold_dates, buf_text(&b), b.n))
		return HEAD_DATE;
	if (phrase_is(&fold_tos, buf_text(&b), b.n))
		return HEAD_TO;
	return phrase_is(&fold_ccs, buf_text(&b), b.n) ? HEAD_OTHER : HEAD_NONE;
}

/* The lines of a header from i on, at one depth: *what, which they are.  A line
 * that goes on with addresses belongs to the one before. */
static size_t
heads(const struct fold *f, size_t i, unsigned *what)
{
	size_t k;

	*what = 0;
	for (k = i; k < f->n && k < i + HEADER_LINES; k++) {
		const struct fold_line *l = &f->v[k];
		enum head h;

		if (l->blank || l->depth != f->v[i].depth)
			break;
		h = head_of(f, l);
		if (h == HEAD_NONE && (k == i ||
		    !(fold_has(fold_raw(f, l), "@") || l->last == ';')))
			break;
		*what |= h;
	}
	return k;
}

/* A copied header that stands for itself, without a marker: "From", "Subject" and
 * one of "Sent", "To". */
static size_t
block(const struct fold *f, size_t i)
{
	unsigned what;
	size_t end;

	if (head_of(f, &f->v[i]) != HEAD_FROM)
		return i;
	end = heads(f, i, &what);
	return (what & HEAD_SUBJECT) != 0 &&
	    (what & (HEAD_DATE | HEAD_TO)) != 0 ? end : i;
}

size_t
fold_heads_end(const struct fold *f, size_t i)
{
	unsigned what;
	size_t end;

	if (i >= f->n || head_of(f, &f->v[i]) == HEAD_NONE)
		return i;
	end = heads(f, i, &what);
	return (what & (what - 1)) != 0 ? end : i;	/* two of them */
}

/* Signs alone, "________________". */
static bool
is_rule(const struct fold *f, const struct fold_line *l)
{
	struct str s = fold_raw(f, l);

	return !l->blank && l->n_words == 0 && s.n >= 8 && s.n < 200 &&
	    (s.p[0] == '_' || s.p[0] == '-' || s.p[0] == '=');
}

/* "----- Original Message -----": dashes on both sides. */
static bool
dashed(struct str s)
{
	return s.n > 8 && s.n < 200 && memcmp(s.p, "---", 3) == 0 &&
	    memcmp(s.p + s.n - 3, "---", 3) == 0;
}

enum marker { MARK_NONE, MARK_FORWARD, MARK_REPLY };
/* Markers with their header; *end is behind them. */
static enum marker
marker(const struct fold *f, size_t i, size_t *end)
{
	const struct fold_line *l = &f->v[i];
	bool dash = dashed(fold_raw(f, l)), forward;
	unsigned what;
	size_t k;

	if (l->blank || l->n_words > 12)
		return MARK_NONE;
	forward = (dash && phrase_in(&fold_forwards, l->words, l->n_bytes)) ||
	    (l->last == ':' && phrase_is(&fold_begins, l->words, l->n_bytes));
	if (!dash && !forward)
		return MARK_NONE;
	k = fold_next(f, i + 1);
	*end = k < f->n ? heads(f, k, &what) : k;
	if (k >= f->n || *end == k) {
		*end = i + 1;
		what = 0;
	}
	if (forward)
		return MARK_FORWARD;
	if (phrase_is(&fold_originals, l->words, l->n_bytes))
		return MARK_REPLY;
	return (what & HEAD_FROM) != 0 && (what & ~(unsigned)HEAD_FROM) != 0 ?
	    MARK_REPLY : MARK_NONE;
}

/* "12:30", as in a time. */
static bool
has_time(struct str s)
{
	size_t i;

	for (i = 1; i + 1 < s.n; i++)
		if (s.p[i] == ':' && s.p[i - 1] >= '0' && s.p[i - 1] <= '9' &&
		    s.p[i + 1] >= '0' && s.p[i + 1] <= '9')
			return true;
	return false;
}

/* Lines i to k - 1 read as "On … wrote:". */
static bool
attributes(const struct fold *f, size_t i, size_t k)
{
	const struct fold_line *l = &f->v[i], *last = &f->v[k - 1];
	struct str all = { f->text.p + l->text, last->stop - l->text };
	size_t at, next = fold_next(f, k);
	bool address, says = false;

	if (all.n > ATTRIBUTION_BYTES || (last->last != ':' && last->last !=
	    0xFF1A) || fold_digits(all) < 3)
		return false;
	address = fold_has(all, "@");
	for (at = i; at < k; at++)
		says = says || phrase_in(&fold_wrote, f->v[at].words,
		    f->v[at].n_bytes);
	if (!says && !(address && has_time(all)))
		return false;
	/* Without "Name <address>" it is only believed before lines with >. */
	return (address && fold_has(all, "<")) ||
	    (next < f->n && f->v[next].depth > l->depth);
}

static bool
may_open(const struct fold *f, const struct fold_line *l)
{
	return !l->blank && l->n_words > 0 && l->n_words <= 40 &&
	    (phrase_starts(&fold_openers, l) ||
	    fold_digits(fold_raw(f, l)) > 0);
}

/* An attribution from i on; returns its end, or i. */
static size_t
attribution(const struct fold *f, size_t i)
{
	size_t k;

	if (!may_open(f, &f->v[i]))
		return i;
	for (k = i + 1; k <= f->n && k <= i + ATTRIBUTION_LINES; k++) {
		const struct fold_line *last = &f->v[k - 1];

		if (last->blank || last->depth != f->v[i].depth)
			break;
		/* What stands on one line is not joined with the one before. */
		if (k > i + 1 && may_open(f, last) &&
		    attributes(f, k - 1, k))
			break;
		if (attributes(f, i, k))
			return k;
	}
	return i;
}

static size_t
mark(struct fold *f, size_t i, size_t end, const char *why)
{
	for (; i < end; i++) {
		f->v[i].place = PLACE_MARK;
		f->v[i].region = f->regions;
		fold_set(&f->v[i], SPAN_QUOTED, why);
	}
	f->regions++;
	return end;
}

struct walk { enum fold_place place; uint8_t base; };

/* Below a forward marker: its header may be quoted itself (Apple Mail). */
static size_t
sent_on(struct fold *f, size_t i, size_t end, struct walk *w)
{
	w->base = f->v[end - 1].depth;
	w->place = PLACE_SENT_ON;
	return mark(f, i, end, "a forward marker");
}

/* What begins at line i: returns the line behind it, or i. */
static size_t
begins(struct fold *f, size_t i, struct walk *w)
{
	const struct fold_line *l = &f->v[i];
	size_t end = i, k;

	if (l->blank || l->depth > w->base)
		return i;
	switch (marker(f, i, &end)) {
	case MARK_FORWARD:
		return sent_on(f, i, end, w);
	case MARK_REPLY:
		end = mark(f, i, end, "“Original message” and its header");
		k = fold_next(f, end);
		if (k >= f->n || f->v[k].depth <= w->base)
			w->place = PLACE_BELOW;
		return end;
	default:
		break;
	}
	k = is_rule(f, l) ? fold_next(f, i + 1) : i;
	if (k < f->n && k <= i + 3 && (end = block(f, k)) > k) {
		w->place = PLACE_BELOW;
		return mark(f, i, end, "“From, Sent, To, Subject”");
	}
	end = attribution(f, i);
	if (end > i) {
		k = fold_next(f, end);
		if (k < f->n && f->v[k].depth <= w->base)
			w->place = PLACE_BELOW;
		return mark(f, i, end, "“On … wrote:”");
	}
	return i;
}

void
fold_places(struct fold *f)
{
	struct walk w = { PLACE_OWN, 0 };
	size_t i = 0;

	while (i < f->n) {
		struct fold_line *l = &f->v[i];
		size_t end = begins(f, i, &w);

		if (end > i) {
			i = end;
			continue;
		}
		/* Back on the outer level: the sender goes on. */
		if (w.base > 0 && !l->blank && l->depth < w.base) {
			w = (struct walk){ PLACE_OWN, 0 };
			f->regions++;
		}
		l->place = w.place;
		l->base = w.base;
		l->region = f->regions;
		fold_set(l, SPAN_SAID, "");
		i++;
	}
}
