/* SPDX-License-Identifier: MIT
 *
 * plain.c -- is the English plain?  Long sentences, words with a plainer one
 * beside them, capitals, abbreviations that nobody explains, and pages that
 * need too many years at school.
 *
 * Names are not the author's to change: what stands in a title (of the
 * consultation, of an entry of the codebook, of a document) counts as easy.
 */
#include "forms/plain.h"
#include "locales/locales.h"

#include <stdlib.h>

enum {
	SENTENCE = 25,		/* words; GOV.UK: "Do not use sentences over 25
				   words long" */
	EASY = 15,		/* words, in Easy Read */
	SERIES = 40,		/* where commas part it as if it were a list */
	PIECES = 4,
	PAGE_LEAST = 100,	/* words; the formula is for passages of 100 */
	AGE_MOST = 14,		/* years; the NHS service manual aims at 9 to
				   11, but names and terms add to it */
	ABBREVIATIONS = 50,	/* that are looked for; more is another fault */
};

struct count { size_t words, sentences, syllables; };

struct plain {
	struct build	*b;
	struct plain_text text;
	struct str	*titles;	/* words of names of things, sorted */
	size_t		 n_titles, cap_titles;
	struct buf	 all;		/* everything, with its capitals */
	struct str	 seen[ABBREVIATIONS];
	const struct line *seen_at[ABBREVIATIONS];
	size_t		 n_seen;
	struct count	 page;
};

bool
plain_own(const struct build *b, const struct scope *s)
{
	const struct line *l = s->text.top.first;
	const char *name;
	int version;

	if (s->built_in || strncmp(b->f->languages[0], "en", 2) != 0)
		return false;
	if (s == b->form || s->include == NULL || l == NULL ||
	    (l = l->next) == NULL || l->n < 4)
		return s == b->form;
	name = arena_strn(b->c.a, l->toks[1].text.p, l->toks[1].text.n);
	return !lang_int(l->toks[3].text, &version) ||
	    forms_module(name, version) == NULL;
}

/* Does people's reading meet the words of this line? */
static bool
seen_by_people(const struct line *l)
{
	return l->words != NULL && (l->kind == L_TEXT || l->kind == L_HEADING ||
	    l->kind == L_QUESTION || l->kind == L_HINT || l->kind == L_HELP ||
	    l->kind == L_OPTION || l->kind == L_PURPOSE || l->kind == L_PAGE ||
	    l->kind == L_SECTION || l->kind == L_GRID || l->kind == L_ROW ||
	    l->kind == L_WORDS || l->kind == L_MUST || l->kind == L_QUERY);
}

/* ---- sentences ----------------------------------------------------------- */

static int
by_letters(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	int d = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	return d != 0 ? d : (x->n > y->n) - (x->n < y->n);
}

static size_t
syllables(const struct plain *p, struct str low)
{
	size_t n = plain_syllables(low);

	return n > 2 && p->n_titles > 0 && bsearch(&low, p->titles,
	    p->n_titles, sizeof(low), by_letters) != NULL ? 1 : n;
}

/* Stars and links stand between the words in the file: as many of the first
 * four as are found there point to the place. */
static struct forms_span
sentence_at(const struct plain *p, const struct line *l, size_t from)
{
	struct forms_span at = l->words_at;
	struct str one, start = { p->text.raw.p + from, 0 };
	size_t i = from, k;

	for (k = 0; k < 4 && plain_next(&p->text.raw, &i, &one) &&
	    plain_is_word(one); k++) {
		struct forms_span found;

		start.n = i - from - 1;
		found = plain_at(l, start);
		if (k > 0 && found.start == l->words_at.start)
			break;
		at = found;
	}
	return at;
}

static void
long_sentence(struct plain *p, const struct line *l, size_t from, size_t words,
    size_t commas)
{
	if (locale_easy(p->b->f->languages[0])) {
		if (words > EASY)
			doubt(&p->b->c, "W735", sentence_at(p, l, from),
			    "make two sentences of it", "a sentence of %zu "
			    "words; Easy Read has %d at most", words, EASY);
		return;
	}
	if (words <= SENTENCE || (commas + 1 >= PIECES && words <= SERIES))
		return;
	doubt(&p->b->c, "W740", sentence_at(p, l, from), "make two of it",
	    "this sentence has %zu words, and %d are as many as most people "
	    "take in at once", words, SENTENCE);
}

