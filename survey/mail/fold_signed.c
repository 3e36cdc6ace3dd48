/* SPDX-License-Identifier: MIT
 *
 * fold_signed.c -- greetings, closings and signatures.
 *
 * A line of an answer that is folded by mistake may be missed, and a name that
 * is shown does no harm: in doubt a line is shown.
 */
#include "survey/mail/fold.h"

enum { SIGNED_LINES = 20, DASH_LINES = 12, DASH_BYTES = 1000, PLAIN_DASH_LINES = 6,
	PLAIN_WORDS = 9, SHORT_LINE = 60 };

static bool
is_question(const struct fold_line *l)
{
	return l->hit == HIT_ASKED || l->hit == HIT_NUMBER ||
	    l->hit == HIT_HINT || l->hit == HIT_TITLE;
}

/* ---- one line ------------------------------------------------------------------------- */

static bool
sentence_within(struct str s)
{
	size_t i, word = 0;

	for (i = 0; i + 2 < s.n; i++) {
		if ((s.p[i] == '.' && word > 3) || s.p[i] == '!' ||
		    s.p[i] == '?')
			if (s.p[i + 1] == ' ')
				return true;
		word = s.p[i] == ' ' || s.p[i] == '.' ? 0 : word + 1;
	}
	return false;
}

static bool
is_greeting(const struct fold *f, const struct fold_line *l)
{
	struct str raw = fold_raw(f, l);
	const char *comma = memchr(raw.p, ',', raw.n);
	bool bound = comma != NULL && comma + 1 < raw.p + raw.n;
	uint64_t small = fold_small(raw);
	size_t at, k, word = 0, loose = 0;

	if (!l->whole || l->n_words > 9 || l->last == '?' ||
	    sentence_within(raw))
		return false;
	at = phrase_at(&fold_greetings, l->words, l->n_bytes, 0);
	if (at == 0)
		return false;
	for (k = 1; k <= at; k++)
		word += l->words[k] == ' ';
	while (at + 1 < l->n_bytes) {
		k = phrase_at(&fold_greeted, l->words, l->n_bytes, at);
		if (k == 0)
			k = phrase_at(&fold_greetings, l->words, l->n_bytes,
			    at);
		if (k == 0) {
			if (bound || (small >> word & 1) != 0 || ++loose > 5)
				return false;
			k = 1;
			while (l->words[at + k] != ' ')
				k++;
		}
		for (; k > 0; k--)
			word += l->words[++at] == ' ';
	}
	return true;
}

/* "Many thanks and best wishes", "Kind regards, Alison". */
static bool
is_closing(const struct fold *f, const struct fold_line *l)
{
	struct str raw = fold_raw(f, l);
	size_t at = 0, k, word = 0;

	if (!l->whole || l->n_words > 9 || l->last == '?' || l->last == ':')
		return false;
	while (at + 1 < l->n_bytes) {
		k = phrase_at(&fold_closings, l->words, l->n_bytes, at);
		if (k == 0 && at > 0)
			k = phrase_at(&fold_and, l->words, l->n_bytes, at);
		if (k == 0)
			break;
		for (; k > 0; k--)
			word += l->words[++at] == ' ';
	}
	if (at == 0 || at + 1 >= l->n_bytes)
		return at > 0;
	return memchr(raw.p, ',', raw.n) != NULL && word < 64 &&
	    l->n_words - word <= 3 && !fold_ends(l->last) &&
	    fold_small(raw) >> word == 0;
}

/* Words that begin small, but for addresses: sentences have several. */
static size_t
small_words(struct str s)
{
	size_t i = 0, n = 0;

	while (i < s.n) {
		struct str word = { s.p + i, 0 };

		while (i < s.n && s.p[i] != ' ') {
			word.n++;
			i++;
		}
		i++;
		n += (fold_small(word) & 1) != 0 && !fold_has(word, "@") &&
		    !fold_has(word, ".") && !fold_has(word, "/");
	}
	return n;
}

