/* SPDX-License-Identifier: MIT
 *
 * fits.c -- what words of a message are as an answer to a question: without the
 * number, title or words of the question itself, and as a keyer would type them.
 */
#include "survey/mail/fold.h"

enum {
	LOOK = 1024,		/* bytes in which a question's own words stand */
	SHORT = 600,		/* bytes: no longer answer is one to choose */
	PIECES = 64
};

/* One answer to choose, in one language. */
struct label { const char *words, *signs, *code; int number; };
/* What stands before an answer to this question when it is quoted. */
struct marks { const char *title, *name, *question; };
struct fits_field {
	struct label	*labels;
	struct marks	*marks;		/* one a language */
	size_t		 n, cap;
};
/* Words folded last: a part is tried with each question in turn. */
struct once {
	struct str	 text;
	const char	*words;
	size_t		 n;
};
struct mail_fits {
	struct arena	*a;
	struct once	 start, piece;
	const struct mail_forms *forms;
	struct fits_field *v;		/* one a field */
	struct forms_answers tried;
};

static const char *
folded(struct arena *a, struct str s)
{
	struct buf b CLEAN(buf_free) = { 0 };

	fold_words(&b, s);
	return arena_strn(a, buf_text(&b), b.n);
}

static void
fold_once(struct arena *a, struct once *o, struct str text)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (o->words != NULL && o->text.n == text.n && memcmp(o->text.p,
	    text.p, text.n) == 0)
		return;
	fold_words(&b, text);
	o->text = (struct str){ arena_strn(a, text.p, text.n), text.n };
	o->n = b.n;
	o->words = arena_strn(a, buf_text(&b), b.n);
}

/* "<5" and ">5" are not the same, though their words are. */
static void
signs(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] != '\0' && strchr("<>+%=&/", s.p[i]) != NULL)
			buf_put(b, s.p + i, 1);
}

static const char *
signs_of(struct arena *a, struct str s)
{
	struct buf b CLEAN(buf_free) = { 0 };

	signs(&b, s);
	return arena_str(a, buf_text(&b));
}

/* ---- the form, made ready ------------------------------------------------------------ */

/* "Priority 3" of "Priority 3: Health equity"; "" where there is no such name. */
static const char *
title_name(struct arena *a, const char *title)
{
	const char *colon = strchr(title, ':');
	struct str name;

	if (colon == NULL)
		return "";
	name = (struct str){ title, (size_t)(colon - title) };
	return fold_digits(name) > 0 ? folded(a, name) : "";
}

static void
add_labels(struct mail_fits *m, struct fits_field *to,
    const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];
		struct str words = str_of(o->words);

		if (!o->staff)
			*arena_push(m->a, to->labels, to->n, to->cap) =
			    (struct label){ folded(m->a, words),
			    signs_of(m->a, words), arena_printf(m->a, " %d ",
			    o->number), o->number };
	}
}

struct mail_fits *
mail_fits_new(struct arena *a, const struct mail_forms *forms)
{
	struct mail_fits *m = arena_array(a, struct mail_fits, 1);
	const struct forms_form *first = forms->v[0];
	size_t i, k;

	*m = (struct mail_fits){ .a = a, .forms = forms,
	    .v = arena_array(a, struct fits_field, first->n_fields + 1) };
	forms_answers_init(&m->tried, a, first);
	for (k = 0; k < first->n_fields; k++) {
		struct fits_field *to = &m->v[k];

		to->marks = arena_array(a, struct marks, forms->n);
		for (i = 0; i < forms->n; i++) {
			const struct forms_field *f = &forms->v[i]->fields[k];
			const char *title = f->page != NULL ? f->page->title :
			    "";

			to->marks[i] = (struct marks){
			    folded(a, str_of(title)), title_name(a, title),
			    folded(a, str_of(f->words)) };
			add_labels(m, to, f->q);
		}
	}
	return m;
}

/* ---- what stands before an answer ----------------------------------------------------- */

static size_t
words_in(const char *folded_words)
{
	size_t n = 0;

	for (; *folded_words != '\0'; folded_words++)
		n += *folded_words == ' ';
	return n > 0 ? n - 1 : 0;
}

/* How words begin. */
struct start {
	const char	*p;
	struct str	 look;		/* whole characters */
	struct str	 words;		/* of them, folded */
};

