/* SPDX-License-Identifier: MIT
 *
 * paper_plan.c -- what a question is on paper, whatever it is drawn with: the
 * words that say what to do, how many boxes, and where people go on.
 */
#include "locales/locales.h"
#include "print/paper.h"

enum { MONEY_COMB = 6, COMB_MAX = 12, ACROSS_MAX = 7, SHORT = 30, LINES_MAX = 40 };

bool
paper_prints(const struct paper_form *s, const struct forms_page *p)
{
	size_t i, fields = 0, texts = 0;

	for (i = 0; i < p->n_items; i++) {
		if (p->items[i].kind != FORMS_ITEM_FIELD) {
			texts += !forms_words_count(s->form,
			    p->items[i].words);
			continue;
		}
		if (s->paper->printed[p->items[i].field->index])
			return true;
		fields++;
	}
	return fields == 0 && (p->n_items == 0 || texts > 0);
}

static bool
right_to_left(const char *tag)
{
	static const char *const tags[] = { "ar", "fa", "he", "ps", "sd", "ug",
	    "ur", "yi" };
	size_t i;

	for (i = 0; i < LEN(tags); i++)
		if (strncmp(tag, tags[i], 2) == 0 && (tag[2] == '\0' ||
		    tag[2] == '-'))
			return true;
	return false;
}

void
paper_language(struct paper_form *s)
{
	const char *tag = s->form->lang;
	const struct locale *own = locale_builtin(tag);

	s->lo = own != NULL ? own : locale_english();
	s->foreign = own == NULL && strcmp(tag, "en") != 0 &&
	    strncmp(tag, "en-", 3) != 0;
	s->rtl = right_to_left(tag);
}

bool
paper_has(const struct forms_option *o)
{
	return !o->staff;
}

size_t
paper_options(const struct forms_question *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->n_options; i++)
		n += paper_has(&q->options[i]);
	return n;
}

/* ---- lines between the questions ------------------------------------------ */

const struct forms_paper_line *
paper_go(const struct paper_form *s, const struct forms_field *f,
    const struct forms_option *o)
{
	size_t i, j;

	for (i = 0; i < s->paper->n_lines; i++) {
		const struct forms_paper_line *l = &s->paper->lines[i];

		if (l->kind != FORMS_PAPER_GO || l->field != f)
			continue;
		for (j = 0; j < l->n; j++)
			if (l->options[j] == o)
				return l;
	}
	return NULL;
}

static bool
goes(const struct paper_form *s, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < s->paper->n_lines; i++)
		if (s->paper->lines[i].kind == FORMS_PAPER_GO &&
		    s->paper->lines[i].field == f)
			return true;
	return false;
}

/* It is about all that the page asks, or more. */
bool
paper_under_title(const struct paper_form *s, const struct forms_paper_line *l)
{
	const struct forms_page *p = l->field->page;
	size_t i;

	for (i = 0; i < s->form->n_fields; i++)
		if (s->form->fields[i].page == p && s->paper->printed[i] &&
		    (i < l->field->index || i > l->last->index))
			return false;
	return true;
}

/* ---- boxes and lines ------------------------------------------------------- */

static size_t
longest(const struct forms_question *q)
{
	size_t i, n, most = 0;

	for (i = 0; i < q->n_options; i++) {
		n = utf8_count(q->options[i].words,
		    strlen(q->options[i].words));
		if (q->options[i].hint[0] != '\0' || q->options[i].write_in)
			n = SIZE_MAX;
		if (paper_has(&q->options[i]) && n > most)
			most = n;
	}
	return most;
}

enum paper_shape
paper_shape(const struct paper_form *s, const struct forms_field *f)
{
	size_t n = paper_options(f->q), wide = longest(f->q);

	if (goes(s, f))
		return PAPER_DOWN;
	if (f->q->type == FORMS_SCALE && n <= ACROSS_MAX && wide <= SHORT)
		return PAPER_ACROSS;
	return n > 8 && wide <= 2 * SHORT ? PAPER_TWO : PAPER_DOWN;
}

static size_t
digits(double v)
{
	size_t n = v < 0 ? 2 : 1;

	for (v = v < 0 ? -v : v; v >= 10; v /= 10)
		n++;
	return n;
}

size_t
paper_digits(const struct forms_question *q)
{
	size_t n = 8, low;

	if (q->has_range) {
		low = digits(q->low);
		n = digits(q->high) > low ? digits(q->high) : low;
	}
	if (q->currency[0] != '\0' && n > MONEY_COMB)
		n = MONEY_COMB;
	return n <= COMB_MAX ? n : COMB_MAX;
}

