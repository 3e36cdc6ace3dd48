/* SPDX-License-Identifier: MIT
 *
 * import_question.c -- one question of an XLSForm.
 */
#include "forms/import_xlsform.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

static const char *
get(const struct xf *x, const struct xf_item *it, const char *column)
{
	return xf_get(x, &x->survey, it->row, column);
}

static const char *
where(const struct xf *x, const struct xf_item *it, const char *column)
{
	return xf_where(x, &x->survey, it->row, column);
}

/* ---- what kind of answer ----------------------------------------------- */

/* `start=0 end=10 step=1` */
static double
parameter(const char *all, const char *name, double otherwise)
{
	size_t n = strlen(name);
	const char *s;

	for (s = all; (s = strcasestr(s, name)) != NULL; s += n) {
		const char *v = s + n + strspn(s + n, " ");

		if ((s == all || strchr(" ,;", s[-1]) != NULL) && *v == '=')
			return strtod(v + 1, NULL);
	}
	return otherwise;
}

static const char *
number_type(struct xf *x, const struct xf_item *it)
{
	const struct import_limits *m = &it->limits;
	const char *range = "";

	if (m->has_low && m->has_high && m->low < m->high)
		range = arena_printf(x->im->a, " %.0f..%.0f", m->low, m->high);
	return arena_printf(x->im->a, "number%s%s", range,
	    strcmp(it->type, "decimal") == 0 ? " decimals 2" : "");
}

static const char *
range_type(struct xf *x, const struct xf_item *it)
{
	const char *all = get(x, it, "parameters");
	double low = parameter(all, "start", 1), high = parameter(all, "end",
	    10), step = parameter(all, "step", 1);

	if (!isfinite(low) || !isfinite(high) || low != floor(low) ||
	    high != floor(high) || low >= high || fabs(low) > 1e6 ||
	    fabs(high) > 1e6) {
		import_lost(x->im, where(x, it, "parameters"), "the ends of "
		    "this range");
		return step < 1 ? "number decimals 2" : "number";
	}
	if (step != 1)
		import_lost(x->im, where(x, it, "parameters"), "steps of %g",
		    step);
	return arena_printf(x->im->a, "%s %.0f..%.0f%s", step == 1 &&
	    low >= 0 && high - low <= 10 ? "rating" : "number", low, high,
	    step < 1 ? " decimals 2" : "");
}

static const char *
many_type(struct xf *x, const struct xf_item *it)
{
	const struct import_limits *m = &it->limits;

	if (m->least > 0 && m->most >= m->least)
		return arena_printf(x->im->a, "choose %d to %d", m->least,
		    m->most);
	if (m->least > 0)
		return arena_printf(x->im->a, "choose at least %d", m->least);
	if (m->most > 0)
		return arena_printf(x->im->a, "choose up to %d", m->most);
	return "choose many";
}

static const char *
date_type(struct xf *x, const struct xf_item *it)
{
	const char *look = get(x, it, "appearance");

	if (strcmp(it->type, "dateTime") == 0)
		import_lost(x->im, where(x, it, "type"), "the time of day; the "
		    "date is asked");
	if (strstr(look, "month-year") != NULL)
		return "date month";
	return strstr(look, "year") != NULL ? "date year" : "date";
}

static const char *
type(struct xf *x, const struct xf_item *it)
{
	const struct import_list *l = it->known->list;

	switch (it->known->type) {
	case IMPORT_ONE:
		return l->name ? arena_printf(x->im->a, "scale %s", l->name) :
		    "choose one";
	case IMPORT_MANY:
		return many_type(x, it);
	case IMPORT_RANK:
		return "rank";
	case IMPORT_NUMBER:
		return strcmp(it->type, "range") == 0 ? range_type(x, it) :
		    number_type(x, it);
	case IMPORT_DATE:
		return date_type(x, it);
	default:
		break;
	}
	if (strcmp(it->type, "time") == 0)
		return "time";
	if (strcmp(it->type, "file") == 0) {
		import_guess(x->im, where(x, it, "type"), "which files may "
		    "come, and how large");
		return "file pdf docx jpg png up to 2 MB";
	}
	return strstr(get(x, it, "appearance"), "multiline") != NULL ?
	    "text" : "line";
}

/* ---- what stands below ------------------------------------------------- */

/* A condition, or a note why there is none. */
static void
conditional(struct xf *x, const struct xf_item *it, const char *column,
    const char *line, size_t depth)
{
	const char *s = get(x, it, column), *why, *c;

	if (s[0] == '\0')
		return;
	c = import_condition(x->im, s, &why);
	if (c == NULL)
		import_lost(x->im, where(x, it, column), "%.200s (%s)",
		    import_line_of(x->im, s), why);
	else if (c[0] != '\0')
		import_put(x->im, depth, where(x, it, column), "%s if %s",
		    line, c)->spare = true;
}

void
xf_show(struct xf *x, const struct xf_item *it, size_t depth)
{
	conditional(x, it, "relevant", "show", depth);
}

static void
required(struct xf *x, const struct xf_item *it, size_t depth)
{
	const char *s = get(x, it, "required");

	if (xf_yes(s))
		import_put(x->im, depth, where(x, it, "required"),
		    "required")->spare = true;
	else if (strncasecmp(s, "no", 2) != 0 && strncasecmp(s, "false", 5) !=
	    0)
		conditional(x, it, "required", "required", depth);
}

