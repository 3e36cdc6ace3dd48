/* SPDX-License-Identifier: MIT
 *
 * keyed.c -- from what a keyer types to an answer, and back.
 */
#include "forms/answers.h"

#include <ctype.h>
#include <stdlib.h>

/* What is printed and is an answer, not a reason for none. */
static bool
is_box(const struct forms_option *o)
{
	return !o->staff && o->missing == FORMS_ANSWERED;
}

static bool
has_boxes(const struct forms_question *q)
{
	return q->type == FORMS_ONE || q->type == FORMS_MANY ||
	    q->type == FORMS_SCALE;
}

static bool
has_parts(const struct forms_question *q)
{
	return q->type == FORMS_RANK || q->type == FORMS_SHARE;
}

bool
forms_keyed_asks(const struct forms_paper *p, const struct forms_field *f)
{
	return p->printed[f->index] && f->q->type != FORMS_FILE;
}

bool
forms_keyed_write_in(const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (f->q->options[i].write_in && !f->q->options[i].staff)
			return true;
	return false;
}

const char *
forms_keyed_codes(struct arena *a, const struct forms_field *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct forms_question *q = f->q;
	size_t i;
	int n;

	if (q->rating)
		for (n = (int)q->low; n <= (int)q->high; n++)
			buf_printf(&b, "%s%d", b.n > 0 ? " " : "", n);
	for (i = 0; has_boxes(q) && i < q->n_options; i++)
		if (!q->options[i].staff)
			buf_printf(&b, "%s%d", b.n > 0 ? " " : "",
			    q->options[i].number);
	return arena_str(a, buf_text(&b));
}

/* ---- reading ------------------------------------------------------------------ */

struct words { const char **v; size_t n, cap; };

/* Split at spaces and commas. */
static struct words
split(struct arena *a, const char *s, const char *at)
{
	struct words w = { 0 };
	size_t n;

	for (s += strspn(s, at); *s != '\0'; s += strspn(s, at)) {
		n = strcspn(s, at);
		*arena_push(a, w.v, w.n, w.cap) = arena_strn(a, s, n);
		s += n;
	}
	return w;
}

/* "124" is three codes where no code has two digits. */
static struct words
codes(struct arena *a, const struct forms_question *q, const char *typed)
{
	struct words w = split(a, typed, " ,"), out = { 0 };
	bool single = true;
	size_t i, k;

	for (i = 0; i < q->n_options; i++)
		single &= q->options[i].staff || (q->options[i].number >= 0 &&
		    q->options[i].number < 10);
	if (!single || q->type != FORMS_MANY)
		return w;
	for (i = 0; i < w.n; i++)
		for (k = 0; w.v[i][k] != '\0'; k++)
			*arena_push(a, out.v, out.n, out.cap) =
			    arena_strn(a, w.v[i] + k, 1);
	return out;
}

static bool
is_number(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

/* Numbers in boxes, from the top down, as forms_answer_set takes them.  False:
 * that are too many, or no numbers. */
static bool
parts(struct arena *a, const struct forms_question *q, struct words typed,
    struct words *out)
{
	const char **best = arena_array(a, const char *, q->n_options + 1);
	size_t i, at = 0, place;

	*out = (struct words){ 0 };
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (!is_box(o) || at == typed.n)
			continue;
		if (q->type == FORMS_SHARE) {
			*arena_push(a, out->v, out->n, out->cap) =
			    arena_printf(a, "%s=%s", o->name, typed.v[at++]);
			continue;
		}
		if (!is_number(typed.v[at]))
			return false;
		place = strtoul(typed.v[at++], NULL, 10);
		if (place > q->n_options || (place > 0 && best[place] != NULL))
			return false;
		if (place > 0)
			best[place] = o->name;
	}
	for (i = 1; q->type == FORMS_RANK && i <= q->n_options; i++)
		if (best[i] != NULL)
			*arena_push(a, out->v, out->n, out->cap) = best[i];
	return at == typed.n;
}

/* "3 6 2024" as "3/6/2024"; anything else as it is. */
static const char *
date_of(struct arena *a, const char *typed)
{
	struct words w = split(a, typed, " .-/");
	size_t i;

	for (i = 0; i < w.n; i++)
		if (!is_number(w.v[i]) || strlen(w.v[i]) > 4)
			return typed;
	if (w.n == 3 && strlen(w.v[0]) < 4)
		return arena_printf(a, "%s/%s/%s", w.v[0], w.v[1], w.v[2]);
	if (w.n == 2 && strlen(w.v[0]) < 4)
		return arena_printf(a, "%s/%s", w.v[0], w.v[1]);
	return typed;
}