/* A telephone, an address, a link; and no sentence about them. */
static bool
has_contact(const struct fold *f, const struct fold_line *l)
{
	struct str s = fold_raw(f, l);
	bool linked;

	if (!l->whole || l->n_words > 18)
		return false;
	if (phrase_starts(&fold_signers, l))
		return true;
	linked = fold_has(s, "@") || fold_has(s, "www.") || fold_has(s, "://");
	if (phrase_starts(&fold_labels, l) && (linked || fold_digits(s) > 2))
		return true;
	return small_words(s) <= 2 && (linked ||
	    (fold_digits(s) >= 6 && fold_digits(s) * 3 >= s.n) ||
	    (fold_digits(s) >= 9 && l->n_words <= 10));
}

bool
fold_phone(const struct fold_line *l)
{
	return l->n_words <= 12 && phrase_starts(&fold_phones, l) &&
	    phrase_in(&fold_devices, l->words, l->n_bytes);
}

/* None of its words is of the form, or begins answers. */
static bool
is_nobodys(const struct fold *f, const struct fold_line *l)
{
	uint64_t w[FOLD_WORDS];
	size_t i, k, n, at = 0;
	struct str raw = fold_raw(f, l);
	uint64_t small = fold_small(raw);

	n = fold_hashes(l->words, l->n_bytes, w, FOLD_WORDS);
	for (i = 0; i < n; i++) {
		size_t from = at++;

		while (at + 1 < l->n_bytes && l->words[at] != ' ')
			at++;
		if ((small >> i & 1) != 0 || at - from < 4)
			continue;	/* "of", "and" between names */
		fold_texts_with(f, w[i], &k);
		if (k > 0)
			return false;
	}
	return !phrase_in(&fold_plain_words, l->words, l->n_bytes);
}

static bool
opens_quote(struct str s)
{
	return s.n > 3 && (s.p[0] == '"' || memcmp(s.p, "“", 3) == 0);
}

/* As lines of a signature are. */
static bool
is_signing(const struct fold *f, const struct fold_line *l)
{
	struct str s = fold_raw(f, l);

	if (phrase_starts(&fold_postscripts, l))
		return false;
	if (fold_phone(l) || has_contact(f, l))
		return true;
	if (!l->whole || l->n_words > 20)
		return false;
	if (fold_has(s, " | ") || fold_has(s, " • ") ||
	    (opens_quote(s) && l->n_words <= 12))
		return true;
	if (l->n_words > PLAIN_WORDS || l->last == ':' ||
	    (fold_ends(l->last) && l->n_words > 3))
		return false;
	return l->n_words <= 3 || (fold_small(s) & 1) == 0;
}

/* ---- below a closing -------------------------------------------------------------------- */

/* Another paragraph of a signature begins at line i: with a name, or all its lines
 * are like a signature's, and one is a telephone or an address. */
static bool
goes_on(const struct fold *f, size_t i, size_t end)
{
	size_t k, most = i + SIGNED_LINES;

	if (fold_has(fold_raw(f, &f->v[i]), " | ") ||
	    fold_name(fold_raw(f, &f->v[i])))
		return true;
	for (k = i; k < end && k < most && !f->v[k].blank; k++) {
		if (!is_signing(f, &f->v[k]))
			return false;
		if (has_contact(f, &f->v[k]) || fold_phone(&f->v[k]))
			return true;
	}
	return false;
}

/* Behind the lines of a signature that begins at i, before end. */
static size_t
extent(const struct fold *f, size_t i, size_t end)
{
	size_t last = i, lines = 0, k;
	bool gap = true;

	for (k = i; k < end && lines < SIGNED_LINES; k++) {
		const struct fold_line *l = &f->v[k];

		if (l->blank) {
			gap = true;
			continue;
		}
		if (!fold_said(l) || l->hit != HIT_NONE ||
		    !is_signing(f, l) || (gap && k > i && !goes_on(f, k, end)) ||
		    is_closing(f, l))
			break;
		gap = false;
		last = k + 1;
		lines++;
	}
	return last;
}

