/* SPDX-License-Identifier: MIT
 *
 * fold_number.c -- numbers of questions before answers: "Question 4", "Q4:", "4)".
 */
#include "survey/mail/fold.h"

/* What stands behind the number: *alone, nothing; true when it is a sign that
 * ends a number, and not that of a time or an amount. */
static bool
closes(struct str s, bool *alone)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '*' || s.p[i] == '\t'))
		i++;
	*alone = i == s.n;
	if (*alone)
		return false;
	if (memchr(".):]-", s.p[i], 5) != NULL) {
		if (s.p[i] == '-' && i == 0)
			return false;	/* "4-6 weeks" */
		return i + 1 == s.n || s.p[i + 1] < '0' || s.p[i + 1] > '9';
	}
	return i > 0 && s.n - i >= 3 && (memcmp(s.p + i, "–", 3) == 0 ||
	    memcmp(s.p + i, "—", 3) == 0);
}

/* The field with the number that the word is: "4", "4a". */
static const struct forms_field *
by_number(const struct fold *f, const char *word, size_t n)
{
	const struct forms_field **v;
	size_t i, value = 0;

	for (i = 0; i < n && i < 5 && word[i] >= '0' && word[i] <= '9'; i++)
		value = value * 10 + (size_t)(word[i] - '0');
	if (i == 0 || n - i > 1 || value >= f->f.n_numbered)
		return NULL;
	for (v = f->f.numbered[value]; *v != NULL; v++)
		if (str_is((struct str){ word, n }, (*v)->number))
			return *v;
	return NULL;
}

bool
fold_number(const struct fold *f, const struct fold_line *l,
    struct fold_number *out)
{
	struct str raw = fold_raw(f, l);
	size_t at, n, past;
	bool joined, ends;

	*out = (struct fold_number){ 0 };
	if (f->f.n_forms == 0 || l->n_words == 0)
		return false;
	at = phrase_at(&fold_question, l->words, l->n_bytes, 0);
	out->named = at > 0;
	for (n = 1; n <= at; n++)
		out->words += l->words[n] == ' ';
	at++;
	joined = at < l->n_bytes && !out->named && l->words[at] == 'q';
	at += joined;
	for (n = 0; at + n < l->n_bytes && l->words[at + n] != ' '; n++)
		;
	if (n == 0 || l->words[at] < '0' || l->words[at] > '9')
		return false;
	out->words++;
	out->named = out->named || joined;
	past = fold_past(raw, out->words);
	ends = closes((struct str){ raw.p + past, raw.n - past }, &out->alone);
	out->alone = out->alone || out->words == l->n_words;
	if (!ends && !joined && !(out->named && out->alone))
		return false;
	out->field = by_number(f, l->words + at, n);
	return true;
}

/* Numbers that only count points ("1. 2. 3.") are no numbers of questions.  These
 * are, when each is one of the form's, they go up all through the message with
 * those that stand before questions quoted, and do not just count from 1. */
bool
fold_numbers_fit(const struct fold *f, const char **why)
{
	const struct forms_field *last = NULL;
	size_t i, n = 0, bare = 0;
	bool counts = true;

	*why = "";
	for (i = 0; i < f->n; i++) {
		const struct fold_line *l = &f->v[i];

		if ((l->hit == HIT_ASKED || l->hit == HIT_ON_LINE) &&
		    l->hit_first && l->field == NULL)
			return false;	/* questions without numbers */
		if (l->hit == HIT_BARE && l->kind != SPAN_SAID)
			continue;
		if (l->hit != HIT_BARE && l->field == NULL)
			continue;
		if (l->field == NULL || (last != NULL && l->field->index <=
		    last->index))
			return false;
		counts = counts && l->field->index == n;
		last = l->field;
		n++;
		bare += l->hit == HIT_BARE;
	}
	if (bare == 0 || n < 2 || (counts && n < f->f.forms[0]->n_fields))
		return false;
	*why = arena_printf(f->a, "the %zu numbers in this message are all "
	    "numbers of questions, in their order", n);
	return true;
}