/* Sentences of one text; a text without a full stop is one. */
static void
sentences(struct plain *p, const struct line *l)
{
	size_t i = 0, from = 1, words = 0, commas = 0;
	struct str one;

	while (plain_next(&p->text.low, &i, &one)) {
		if (plain_is_word(one) || one.p[0] == '{') {
			words++;
			p->page.words++;
			p->page.syllables += one.p[0] == '{' ? 1 :
			    syllables(p, one);
		}
		commas += one.p[0] == ',';
		if (!plain_ends(&p->text, i, one) && i < p->text.low.n)
			continue;
		long_sentence(p, l, from, words, commas);
		p->page.sentences += words > 0;
		from = i;
		words = commas = 0;
	}
}

/* The Flesch-Kincaid grade: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and
 * B. S. Chissom, "Derivation of new readability formulas for Navy enlisted
 * personnel", Research Branch Report 8-75, 1975.  Children in the first grade
 * are five or six. */
static void
reading_age(struct plain *p, const struct line *page)
{
	const struct count *c = &p->page;
	double words = (double)c->words, age;

	if (c->words < PAGE_LEAST || page->n < 2)
		return;
	age = 0.39 * words / (double)c->sentences +
	    11.8 * (double)c->syllables / words - 15.59 + 5;
	if (age > AGE_MOST + 1)
		doubt(&p->b->c, "W741", page->toks[1].at, "shorter sentences "
		    "and shorter words help most", "the words on this page "
		    "need a reading age of %d or more; most people can follow "
		    "up to "
		    "%d", age < 21 ? (int)age : 21, AGE_MOST);
}

/* ---- words --------------------------------------------------------------- */

/* A run of up to six words is looked up from its first on. */
static void
hard_words(struct plain *p, const struct line *l)
{
	const struct buf *low = &p->text.low;
	size_t i = 0, j, k, from;
	struct str one, run;
	const char *plain;

	while (from = i ? i : 1, plain_next(low, &i, &one)) {
		run = one;
		for (j = i, k = 0; k < 6; k++) {
			plain = plain_is_word(one) ? plain_instead(run) : NULL;
			if (plain != NULL) {
				doubt(&p->b->c, "W742", plain_at(l, run),
				    arena_printf(p->b->c.a, "write \"%s\"",
				    plain), "there is a plainer word for "
				    "\"%.*s\"", STRF(run));
				i = j;
				break;
			}
			if ((k == 0 && !plain_begins(run)) ||
			    !plain_is_word(one) || !plain_next(low, &j, &one))
				break;
			run.n = j - 1 - from;
		}
	}
}

static bool
capitals(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			n++;
		else if (s.p[i] != '&' && s.p[i] != '-')
			return false;
	}
	return n >= 2;
}

static bool
stressed(struct str s)
{
	static const char *const small[] = { "NOT", "ALL", "ANY", "ONE", "ONLY",
	    "MUST", "AND", "OR", "NO", "YES", "EACH", "EVERY", "NEVER", "BOTH",
	    "TWO", "THREE", "YOU", "YOUR", "THE", "IF", "DO", "IS" };
	size_t i;

	for (i = 0; i < LEN(small); i++)
		if (str_is(s, small[i]))
			return true;
	return s.n > 5 && !plain_known(s);
}

static void
abbreviation(struct plain *p, const struct line *l, struct str s)
{
	size_t i;

	if (s.n > 5 || plain_known(s) || p->n_seen == ABBREVIATIONS)
		return;
	for (i = 0; i < p->n_seen; i++)
		if (str_eq(p->seen[i], s))
			return;
	p->seen_at[p->n_seen] = l;
	p->seen[p->n_seen++] = str_of(arena_strn(p->b->c.a, s.p, s.n));
}

