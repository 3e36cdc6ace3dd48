/* SPDX-License-Identifier: MIT
 *
 * paper_send.c -- how to fill it in, whom to talk to, how to send it back, and
 * room to write more.
 */
#include "locales/locales.h"
#include "print/pdf/paper.h"

/* "{box}" becomes a sign that looks like one. */
static const char *
with_box(struct copy *c, const char *words, const char *box)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_fill(&b, words, &(struct locale_place){ "{box}", box }, 1);
	return arena_str(c->p->a, buf_text(&b));
}

static void
item(struct copy *c, struct pdf_elem *list, const char *words)
{
	struct report_span *s = arena_new(c->p->a, struct report_span);

	s->text = words;
	copy_item(c, list, &c->look->body, (struct report_text){ s, 1 },
	    LEFT + 12 * c->look->k, 4);
}

static void
on_a_screen(struct copy *c, struct pdf_elem *list)
{
	const struct locale *lo = c->s->lo;

	item(c, list, tr_in(lo, "on paper", "Save this file on your computer "
	    "first. Then open it and answer."));
	item(c, list, tr_in(lo, "on paper", "Choose a box to tick it. Type in "
	    "the boxes for words and numbers."));
	item(c, list, tr_in(lo, "on paper", "Start at the first question and "
	    "go on to the next one, unless you are told to go somewhere "
	    "else."));
	item(c, list, tr_in(lo, "on paper", "When you have finished, save it "
	    "again. How to send it is at the end."));
}

static void
fill_in(struct copy *c)
{
	const struct locale *lo = c->s->lo;
	struct pdf_elem *list;

	copy_heading(c, 2, &c->look->page, tr_in(lo, "on paper",
	    "How to fill this in"), 20);
	c->barred = true;
	c->joined = false;
	list = pdf_elem(c->p, c->sect, "L");
	list->numbering = "Disc";
	if (c->o->fillable) {
		on_a_screen(c, list);
		c->barred = false;
		return;
	}
	item(c, list, with_box(c, tr_in(lo, "on paper", "Use a black or blue "
	    "pen. Tick a box like this: {box}"), "☑"));
	item(c, list, with_box(c, tr_in(lo, "on paper", "If you ticked the "
	    "wrong box, fill it in completely {box} and tick the right one."),
	    "■"));
	item(c, list, tr_in(lo, "on paper", "Start at the first question and "
	    "go on to the next one, unless you are told to go somewhere "
	    "else."));
	item(c, list, tr_in(lo, "on paper", "If there is not enough room, go "
	    "on at the end or on another sheet, and write the number of the "
	    "question beside it."));
	c->barred = false;
}

/* A number that stays on one line. */
static const char *
whole(struct copy *c, const char *s)
{
	struct buf b CLEAN(buf_free) = { 0 };

	for (; *s != '\0'; s++)
		if (*s == ' ')
			buf_lit(&b, "\u00A0");
		else
			buf_put(&b, s, 1);
	return arena_str(c->p->a, buf_text(&b));
}

/* As people write it: "www.example.org". */
static const char *
address(struct copy *c, const char *link)
{
	const char *from = strncmp(link, "https://", 8) == 0 ? link + 8 : link;
	size_t n = strlen(from);

	return arena_strn(c->p->a, from, n > 0 && from[n - 1] == '/' ? n - 1 :
	    n);
}

/* A number or an address after words; in a script from right to left in a
 * direction of its own. */
static const char *
apart(struct copy *c, const char *s)
{
	return arena_printf(c->p->a, c->s->rtl ? " \u2066%s\u2069" : " %s", s);
}

static void
support(struct copy *c)
{
	const struct forms_form *f = c->s->form;
	struct pdf_elem *list;
	size_t i;

	if (f->n_supports == 0)
		return;
	copy_heading(c, 2, &c->look->page, tr_in(c->s->lo, "on paper",
	    "If you would like to talk to someone"), 20);
	c->barred = true;
	c->joined = false;
	list = pdf_elem(c->p, c->sect, "L");
	list->numbering = "Disc";
	for (i = 0; i < f->n_supports; i++) {
		const struct forms_support *p = &f->supports[i];

		item(c, list, arena_printf(c->p->a, "%s%s%s", p->words,
		    p->phone[0] != '\0' ? apart(c, whole(c, p->phone)) : "",
		    p->link[0] != '\0' ? apart(c, address(c, p->link)) :
		    ""));
	}
	c->barred = false;
}

void
copy_how(struct copy *c)
{
	c->lang = c->s->foreign ? "en" : NULL;
	c->group = ++c->p->groups;
	fill_in(c);
	c->group = ++c->p->groups;
	support(c);
	c->group = 0;
	c->lang = NULL;
}

