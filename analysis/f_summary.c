/* SPDX-License-Identifier: MIT
 *
 * f_summary.c -- the cover, the findings on one page, and what was asked.
 */
#include "analysis/findings.h"

enum { DOTS = 600 };	/* more responses than this: one dot for ten */

/* ---- the cover --------------------------------------------------------- */

static int64_t
in_channel(const struct findings *f, const char *channel)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += strcmp(f->r[i].meta.channel, channel) == 0;
	return n;
}

/* The channels that the form accepts, then any other that was used. */
static void
cover_channels(struct findings *f)
{
	struct report_channel *v = NULL;
	size_t n = 0, cap = 0, i, k;

	for (i = 0; i < f->form->n_accept; i++) {
		int64_t many = in_channel(f, f->form->accept[i]);

		if (many > 0)
			*arena_push(f->a, v, n, cap) = (struct report_channel){
			    f_channel_words(f, f->form->accept[i]), many };
	}
	for (i = 0; i < f->n; i++) {
		const char *c = f->r[i].meta.channel;

		if (forms_accepts(f->form, c))
			continue;
		for (k = 0; k < n; k++)
			if (strcmp(v[k].words, f_channel_words(f, c)) == 0)
				break;
		if (k == n)
			*arena_push(f->a, v, n, cap) = (struct report_channel){
			    f_channel_words(f, c), in_channel(f, c) };
	}
	f->out->channels = v;
	f->out->n_channels = n;
}

/* "Fields of dots, one for each way of answering: online 312 and paper 8." */
static const char *
dots_alt(struct findings *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, n = f->out->n_channels;

	if (n == 0)
		return NULL;
	buf_puts(&b, n == 1 ? "A field of dots: " :
	    "Fields of dots, one for each way of answering: ");
	for (i = 0; i < n; i++)
		buf_printf(&b, "%s%s %s", i == 0 ? "" : i + 1 == n ? " and " :
		    ", ", f_lower_first(f, f->out->channels[i].words),
		    f_num(f, f->out->channels[i].n));
	buf_lit(&b, ".");
	return arena_str(f->a, buf_text(&b));
}

static const char *
open_words(struct findings *f)
{
	const struct forms_settings *s = f->set;
	int64_t days = date_days(s->close_day) - date_days(s->open_day) + 1;
	const char *from = s->open_day.year == s->close_day.year ?
	    f_day_short(f, s->open_day) : f_day_words(f, s->open_day);

	return arena_printf(f->a, "%s to %s, %s", from,
	    f_day_words(f, s->close_day), days % 7 == 0 && days > 7 ?
	    f_count_of(f, days / 7, "week", "weeks") :
	    f_count_of(f, days, "day", "days"));
}

void
f_cover(struct findings *f)
{
	const struct forms_settings *s = f->set;
	struct facts v = { 0 };
	struct report *r = f->out;
	const char *edition = s != NULL && s->edition != NULL &&
	    s->edition[0] != '\0' ? s->edition : "1.0";

	cover_channels(f);
	r->edition = arena_printf(f->a, "Report of Findings, edition %s",
	    edition);
	r->per_dot = f->n > DOTS ? 10 : 1;
	r->dots_alt = dots_alt(f);
	if (f->n == 0)
		r->dots_words = "There are no responses yet";
	else
		r->dots_words = arena_printf(f->a, r->per_dot == 1 ?
		    f->n == 1 ? "The dot is the %s response we analysed" :
		    "Each dot is one of the %s responses we analysed" :
		    "Each dot is 10 of the %s responses we analysed",
		    f_num(f, (int64_t)f->n));
	if (s != NULL && s->has_dates)
		f_facts_add(f, &v, "Open", f_plain(f, "%s", open_words(f)));
	if (s != NULL && s->analysed_by != NULL && s->analysed_by[0] != '\0')
		f_facts_add(f, &v, "Analysed by", f_plain(f, "%s",
		    s->analysed_by));
	if (s != NULL && s->decided_by != NULL && s->decided_by[0] != '\0')
		f_facts_add(
		    f, &v, "Decided by", f_plain(f, "%s", s->decided_by));
	f_facts_add(f, &v, "Edition", f_plain(f, "%s", edition));
	if (s != NULL && forms_contact(s, "formats") != NULL)
		f_facts_add(f, &v, "Other formats", f_plain(f, "%s",
		    forms_contact(s, "formats")));
	r->cover = v.v;
	r->n_cover = v.n;
}

