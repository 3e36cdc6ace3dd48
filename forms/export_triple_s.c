/* SPDX-License-Identifier: MIT
 *
 * export_triple_s.c -- the definition of the survey in triple-s 2.0 XML.
 *
 * The definition alone: a data file in its columns comes with the export of
 * answers.  The data are meant to be comma-separated, with one line of names,
 * so a position is the number of a column.
 *
 * triple-s has no words for why there is no answer.  They get numbers that no
 * answer has, the same in every variable, and labels that say what they mean:
 * see reasons() and docs/FORMATS.md.
 */
#include "forms/export.h"

enum {
	CHOICE_BASE = 10000,		/* above any number of an answer */
	NUMBER_BASE = 999999990,	/* above what people type */
	NUMBER_MOST = 99999999
};

struct sss {
	struct export	*x;
	struct arena	*a;
	size_t		 ident, column;
	const char	**names;
	size_t		 n_names, cap_names;
};

/* ---- names ------------------------------------------------------------- */

/* A letter, then letters, digits and underscores; unlike all before it. */
static const char *
name_of(struct sss *s, const char *id)
{
	char *name = arena_str(s->a, id), *p;
	const char *unique;
	size_t i, n = 2;

	for (p = name; *p != '\0'; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		    (*p >= '0' && *p <= '9')))
			*p = '_';
	while (p > name && p[-1] == '_')
		*--p = '\0';
	unique = name;
	for (i = 0; i < s->n_names; i++)
		if (strcmp(s->names[i], unique) == 0) {
			unique = arena_printf(s->a, "%s_%zu", name, n++);
			i = (size_t)-1;
		}
	*arena_push(s->a, s->names, s->n_names, s->cap_names) = unique;
	return unique;
}

/* ---- one variable ------------------------------------------------------ */

static void
begin(struct sss *s, const char *id, const char *type, const char *label)
{
	struct buf *b = s->x->out;

	s->ident++;
	s->column++;
	html_f(b, "      <variable ident=\"%zu\" type=\"%s\">\n", s->ident,
	    type);
	html_f(b, "        <name>%s</name>\n", name_of(s, id));
	html_f(b, "        <label>%s</label>\n", label);
	html_f(b, "        <position start=\"%zu\"/>\n", s->column);
}

static void
end(struct sss *s)
{
	html_lit(s->x->out, "      </variable>\n");
}

static void
code(struct sss *s, int number, const char *words)
{
	html_f(s->x->out, "          <value code=\"%d\">%s</value>\n", number,
	    words);
}

/* Reasons that are no answers of the question. */
static void
reasons(struct sss *s, const struct forms_question *q, int base)
{
	size_t i;
	int state;

	for (state = FORMS_NOT_ASKED; state <= FORMS_SEVERAL; state++) {
		if (state == FORMS_ANSWERED)
			continue;
		for (i = 0; i < q->n_options; i++)
			if (q->options[i].missing == (enum forms_state)state)
				break;
		if (i == q->n_options || base == NUMBER_BASE)
			code(s, base + 1 + state,
			    export_state((enum forms_state)state));
	}
}

static void
values(struct sss *s, const struct forms_question *q)
{
	size_t i;

	html_lit(s->x->out, "        <values>\n");
	for (i = 0; i < q->n_options; i++)
		code(s, q->options[i].number, q->options[i].words);
	reasons(s, q, CHOICE_BASE);
	html_lit(s->x->out, "        </values>\n");
}

static void
single(struct sss *s, const struct forms_question *q, const char *id,
    const char *label)
{
	begin(s, id, "single", label);
	values(s, q);
	end(s);
}

static void
multiple(struct sss *s, const struct forms_field *f)
{
	begin(s, f->id, "multiple", f->words);
	html_f(s->x->out, "        <spread subfields=\"%zu\" width=\"5\"/>\n",
	    f->q->n_options);
	values(s, f->q);
	end(s);
}

