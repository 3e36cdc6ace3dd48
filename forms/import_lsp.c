/* SPDX-License-Identifier: MIT
 *
 * import_lsp.c -- writing one question of LimeSurvey, and its settings.
 */
#include "forms/import_lss.h"

#include <stdlib.h>

static const char *
setting(const struct ls *s, const struct ls_question *q, const char *name)
{
	return ls_attribute(s, q, name);
}

static int
number(const struct ls *s, const struct ls_question *q, const char *name)
{
	const char *v = setting(s, q, name);
	int n = atoi(v);

	return v[0] != '\0' && v[strspn(v, "0123456789")] == '\0' && n > 0 &&
	    n < 1000000 ? n : 0;
}

/* ---- what stands below ------------------------------------------------- */

void
ls_show(struct ls *s, const char *relevance, const char *where, size_t depth)
{
	const char *why, *c;

	c = import_condition(s->im, relevance, &why);
	if (c == NULL)
		import_lost(s->im, where, "the condition %.200s (%s)",
		    import_line_of(s->im, relevance), why);
	else if (c[0] != '\0')
		import_put(s->im, depth, where, "show if %s", c)->spare =
		    true;
}

static void
below(struct ls *s, const struct ls_question *q, size_t depth)
{
	const char *must = ls_get(s, q->row, "mandatory");
	const char *help = ls_words(s, q->row, &s->question_words, "qid",
	    "help"), *plain;
	int limit = number(s, q, "maximum_chars");
	bool pipes;

	if (import_clean(s->im, help, true, &pipes, &plain)[0] != '\0')
		import_words(s->im, depth, q->where, "hint", help, true);
	ls_show(s, ls_get(s, q->row, "relevance"), q->where, depth);
	if (must[0] == 'Y')
		import_put(s->im, depth, q->where, "required")->spare = true;
	else if (must[0] == 'S')
		import_lost(s->im, q->where, "people are asked once more when "
		    "they leave it out");
	if (ls_get(s, q->row, "preg")[0] != '\0')
		import_lost(s->im, q->where, "a pattern that answers must "
		    "have");
	if (limit > 0 && limit <= 20000 && strchr("STUQ", q->type) != NULL)
		import_put(s->im, depth, q->where, "limit %d characters",
		    limit)->spare = true;
	if (strchr("L!OMPR", q->type) != NULL &&
	    (strcmp(setting(s, q, "random_order"), "1") == 0 ||
	    strcmp(setting(s, q, "answer_order"), "random") == 0))
		import_put(s->im, depth, q->where, "shuffle")->spare = true;
}

/* ---- kinds of answers -------------------------------------------------- */

static const char *
many(const struct ls *s, const struct ls_question *q)
{
	int least = number(s, q, "min_answers");
	int most = number(s, q, "max_answers");
	struct arena *a = s->im->a;

	if (least > 0 && most >= least)
		return arena_printf(a, "choose %d to %d", least, most);
	if (least > 0)
		return arena_printf(a, "choose at least %d", least);
	return most > 0 ? arena_printf(a, "choose up to %d", most) :
	    "choose many";
}

static const char *
amount(const struct ls *s, const struct ls_question *q)
{
	const char *low = setting(s, q, "min_num_value_n");
	const char *high = setting(s, q, "max_num_value_n");
	bool whole = strcmp(setting(s, q, "num_value_int_only"), "1") == 0;
	struct arena *a = s->im->a;
	const char *range = "";

	if (low[0] && high[0] && low[strspn(low, "-0123456789")] == '\0' &&
	    high[strspn(high, "-0123456789")] == '\0' && strlen(low) < 9 &&
	    strlen(high) < 9 && atoi(low) < atoi(high))
		range = arena_printf(a, " %d..%d", atoi(low), atoi(high));
	else if (low[0] || high[0])
		import_lost(s->im, q->where, "the number must be between %.20s "
		    "and %.20s", low, high);
	return arena_printf(a, "number%s%s", range, whole ? "" :
	    " decimals 2");
}

static const char *
type(const struct ls *s, const struct ls_question *q)
{
	struct arena *a = s->im->a;
	int most;

	switch (q->type) {
	case 'L':
	case '!':
	case 'O':
	case 'Y':
	case 'G':
		return "choose one";
	case 'M':
	case 'P':
		return many(s, q);
	case 'R':
		most = number(s, q, "max_answers");
		return most > 0 ? arena_printf(a, "rank up to %d", most) :
		    "rank";
	case 'K':
		return arena_printf(a, "share %d", number(s, q,
		    "equals_num_value"));
	case 'N':
		return amount(s, q);
	case '5':
		return "rating 1..5";
	case 'D':
		return "date";
	case '|':
		import_guess(s->im, q->where, "which files may come, and how "
		    "large");
		return "file pdf docx jpg png up to 2 MB";
	case 'S':
		return "line";
	default:
		return "text";
	}
}

/* ---- the lines --------------------------------------------------------- */

static void
grid(struct ls *s, const struct ls_question *q, size_t depth)
{
	const struct ls_part *p;

	import_words(s->im, depth, q->where, arena_printf(s->im->a,
	    "grid %s scale %s", q->name, q->list->name), q->words, false);
	below(s, q, depth + 1);
	for (p = q->parts; p != NULL; p = p->next) {
		import_title(s->im, depth + 1, q->where, arena_printf(
		    s->im->a, "row %s", p->name), p->words, "")->spare = true;
		if (p->relevance[0] != '\0' && strcmp(p->relevance, "1") != 0)
			import_lost(s->im, q->where, "row %s is shown to some "
			    "people only; here to all", p->name);
	}
}