static void
words_below(struct xf *x, const struct xf_item *it, const char *column,
    const char *line, size_t depth)
{
	const char *s = get(x, it, column);

	if (s[0] != '\0')
		import_words(x->im, depth, where(x, it, column), line, s,
		    true);
}

static void
losses(struct xf *x, const struct xf_item *it)
{
	static const struct { const char *column, *what; } v[] = {
		{ "default", "an answer filled in beforehand" },
		{ "calculation", "an answer that is worked out while people "
		    "answer" },
		{ "choice_filter", "answers that depend on an earlier "
		    "answer; all of them are shown" },
		{ "trigger", "what makes it work itself out again" },
		{ "required_message", "words of its own when it is left out" },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		if (get(x, it, v[i].column)[0] != '\0' &&
		    it->kind != XF_VALUE)
			import_lost(x->im, where(x, it, v[i].column), "%s",
			    v[i].what);
	if (xf_yes(get(x, it, "read_only")))
		import_lost(x->im, where(x, it, "read_only"), "a question "
		    "that cannot be answered; here it can");
}

/* The constraint, before the question is written. */
static void
constraint(struct xf *x, struct xf_item *it)
{
	const char *s = get(x, it, "constraint"), *why = NULL;
	const char *says = get(x, it, "constraint_message"), *rule;
	struct import_limits *m = &it->limits;

	if (s[0] == '\0')
		return;
	x->im->self = it->known;
	if (!import_constraint(x->im, s, strcmp(it->type, "integer") == 0, m,
	    &why))
		import_lost(x->im, where(x, it, "constraint"), "%.200s (%s)",
		    import_line_of(x->im, s), why);
	x->im->self = NULL;
	rule = m->rest;
	if (it->known->type == IMPORT_NUMBER && (m->has_low != m->has_high ||
	    (m->has_low && m->low >= m->high))) {
		const char *more = arena_printf(x->im->a, "%s %s %.0f",
		    it->name, m->has_low ? ">=" : "<=", m->has_low ? m->low :
		    m->high);

		rule = rule ? arena_printf(x->im->a, "%s and (%s)", more,
		    rule) : more;
	}
	if (rule == NULL)
		return;
	if (says[0] == '\0') {
		says = "Please check this answer.";
		import_guess(x->im, where(x, it, "constraint_message"),
		    "words when the rule does not hold");
	}
	*arena_push(x->im->a, x->rules, x->n_rules, x->cap_rules) =
	    arena_printf(x->im->a, "must not (%s is answered) or (%s)\n%s\n%s",
	    it->name, rule, where(x, it, "constraint"), says);
}

void
xf_rules(struct xf *x, size_t depth)
{
	size_t i;

	for (i = 0; i < x->n_rules; i++) {
		const char *rule = x->rules[i];
		size_t n = strcspn(rule, "\n"), m = strcspn(rule + n + 1, "\n");

		import_title(x->im, depth, arena_strn(x->im->a, rule + n + 1,
		    m), arena_strn(x->im->a, rule, n), rule + n + m + 2,
		    "")->spare = true;
	}
	x->n_rules = 0;
}

/* ---- the whole --------------------------------------------------------- */

void
xf_question(struct xf *x, struct xf_item *it, size_t depth)
{
	struct import *im = x->im;
	const char *label = get(x, it, "label");
	const char *code = get(x, it, "name");
	const struct import_list *l = it->known->list;

	constraint(x, it);
	losses(x, it);
	if (label[0] == '\0') {
		import_guess(im, where(x, it, "label"), "this question has no "
		    "words; its name stands instead");
		label = code;
	}
	if (strcmp(code, it->name) != 0)
		import_comment(im, depth, arena_printf(im->a,
		    "in the XLSForm: %s", code));
	import_words(im, depth, where(x, it, NULL), arena_printf(im->a,
	    "question %s %s", it->name, type(x, it)), label, false);
	words_below(x, it, "hint", "hint", depth + 1);
	words_below(x, it, "guidance_hint", "help", depth + 1);
	xf_show(x, it, depth + 1);
	required(x, it, depth + 1);
	if (it->limits.characters > 0)
		import_put(im, depth + 1, where(x, it, "constraint"),
		    "limit %d characters", it->limits.characters)->spare =
		    true;
	if (strcasestr(get(x, it, "parameters"), "randomize=true") != NULL)
		import_put(im, depth + 1, where(x, it, "parameters"),
		    "shuffle")->spare = true;
	if (l != NULL && l->name == NULL)
		import_options(im, l, depth + 1, it->known->type ==
		    IMPORT_MANY, it->limits.exclusive);
}

void
xf_value(struct xf *x, struct xf_item *it, size_t depth)
{
	const char *s = get(x, it, "calculation"), *why, *n;
	struct import *im = x->im;

	n = import_number_text(im, s, &why);
	if (n == NULL) {
		import_lost(im, where(x, it, "calculation"), "%.200s (%s)",
		    import_line_of(im, s), why);
		it->known->type = IMPORT_LOST;
		return;
	}
	if (strcmp(get(x, it, "name"), it->name) != 0)
		import_comment(im, depth, arena_printf(im->a,
		    "in the XLSForm: %s", get(x, it, "name")));
	if (get(x, it, "label")[0] != '\0')
		import_title(im, depth, where(x, it, "calculation"),
		    arena_printf(im->a, "value %s = %s", it->name, n),
		    get(x, it, "label"), "")->spare = true;
	else
		import_put(im, depth, where(x, it, "calculation"),
		    "value %s = %s", it->name, n)->spare = true;
	xf_show(x, it, depth + 1);
}
