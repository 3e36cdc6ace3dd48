/* SPDX-License-Identifier: MIT
 *
 * sample.c -- forms and made-up responses for the tests of the report.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/unit.h"

static const char full[] =
"earshot 1\n"
"consultation sample \"Buses after dark\"\n"
"  owner \"A made-up council\"\n"
"  languages en\n"
"  accept online paper\n"
"use plan version 1 as plan\n"
"text cover \"Please tell us **what you think**.\"\n"
"text next \"The council decides in May.\"\n"
"scale agreement\n"
"  5 strongly-agree \"Strongly agree\"\n"
"  4 agree \"Agree\"\n"
"  3 neither \"Neither agree nor disagree\"\n"
"  2 disagree \"Disagree\"\n"
"  1 strongly-disagree \"Strongly disagree\"\n"
"  8 dont-know \"I do not know\" missing dont-know\n"
"  net agreed of strongly-agree agree \"All who agreed\"\n"
"page you \"About you\"\n"
"  question capacity choose one \"How do you answer?\"\n"
"    required\n"
"    1 rider \"A rider\"\n"
"    2 driver \"A driver\"\n"
"    3 organisation \"On behalf of an organisation\"\n"
"  question area choose one \"Where do you live?\"\n"
"    1 north \"North\"\n"
"    2 south \"South\"\n"
"    3 hill \"The Hill\"\n"
"    9 prefer-not \"I prefer not to say\" missing prefer-not\n"
"  question district postcode outward \"What is the first part of your postcode?\"\n"
"  question organisation-name line \"Which organisation?\"\n"
"    show if capacity = organisation\n"
"page aim \"The aim\"\n"
"  question aim-agree scale agreement \"Do you agree with the aim?\"\n"
"  question aim-why text \"Why do you say that?\"\n"
"    hint \"Please do not give your name.\"\n"
"    quote if quote-consent = yes\n"
"repeat p in priority\n"
"  page priority \"{p.title}\"\n"
"    question agree scale agreement \"Do you agree with {p.title}?\"\n"
"      about p\n"
"    question why text \"Why?\"\n"
"      hint \"Please do not give your name.\"\n"
"      about p\n"
"      quote if quote-consent = yes\n"
"page goals \"The goals\"\n"
"  question goals choose many from goal \"Which goals matter most?\"\n"
"  question often choose one \"How often do you ride?\"\n"
"    1 daily \"Every day\"\n"
"    2 weekly \"Every week\"\n"
"    3 never \"Never\"\n"
"  question far number 0..99 \"How many miles?\"\n"
"    unit \"miles\"\n"
"include equality version 2021 after check-answers\n"
"  skippable\n";

static const char plan[] =
"earshot 1\n"
"codebook plan version 1 \"The plan\"\n"
"kind priority \"Priority\"\n"
"kind goal \"Goal\"\n"
"kind theme \"Theme\"\n"
"priority P1 \"Later buses\"\n"
"  says \"Run buses until midnight.\"\n"
"  covers \"Hours\"\n"
"  match night or late or midnight\n"
"priority P2 \"Lights at stops\"\n"
"  covers \"Light\"\n"
"  match light* or dark\n"
"goal G1 \"Safe journeys\"\n"
"  match safe*\n"
"goal G2 \"Fair fares\"\n"
"  match fare* or (ticket near/2 price)\n"
"theme T1 \"Waiting alone\"\n"
"  under P2\n"
"  match alone\n"
"theme T2 \"Hospital visits\"\n"
"  match hospital and not school\n";

static const char bare[] =
"earshot 1\n"
"consultation bare \"A short one\"\n"
"  owner \"Somebody\"\n"
"  languages en\n"
"  accept online\n"
"page one \"One\"\n"
"  question like choose one \"Do you like it?\"\n"
"    1 yes \"Yes\"\n"
"    2 no \"No\"\n";

static const char kinds[] =
"earshot 1\n"
"consultation kinds \"Kinds\"\n"
"  owner \"Somebody\"\n"
"  languages en\n"
"  accept online\n"
"page one \"\"\n"
"  question which choose one \"Which one?\"\n"
"    sensitivity health\n"
"    1 a \"A\"\n"
"    2 b \"B\"\n"
"    3 c \"C\"\n"
"  question more choose many \"What else?\"\n"
"    show if which = a\n"
"    1 x \"X\"\n"
"    2 y \"Y\"\n"
"  question story text \"Anything else?\"\n"
"    hint \"Please do not give your name.\"\n"
"    quote if quote-consent = yes\n";

struct forms_form *
sample_form(struct arena *a, enum sample_form which)
{
	static const struct forms_source texts[3][2] = {
		{ { "full.form", { full, sizeof(full) - 1 } },
		  { "plan.codes", { plan, sizeof(plan) - 1 } } },
		{ { "bare.form", { bare, sizeof(bare) - 1 } },
		  { NULL, { NULL, 0 } } },
		{ { "kinds.form", { kinds, sizeof(kinds) - 1 } },
		  { NULL, { NULL, 0 } } }
	};
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_form *form;
	struct forms_diags d;

	forms_diags_init(&d, a);
	if (!forms_read(a, texts[which], texts[which][1].name != NULL ? 2 : 1,
	    &form, &d)) {
		forms_diags_print(&b, &d);
		ck_abort_msg("%s", buf_text(&b));
	}
	return form;
}

/* Made-up comments; a number makes them differ. */
static const char *
words(void *arg, const struct forms_answers *v, const struct forms_field *q,
    struct forms_rng *g)
{
	static const char *const texts[] = {
		"The last bus is too late for those who work at night, and "
		    "too early for me",
		"It is dark at the stop on the hill and I wait alone for a "
		    "long time",
		"Safer buses would let me visit the hospital, which is far "
		    "away",
		"The price of a ticket keeps people at home, whatever the "
		    "hours are",
		"I have nothing to add to what others will surely have told "
		    "you",
		"Ring me on 0116 496 0000 about the lights, they are broken "
		    "again" };
	struct arena *a = v->a;