/* Several texts or numbers: a question each, under what they have in common. */
static void
several(struct ls *s, const struct ls_question *q, size_t depth)
{
	const struct ls_part *p;

	import_title(s->im, depth, q->where, arena_printf(s->im->a,
	    "group %s", q->name), q->words, "");
	ls_show(s, ls_get(s, q->row, "relevance"), q->where, depth + 1);
	for (p = q->parts; p != NULL; p = p->next) {
		import_words(s->im, depth + 1, q->where, arena_printf(s->im->a,
		    "question %s %s", p->name, q->type == 'K' ? amount(s, q) :
		    "line"), p->words, false);
		if (ls_get(s, q->row, "mandatory")[0] == 'Y')
			import_put(s->im, depth + 2, q->where,
			    "required")->spare = true;
	}
}

static void
value(struct ls *s, const struct ls_question *q, size_t depth)
{
	const char *why, *n = import_number_text(s->im, q->words, &why);
	struct import_name *k = (struct import_name *)(uintptr_t)
	    import_known(s->im, str_of(q->code));

	if (n != NULL) {
		import_put(s->im, depth, q->where, "value %s = %s", q->name,
		    n)->spare = true;
		return;
	}
	import_lost(s->im, q->where, "a value that is worked out: %.200s (%s)",
	    import_line_of(s->im, q->words), why);
	if (k != NULL)
		k->type = IMPORT_LOST;
}

static void
question(struct ls *s, const struct ls_question *q, size_t depth)
{
	struct import *im = s->im;
	const char *unit = setting(s, q, "suffix");

	import_words(im, depth, q->where, arena_printf(im->a,
	    "question %s %s", q->name, type(s, q)),
	    import_line_of(im, q->words)[0] ? q->words : q->code, false);
	below(s, q, depth + 1);
	if (unit[0] != '\0' && q->type == 'N')
		import_title(im, depth + 1, q->where, "unit", unit,
		    "")->spare = true;
	if (q->list != NULL)
		import_options(im, q->list, depth + 1, q->type == 'M' ||
		    q->type == 'P', NULL);
	if (q->type == 'P')
		import_lost(im, q->where, "a comment beside each answer");
	if (q->type != 'O')
		return;
	import_guess(im, q->where, "the comment beside it is a question of "
	    "its own");
	import_title(im, depth, q->where, arena_printf(im->a,
	    "question %s text", import_name_new(im, arena_printf(im->a,
	    "%s-comment", q->name), NULL)), "Please tell us more", "");
	ls_show(s, ls_get(s, q->row, "relevance"), q->where, depth + 1);
}

void
ls_put(struct ls *s, const struct ls_question *q, size_t depth)
{
	struct import *im = s->im;

	if (q->type == '\0')
		return;
	ls_attributes_lost(s, q);
	if (strcmp(q->code, q->name) != 0 && q->type != 'X')
		import_comment(im, depth, arena_printf(im->a,
		    "in LimeSurvey: %s", q->code));
	if (strchr("FHABCE", q->type) != NULL) {
		grid(s, q, depth);
	} else if (q->type == 'Q' || (q->type == 'K' && q->list == NULL)) {
		several(s, q, depth);
	} else if (q->type == '*') {
		value(s, q, depth);
	} else if (q->type == 'X') {
		import_words(im, depth, q->where, arena_printf(im->a,
		    "text %s", q->name), q->words, true);
		ls_show(s, ls_get(s, q->row, "relevance"), q->where,
		    depth + 1);
	} else {
		question(s, q, depth);
	}
}

/* ---- settings that have no place --------------------------------------- */

static bool
looks_only(const char *name)
{
	static const char *const starts[] = { "display_", "statistics_",
	    "text_input_", "input_", "dropdown_", "label_", "answer_width",
	    "cssclass", "hide_", "page_break", "public_", "scale_export",
	    "alphasort", "category_", "reverse", "slider_", "show_",
	    "location_",
	    "numbers_only", "repeat_headings", "subquestion_width",
	    "array_filter_style", "save_as_default", "image", "choice_title",
	    "rank_title", "samechoiceheight", "samelistheight", "use_dropdown",
	    "time_limit_", "random_order", "answer_order", "exclude_all_others",
	    "max_answers", "min_answers", "other_replace_text",
	    "maximum_chars", "suffix", "min_num_value_n", "max_num_value_n",
	    "equals_num_value", "num_value_int_only", "hidden", "clear_default",
	    "printable_help", "keyboard", "buttonsize", "max_filesize",
	    "allowed_filetypes", "other_position", "crypted", "encrypted" };
	size_t i;

	for (i = 0; i < LEN(starts); i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0 &&
		    strcmp(name, "exclude_all_others_auto") != 0)
			return true;
	return false;
}

void
ls_attributes_lost(struct ls *s, const struct ls_question *q)
{
	size_t i;

	for (i = 0; i < s->attributes.n; i++) {
		struct ls_row r = s->attributes.v[i];
		const char *name, *v;

		if (strcmp(r.key, q->qid) != 0)
			continue;
		name = r.name;
		v = ls_get(s, r, "value");
		if (v[0] == '\0' || strcmp(v, "0") == 0 || looks_only(name))
			continue;
		import_lost(s->im, q->where, "its setting %.60s = %.100s",
		    import_line_of(s->im, name), import_line_of(s->im, v));
	}
}