static void
quantity(struct sss *s, const struct forms_question *q, const char *id,
    const char *label)
{
	double low = q->has_range ? q->low : -NUMBER_MOST;
	double high = q->type == FORMS_SHARE && !q->has_range ? q->total :
	    q->has_range ? q->high : NUMBER_MOST;

	if (q->type == FORMS_SHARE && !q->has_range)
		low = 0;
	begin(s, id, "quantity", label);
	buf_printf(s->x->out, "        <values>\n          <range from=\"%.*f\""
	    " to=\"%.*f\"/>\n", q->decimals, low, q->decimals, high);
	reasons(s, q, NUMBER_BASE);
	html_lit(s->x->out, "        </values>\n");
	end(s);
}

static void
words(struct sss *s, const char *id, const char *label, size_t size)
{
	begin(s, id, "character", label);
	html_f(s->x->out, "        <size>%zu</size>\n", size);
	end(s);
}

/* ---- one question ------------------------------------------------------ */

static const char *
part(struct sss *s, const struct forms_field *f, const char *words)
{
	return arena_printf(s->a, "%s: %s", f->words, words);
}

static void
ranking(struct sss *s, const struct forms_field *f)
{
	size_t n = f->q->most > 0 ? f->q->most : f->q->n_options, i;

	for (i = 1; i <= n; i++)
		single(s, f->q, arena_printf(s->a, "%s_%zu", f->id, i),
		    part(s, f, arena_printf(s->a, "place %zu", i)));
}

static void
shares(struct sss *s, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].missing == FORMS_ANSWERED)
			quantity(s, f->q, arena_printf(s->a, "%s_%s", f->id,
			    f->q->options[i].name), part(s, f,
			    f->q->options[i].words));
}

static void
write_ins(struct sss *s, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].write_in)
			words(s, arena_printf(s->a, "%s.%s", f->id,
			    f->q->options[i].name), part(s, f,
			    f->q->options[i].words), FORMS_WRITE_IN_LIMIT);
}

static void
field(struct sss *s, const struct forms_field *f)
{
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		single(s, f->q, f->id, f->words);
		break;
	case FORMS_MANY:
		multiple(s, f);
		break;
	case FORMS_RANK:
		ranking(s, f);
		break;
	case FORMS_SHARE:
		shares(s, f);
		break;
	case FORMS_NUMBER:
		quantity(s, f->q, f->id, f->words);
		break;
	case FORMS_DATE:
		if (f->q->date != FORMS_DAY) {
			words(s, f->id, f->words, 10);
			break;
		}
		begin(s, f->id, "date", f->words);
		end(s);
		break;
	case FORMS_POSTCODE:
		words(s, f->id, f->words, 8);
		break;
	case FORMS_FILE:
		words(s, f->id, f->words, 255);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
		words(s, f->id, f->words, f->q->limit);
		break;
	}
	write_ins(s, f);
}

bool
export_triple_s(struct export *x, struct err *e)
{
	struct sss s = { .x = x, .a = x->im.a };
	struct buf *b = x->out;
	size_t i;

	(void)e;
	html_lit(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<sss version=\"2.0\">\n");
	html_lit(b, "  <!-- The definition alone: the export of answers comes "
	    "later. -->\n");
	html_lit(b, "  <!-- Why there is no answer: 10001 and on for answers "
	    "of a list, 999999991 and on for numbers. -->\n");
	html_lit(b, "  <origin>Earshot</origin>\n  <survey>\n");
	html_f(b, "    <name>%s</name>\n", name_of(&s, x->form->name));
	s.n_names = 0;
	html_f(b, "    <version>%s</version>\n", x->form->hash);
	html_f(b, "    <title>%s</title>\n", x->form->title);
	html_lit(b, "    <record ident=\"R\" format=\"csv\" skip=\"1\">\n");
	for (i = 0; i < x->form->n_fields; i++)
		field(&s, &x->form->fields[i]);
	html_lit(b, "    </record>\n  </survey>\n</sss>\n");
	return true;
}