/* ---- how to send it back ------------------------------------------------------------------- */

/* Each part of the address on a line of its own. */
static void
post(struct copy *c, const char *words)
{
	struct buf b CLEAN(buf_free) = { 0 };

	for (; *words != '\0'; words++)
		if (words[0] == ',' && words[1] == ' ') {
			buf_lit(&b, " \n");	/* the space is read */
			words++;
		} else {
			buf_put(&b, words, 1);
		}
	c->barred = true;
	c->joined = false;
	c->lang = c->s->form->languages[0];
	copy_say(c, &c->look->bold, "P", buf_text(&b), LEFT +
	    12 * c->look->k, 8);
	c->lang = c->s->foreign ? "en" : NULL;
	c->barred = false;
}

static void
until(struct copy *c, const struct forms_settings *s)
{
	struct buf day CLEAN(buf_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	if (!s->has_dates)
		return;
	locale_date(&day, c->s->lo, s->close_day);
	locale_fill(&b, tr_in(c->s->lo, "on paper", "Please post it so that we "
	    "have it by {day}."), &(struct locale_place){ "{day}",
	    buf_text(&day) }, 1);
	copy_say(c, &c->look->body, "P", arena_str(c->p->a, buf_text(&b)),
	    LEFT, 10);
}

static void
contact(struct copy *c, const char *words, const char *value)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (value == NULL || *value == '\0')
		return;
	locale_fill(&b, words, &(struct locale_place){ "{contact}", value }, 1);
	copy_say(c, &c->look->body, "P", arena_str(c->p->a, buf_text(&b)),
	    LEFT, 8);
}

void
copy_send(struct copy *c)
{
	const struct forms_settings *s = c->o->settings;
	const struct locale *lo = c->s->lo;
	const char *to = s != NULL ? forms_contact(s, "post") : NULL;

	c->lang = c->s->foreign ? "en" : NULL;
	c->group = ++c->p->groups;
	copy_heading(c, 2, &c->look->section, tr_in(lo, "on paper",
	    "How to send this back"), 36);
	if (c->o->fillable && s != NULL)
		contact(c, tr_in(lo, "on paper", "Email the file to {contact}"),
		    forms_contact(s, "email"));
	if (c->o->fillable)
		copy_say(c, &c->look->body, "P", tr_in(lo, "on paper", "Or "
		    "print it and post it."), LEFT, 6);
	if (to != NULL && *to != '\0') {
		copy_say(c, &c->look->body, "P", tr_in(lo, "on paper",
		    "Put it in an envelope and post it to:"), LEFT, 6);
		post(c, to);
	}
	if (s != NULL) {
		until(c, s);
		contact(c, tr_in(lo, "on paper", "You can answer online "
		    "instead: {contact}"), *s->public_url != '\0' ?
		    address(c, s->public_url) : NULL);
		contact(c, tr_in(lo, "on paper", "Questions? Call {contact}"),
		    whole(c, forms_contact(s, "phone")));
		if (!c->o->fillable)
			contact(c, tr_in(lo, "on paper", "Or email {contact}"),
			    forms_contact(s, "email"));
		c->lang = c->s->form->languages[0];
		contact(c, "{contact}", forms_contact(s, "formats"));
		c->lang = c->s->foreign ? "en" : NULL;
	}
	c->group = 0;
	c->lang = NULL;
}

/* ---- room to write more -------------------------------------------------------------------- */

static double
head_of_more(struct copy *c)
{
	size_t first = c->p->n_boxes, i;
	double h = 0;

	copy_heading(c, 2, &c->look->page, tr_in(c->s->lo, "on paper",
	    "More room to write"), 26);
	copy_say(c, &c->look->quiet, "P", tr_in(c->s->lo, "on paper",
	    "Write the number of the question beside your words."), LEFT, 4);
	for (i = first; i < c->p->n_boxes; i++)
		h += c->p->boxes[i].full + c->p->boxes[i].gap;
	return h;
}

void
copy_more(struct copy *c, double room, size_t pages)
{
	double full = c->p->bottom - c->p->top, h;
	bool rest = room >= 8 * c->look->line;
	size_t first;

	c->lang = c->s->foreign ? "en" : NULL;
	if (rest) {
		h = head_of_more(c);
		copy_lines(c, (int)((room - h) / c->look->line));
	}
	for (; pages > 0; pages--) {
		first = c->p->n_boxes;
		h = head_of_more(c);
		c->p->boxes[first].fresh = c->p->boxes[first].opens = true;
		copy_lines(c, (int)((full - h + c->p->boxes[first].gap) /
		    c->look->line));
	}
	c->lang = NULL;
}
