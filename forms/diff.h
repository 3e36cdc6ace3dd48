/* SPDX-License-Identifier: MIT
 *
 * diff.h -- inside the comparison of two versions.
 *
 * Private to forms/.  diff.c walks the whole form, diff_question.c compares
 * one question, diff_options.c its answers, diff_check.c makes diagnostics.
 */
#ifndef FORMS_DIFF_H
#define FORMS_DIFF_H
#include "forms/named.h"

struct differ {
	struct arena	*a;
	const struct forms_form *from, *to;
	const struct forms_changes *ch;	/* NULL: nothing is declared */
	struct forms_diff *out;
	const char	**scales;	/* whose answers were compared */
	size_t		 n_scales, cap_scales;
};

struct forms_difference *diff_add(struct differ *, enum forms_weight,
	    const char *name, struct forms_span);
/* Says what would declare it, and whether that was done (by). */
void	diff_line(struct forms_difference *, const char *id,
	    const struct forms_change *by, const char *line);
/* The line about this thing of the older version, or NULL. */
const struct forms_change *diff_change(const struct differ *,
	    enum forms_moved, const char *name);
/* "Question 3 (why)" */
const char *diff_question_words(struct arena *, const struct forms_field *);
/* As much of it as a sentence has room for. */
const char *diff_quote(struct arena *, const char *words);
bool	diff_text(const char *, const char *);	/* do they differ? */
/* The condition as text, the same for the same meaning; "" for NULL.  Of the
 * older form, with the names that things have now. */
const char *diff_condition(const struct differ *, const struct forms_expr *,
	    bool older);
/* The words that stand instead of these under a condition: the words, or the
 * conditions; "" where there are none. */
const char *diff_instead(const struct differ *, const struct forms_form *,
	    const char *words, bool conditions);

/* The name and the id that it had in the older form. */
const char *diff_name_before(const struct differ *, const char *);
const char *diff_id_before(const struct differ *, const struct forms_field *);
struct forms_span diff_whole(const struct forms_form *);

/* diff_form.c: around the questions; their order and printed numbers */
void	diff_form(struct differ *);
void	diff_order(struct differ *);
/* diff_options.c: subject is what a sentence begins with. */
struct answers_of {
	const char	*name;		/* of the question or scale, older */
	const char	*other;		/* its scale's or question's; NULL */
	const char	*now;		/* newer */
	const char	*subject;
	const struct forms_option *from, *to;
	size_t		 n_from, n_to;
	struct forms_span at;
};
void	diff_options(struct differ *, const struct answers_of *);
/* diff_question.c */
void	diff_question(struct differ *, const struct forms_field *from,
	    const struct forms_field *to);
/* May answers of this type be read as that one, with nothing lost? */
bool	diff_type_carries(const struct forms_question *from,
	    const struct forms_question *to);
#endif
