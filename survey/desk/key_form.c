/* SPDX-License-Identifier: MIT
 *
 * key_form.c -- the questionnaire of a sheet, and its words on the screens of
 * keyers.
 */
#include "survey/desk/keying.h"

#include <stdlib.h>

enum { WORDS = 90, CODES = 160 };	/* characters shown of a question */

const char *
desk_login(const struct desk_visit *v)
{
	return v->me.login;
}

bool
key_supervises(const struct desk_visit *v)
{
	return (v->me.roles & STAFF_ANALYST) != 0;
}

bool
key_form(struct desk_visit *v, const struct sheet *s, struct key_form *k,
    struct err *e)
{
	if (!forms_load_published(v->a, v->desk->dir, s->form, &k->form, e))
		return err_wrap(e, "the questionnaire of this sheet");
	forms_paper(v->a, k->form, forms_paper_edition(k->form, s->edition),
	    &k->paper);
	forms_answers_init(&k->nobody, v->a, k->form);
	return true;
}

void
key_edition(struct forms_answers *as, const struct sheet *s)
{
	const struct forms_option *o = forms_paper_edition(as->form,
	    s->edition);
	struct forms_problem p;

	if (o != NULL)
		forms_answer_set(as, as->form->edition, &o->name, 1, NULL, &p);
}

bool
key_has(const struct key_form *k, const struct forms_field *f)
{
	return forms_keyed_asks(&k->paper, f);
}

/* The first characters, with three dots where more follow. */
static const char *
cut(struct desk_visit *v, const char *s, size_t most)
{
	const char *p = s, *last = s;
	size_t n = 0;

	while (*p != '\0' && n < most) {
		utf8_next(&p);
		n++;
		if (*p == ' ')
			last = p;
	}
	if (*p == '\0')
		return s;
	return arena_printf(v->a, "%.*s…", (int)((last > s ? last : p) - s),
	    s);
}

const char *
key_words(struct desk_visit *v, const struct key_form *k,
    const struct forms_field *f)
{
	const char *words = forms_words(&k->nobody, f->words);

	return cut(v, f->item != NULL ? f->item->title : words, WORDS);
}

const char *
key_codes(struct desk_visit *v, const struct key_form *k,
    const struct forms_field *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	bool reason = f->q->type != FORMS_ONE && f->q->type != FORMS_MANY &&
	    f->q->type != FORMS_SCALE;
	size_t i;

	if (f->q->rating)
		buf_printf(&b, "%.0f to %.0f", f->q->low, f->q->high);
	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *o = &f->q->options[i];

		if (o->staff)
			continue;
		if (b.n > 0)
			buf_lit(&b, " · ");
		if (!reason || o->missing != FORMS_ANSWERED)
			buf_printf(&b, "%s%d ", reason ? "/" : "", o->number);
		buf_puts(&b, forms_words(&k->nobody, o->words));
	}
	return cut(v, arena_str(v->a, buf_text(&b)), CODES);
}

void
key_answer(struct desk_visit *v, const struct forms_field *f,
    const struct forms_answer *answer)
{
	struct buf typed CLEAN(buf_free) = { 0 };
	struct buf words CLEAN(buf_free) = { 0 };

	forms_keyed_text(&typed, f, answer);
	forms_answer_words(&words, f, answer);
	html_f(v->b, "<span class=\"desk-val\">%s</span>", buf_text(&typed));
	if (answer->state == FORMS_ILLEGIBLE)
		buf_lit(&words, "Cannot be read");
	else if (answer->state == FORMS_SEVERAL)
		buf_lit(&words, "More ticked than may be");
	else if (answer->state == FORMS_BLANK)
		buf_lit(&words, "Blank");
	if (strcmp(buf_text(&typed), buf_text(&words)) == 0)
		return;
	if (typed.n > 0)
		html_lit(v->b, "<br>");
	html_f(v->b, "%s", buf_text(&words));
}