	(void)arg;
	if (q->q->type == FORMS_POSTCODE)
		return arena_printf(a, "LE%zu", 1 + forms_rng_below(g, 14));
	if (q->q->type == FORMS_LINE)
		return arena_printf(a, "Made-up club %zu",
		    forms_rng_below(g, 50));
	if (forms_rng_below(g, 3) == 0)
		return NULL;
	return arena_printf(a, "%s (%zu).", texts[forms_rng_below(g,
	    LEN(texts))], forms_rng_below(g, 100000));
}

void
sample_units(struct sample *s, struct arena *a)
{
	size_t i, k, cap = 0, code_cap = 0;
	const struct forms_entity *e;

	s->units = NULL;
	s->codings = NULL;
	s->n_units = s->n_codings = 0;
	for (i = 0; i < s->n; i++)
		for (k = 0; k < s->form->n_fields; k++) {
			const struct forms_field *q = &s->form->fields[k];
			const struct forms_answer *v = &s->r[i].answers.v[k];

			if (q->q->type != FORMS_TEXT ||
			    v->state != FORMS_ANSWERED)
				continue;
			*arena_push(a, s->units, s->n_units, cap) =
			    (struct cases_unit){ (int64_t)s->n_units + 1,
			    s->r[i].id, q->id, v->text };
		}
	for (i = 0; i < s->n_units; i++)
		for (e = s->form->entities; e != NULL; e = e->next) {
			struct analysis_hit h;

			if (e->match == NULL || !analysis_match(e->match,
			    s->units[i].text, &h))
				continue;
			*arena_push(a, s->codings, s->n_codings, code_cap) =
			    (struct cases_coding){ .unit = s->units[i].id,
			    .code = e->name, .source = CODED_RULE,
			    .start = h.start, .end = h.end };
		}
}

static void
put(char *to, const char *s)	/* all of them are short */
{
	memcpy(to, s, strlen(s) + 1);
}

void
sample_make(struct sample *s, struct arena *a, enum sample_form which,
    size_t n, uint64_t seed)
{
	struct forms_rng g;
	size_t i, k;

	*s = (struct sample){ .form = sample_form(a, which), .n = n };
	s->settings = (struct forms_settings){ .has_dates = true,
	    .open_day = { 2024, 6, 3 }, .close_day = { 2024, 8, 25 },
	    .analysed_by = "", .decided_by = "The council", .edition = "1.0" };
	s->r = arena_array(a, struct cases_response, n);
	forms_rng_seed(&g, seed);
	for (i = 0; i < n; i++) {
		struct cases_response *r = &s->r[i];

		r->id = (int64_t)(1000 - i);
		put(r->reference, arena_printf(a, "REF-%06zu", i));
		put(r->meta.channel, forms_rng_below(&g, 5) ? "online" :
		    "paper");
		put(r->meta.lang, "en");
		put(r->meta.day, arena_printf(a, "2024-06-%02zu",
		    3 + forms_rng_below(&g, 27)));
		forms_answers_init(&r->answers, a, s->form);
		for (k = 0; k < s->form->n_fields; k++) {
			if (forms_shown(&r->answers, s->form->fields[k].show))
				forms_random_answer(&r->answers,
				    &s->form->fields[k], &g, words, NULL);
			forms_route(&r->answers);
		}
	}
	sample_units(s, a);
}

static void
allow_all(struct sample *s, struct arena *a)
{
	size_t i, k, cap = 0;

	s->allowed = NULL;
	s->n_allowed = 0;
	for (i = 0; i < s->n_units && !s->unread; i++)
		for (k = 0; k < s->n; k++)
			if (s->r[k].id == s->units[i].response)
				*arena_push(a, s->allowed, s->n_allowed, cap) =
				    (struct analysis_quotation){
				    s->r[k].reference, s->units[i].field,
				    s->units[i].text };
}

