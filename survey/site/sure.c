/* SPDX-License-Identifier: MIT
 *
 * sure.c -- an answer that may well be right, but is worth a second look: who
 * says that it is right says so of these answers, and of no others.
 */
#include "survey/site/private.h"

static size_t
number_of(const struct forms_rule *r)
{
	return (size_t)(r - r->field->page->rules);
}

const char *
sure_anchor(const struct visit *v, const struct forms_rule *r)
{
	return arena_printf(v->a, "sure-%zu", number_of(r));
}

const char *
sure_value(const struct visit *v, const struct forms_rule *r)
{
	struct buf b CLEAN(buf_free) = { 0 };
	uint8_t hash[32];
	size_t i;

	for (i = 0; i < v->form->n_fields; i++) {
		const struct forms_field *f = &v->form->fields[i];

		if (!forms_rule_asks(r, f))
			continue;
		buf_printf(&b, "%s=", f->id);
		forms_answer_words(&b, f, &v->draft.answers.v[i]);
		buf_lit(&b, "\n");
	}
	seal_hash(hash, "earshot sure", 12, b.p, b.n);
	return arena_printf(v->a, "%zu.%02x%02x%02x%02x", number_of(r),
	    hash[0], hash[1], hash[2], hash[3]);
}

bool
sure_said(const struct visit *v, const struct forms_rule *r)
{
	const char *value = sure_value(v, r);
	size_t i;

	for (i = 0; i < v->r->form.n; i++)
		if (strcmp(v->r->form.v[i].name, "sure") == 0 &&
		    strcmp(v->r->form.v[i].value, value) == 0)
			return true;
	return false;
}

void
sure_draw(struct visit *v, const struct forms_rule *r)
{
	const char *id = sure_anchor(v, r);

	html_f(v->b, "<div class=\"nhsuk-inset-text app-query\">\n"
	    "<p id=\"%s-why\">", id);
	author(v, r->words);
	html_f(v->b, "</p>\n<div class=\"nhsuk-checkboxes\">"
	    "<div class=\"nhsuk-checkboxes__item\">\n"
	    "<input class=\"nhsuk-checkboxes__input\" id=\"%s\" name=\"sure\" "
	    "type=\"checkbox\" value=\"%s\" aria-describedby=\"%s-why\">\n"
	    "<label class=\"nhsuk-label nhsuk-checkboxes__label\" for=\"%s\">"
	    "%s</label>\n</div></div>\n<p class=\"app-after\">%s</p>\n"
	    "</div>\n", id, sure_value(v, r), id, id,
	    tr(v->lo, "Yes, that is right"), tr(v->lo, "If it is not, change "
	    "your answer above. Then select Continue."));
}

void
sure_keep(struct visit *v, const struct forms_page *page)
{
	size_t i;

	for (i = 0; i < page->n_rules; i++)
		if (page->rules[i].query && sure_said(v, &page->rules[i]))
			html_f(v->b, "<input type=\"hidden\" name=\"sure\" "
			    "value=\"%s\">\n", sure_value(v, &page->rules[i]));
}