/* A name below: like a name, or directly below and the last line "ron",
 * "chloe x", "Nina and the boys". */
static bool
is_signed_here(const struct fold *f, size_t i, size_t stop, bool next_line)
{
	const struct fold_line *l = &f->v[i];

	if (has_contact(f, l))
		return true;
	if (fold_name(fold_raw(f, l)))
		return next_line || is_nobodys(f, l);
	if (!next_line || fold_ends(l->last) || stop > i + 1 ||
	    !is_nobodys(f, l))
		return false;
	return l->n_words == 1 || (l->n_words <= 4 && (l->last == 'x' ||
	    l->last == ')' || fold_has(fold_raw(f, l), " and ")));
}

/* In "What matters: Peace", peace closes nothing. */
static bool
may_close(const struct fold_line *l, const struct fold_line *above, bool next_line)
{
	if (above == NULL)
		return true;
	if (above->last == ':')
		return false;
	return !next_line || fold_ends(above->last) || above->kind !=
	    SPAN_SAID || !phrase_is(&fold_weak, l->words, l->n_bytes);
}

/* Line i reads as a closing.  Returns behind what it closes with, or i when it is
 * none after all. */
static size_t
close_at(struct fold *f, size_t i, size_t end, const struct fold_line *above)
{
	size_t next = i + 1 < end ? fold_next(f, i + 1) : end, stop;

	if (next > end)
		next = end;
	if (next == end || !fold_said(&f->v[next]) ||
	    f->v[next].hit != HIT_NONE) {
		/* Right after a question "Thanks" may be the answer. */
		if (above != NULL && is_question(above))
			return i;
		return i + 1;
	}
	if (is_closing(f, &f->v[next]))
		return i + 1;
	stop = extent(f, next, end);
	if (stop > next && is_signed_here(f, next, stop, next == i + 1)) {
		for (; next < stop; next++)
			fold_set(&f->v[next], SPAN_SIGNATURE,
			    "after a closing");
		return stop;
	}
	return next > i + 1 ? i + 1 : i;
}

static void
closings(struct fold *f, size_t from, size_t end)
{
	const struct fold_line *above = NULL;
	size_t i = from;

	while (i < end) {
		struct fold_line *l = &f->v[i];
		size_t stop = i;

		if (fold_said(l) && l->hit == HIT_NONE && is_closing(f, l) &&
		    may_close(l, above, i > from && !f->v[i - 1].blank))
			stop = close_at(f, i, end, above);
		if (stop > i)
			fold_set(l, SPAN_GREETING, "a closing");
		if (!l->blank)
			above = l;
		i = stop > i ? stop : i + 1;
	}
}

/* ---- without a closing ------------------------------------------------------------------ */

/* "-- " and what is below it, when that is short. */
static void
dashes(struct fold *f, size_t from, size_t end)
{
	size_t i, k, lines = 0, bytes = 0;

	for (i = end; i-- > from && lines <= DASH_LINES;) {
		const struct fold_line *l = &f->v[i];
		struct str raw = fold_raw(f, l);

		if (l->blank)
			continue;
		if (!fold_said(l)) {
			if (l->kind != SPAN_DISCLAIMER)
				return;
			continue;
		}
		if (!str_is(raw, "--")) {
			if (l->hit != HIT_NONE)
				return;
			lines++;
			bytes += raw.n;
			continue;
		}
		/* The mark proper has a space behind it. */
		if (bytes > DASH_BYTES || (!(l->stop < l->end &&
		    f->text.p[l->stop] == ' ') &&
		    (lines > PLAIN_DASH_LINES || bytes > lines * SHORT_LINE)))
			return;
		for (k = i; k < end; k++)
			if (fold_said(&f->v[k]))
				fold_set(&f->v[k], SPAN_SIGNATURE,
				    "below “--”");
		return;
	}
}