struct report *
sample_findings(struct sample *s, struct arena *a, struct findings *f,
    bool with_settings)
{
	findings_init(f, a, s->form, with_settings ? &s->settings : NULL, s->r,
	    s->n, s->units, s->n_units, s->codings, s->n_codings);
	allow_all(s, a);
	f->allowed = s->allowed;
	f->n_allowed = s->n_allowed;
	return findings_make(f);
}

/* ---- the tree as text ------------------------------------------------------ */

static void
print_text(struct buf *b, const struct report_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		buf_puts(b, t->v[i].text);
	buf_lit(b, "\n");
}

static void
print_cell(struct buf *b, const struct report_cell *c)
{
	switch (c->kind) {
	case CELL_EMPTY:
		break;
	case CELL_TEXT:
		buf_puts(b, c->text);
		break;
	case CELL_COUNT:
		buf_printf(b, "%lld", (long long)c->n);
		break;
	case CELL_PERCENT:
		buf_printf(b, "%d%%", c->percent);
		break;
	case CELL_COUNT_PERCENT:
		buf_printf(b, "%lld (%d%%)", (long long)c->n, c->percent);
		break;
	case CELL_HIDDEN:
		buf_lit(b, "[c]");
		break;
	}
	buf_lit(b, "|");
}

static void
print_exhibit(struct buf *b, const struct report_exhibit *x)
{
	size_t i, k, n;

	buf_printf(b, "%s. %s\n%s\n", x->number, x->title, x->base);
	for (i = 0; x->figure != NULL && i < x->figure->n; i++)
		if (x->figure->kind == FIGURE_AGREEMENT)
			buf_printf(b, "figure %s %d %d\n",
			    x->figure->agreement[i].label,
			    x->figure->agreement[i].disagree,
			    x->figure->agreement[i].agree);
		else
			buf_printf(b, "figure %s %lld\n",
			    x->figure->labels[i],
			    (long long)x->figure->counts[i]);
	for (i = 0; x->table != NULL && i < x->table->n_rows; i++) {
		n = x->table->rows[i].kind == ROW_GROUP ? 1 :
		    x->table->n_columns;
		for (k = 0; k < n; k++)
			print_cell(b, &x->table->rows[i].cells[k]);
		buf_lit(b, "\n");
	}
	for (i = 0; i < x->n_notes; i++)
		buf_printf(b, "note %s\n", x->notes[i]);
}

static void
print_block(struct buf *b, const struct report_block *k)
{
	size_t i;

	switch (k->kind) {
	case BLOCK_HEADING:
		buf_printf(b, "# %s\n", k->heading);
		break;
	case BLOCK_PARA: case BLOCK_FINDING:
		buf_printf(b, "%s: ", k->rail);
		print_text(b, &k->text);
		print_text(b, &k->minor);
		break;
	case BLOCK_LIST:
		for (i = 0; i < k->n; i++)
			print_text(b, &k->items[i]);
		break;
	case BLOCK_FACTS:
		for (i = 0; i < k->n; i++) {
			buf_printf(b, "%s: ", k->facts[i].label);
			print_text(b, &k->facts[i].text);
		}
		break;
	case BLOCK_NUMBERS:
		for (i = 0; i < k->n; i++)
			buf_printf(b, "%s %s\n", k->numbers[i].figure,
			    k->numbers[i].words);
		break;
	case BLOCK_TRACKS:
		for (i = 0; i < k->n; i++) {
			buf_printf(b, "%d%% ", k->tracks[i].percent);
			print_text(b, &k->tracks[i].text);
		}
		break;
	case BLOCK_EXHIBIT:
		print_exhibit(b, k->exhibit);
		break;
	case BLOCK_QUOTES:
		for (i = 0; i < k->n; i++)
			buf_printf(b, "quote %s [%s] %s\n", k->quotes[i].text,
			    k->quotes[i].who, k->quotes[i].reference);
		break;
	}
}

void
sample_print(struct buf *b, const struct report *r)
{
	size_t i, k;

	buf_printf(b, "%s\n%s\n%s\n%s\n", r->title, r->edition,
	    r->tag != NULL ? r->tag : "", r->dots_words);
	for (i = 0; i < r->n_cover; i++) {
		buf_printf(b, "%s: ", r->cover[i].label);
		print_text(b, &r->cover[i].text);
	}
	for (i = 0; i < r->n_sections; i++) {
		buf_printf(b, "== %s | %s | %s | %s\n", r->sections[i].id,
		    r->sections[i].rail, r->sections[i].title,
		    r->sections[i].foot);
		for (k = 0; k < r->sections[i].n; k++)
			print_block(b, &r->sections[i].blocks[k]);
	}
}
