/* SPDX-License-Identifier: MIT
 *
 * keyed.c -- takes the keyed sheets from the case store, to be measured.
 */
#include "analysis/keyed.h"

struct taking {
	const struct forms_form *(*form)(void *, const char *);
	void		*arg;
	struct analysis_keyed *out;
	/* How many answers are on the paper of the last sheet. */
	char		 hash[65], edition[32];
	int64_t		 fields;	/* 0: that version is not known */
};

static void
count_fields(struct taking *t, const struct sheet_count *s)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct forms_form *form;
	struct forms_paper paper;
	size_t i;

	if (strcmp(t->hash, s->form) == 0 &&
	    strcmp(t->edition, s->edition) == 0)
		return;
	memcpy(t->hash, s->form, sizeof(t->hash));
	memcpy(t->edition, s->edition, sizeof(t->edition));
	t->fields = 0;
	form = t->form(t->arg, s->form);
	if (form == NULL)
		return;
	forms_paper(&a, form, forms_paper_edition(form, s->edition), &paper);
	for (i = 0; i < form->n_fields; i++)
		t->fields += forms_keyed_asks(&paper, &form->fields[i]);
}

static int
number_of(struct analysis_keyed *k, const char *name)
{
	size_t i;

	for (i = 0; i < k->n_people; i++)
		if (strcmp(k->people[i], name) == 0)
			return (int)i;
	k->people[k->n_people++] = name;
	return (int)i;
}

static void
take(struct taking *t, const struct sheet_count *s)
{
	struct analysis_keyed *k = t->out;
	struct analysis_sheet *v = &k->v[k->n];

	count_fields(t, s);
	if (t->fields == 0) {
		k->unknown++;
		return;
	}
	*v = (struct analysis_sheet){ .fields = t->fields,
	    .compared = s->twice ? t->fields : 0, .differ = s->differ,
	    .first_wrong = s->first_wrong, .second_wrong = s->second_wrong,
	    .both_wrong = s->both_wrong,
	    .agreed_checked = s->agreed_checked,
	    .agreed_wrong = s->agreed_wrong,
	    .settled_checked = s->settled_checked,
	    .settled_wrong = s->settled_wrong,
	    .drawn = s->by_risk ? KEYED_BY_RISK : KEYED_BY_CHANCE,
	    .chance = s->chance, .same_person = s->same_person,
	    .first = number_of(k, s->first), .second = -1 };
	if (s->twice)
		v->second = number_of(k, s->second);
	k->twice += s->twice;
	k->checked += s->agreed_checked + s->settled_checked > 0;
	k->checked_of_batch += s->of_batch &&
	    s->agreed_checked + s->settled_checked > 0;
	k->n++;
}

bool
analysis_keyed(struct arena *a, struct cases *c,
    const struct forms_form *(*form)(void *, const char *), void *arg,
    struct analysis_keyed *out, struct err *e)
{
	struct taking t = { .form = form, .arg = arg, .out = out };
	struct sheet_count *s;
	size_t n, i;

	*out = (struct analysis_keyed){ 0 };
	if (!sheet_counts(a, c, &s, &n, e))
		return false;
	out->v = arena_array(a, struct analysis_sheet, n + 1);
	out->people = arena_array(a, const char *, 2 * n + 1);
	for (i = 0; i < n; i++)
		take(&t, &s[i]);
	return true;
}

void
analysis_person(const struct analysis_keyed *k, size_t person,
    struct analysis_person *out)
{
	size_t i;

	*out = (struct analysis_person){ 0 };
	for (i = 0; i < k->n; i++) {
		const struct analysis_sheet *s = &k->v[i];
		bool first = s->first == (int)person;
		bool second = s->second == (int)person;

		out->sheets += first + second;
		out->answers += (first + second) * s->fields;
		if (first == second || s->compared == 0)
			continue;	/* not this person's, or twice theirs */
		out->compared += s->compared;
		out->settled += s->first_wrong + s->second_wrong +
		    s->both_wrong;
		out->wrong += (first ? s->first_wrong : s->second_wrong) +
		    s->both_wrong;
	}
	analysis_keyer(k->v, k->n, (int)person, &out->rate);
	out->few = !out->rate.known || out->rate.of < PERSON_ANSWERS ||
	    out->rate.sheets < PERSON_SHEETS;
}
