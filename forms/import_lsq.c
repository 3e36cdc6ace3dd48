/* SPDX-License-Identifier: MIT
 *
 * import_lsq.c -- one question of LimeSurvey, by the letter of its type.
 */
#include "forms/import_lss.h"

#include <stdlib.h>

/* ---- lists ------------------------------------------------------------- */

static struct import_list *
fixed(struct ls *s, const char *key, const char *const (*v)[2], size_t n)
{
	struct import_list *l = import_list(s->im, key, true);
	struct import_option *o;
	size_t i;

	if (l->n > 0)
		return l;
	for (i = 0; i < n; i++)
		import_option(s->im, l, v[i][0], v[i][1], NULL);
	import_number(s->im, l);
	for (o = l->first; o != NULL; o = o->next)
		if (o->code[0] > '9')	/* Y says less than yes */
			o->name = import_name_like(s->im->a, o->words, 30);
	return l;
}

static struct import_list *
known_list(struct ls *s, char type)
{
	static const char *const yes_no[][2] = { { "Y", "Yes" },
	    { "N", "No" } };
	static const char *const gender[][2] = { { "F", "Female" },
	    { "M", "Male" } };
	static const char *const unsure[][2] = { { "Y", "Yes" },
	    { "U", "Uncertain" }, { "N", "No" } };
	static const char *const change[][2] = { { "I", "Increase" },
	    { "S", "Same" }, { "D", "Decrease" } };
	static const char *const ten[][2] = { { "1", "1" }, { "2", "2" },
	    { "3", "3" }, { "4", "4" }, { "5", "5" }, { "6", "6" },
	    { "7", "7" }, { "8", "8" }, { "9", "9" }, { "10", "10" } };

	switch (type) {
	case 'Y':
		return fixed(s, "yes or no", yes_no, 2);
	case 'G':
		return fixed(s, "gender", gender, 2);
	case 'C':
		return fixed(s, "yes-uncertain-no", unsure, 3);
	case 'E':
		return fixed(s, "increase-same-decrease", change, 3);
	case 'A':
		return fixed(s, "five-points", ten, 5);
	default:
		return fixed(s, "ten-points", ten, 10);
	}
}

static void
add_other(struct ls *s, const struct ls_question *q, struct import_list *l)
{
	const char *words = import_line_of(s->im, ls_attribute(s, q,
	    "other_replace_text"));
	struct import_option *o;

	if (strcmp(ls_get(s, q->row, "other"), "Y") != 0)
		return;
	o = import_option(s->im, l, "-oth-", words[0] ? words : "Other",
	    q->where);
	o->write_in = true;
}

/* The answers of a question. */
static struct import_list *
answers(struct ls *s, const struct ls_question *q)
{
	struct import_list *l = import_list(s->im, arena_printf(s->im->a,
	    "question %s", q->qid), true);
	struct import_option *o;
	const char *words, *code;
	size_t i;

	for (i = 0; i < s->answers.n; i++) {
		struct ls_row r = s->answers.v[i];

		if (strcmp(r.key, q->qid) != 0 ||
		    atol(ls_get(s, r, "scale_id")) != 0)
			continue;
		code = ls_get(s, r, "code");
		words = import_line_of(s->im, ls_words(s, r, &s->answer_words,
		    "aid", "answer"));
		o = import_option(s->im, l, code, words[0] ? words : code,
		    arena_printf(s->im->a, "%s, answer %s", q->where,
		    import_line_of(s->im, code)));
		o->has_score = s->scores;
		o->score = atoi(ls_get(s, r, "assessment_value"));
		if (o->score > 999999 || o->score < -999999)
			o->score = 0;
	}
	return l;
}

/* The subquestions as parts, and as a list of answers. */
static void
parts(struct ls *s, struct ls_question *q)
{
	struct ls_part *p;
	size_t i;

	for (i = 0; i < s->subquestions.n; i++) {
		struct ls_row r = s->subquestions.v[i];

		if (strcmp(r.key, q->qid) != 0)
			continue;
		p = *q->tail = arena_new(s->im->a, struct ls_part);
		q->tail = &p->next;
		p->code = ls_get(s, r, "title");
		p->words = ls_words(s, r, &s->question_words, "qid",
		    "question");
		if (import_line_of(s->im, p->words)[0] == '\0')
			p->words = p->code;
		p->name = "";
		p->relevance = ls_get(s, r, "relevance");
	}
}

static struct import_list *
ticks(struct ls *s, const struct ls_question *q)
{
	struct import_list *l = import_list(s->im, arena_printf(s->im->a,
	    "question %s", q->qid), true);
	const char *alone = ls_attribute(s, q, "exclude_all_others");
	const struct ls_part *p;
	struct import_option *o;
	const char *at;

	for (p = q->parts; p != NULL; p = p->next) {
		o = import_option(s->im, l, p->code, import_line_of(s->im,
		    p->words), q->where);
		at = strstr(alone, p->code);
		o->exclusive |= at != NULL && p->code[0] != '\0' &&
		    (at == alone || at[-1] == ';' || at[-1] == ' ') &&
		    strchr("; ", at[strlen(p->code)]) != NULL;
	}
	return l;
}

static bool
same(const struct import_list *x, const struct import_list *y)
{
	const struct import_option *a = x->first, *b = y->first;

	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		if (strcmp(a->code, b->code) != 0 ||
		    strcmp(a->words, b->words) != 0)
			return false;
	return a == NULL && b == NULL;
}