static void
phones(struct fold *f, size_t from, size_t end)
{
	size_t i;

	for (i = from; i < end; i++)
		if (fold_said(&f->v[i]) && fold_phone(&f->v[i]))
			fold_set(&f->v[i], SPAN_SIGNATURE,
			    "what a mail program adds");
}

/* Something must have been said since the last question: the name of a place may
 * be the whole answer to it. */
static bool
follows_said(const struct fold *f, size_t from, size_t i)
{
	const struct fold_line *l;
	size_t words = 0;
	bool first = true;

	if (i == from || !f->v[i - 1].blank)
		return false;
	while (i-- > from && words < 4) {
		l = &f->v[i];
		if (l->blank)
			continue;
		if (!fold_said(l) || is_question(l))
			return false;
		if (first && !fold_ends(l->last) && l->last != ')' &&
		    l->last != '"' && l->last != 0x201D)
			return false;
		first = false;
		words += l->n_words;
	}
	return words >= 4;
}

/* "Please note that I do not work on Fridays": one line, told by its words. */
static bool
is_signer(const struct fold_line *l)
{
	return l->n_words > 3 && l->n_words <= 12 &&
	    phrase_starts(&fold_signers, l);
}

/* Lines i to end - 1, the last paragraph, are a name or an address. */
static bool
is_name_block(const struct fold *f, size_t i, size_t end, bool below)
{
	const struct fold_line *l = &f->v[i];
	bool contact = false, names = true;
	size_t k;

	if (end - i > 8 || !fold_name(fold_raw(f, l)) || fold_ends(l->last))
		return false;
	for (k = i; k < end; k++) {
		if (f->v[k].hit != HIT_NONE || !is_signing(f, &f->v[k]))
			return false;
		contact = contact || has_contact(f, &f->v[k]);
		names = names && fold_name(fold_raw(f, &f->v[k]));
	}
	if (contact)
		return end - i > 1;
	if (!is_nobodys(f, l))
		return false;
	return names && (l->n_words > 1 || (end - i == 1 && below));
}

/* True: it marked something, and there may be more above. */
static bool
name_block(struct fold *f, size_t from, size_t end)
{
	size_t i, tail = end;
	bool below = end < f->n;

	while (tail > from && !fold_said(&f->v[tail - 1])) {
		enum mail_kind k = f->v[tail - 1].kind;

		if (k == SPAN_SIGNATURE || k == SPAN_DISCLAIMER ||
		    (k == SPAN_QUOTED && !f->v[tail - 1].blank))
			below = true;
		else if (!f->v[tail - 1].blank && k == SPAN_GREETING)
			return false;
		tail--;
	}
	for (i = tail; i > from && fold_said(&f->v[i - 1]); i--)
		;
	if (i == tail || f->v[i].hit != HIT_NONE || (!(tail - i == 1 &&
	    is_signer(&f->v[i])) && (!follows_said(f, from, i) ||
	    !is_name_block(f, i, tail, below))))
		return false;
	for (; i < tail; i++)
		fold_set(&f->v[i], SPAN_SIGNATURE, "a name or an address at "
		    "the end");
	return true;
}

void
fold_part_signed(struct fold *f, size_t from, size_t end)
{
	size_t i = from, n = 0;

	while (i < end && !fold_said(&f->v[i]))
		i++;
	for (; i < end && n < 2 && (f->v[i].blank || (fold_said(&f->v[i]) &&
	    f->v[i].hit == HIT_NONE && is_greeting(f, &f->v[i]))); i++)
		if (!f->v[i].blank) {
			fold_set(&f->v[i], SPAN_GREETING, "a greeting");
			n++;
		}
	phones(f, from, end);
	dashes(f, from, end);
	closings(f, from, end);
	if (name_block(f, from, end))
		(void)name_block(f, from, end);
}
