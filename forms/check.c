/* SPDX-License-Identifier: MIT
 *
 * check.c -- what can only be seen when the whole form stands: scales that
 * nobody uses, numbers that are printed twice, and what a careful colleague
 * would ask about privacy.
 */
#include "forms/messages.h"
#include "forms/plain.h"

/* The kinds of data that UK GDPR article 9 protects. */
static const char *const special[] = { "health", "disability", "ethnicity",
	"religion", "belief", "politics", "union", "genetic", "biometric",
	"sex-life", "orientation" };

static bool
is_special(const char *list)
{
	size_t i, n;

	for (; *list != '\0'; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		for (i = 0; i < LEN(special); i++)
			if (str_is((struct str){ list, n }, special[i]))
				return true;
	}
	return false;
}

static bool
can_refuse(const struct forms_question *q)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (q->options[i].missing == FORMS_PREFER_NOT)
			return true;
	return false;
}

static bool
closed(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_SCALE;
}

/* Does this speak of leaving names out? */
static bool
says_name(const struct line *l)
{
	const struct line *hint = line_child(l, L_HINT);
	const struct line *help = line_child(l, L_HELP);

	return (hint && hint->words && strstr(hint->words, "name")) ||
	    (help && help->words && strstr(help->words, "name"));
}

static void
privacy(struct build *b, const struct known *k)
{
	const struct forms_question *q = k->q;
	struct forms_span at = k->line->at;

	if (k->line->n > 1)
		at = k->line->toks[1].at;
	if (is_special(q->sensitivity) && q->purpose[0] == '\0')
		doubt(&b->c, "W701", at, "say why it is asked: purpose \"…\"",
		    "`%s` asks about something that the law protects, and "
		    "has no purpose", k->id);
	if (is_special(q->sensitivity) && closed(q) && !can_refuse(q))
		doubt(&b->c, "W702", at, "9 prefer-not \"I prefer not to "
		    "say\" missing prefer-not", "`%s` asks about something "
		    "that the law protects, and people cannot say that they "
		    "prefer not to say", k->id);
	if (q->type == FORMS_TEXT && q->format == FORMS_PLAIN &&
	    !says_name(k->line))
		doubt(&b->c, "W703", at, "hint \"Please do not give your name "
		    "or anyone else's.\"", "nothing tells people to leave "
		    "names out of `%s`", k->id);
	if (closed(q) && q->n_options == 1)
		doubt(&b->c, "W707", at, "", "`%s` has only one answer", k->id);
}

static void
unused_scales(struct build *b)
{
	const struct scope *s;
	const struct forms_scale *scale;
	const struct known *k;
	const struct line *l;

	if (b->c.d->errors > 0)
		return;		/* a question that was not read may use it */
	for (s = b->scopes; s != NULL; s = s->next)
		for (scale = s->scales; scale != NULL; scale = scale->next) {
			for (k = b->known; k != NULL; k = k->next)
				if (k->q->scale == scale)
					break;
			for (l = s->text.top.first; k == NULL && l != NULL;
			    l = l->next)
				if (l->kind == L_SCALE && l->n > 1 &&
				    str_is(l->toks[1].text, scale->name))
					doubt(&b->c, "W704", l->toks[1].at, "",
					    "no question uses the scale `%s`",
					    scale->name);
		}
}

static void
printed_twice(struct build *b)
{
	const struct forms_form *f = b->f;
	struct lookup seen = { 0 };
	const struct forms_field *other;
	size_t i;

	for (i = 0; i < f->n_fields; i++) {
		struct forms_field *this = &f->fields[i];

		if (this->number[0] == '\0')
			continue;
		other = lookup_get(&seen, str_of(this->number));
		if (other != NULL)
			fault(&b->c, "E216", this->at, "",
			    "this question and `%s` would both be number %s",
			    other->id, this->number);
		lookup_put(&seen, b->c.a, this->number, this);
	}
}