static bool
set(struct forms_answers *as, const struct forms_field *f,
    const char *const *v, size_t n, const char *write_in,
    struct forms_problem *p)
{
	forms_answer_set(as, f, v, n, write_in, p);
	return p->kind == FORMS_OK;
}

static bool
set_parts(struct forms_answers *as, const struct forms_field *f,
    const char *typed, struct forms_problem *p)
{
	struct words out;

	if (parts(as->a, f->q, split(as->a, typed, " ,"), &out))
		return set(as, f, out.v, out.n, NULL, p);
	*p = (struct forms_problem){ .kind = FORMS_P_NOT_NUMBER, .field = f };
	return false;
}

/* A code that stands beside the room to write: "/9". */
static bool
set_reason(struct forms_answers *as, const struct forms_field *f,
    const char *code, struct forms_problem *p)
{
	const struct forms_option *o = NULL;
	size_t i;

	for (i = 0; i < f->q->n_options; i++)
		if (!is_box(&f->q->options[i]) && !f->q->options[i].staff &&
		    is_number(code) && f->q->options[i].number == atoi(code))
			o = &f->q->options[i];
	if (o != NULL)
		return set(as, f, &o->name, 1, NULL, p);
	*p = (struct forms_problem){ .kind = FORMS_P_UNKNOWN, .field = f };
	return false;
}

static const char *
trimmed(struct arena *a, const char *s)
{
	size_t n;

	while (isspace((unsigned char)*s))
		s++;
	n = strlen(s);
	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return arena_strn(a, s, n);
}

bool
forms_keyed(struct forms_answers *as, const struct forms_field *f,
    const char *typed, const char *write_in, struct forms_problem *p)
{
	struct forms_answer *v = &as->v[f->index];
	struct words w;

	*p = (struct forms_problem){ .field = f };
	*v = (struct forms_answer){ .state = FORMS_BLANK };
	typed = trimmed(as->a, typed);
	if (*typed == '\0' && (write_in == NULL || *write_in == '\0'))
		return true;
	if (strcmp(typed, "-") == 0 || strcmp(typed, "*") == 0) {
		v->state = *typed == '-' ? FORMS_ILLEGIBLE : FORMS_SEVERAL;
		return true;
	}
	if (typed[0] == '/' && !has_boxes(f->q) && f->q->n_options > 0)
		return set_reason(as, f, typed + 1, p);
	if (has_boxes(f->q)) {
		w = codes(as->a, f->q, typed);
		return set(as, f, w.v, w.n, write_in, p);
	}
	if (has_parts(f->q))
		return set_parts(as, f, typed, p);
	if (f->q->type == FORMS_DATE)
		typed = date_of(as->a, typed);
	return set(as, f, &typed, 1, NULL, p);
}

/* ---- and back --------------------------------------------------------------------- */

static void
put_parts(struct buf *b, const struct forms_question *q,
    const struct forms_answer *v)
{
	size_t i, k, n = 0;

	for (i = 0; i < q->n_options; i++) {
		double given = 0;

		if (!is_box(&q->options[i]))
			continue;
		for (k = 0; k < v->n; k++)
			if (v->chosen[k] == &q->options[i])
				given = q->type == FORMS_RANK ?
				    (double)(k + 1) : v->amounts[k];
		buf_printf(b, "%s%.15g", n++ > 0 ? " " : "", given);
	}
}

static void
put_codes(struct buf *b, const struct forms_answer *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		buf_printf(b, "%s%d", i > 0 ? " " : "", v->chosen[i]->number);
}

void
forms_keyed_text(struct buf *b, const struct forms_field *f,
    const struct forms_answer *v)
{
	const struct forms_question *q = f->q;

	if (v->state == FORMS_ILLEGIBLE || v->state == FORMS_SEVERAL) {
		buf_puts(b, v->state == FORMS_ILLEGIBLE ? "-" : "*");
	} else if (has_boxes(q)) {
		put_codes(b, v);
	} else if (v->n > 0 && v->state != FORMS_ANSWERED) {
		buf_printf(b, "/%d", v->chosen[0]->number);
	} else if (v->state != FORMS_ANSWERED) {
		return;
	} else if (has_parts(q)) {
		put_parts(b, q, v);
	} else if (q->type == FORMS_NUMBER) {
		buf_printf(b, "%.15g", v->number);
	} else if (v->text != NULL) {
		buf_puts(b, v->text);
	}
}