const char *
key_problem(struct desk_visit *v, const struct forms_field *f,
    const struct forms_problem *p)
{
	switch (p->kind) {
	case FORMS_P_UNKNOWN:
		return arena_printf(v->a, "There is no such code here. The "
		    "codes are %s", forms_keyed_codes(v->a, f));
	case FORMS_P_SEVERAL:
	case FORMS_P_EXCLUSIVE:
	case FORMS_P_TWICE:
		return "Only one of these may be ticked: key * if there are "
		    "more";
	case FORMS_P_TOO_MANY:
		return arena_printf(v->a, "At most %zu may be ticked: key * if "
		    "there are more", p->limit);
	case FORMS_P_TOO_FEW:
		return arena_printf(v->a, "At least %zu are asked for: key * "
		    "if there are fewer", p->limit);
	case FORMS_P_NOT_NUMBER:
		return f->q->type == FORMS_RANK || f->q->type == FORMS_SHARE ?
		    "Type what stands in each box, from the top down, with 0 "
		    "for an empty one" : "This is not a number";
	case FORMS_P_RANGE:
		return arena_printf(v->a, "It must be from %.15g to %.15g: key "
		    "- if it cannot be right", f->q->low, f->q->high);
	case FORMS_P_TOTAL:
		return arena_printf(v->a, "They come to %zu, not %zu: key * if "
		    "that is what stands there", p->got, p->limit);
	case FORMS_P_EACH:
		return "One of these is too small or too large: key * if that "
		    "is what stands there";
	case FORMS_P_DATE:
		return "This is no such day: type it as 3 6 2024";
	case FORMS_P_POSTCODE:
		return "This is no postcode: key - if it cannot be read";
	default:
		return "This cannot be taken so: key - if it cannot be read";
	}
}

bool
key_same(const char *a, const char *b)
{
	struct arena mine CLEAN(arena_free) = { 0 };
	struct analysis_worddiff d;

	analysis_worddiff(&mine, a, b, &d);
	return d.a_differ == 0 && d.b_differ == 0;
}

bool
key_alone(struct desk_visit *v, struct cases *c, bool *alone, struct err *e)
{
	struct staff_account *all;
	size_t n, i, keyers = 0;

	if (!staff_list(v->a, c, &all, &n, e))
		return false;
	for (i = 0; i < n; i++)
		keyers += !all[i].disabled && all[i].ready &&
		    (all[i].roles & STAFF_KEYER) != 0;
	*alone = keyers < 2;
	return true;
}

const char *
key_called(struct desk_visit *v, const struct sheet *s)
{
	char serial[FORMS_SERIAL_SIZE];

	if (s->serial == 0)
		return arena_printf(v->a, "%s, number %lld of %s", s->channel,
		    (long long)s->place, s->batch_name);
	forms_serial_show(s->serial, serial);
	return arena_printf(v->a, "sheet %s", serial);
}

const char *
key_state(enum sheet_state s)
{
	static const char *const words[SHEET_STATES] = {
		[SHEET_RECEIVED] = "To key",
		[SHEET_KEYED] = "Keyed once, counts",
		[SHEET_WAITING] = "To key again",
		[SHEET_DIFFERENCES] = "To settle",
		[SHEET_SETTLED] = "Settled, counts",
		[SHEET_ASIDE] = "Put aside",
		[SHEET_VOID] = "Void",
		[SHEET_WITHDRAWN] = "Withdrawn by its author",
	};

	return words[s];
}

void
key_for_analysts(struct desk_visit *v)
{
	desk_says(v, 403, "This is for an analyst: ask whoever supervises the "
	    "keying.");
}

const char *
key_aside(struct desk_visit *v, struct cases *c, int64_t sheet,
    const char *then)
{
	struct err e = { 0 };

	if (!sheet_aside(c, sheet, desk_sent(v, "reason"), desk_login(v), &e))
		return desk_sentence(v, &e);
	desk_redirect(v, then);
	return NULL;
}