/* A page that names sources of support when the form declares none. */
static void
no_support(struct build *b)
{
	const struct line *l, *child;
	size_t i;

	for (i = 0; i < b->f->n_pages; i++)
		if (b->f->pages[i].support)
			break;
	if (i == b->f->n_pages || b->f->n_supports > 0)
		return;
	for (l = b->form->text.top.first; l != NULL; l = l->next)
		if ((l->kind == L_PAGE || l->kind == L_SECTION) &&
		    (child = line_child(l, L_SUPPORT)) != NULL) {
			fault(&b->c, "E217", line_key(child), "declare them "
			    "at the top: support NAME \"words\"",
			    "there are no sources of support to name here");
			return;
		}
	fault(&b->c, "E217", line_key(b->form->text.top.first), "declare them "
	    "under this line: support NAME \"words\"",
	    "a page names sources of support, and there are none");
}

/* ---- what the report looks for ------------------------------------------- */

static bool
names_organisation(const struct forms_expr *e)
{
	size_t i;

	for (; e != NULL && (e->op == EXPR_AND || e->op == EXPR_OR);
	    e = e->left)	/* chains are long on this side alone */
		if (names_organisation(e->right))
			return true;
	for (i = 0; e != NULL && e->op == EXPR_IN && i < e->n; i++)
		if (strcmp(e->options[i]->name, "organisation") == 0)
			return true;
	return false;
}

/* An option that was probably meant to be called `organisation`. */
static const struct forms_option *
nearly_organisation(const struct forms_question *q)
{
	static const char *const names[] = { "organization", "organisations",
	    "organizations", "org", "organisation-reply" };
	size_t i;

	for (i = 0; q->type == FORMS_ONE && i < LEN(names); i++)
		if (forms_option(q, names[i]) != NULL)
			return forms_option(q, names[i]);
	return NULL;
}

/* Names that the report knows things by: docs/LANGUAGE.md lists them. */
static void
report_names(struct build *b)
{
	const struct forms_form *f = b->f;
	const struct forms_field *line = NULL;
	const struct forms_option *o, *nearly = NULL;
	bool has = false, named = false;
	size_t i;

	for (i = 0; i < f->n_fields; i++) {
		const struct forms_question *q = f->fields[i].q;

		if (f->fields[i].page->part != FORMS_PART_MAIN)
			continue;
		has |= q->type == FORMS_ONE && forms_option(q, "organisation");
		named |= strcmp(f->fields[i].id, "organisation-name") == 0;
		o = nearly_organisation(q);
		nearly = nearly ? nearly : o;
		if (line == NULL && q->type == FORMS_LINE &&
		    names_organisation(f->fields[i].show))
			line = &f->fields[i];
	}
	if (nearly != NULL && !has)
		doubt(&b->c, "W709", nearly->at, "name it `organisation`",
		    "the report tells organisations from other people by an "
		    "answer called `organisation`");
	if (line != NULL && !named)
		doubt(&b->c, "W709", line->at, "if this asks for it, call the "
		    "question `organisation-name`", "the report lists "
		    "organisations by a question called `organisation-name`, "
		    "and there is none");
}

void
build_check(struct build *b)
{
	const struct known *k;

	for (k = b->known; k != NULL; k = k->next)
		if (!k->line->bad && !k->scope->built_in)
			privacy(b, k);
	unused_scales(b);
	if (b->c.d->errors == 0) {
		report_names(b);
	}
	if (b->c.d->errors == 0 && b->w->lo == NULL) {
		plain_check(b);	/* the author's own words alone */
		wording_check(b);
		fair_check(b);
		bands_check(b);
	}
	printed_twice(b);
	no_support(b);
	if (b->f->n_fields == 0 && b->c.d->errors == 0)
		fault(&b->c, "E414", line_key(b->form->text.top.first), "",
		    "this form asks nothing");
}