/* ---- findings on one page ---------------------------------------------- */

static void
rehearsal_words(struct page *p)
{
	struct findings *f = p->f;

	if (f->n_rehearsal == 0)
		return;
	if (f->n_rehearsal == f->n)
		f_page_para(p, "", f_strong(f, "This is a rehearsal.", " "
		    "Every answer here was made up."));
	else
		f_page_para(p, "",
		    f_strong(f, "This is partly a rehearsal.",
		    " %s of the %s responses in this report were made up, to "
		    "see how it will look. Its numbers are not findings.",
		    f_num(f, (int64_t)f->n_rehearsal),
		    f_num(f, (int64_t)f->n)));
}

/* How many are organisations; -1 when that is not known or not shown. */
static int64_t
organisations(const struct findings *f)
{
	const struct profile *p;
	size_t i;

	if (f->apart == NULL)
		return -1;
	p = &f->profiles[f->capacity->index];
	i = tally_index(&p->t, f->apart);
	return p->hidden[i] ? -1 : p->t.n[i];
}

static void
add_number(struct findings *f, struct report_number *v, size_t *n,
    int64_t figure, const char *words)
{
	v[(*n)++] = (struct report_number){ f_num(f, figure), words };
}

/* Of the kind that most questions are about: how many had a majority. */
static void
majority_number(struct findings *f, struct report_number *v, size_t *n)
{
	const struct forms_kind *kind = NULL;
	int64_t all = 0, with = 0;
	size_t i;

	for (i = 0; i < f->n_views; i++) {
		const struct view *w = &f->views[i];

		if (w->about == NULL || w->among || (kind != NULL &&
		    w->about->kind != kind))
			continue;
		kind = w->about->kind;
		all++;
		with += w->t.base >= PERCENT_BASE && w->agree * 2 > w->t.base;
	}
	if (kind != NULL && f->n > 0)
		add_number(f, v, n, with, arena_printf(f->a, "of %s %s had "
		    "majority support", f_num(f, all),
		    f_plural(f, kind->words)));
}

static void
headline(struct page *p)
{
	struct findings *f = p->f;
	struct report_number *v = arena_array(f->a, struct report_number, 4);
	int64_t orgs = organisations(f), days;
	struct report_block *b;
	size_t n = 0;

	add_number(f, v, &n, (int64_t)f->n, f->n == 1 ? "response analysed" :
	    "responses analysed");
	if (orgs >= 0 && f->n > 0)
		add_number(f, v, &n, orgs, "of them from organisations");
	if (f->set != NULL && f->set->has_dates) {
		days = date_days(f->set->close_day) -
		    date_days(f->set->open_day) + 1;
		if (days % 7 == 0 && days > 7)
			add_number(f, v, &n, days / 7,
			    "weeks open for answers");
		else
			add_number(f, v, &n, days, days == 1 ?
			    "day open for answers" : "days open for answers");
	}
	majority_number(f, v, &n);
	b = f_page_add(p, BLOCK_NUMBERS);
	b->numbers = v;
	b->n = n;
}

struct tracks { struct report_track *v; size_t n, cap; };

static void
track(struct findings *f, struct tracks *t, int64_t n, int64_t base,
    bool against, struct report_text text)
{
	*arena_push(f->a, t->v, t->n, t->cap) = (struct report_track){
	    .percent = base > 0 ? analysis_percent(n, base) : 0,
	    .against = against, .text = text };
}

static void
view_track(struct findings *f, struct tracks *t, const struct view *v,
    bool against, const char *remark)
{
	int64_t n = against ? v->disagree : v->agree;
	const char *first = arena_printf(f->a, "%s %s with %s%s",
	    f_share_subject(f, n, v->t.base), against ? "disagreed" : "agreed",
	    f_view_subject(f, v), v->about != NULL ? "," : "");

	if (v->about != NULL)
		track(f, t, n, v->t.base, against, f_strong(f, first,
		    " %s %s. %s.", v->about->title,
		    f_share(f, n, v->t.base), remark));
	else
		track(f, t, n, v->t.base, against, f_strong(f, first, " %s.",
		    f_share(f, n, v->t.base)));
}

/* The first view about an entity with the largest (sign 1) or smallest (-1)
 * share of a net; *tie: another one has the same. */