static void
start_at(struct mail_fits *m, struct start *s, const char *p)
{
	size_t n = strnlen(p, LOOK + 1);

	if (n > LOOK)
		for (n = LOOK; n > 0 && ((unsigned char)p[n] & 0xC0) == 0x80;
		    n--)
			continue;
	s->p = p;
	s->look = (struct str){ p, n };
	fold_once(m->a, &m->start, s->look);
	s->words = (struct str){ m->start.words, m->start.n };
}

/* Behind signs that end a number, a title or a question. */
static const char *
behind(const char *p)
{
	for (;;)
		if (*p != '\0' && strchr(" \t\n:.)]?!*", *p) != NULL)
			p++;
		else if (*p == '-' && p[1] == ' ')
			p++;
		else if (strncmp(p, "–", 3) == 0 || strncmp(p, "—", 3) == 0)
			p += 3;
		else
			return p;
}

/* Goes behind these folded words, if it begins with them and more follows.  ended:
 * a sign must follow. */
static bool
past(struct mail_fits *m, struct start *s, const char *mark, bool ended)
{
	size_t n = strlen(mark), words = words_in(mark);
	const char *to;

	if (words == 0 || s->words.n < n || memcmp(s->words.p, mark, n) != 0)
		return false;
	to = s->p + fold_past(s->look, words);
	if (ended) {
		while (*to == ' ' || *to == '\t')
			to++;
		if (behind(to) == to && *to != '\0')
			return false;
	}
	to = behind(to);
	if (*to == '\0')
		return false;
	start_at(m, s, to);
	return true;
}

static size_t
digits(const char *p)
{
	return strspn(p, "0123456789");
}

/* "1. beds" and "2. nurses" below it are points of the sender's own. */
static bool
counts_on(const char *p)
{
	while ((p = strchr(p, '\n')) != NULL) {
		p += strspn(p, "\n\t ");
		if (digits(p) > 0 && strchr(".):", p[digits(p)]) != NULL &&
		    p[digits(p)] != '\0')
			return true;
	}
	return false;
}

/* How many words "6", "Q6" and "Question 6" of this question are, with which it
 * begins; 0: it does not. */
static size_t
number_words(const struct start *s, const struct forms_field *f, bool *named)
{
	const char *words = s->words.p;
	size_t n, i, at, count = 1;

	if (f->number == NULL || *f->number == '\0')
		return 0;
	n = strlen(f->number);
	at = phrase_at(&fold_question, words, s->words.n, 0);
	*named = at > 0;
	for (i = 1; i <= at; i++)
		count += words[i] == ' ';
	at++;
	if (!*named && at < s->words.n && words[at] == 'q') {
		at++;
		*named = true;
	}
	return at + n < s->words.n && strncmp(words + at, f->number, n) == 0 &&
	    words[at + n] == ' ' ? count : 0;
}

/* Not of "6-8 weeks", "6.5" and "6 beds". */
static void
past_number(struct mail_fits *m, struct start *s, const struct forms_field *f)
{
	bool named;
	size_t n = number_words(s, f, &named);
	const char *end, *to;

	if (n == 0)
		return;
	end = s->p + fold_past(s->look, n);
	for (to = end; *to == ' ' || *to == '\t'; to++)
		continue;
	if (digits(to + (*to != '\0')) > 0 || (to == end && *to == '-') ||
	    behind(to) == to || (!named && counts_on(s->p)))
		return;
	to = behind(to);
	if (*to != '\0')
		start_at(m, s, to);
}

const char *
mail_fits_words(struct mail_fits *m, const struct forms_field *f,
    const char *words)
{
	struct start s;
	const struct marks *marks = m->v[f->index].marks;
	size_t i, n = m->forms->n;

	start_at(m, &s, words);
	for (i = 0; i < n; i++)
		if (past(m, &s, marks[i].title, false) || past(m, &s,
		    marks[i].name, true))
			break;
	past_number(m, &s, f);
	for (i = 0; i < n; i++)
		if (words_in(marks[i].question) >= 4 && past(m, &s,
		    marks[i].question, false))
			break;
	return s.p;
}

/* ---- answers to choose ------------------------------------------------------------------ */