/* The scale of a grid; one that is there already when it is the same. */
static struct import_list *
scale(struct ls *s, const struct ls_question *q, struct import_list *mine)
{
	struct import_list *l;

	for (l = s->im->lists; l != NULL; l = l->next)
		if (l->name != NULL && l != mine && same(l, mine))
			return l;
	if (mine->name == NULL)
		mine->name = import_name_new(s->im, strchr("FH", q->type) ?
		    arena_printf(s->im->a, "%s-scale", q->code) : mine->code,
		    NULL);
	return mine;
}

/* ---- names ------------------------------------------------------------- */

static bool
part_called(const struct ls_question *q, const struct ls_part *before,
    const char *name)
{
	const struct ls_part *p;

	for (p = q->parts; p != before; p = p->next)
		if (strcmp(p->name, name) == 0)
			return true;
	return false;
}

static void
know_parts(struct ls *s, struct ls_question *q, enum import_type type,
    bool grid)
{
	struct arena *a = s->im->a;
	struct ls_part *p;
	const char *full;
	int n;

	for (p = q->parts; p != NULL; p = p->next) {
		const char *base = import_code_name(a, p->code,
		    import_line_of(s->im, p->words));

		full = base;
		for (n = 2; part_called(q, p, full); n++)
			full = arena_printf(a, "%s-%d", base, n);
		p->name = full;
		full = grid ? arena_printf(a, "%s[%s]", q->name, p->name) :
		    arena_printf(a, "%s-%s", q->name, p->name);
		if (!grid)
			p->name = full = import_name_new(s->im, full, NULL);
		import_know(s->im, arena_printf(a, "%s_%s", q->code, p->code),
		    full, type, q->list);
	}
}

static void
know_ticks(struct ls *s, struct ls_question *q)
{
	const struct import_option *o;
	struct import_name *k;

	import_know(s->im, q->code, q->name, IMPORT_MANY, q->list);
	for (o = q->list->first; o != NULL; o = o->next) {
		k = import_know(s->im, arena_printf(s->im->a, "%s_%s", q->code,
		    strcmp(o->code, "-oth-") == 0 ? "other" : o->code),
		    q->name, IMPORT_MANY, q->list);
		k->option = o;
	}
}

static const char *
why_lost(char type)
{
	switch (type) {
	case '1':
		return "a table with two scales side by side";
	case ':':
		return "a table of numbers";
	case ';':
		return "a table of texts";
	case 'I':
		return "a question about the language; the page asks it";
	default:
		return "questions of this type";
	}
}

static bool
knows_list(struct ls *s, struct ls_question *q)
{
	switch (q->type) {
	case 'L':
	case '!':
	case 'O':
	case 'R':
		q->list = answers(s, q);
		if (q->type != 'R')
			add_other(s, q, q->list);
		break;
	case 'M':
	case 'P':
	case 'K':
		parts(s, q);
		if (q->type == 'K' && atoi(ls_attribute(s, q,
		    "equals_num_value")) <= 0)
			return true;
		q->list = ticks(s, q);
		if (q->type != 'K')
			add_other(s, q, q->list);
		break;
	case 'F':
	case 'H':
		parts(s, q);
		q->list = answers(s, q);
		break;
	case 'A':
	case 'B':
	case 'C':
	case 'E':
		parts(s, q);
		/* FALLTHROUGH */
	case 'Y':
	case 'G':
		q->list = known_list(s, q->type);
		return true;
	case 'Q':
		parts(s, q);
		return true;
	default:
		return true;
	}
	if (q->list->n == 0)
		return false;
	import_number(s->im, q->list);
	return true;
}

static void
know_typed(struct ls *s, struct ls_question *q)
{
	enum import_type type = q->type == 'N' || q->type == '5' ?
	    IMPORT_NUMBER : q->type == 'D' ? IMPORT_DATE : q->type == '*' ?
	    IMPORT_VALUE : q->type == 'X' ? IMPORT_LOST : IMPORT_WORDS;

	import_know(s->im, q->code, q->name, type, NULL);
}

void
ls_know(struct ls *s, struct ls_question *q)
{
	bool hidden = strcmp(ls_attribute(s, q, "hidden"), "1") == 0 &&
	    q->type != '*';
	bool listed = knows_list(s, q);

	if (q->type == '\0' || hidden || !listed ||
	    strchr("L!OMPFHABCENKQRDSTUY5GX*|", q->type) == NULL) {
		import_lost(s->im, q->where, "%s", hidden ?
		    "a question that nobody is shown" : !listed ?
		    "a question without answers" : why_lost(q->type));
		import_know(s->im, q->code, "", IMPORT_LOST, NULL);
		q->type = '\0';
		return;
	}
	q->name = import_name_new(s->im, q->code, q->where);
	if (strchr("FHABCE", q->type) != NULL) {
		q->list = scale(s, q, q->list);
		know_parts(s, q, IMPORT_ONE, true);
	} else if (q->type == 'M' || q->type == 'P') {
		know_ticks(s, q);
	} else if (q->type == 'Q' || (q->type == 'K' && q->list == NULL)) {
		know_parts(s, q, q->type == 'K' ? IMPORT_NUMBER :
		    IMPORT_WORDS, false);
	} else if (q->list != NULL) {
		import_know(s->im, q->code, q->name, q->type == 'R' ?
		    IMPORT_RANK : q->type == 'K' ? IMPORT_SHARE : IMPORT_ONE,
		    q->list);
	} else {
		know_typed(s, q);
	}
}
