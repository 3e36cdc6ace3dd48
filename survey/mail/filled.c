/* SPDX-License-Identifier: MIT
 *
 * filled.c -- what was entered into our own fillable questionnaire, as a keyer
 * would type it.  print/pdf/paper.h says how its fields are called.
 */
#include "survey/mail/mail.h"

#include <stdlib.h>

struct filling {
	struct arena	*a;
	const struct mail_file *f;
	bool		*used;		/* f->n_filled of them */
};

/* What was entered into the field of this question; NULL: nothing. */
static const char *
value(struct filling *x, const struct forms_field *f, char sign,
    const char *part)
{
	char *name = arena_printf(x->a, "%s%c%s", f->id, sign, part), *p;
	size_t i;

	for (p = name; *p != '\0'; p++)
		if (*p == '.')
			*p = ':';
	for (i = 0; i < x->f->n_filled; i++)
		if (strcmp(x->f->filled[i].name, name) == 0) {
			x->used[i] = true;
			return x->f->filled[i].value;
		}
	return NULL;
}

static const char *
whole(struct filling *x, const struct forms_field *f)
{
	return value(x, f, '\0', "");
}

static bool
is_box(const struct forms_option *o)
{
	return !o->staff && o->missing == FORMS_ANSWERED;
}

/* ---- each kind ----------------------------------------------------------------------- */

static const char *
typed_one(struct filling *x, const struct forms_field *f)
{
	const char *name = whole(x, f);
	size_t i;

	for (i = 0; name != NULL && i < f->q->n_options; i++)
		if (strcmp(f->q->options[i].name, name) == 0)
			return arena_printf(x->a, "%d",
			    f->q->options[i].number);
	return name != NULL ? "*" : "";
}

static const char *
typed_many(struct filling *x, const struct forms_field *f)
{
	const char *codes = "";
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (value(x, f, '=', f->q->options[i].name) != NULL)
			codes = arena_printf(x->a, "%s%s%d", codes,
			    *codes != '\0' ? " " : "", f->q->options[i].number);
	return codes;
}

static const char *
typed_parts(struct filling *x, const struct forms_field *f)
{
	const char *all = "", *v;
	bool any = false;
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];

		if (!is_box(o))
			continue;
		v = value(x, f, '#', o->name);
		any |= v != NULL;
		all = arena_printf(x->a, "%s%s%s", all, *all != '\0' ? " " : "",
		    v != NULL ? v : "0");
	}
	return any ? all : "";
}

static const char *
typed_date(struct filling *x, const struct forms_field *f)
{
	static const char *const parts[] = { "day", "month", "year" };
	const char *all = "", *v;
	size_t i;

	for (i = 0; i < LEN(parts); i++)
		if ((v = value(x, f, '/', parts[i])) != NULL)
			all = arena_printf(x->a, "%s%s%s", all,
			    *all != '\0' ? "/" : "", v);
	return all;
}

/* "/9": a box beside the room to write.  Both is more than may be. */
static const char *
or_reason(struct filling *x, const struct forms_field *f, const char *typed)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];

		if (is_box(o) || value(x, f, '=', o->name) == NULL)
			continue;
		typed = *typed == '\0' ? arena_printf(x->a, "/%d", o->number) :
		    "*";
	}
	return typed;
}

static const char *
typed(struct filling *x, const struct forms_field *f)
{
	const char *v;

	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		return typed_one(x, f);
	case FORMS_MANY:
		return typed_many(x, f);
	case FORMS_RANK:
	case FORMS_SHARE:
		return or_reason(x, f, typed_parts(x, f));
	case FORMS_DATE:
		return or_reason(x, f, typed_date(x, f));
	case FORMS_FILE:
		return "";
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_NUMBER:
	case FORMS_POSTCODE:
		break;
	}
	v = whole(x, f);
	return or_reason(x, f, v != NULL ? v : "");
}

static const char *
written_in(struct filling *x, const struct forms_field *f)
{
	const char *words = NULL, *v;
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].write_in &&
		    (v = value(x, f, '>', f->q->options[i].name)) != NULL)
			words = words == NULL ? v : arena_printf(x->a,
			    "%s; %s", words, v);
	return words;
}

bool
mail_filled_typed(struct arena *a, const struct forms_form *form,
    const struct mail_file *file, struct mail_typed **out, size_t *n)
{
	struct filling x = { a, file, arena_array(a, bool, file->n_filled) };
	size_t i, cap = 0;

	*out = NULL;
	*n = 0;
	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *f = &form->fields[i];
		struct mail_typed t = { f, typed(&x, f), written_in(&x, f) };

		if (*t.typed != '\0' || t.write_in != NULL)
			*arena_push(a, *out, *n, cap) = t;
	}
	/* "more" is room for words that belong to no question. */
	for (i = 0; i < file->n_filled; i++)
		if (!x.used[i] && strcmp(file->filled[i].name, "more") != 0)
			return false;
	return *n > 0;
}