static struct str
trim(struct str s)
{
	while (s.n > 0 && strchr(" \t\n", *s.p) != NULL) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && strchr(" \t\n", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

/* Without what marks a point of a list. */
static struct str
unlisted(struct str s)
{
	s = trim(s);
	if (s.n > 2 && strchr("-*", *s.p) != NULL && s.p[1] == ' ')
		s = (struct str){ s.p + 2, s.n - 2 };
	else if (s.n > 3 && memcmp(s.p, "•", 3) == 0)
		s = (struct str){ s.p + 3, s.n - 3 };
	return trim(s);
}

static bool
is_label(const struct label *l, const char *words, const char *these)
{
	size_t n = strlen(l->code);

	if (strcmp(words, l->code) == 0)
		return *these == '\0';
	return *l->words != '\0' && strcmp(these, l->signs) == 0 &&
	    (strcmp(words, l->words) == 0 || (strncmp(words, l->code, n) == 0 &&
	    strcmp(words + n, l->words + 1) == 0));
}

/* The number of the one answer that these words are; 0: none, or more than one.
 * "3", "Rutland", "3. Rutland". */
static int
code_of(struct mail_fits *m, const struct forms_field *f,
    struct str piece)
{
	const struct fits_field *of = &m->v[f->index];
	struct buf these CLEAN(buf_free) = { 0 };
	struct str s = unlisted(piece);
	int found = 0;
	size_t i;

	fold_once(m->a, &m->piece, s);
	signs(&these, s);
	for (i = 0; i < of->n && m->piece.n > 0; i++) {
		const struct label *l = &of->labels[i];

		if (!is_label(l, m->piece.words, buf_text(&these)))
			continue;
		if (found != 0 && found != l->number)
			return 0;
		found = l->number;
	}
	return found;
}

/* Where the text may be cut: behind lines, commas and semicolons.  Returns how
 * many pieces; more than PIECES: too many. */
static size_t
cut(const char *words, const char *ends[PIECES + 1])
{
	size_t n = 0;
	const char *p;

	for (p = words; *p != '\0'; p++)
		if (strchr("\n,;", *p) != NULL) {
			if (n == PIECES)
				return PIECES + 1;
			ends[n++] = p;
		}
	ends[n] = p;
	return n + 1;
}

/* Each piece is an answer; one whose label has a comma is found before what is
 * shorter. */
static const char *
typed_many(struct mail_fits *m, const struct forms_field *f, const char *words)
{
	const char *ends[PIECES + 1], *from = words, *typed = "";
	size_t n = cut(words, ends), i = 0, k;
	int code = 0;

	if (n > PIECES)
		return NULL;
	while (i < n) {
		for (k = n; k > i; k--)
			if ((code = code_of(m, f, (struct str){ from,
			    (size_t)(ends[k - 1] - from) })) != 0)
				break;
		if (k == i) {
			if (trim((struct str){ from, (size_t)(ends[i] -
			    from) }).n > 0)
				return NULL;
			k = i + 1;	/* nothing between two commas */
		} else
			typed = arena_printf(m->a, "%s%s%d", typed,
			    *typed != '\0' ? " " : "", code);
		from = ends[k - 1] + (*ends[k - 1] != '\0');
		i = k;
	}
	return typed;
}

/* A value: a district, a number, a day, a name. */
static const char *
typed_value(struct mail_fits *m, const struct forms_field *f,
    const char *words)
{
	struct str s = trim(str_of(words));
	int reason = code_of(m, f, s);

	/* "3" is a number, and no code beside the box */
	if (reason != 0 && fold_digits(s) == 0)
		return arena_printf(m->a, "/%d", reason);
	if (s.n == 0 || memchr(s.p, '\n', s.n) != NULL || strchr("-*/", *s.p)
	    != NULL)
		return NULL;
	if (f->q->type != FORMS_LINE && s.p[s.n - 1] == '.')
		s.n--;
	return arena_strn(m->a, s.p, s.n);
}

const char *
mail_fits_typed(struct mail_fits *m, const struct forms_field *f,
    const char *words)
{
	struct forms_problem p;
	const char *typed = NULL;
	int code;

	if (strlen(words) > SHORT)
		return NULL;
	words = mail_fits_words(m, f, words);
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		code = code_of(m, f, str_of(words));
		if (code != 0)
			typed = arena_printf(m->a, "%d", code);
		break;
	case FORMS_MANY:
		typed = typed_many(m, f, words);
		break;
	case FORMS_LINE:
	case FORMS_NUMBER:
	case FORMS_POSTCODE:
	case FORMS_DATE:
		typed = typed_value(m, f, words);
		break;
	case FORMS_RANK:
	case FORMS_SHARE:
	case FORMS_FILE:
	case FORMS_TEXT:
		break;
	}
	return typed != NULL && *typed != '\0' && forms_keyed(&m->tried, f,
	    typed, NULL, &p) ? typed : NULL;
}