size_t
paper_letters(const struct forms_question *q)
{
	return q->postcode == FORMS_FULL ? 8 : q->postcode == FORMS_SECTOR ? 6 :
	    4;
}

int
paper_lines(const struct forms_question *q)
{
	int n = q->paper_lines;

	if (n <= 0)
		n = q->type == FORMS_TEXT ? q->format == FORMS_ADDRESS ? 4 : 5 :
		    1;
	return n < LINES_MAX ? n : LINES_MAX;
}

/* ---- what to do ------------------------------------------------------------ */

/* Words with {number} in them; in the arena. */
const char *
paper_filled(const struct paper_form *s, const char *words, double n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_fill(&b, words, &(struct locale_place){ "{number}",
	    arena_printf(s->nobody.a, "%.0f", n) }, 1);
	return arena_str(s->nobody.a, buf_text(&b));
}

/* What is a range only so that there is an end. */
#define ANY_MONEY	999999999

static void
range(const struct paper_form *s, struct buf *b, const char *words, int decimals,
    double low, double high)
{
	struct arena *a = s->nobody.a;

	locale_fill(b, words, (struct locale_place[]){ { "{low}",
	    arena_printf(a, "%.*f", decimals, low) }, { "{high}",
	    arena_printf(a, "%.*f", decimals, high) } }, 2);
}

static void
number_range(const struct paper_form *s, struct buf *b,
    const struct forms_question *q)
{
	if (q->has_range && (q->currency[0] == '\0' || q->high < ANY_MONEY))
		range(s, b, tr_in(s->lo, "on paper", "A number from {low} to "
		    "{high}."), q->decimals < 0 ? 0 : q->decimals, q->low,
		    q->high);
}

static void
several(const struct paper_form *s, struct buf *b, const struct forms_question *q)
{
	double least = (double)q->least, most = (double)q->most;

	if (q->least > 0 && q->most > q->least)
		range(s, b, tr_in(s->lo, "on paper", "Tick {low} to {high} "
		    "boxes."), 0, least, most);
	else if (q->least > 0 && q->most == q->least)
		buf_puts(b, paper_filled(s, tr_in(s->lo, "on paper", "Tick {number} "
		    "boxes."), least));
	else if (q->least > 0)
		buf_puts(b, paper_filled(s, tr_in(s->lo, "on paper", "Tick {number} "
		    "boxes or more."), least));
	else if (q->most > 0)
		buf_puts(b, paper_filled(s, tr_in(s->lo, "on paper", "Tick up to "
		    "{number} boxes."), most));
	else
		buf_puts(b, tr_in(s->lo, "on paper", "Tick all that apply."));
}

static void
points(const struct paper_form *s, struct buf *b, const struct forms_question *q)
{
	buf_puts(b, paper_filled(s, tr_in(s->lo, "on paper", "Write how many points "
	    "you give to each. Together they must make {number}."), q->total));
	if (q->low > 0)
		buf_printf(b, " %s", paper_filled(s, tr_in(s->lo, "on paper",
		    "Give each at least {number}."), q->low));
	if (q->high < q->total)
		buf_printf(b, " %s", paper_filled(s, tr_in(s->lo, "on paper",
		    "Give none more than {number}."), q->high));
}

const char *
paper_do(const struct paper_form *s, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	struct buf b CLEAN(buf_free) = { 0 };

	if (q->type == FORMS_ONE || q->type == FORMS_SCALE || q->rating)
		buf_puts(&b, tr_in(s->lo, "on paper", "Tick one box."));
	else if (q->type == FORMS_MANY)
		several(s, &b, q);
	else if (q->type == FORMS_RANK && q->most > 0)
		buf_puts(&b, paper_filled(s, tr_in(s->lo, "on paper", "Write 1 "
		    "beside your first choice, 2 beside your second, and so on "
		    "up to {number}."), (double)q->most));
	else if (q->type == FORMS_RANK)
		buf_puts(&b, tr_in(s->lo, "on paper", "Write 1 beside your "
		    "first choice, 2 beside your second, and so on."));
	else if (q->type == FORMS_SHARE)
		points(s, &b, q);
	else if (q->type == FORMS_FILE)
		buf_puts(&b, tr_in(s->lo, "on paper", "Put it in the envelope "
		    "with this questionnaire, and write here what it is."));
	else if (q->type == FORMS_NUMBER)
		number_range(s, &b, q);
	if (q->type == FORMS_DATE && q->date == FORMS_PARTIAL)
		buf_puts(&b, tr_in(s->lo, "on paper", "Leave out what you do "
		    "not know."));
	return arena_str(s->nobody.a, buf_text(&b));
}