/* A run of capitals is shouting; one short word of them is an abbreviation. */
static void
in_capitals(struct plain *p, const struct line *l)
{
	size_t i = 0, from = 1, run = 0;
	struct str one = { "", 0 }, all = { "", 0 };
	bool more, loud = false;

	do {
		more = plain_next(&p->text.raw, &i, &one);
		if (more && capitals(one)) {
			from = run++ ? from : i - one.n - 1;
			loud |= stressed(one);
			all = (struct str){ p->text.raw.p + from,
			    i - 1 - from };
			continue;
		}
		if (run > 2 || loud)
			doubt(&p->b->c, "W743", plain_at(l, all),
			    "write small letters; **two stars** make words "
			    "stand out in a text or a hint",
			    "words in capitals are hard to read");
		else if (run == 1)
			abbreviation(p, l, all);
		run = 0;
		loud = false;
	} while (more);
}

/* ---- abbreviations ------------------------------------------------------- */

/* Do words that follow each other start with these letters?  Small words
 * between them may be left out. */
static bool
initials(const struct buf *all, struct str letters)
{
	size_t i = 0, k, next, skipped;
	struct str one;

	while (plain_next(all, &i, &one)) {
		if ((one.p[0] & ~0x20) != letters.p[0] || one.n < 2)
			continue;
		skipped = 0;
		for (k = 1, next = i; k < letters.n &&
		    plain_next(all, &next, &one) && plain_is_word(one);)
			if ((one.p[0] & ~0x20) == letters.p[k] && one.n > 1 &&
			    !str_eq(one, letters))
				k++;
			else if (one.n > 3 || ++skipped > 2)
				break;
		if (k == letters.n)
			return true;
	}
	return false;
}

static void
unexplained(struct plain *p)
{
	size_t i;

	buf_lit(&p->all, " ");
	for (i = 0; i < p->n_seen; i++)
		if (strstr(buf_text(&p->all), arena_printf(p->b->c.a,
		    " ( %s ) ", p->seen[i].p)) == NULL &&
		    strstr(buf_text(&p->all), arena_printf(p->b->c.a,
		    " %s ( ", p->seen[i].p)) == NULL &&
		    !initials(&p->all, p->seen[i]))
			doubt(&p->b->c, "W744", plain_at(p->seen_at[i],
			    p->seen[i]), "write it out where it first comes, "
			    "and the letters in brackets after it",
			    "nothing says what %s stands for", p->seen[i].p);
}

/* ---- the walk ------------------------------------------------------------ */

static void
lines(struct plain *p, const struct line *l)
{
	for (l = l->first; l != NULL; l = l->next) {
		if (l->kind == L_PAGE)
			p->page = (struct count){ 0 };
		if (seen_by_people(l)) {
			plain_read(&p->text, l->words);
			buf_put(&p->all, p->text.raw.p, p->text.raw.n);
			if (l->kind == L_OPTION || l->kind == L_PAGE ||
			    l->kind == L_SECTION || l->kind == L_HEADING ||
			    l->kind == L_ROW)
				;	/* not made of sentences */
			else
				sentences(p, l);
			hard_words(p, l);
			in_capitals(p, l);
			wording_routes(p->b, l, &p->text);
		}
		lines(p, l);
		if (l->kind == L_PAGE)
			reading_age(p, l);
	}
}

static void
titles(struct plain *p)
{
	const struct forms_form *f = p->b->f;
	const struct forms_entity *e;
	struct plain_text t = { 0 };
	struct str one;
	size_t i;

	plain_add(&t, f->title);
	plain_add(&t, f->owner);
	for (i = 0; i < f->n_documents; i++)
		plain_add(&t, f->documents[i].words);
	for (e = f->entities; e != NULL; e = e->next)
		plain_add(&t, e->title);
	buf_put(&p->all, t.raw.p, t.raw.n);
	for (i = 0; plain_next(&t.low, &i, &one);)
		*arena_push(p->b->c.a, p->titles, p->n_titles, p->cap_titles) =
		    str_of(arena_strn(p->b->c.a, one.p, one.n));
	if (p->n_titles > 1)
		qsort(p->titles, p->n_titles, sizeof(*p->titles), by_letters);
	plain_free(&t);
}

void
plain_check(struct build *b)
{
	struct plain p = { .b = b };
	const struct scope *s;

	titles(&p);
	for (s = b->scopes; s != NULL; s = s->next)
		if (plain_own(b, s))
			lines(&p, &s->text.top);
	unexplained(&p);
	plain_free(&p.text);
	buf_free(&p.all);
}