void
key_aside_box(struct desk_visit *v, const char *question, const char *wrong)
{
	html_lit(v->b, "<details class=\"desk-s desk-key__aside\"");
	if (wrong != NULL)
		html_lit(v->b, " open");
	html_f(v->b, "><summary>Put this sheet aside</summary><div "
	    "class=\"desk-field\"><label for=\"reason\">%s</label>",
	    question);
	if (wrong != NULL)
		html_f(v->b, "<span class=\"desk-wrong\" id=\"reason-wrong\">"
		    "<span class=\"nhsuk-u-visually-hidden\">Error: </span>%s"
		    "</span>", wrong);
	html_f(v->b, "<input class=\"desk-input\" id=\"reason\" "
	    "name=\"reason\" value=\"%s\" autocomplete=\"off\"",
	    desk_sent(v, "reason"));
	if (wrong != NULL)
		html_lit(v->b, " aria-invalid=\"true\" "
		    "aria-describedby=\"reason-wrong\" autofocus");
	html_lit(v->b, "></div><button class=\"nhsuk-button "
	    "nhsuk-button--secondary-solid\" name=\"do\" value=\"aside\">Put "
	    "aside</button></details>\n");
}

const char *
key_size(struct desk_visit *v, int64_t bytes)
{
	if (bytes >= 1000000)
		return arena_printf(v->a, "%.1f MB", (double)bytes / 1e6);
	return arena_printf(v->a, "%lld kB", (long long)(bytes + 999) / 1000);
}

bool
key_originals(struct desk_visit *v, struct cases *c, int64_t sheet,
    const char **out, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct sheet_original *o;
	size_t n, i;

	if (!original_list(v->a, c, sheet, &o, &n, e))
		return false;
	for (i = 0; i < n; i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", o[i].name);
	*out = arena_str(v->a, buf_text(&b));
	return true;
}

void
key_attached(struct desk_visit *v, const char *names)
{
	if (*names != '\0')
		html_f(v->b, "<p class=\"desk-s\">Original attached: <span "
		    "dir=\"auto\">%s</span></p>", names);
	html_lit(v->b, "</div>\n");
}

const char *
key_today(struct desk_visit *v)
{
	char day[11];

	date_text(uk_date(now_seconds()), day);
	return arena_str(v->a, day);
}

bool
key_day_ok(const char *s, bool may_be_empty)
{
	struct date d;

	return (may_be_empty && *s == '\0') || date_parse(str_of(s), &d);
}

const char *
key_day(struct desk_visit *v, const char *day)
{
	struct date d;

	return date_parse(str_of(day), &d) ? desk_day(v, d) : day;
}

bool
key_waiting(struct desk_visit *v, struct cases *c, int64_t n[3],
    struct err *e)
{
	bool alone;
	int i;

	if (!key_alone(v, c, &alone, e))
		return false;
	for (i = 0; i < 3; i++)
		if (!sheet_waiting(c, (enum sheet_work)i, desk_login(v), alone,
		    now_seconds(), &n[i], e))
			return false;
	return true;
}

void
key_foot(struct desk_visit *v, const int64_t waiting[3], int at,
    const char *keys)
{
	static const struct { const char *path, *name; } queues[] = {
		{ "/desk/keying/first", "First keying" },
		{ "/desk/keying/second", "Second keying" },
		{ "/desk/keying/settle", "Differences" },
	};
	size_t i;

	html_lit(v->b, "<footer class=\"desk-foot\" aria-label=\"Queues and "
	    "keys\"><div class=\"desk-wrap\"><nav aria-label=\"Keying "
	    "queue\"><ul class=\"desk-modes\">\n");
	for (i = 0; i < LEN(queues); i++) {
		html_f(v->b, "<li><a href=\"%s\"", queues[i].path);
		if ((int)i == at)
			html_lit(v->b, " aria-current=\"page\"");
		html_f(v->b, ">%s %lld</a></li>\n", queues[i].name,
		    (long long)waiting[i]);
	}
	html_f(v->b, "</ul></nav>\n<p class=\"desk-keys\">%s</p>\n</div>"
	    "</footer>\n", keys);
}
