/* SPDX-License-Identifier: MIT
 *
 * bank.c -- made-up comments for rehearsals.
 */
#include "survey/rehearse/bank.h"

enum { MAX_BANK = 4 << 20 };

/* "@ P3 +" */
static bool
read_head(struct arena *a, struct str line, struct bank_line *head)
{
	size_t start = 1, end;

	while (start < line.n && line.p[start] == ' ')
		start++;
	for (end = start; end < line.n && line.p[end] != ' '; end++)
		;
	head->target = arena_strn(a, line.p + start, end - start);
	while (end < line.n && line.p[end] == ' ')
		end++;
	head->polarity = end < line.n ? line.p[end] : '~';
	return head->target[0] != '\0' && strchr("+-~", head->polarity) != NULL;
}

bool
bank_read(struct arena *a, const char *dir, struct bank *bank, struct err *e)
{
	const char *path = path_join(a, dir, "rehearsal/comments.txt");
	struct bank_line head = { "anything", "", '~' };
	size_t cap = 0, number = 0;
	struct str text, line;

	*bank = (struct bank){ 0 };
	if (!file_exists(path))
		return true;
	if (!file_read_text(a, path, MAX_BANK, &text, e))
		return false;
	while (str_line(&text, &line)) {
		number++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == '@' && !read_head(a, line, &head))
			return err_set(e, ERR_INPUT, "%s:%zu: this line must "
			    "be like `@ P3 +`", path, number);
		if (line.p[0] == '@')
			continue;
		head.words = arena_strn(a, line.p, line.n);
		*arena_push(a, bank->lines, bank->n, cap) = head;
	}
	return true;
}

/* How the respondent leans on the scale of the same page: by the printed
 * numbers of its options, upper part for, lower part against.  0 for a page
 * without a scale: comments of any polarity will do. */
static char
leaning(const struct forms_answers *v, const struct forms_field *f)
{
	bool scale = false;
	size_t i, k;

	for (i = 0; i < v->form->n_fields; i++) {
		const struct forms_field *other = &v->form->fields[i];
		int low = 0, high = 0, at;

		if (other->page != f->page || other->q->type != FORMS_SCALE)
			continue;
		scale = true;
		if (v->v[i].state != FORMS_ANSWERED || v->v[i].n == 0)
			continue;
		for (k = 0; k < other->q->n_options; k++) {
			const struct forms_option *o = &other->q->options[k];

			if (o->missing != FORMS_ANSWERED)
				continue;
			low = low == 0 || o->number < low ? o->number : low;
			high = o->number > high ? o->number : high;
		}
		at = 2 * v->v[i].chosen[0]->number;
		return at > low + high ? '+' : at < low + high ? '-' : '~';
	}
	return scale ? '~' : 0;
}

static bool
serves(const struct bank_line *l, const struct forms_field *f)
{
	size_t n = strlen(l->target);

	if (f->n_about > 0)
		return strcmp(f->about[0]->name, l->target) == 0;
	return strncmp(f->id, l->target, n) == 0 &&
	    (f->id[n] == '\0' || f->id[n] == '-' || f->id[n] == '.');
}

static const char *
pick(const struct bank *b, const struct forms_field *f, const char *target,
    char polarity, struct forms_rng *rng)
{
	size_t i, n = 0, want;

	for (i = 0; i < b->n; i++)
		n += (target ? strcmp(b->lines[i].target, target) == 0 :
		    serves(&b->lines[i], f)) &&
		    (polarity == 0 || b->lines[i].polarity == polarity);
	if (n == 0)
		return NULL;
	want = forms_rng_below(rng, n);
	for (i = 0; i < b->n; i++)
		if ((target ? strcmp(b->lines[i].target, target) == 0 :
		    serves(&b->lines[i], f)) &&
		    (polarity == 0 || b->lines[i].polarity == polarity) &&
		    want-- == 0)
			return b->lines[i].words;
	return NULL;
}

const char *
bank_words(void *arg, const struct forms_answers *v,
    const struct forms_field *f, struct forms_rng *rng)
{
	const struct bank *b = arg;
	const char *words;

	/* Many people leave the comment boxes empty. */
	if (f->q->type == FORMS_TEXT && forms_rng_below(rng, 100) < 45)
		return NULL;
	words = pick(b, f, NULL, leaning(v, f), rng);
	if (words == NULL)
		words = pick(b, f, NULL, 0, rng);
	if (words == NULL && f->q->type == FORMS_TEXT)
		words = pick(b, f, "anything", 0, rng);
	return words;
}