static const struct view *
extreme(const struct findings *f, bool disagree, int sign, bool *tie)
{
	const struct view *best = NULL;
	size_t i;

	*tie = false;
	for (i = 0; i < f->n_views; i++) {
		const struct view *v = &f->views[i];
		int64_t x, y;

		if (v->about == NULL || v->t.base < PERCENT_BASE)
			continue;
		if (best == NULL) {
			best = v;
			continue;
		}
		x = (disagree ? v->disagree : v->agree) * best->t.base * sign;
		y = (disagree ? best->disagree : best->agree) * v->t.base *
		    sign;
		if (x == y)
			*tie = true;
		if (x > y) {
			best = v;
			*tie = false;
		}
	}
	return best;
}

static void
agreement_tracks(struct findings *f, struct tracks *t)
{
	bool tie;
	const struct view *top = extreme(f, false, 1, &tie), *low;
	size_t i;

	if (top != NULL)
		view_track(f, t, top, false, tie ? "No other had more "
		    "agreement" : "It had the most agreement");
	for (i = 0; i < f->n_views && t->n < 4; i++)
		if (f->views[i].about == NULL &&
		    f->views[i].t.base >= PERCENT_BASE)
			view_track(f, t, &f->views[i], false, "");
	low = extreme(f, false, -1, &tie);
	if (low != NULL && low != top)
		view_track(f, t, low, false, tie ? "No other had less "
		    "agreement" : "It had the least agreement");
}

/* The most chosen of the entities that a "choose many" offers. */
static void
chosen_track(struct findings *f, struct tracks *t)
{
	size_t i, k, best;

	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];
		struct tally c;

		if (!f_substantive(f, q) || q->q->type != FORMS_MANY)
			continue;
		tally_field(f->a, q, f->r, f->n, NULL, &c);
		if (c.base < PERCENT_BASE || f_gives_away(f, &c))
			continue;
		for (k = 0, best = c.n_options; k < c.n_options; k++)
			if (c.options[k].entity != NULL &&
			    (best == c.n_options || c.n[k] > c.n[best]))
				best = k;
		if (best == c.n_options)
			continue;
		track(f, t, c.n[best], c.base, false, f_strong(f,
		    arena_printf(f->a, "%s chose %s,",
		    f_share_subject(f, c.n[best], c.base), f_entity_place(f,
		    c.options[best].entity)), " %s %s. No other was chosen "
		    "more often.", c.options[best].entity->title,
		    f_share(f, c.n[best], c.base)));
	}
}

static void
theme_track(struct findings *f, struct tracks *t)
{
	struct raised r;
	size_t i, best = 0;

	f_raised_count(f, NULL, &r);
	for (i = 0; i < f->n_entities; i++)
		if (r.n[i] > r.n[best])
			best = i;
	if (f->n_entities == 0 || r.people < PERCENT_BASE || r.n[best] == 0)
		return;
	track(f, t, r.n[best], r.people, false, f_strong(f, arena_printf(f->a,
	    "%s who commented wrote about", f_share_those(f, r.n[best],
	    r.people)), " %s %s. No other subject came up more often.",
	    f_entity_label(f, f->entities[best]),
	    f_share(f, r.n[best], r.people)));
}

static void
told_us(struct page *p)
{
	struct findings *f = p->f;
	struct tracks t = { 0 };
	struct report_block *b;
	const struct view *v;
	bool tie;

	agreement_tracks(f, &t);
	chosen_track(f, &t);
	theme_track(f, &t);
	v = extreme(f, true, 1, &tie);
	if (v != NULL && v->disagree > 0)
		view_track(f, &t, v, true, tie ? "No other had more "
		    "disagreement" : "It had the most disagreement");
	f_page_heading(p, 2, "What people told us");
	if (t.n == 0) {
		f_page_para(p, "", f->n == 0 ? f_plain(f, "There are no "
		    "responses yet.") : f_plain(f, "Fewer than %d people "
		    "answered each question. That is too few to speak of "
		    "shares; the sections below give the counts.",
		    PERCENT_BASE));
		return;
	}
	b = f_page_add(p, BLOCK_TRACKS);
	b->tracks = t.v;
	b->n = t.n;
}

/* Groups that nobody said they belong to. */
static const char *
not_heard(struct findings *f, const struct forms_field *q)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct profile *p;
	size_t i;

	if (q == NULL)
		return NULL;
	p = &f->profiles[q->index];
	for (i = 0; i < p->t.n_options; i++)
		if (!p->few && p->t.n[i] == 0 && !p->t.options[i].staff &&
		    p->t.options[i].missing == FORMS_ANSWERED)
			buf_printf(&b, "%s“%s”", b.n ? ", " : "",
			    p->t.options[i].words);
	return b.n == 0 ? NULL : arena_str(f->a, buf_text(&b));
}

