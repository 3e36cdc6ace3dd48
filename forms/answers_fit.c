/* SPDX-License-Identifier: MIT
 *
 * answers_fit.c -- an answer that is there already, held against what its
 * question asks now.
 */
#include "forms/answers.h"

/* "12.5" of 12.5: no more decimals than it has, up to six. */
static const char *
number(struct arena *a, double n)
{
	char *text = arena_printf(a, "%.6f", n);
	size_t end = strlen(text);

	while (text[end - 1] == '0')
		end--;
	if (text[end - 1] == '.')
		end--;
	text[end] = '\0';
	return text;
}

bool
forms_answer_fits(struct forms_answers *as, const struct forms_field *f,
    struct forms_problem *p)
{
	struct forms_answer *v = &as->v[f->index], before = *v;
	const char **values = arena_array(as->a, const char *, before.n + 1);
	size_t i, n = before.n;

	*p = (struct forms_problem){ .field = f };
	if (before.state == FORMS_NOT_ASKED || before.state == FORMS_BLANK)
		return true;
	for (i = 0; i < n; i++)
		values[i] = before.amounts == NULL ? before.chosen[i]->name :
		    arena_printf(as->a, "%s=%s", before.chosen[i]->name,
		    number(as->a, before.amounts[i]));
	if (n == 0 && before.text != NULL)
		values[n++] = before.text;
	else if (n == 0 && f->q->type == FORMS_NUMBER)
		values[n++] = number(as->a, before.number);
	forms_answer_set(as, f, values, n, before.write_in, p);
	*v = before;
	return p->kind == FORMS_OK;
}