static const char *
heard_from(struct findings *f)
{
	struct buf b CLEAN(buf_free) = { 0 };
	int64_t orgs = organisations(f), base;
	const struct forms_field *who[2] = { f->capacity, f->area };
	size_t i;

	if (orgs >= 0) {
		base = f->profiles[f->capacity->index].t.base;
		buf_printf(&b, "%s and %s", f_count_of(f, base - orgs,
		    "individual", "individuals"), f_count_of(f, orgs,
		    "organisation", "organisations"));
		if (base < (int64_t)f->n)
			buf_printf(&b, "; %s did not say", f_num(f,
			    (int64_t)f->n - base));
		buf_puts(&b, ".");
	} else {
		buf_printf(&b, "%s.", f_count_of(f, (int64_t)f->n,
		    "person or organisation", "people and organisations"));
	}
	for (i = 0; i < 2 && f->n > 0; i++) {
		const char *none = not_heard(f, who[i]);

		if (none != NULL)
			buf_printf(&b, " Asked “%s”, nobody answered %s.",
			    who[i]->words, none);
	}
	return arena_str(f->a, buf_text(&b));
}

/* The first paragraph of a form author's text. */
static struct report_text
first_paragraph(struct findings *f, const char *text)
{
	const char *end = strstr(text, "\n\n");

	return f_inline_text(f, (struct str){ text, end != NULL ?
	    (size_t)(end - text) : strlen(text) });
}

void
f_summary(struct findings *f)
{
	struct facts v = { 0 };
	struct page p;

	f_page_numbered(&p, f, "findings", "Findings on one page",
	    "Findings");
	rehearsal_words(&p);
	headline(&p);
	told_us(&p);
	f_facts_add(f, &v, "Who answered", f_plain(f, "%s",
	    heard_from(f)));
	if (f->form->next[0] != '\0')
		f_facts_add(f, &v, "What happens next", first_paragraph(f,
		    f->form->next));
	f_page_facts(&p, &v);
	f_page_end(&p);
}

/* ---- what we asked and why --------------------------------------------- */

/* Its own words, unless it has a section that gives them. */
static struct report_text
entity_words(struct findings *f, const struct forms_entity *e)
{
	const char *name = arena_printf(f->a, "%s %d: %s", e->kind->words,
	    e->number, e->title);
	bool section = false;
	size_t i;

	for (i = 0; i < f->form->n_fields; i++)
		section |= f->form->fields[i].n_about == 1 &&
		    f->form->fields[i].about[0] == e;
	if (section || e->says[0] == '\0')
		return f_plain(f, "%s", name);
	return f_strong(f, name, ". %s", e->says);
}

/* What every question that was asked is about, by kind. */
static void
asked_about(struct page *p)
{
	struct findings *f = p->f;
	const struct forms_kind *k;
	size_t i;

	for (k = f->form->kinds; k != NULL; k = k->next) {
		struct texts list = { 0 };

		for (i = 0; i < f->n_entities; i++) {
			const struct forms_entity *e = f->entities[i];

			if (e->kind == k && e->under == NULL &&
			    f_entity_asked(f, e))
				f_texts_add(f, &list, entity_words(f, e));
		}
		if (list.n == 0)
			continue;
		f_page_heading(p, 2, arena_printf(f->a, "The %s",
		    f_plural(f, k->words)));
		f_page_list(p, &list, false);
	}
}

void
f_asked(struct findings *f)
{
	struct page p;
	size_t i;

	f_page_numbered(&p, f, "asked", "What we asked and why",
	    "What we asked");
	if (f->form->intro[0] != '\0') {
		f_page_para(&p, "", f_plain(f, "The questionnaire began with "
		    "these words."));
		f_page_prose(&p, f->form->intro);
	}
	asked_about(&p);
	if (f->form->n_documents > 0) {
		struct texts list = { 0 };

		f_page_heading(&p, 2, "What people could read");
		for (i = 0; i < f->form->n_documents; i++)
			f_texts_add(f, &list, f_plain(f, "%s",
			    f->form->documents[i].words));
		f_page_list(&p, &list, false);
	}
	f_page_para(
	    &p, "", f_plain(f, "Appendix A has every question in full."));
	f_page_end(&p);
}
