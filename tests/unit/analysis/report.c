/* SPDX-License-Identifier: MIT
 *
 * report.c -- tests of the report tree: its numbers, its silence about small
 * groups, its quotations, and that it can be made of anything.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

static struct arena a;
static struct sample data;
static struct findings f;

static struct report *
make(enum sample_form which, size_t n, uint64_t seed)
{
	arena_free(&a);
	sample_make(&data, &a, which, n, seed);
	return sample_findings(&data, &a, &f, true);
}

/* Calls fn for every block of a kind. */
static void
each(const struct report *r, enum report_block_kind kind,
    void (*fn)(const struct report_section *, const struct report_block *))
{
	size_t i, k;

	for (i = 0; i < r->n_sections; i++)
		for (k = 0; k < r->sections[i].n; k++)
			if (r->sections[i].blocks[k].kind == kind)
				fn(&r->sections[i], &r->sections[i].blocks[k]);
}

/* What every tree must be, whatever is in it. */
static int seen_ids;
static const char *ids[2000];

static void
take_id(const char *id)
{
	int i;

	ck_assert_ptr_nonnull(id);
	ck_assert_str_ne(id, "");
	for (i = 0; i < seen_ids; i++)
		ck_assert_str_ne(ids[i], id);
	ids[seen_ids++] = id;
}

static void
check_text(const struct report_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		ck_assert_ptr_nonnull(t->v[i].text);
		ck_assert(utf8_valid(t->v[i].text, strlen(t->v[i].text),
		    NULL));
		ck_assert(t->v[i].mark != REPORT_LINK ||
		    t->v[i].href != NULL);
	}
}

static void
check_cell(const struct report_cell *c)
{
	if (c->kind == CELL_COUNT_PERCENT || c->kind == CELL_PERCENT) {
		ck_assert_int_ge(c->base, PERCENT_BASE);
		ck_assert_int_ge(c->n, 0);
		ck_assert_int_le(c->n, c->base);
		ck_assert_int_eq(c->percent, analysis_percent(c->n, c->base));
	}
	if (c->kind == CELL_TEXT)
		ck_assert_ptr_nonnull(c->text);
}

static void
check_exhibit(const struct report_section *sec, const struct report_block *b)
{
	const struct report_exhibit *x = b->exhibit;
	size_t i, k;

	(void)sec;
	take_id(x->id);
	ck_assert(x->figure != NULL || x->table != NULL);
	ck_assert_uint_le(utf8_count(x->title, strlen(x->title)), 70);
	ck_assert_ptr_nonnull(x->base);
	if (x->table == NULL)
		return;
	ck_assert_int_lt(x->table->bar, (int)x->table->n_columns);
	for (i = 0; i < x->table->n_rows; i++)
		for (k = 0; k < (x->table->rows[i].kind == ROW_GROUP ? 1 :
		    x->table->n_columns); k++)
			check_cell(&x->table->rows[i].cells[k]);
}

static void
check_block(const struct report_section *sec, const struct report_block *b)
{
	size_t i;

	(void)sec;
	check_text(&b->text);
	check_text(&b->minor);
	if (b->kind == BLOCK_HEADING)
		take_id(b->id);
	for (i = 0; b->kind == BLOCK_LIST && i < b->n; i++)
		check_text(&b->items[i]);
	for (i = 0; b->kind == BLOCK_FACTS && i < b->n; i++)
		check_text(&b->facts[i].text);
}

static void
check_tree(const struct report *r)
{
	struct buf b CLEAN(buf_free) = { 0 };
	enum report_block_kind k;
	size_t i;

	seen_ids = 0;
	for (i = 0; i < r->n_sections; i++) {
		take_id(r->sections[i].id);
		ck_assert_uint_gt(r->sections[i].n, 0);
		ck_assert_str_ne(r->sections[i].title, "");
	}
	for (k = BLOCK_HEADING; k <= BLOCK_QUOTES; k++)
		each(r, k, check_block);
	each(r, BLOCK_EXHIBIT, check_exhibit);
	sample_print(&b, r);
	ck_assert(buf_ok(&b));
	ck_assert_ptr_null(strstr(buf_text(&b), "(null)"));
	ck_assert_ptr_null(strstr(buf_text(&b), " of\xC2\xA0" "0"));
}

START_TEST(a_report_can_be_made_of_anything)
{
	static const size_t sizes[] = { 0, 1, 2, 9, 10, 19, 20, 57, 300 };
	enum sample_form w;
	size_t i;

	for (w = SAMPLE_FULL; w <= SAMPLE_KINDS; w++)
		for (i = 0; i < LEN(sizes); i++) {
			check_tree(make(w, sizes[i], sizes[i] + 1));
			check_tree(sample_findings(&data, &a, &f, false));
		}
}
END_TEST

START_TEST(responses_with_nothing_in_them_make_a_report)
{
	struct report *r;
	size_t i;

	make(SAMPLE_FULL, 40, 4);
	for (i = 0; i < data.n; i++) {
		forms_answers_init(&data.r[i].answers, &a, data.form);
		forms_route(&data.r[i].answers);
	}
	sample_units(&data, &a);
	r = sample_findings(&data, &a, &f, true);
	check_tree(r);
	ck_assert_int_eq(f.n_quotes, 0);
}
END_TEST

START_TEST(the_same_responses_give_the_same_tree)
{
	struct buf x CLEAN(buf_free) = { 0 }, y CLEAN(buf_free) = { 0 };
	struct buf z CLEAN(buf_free) = { 0 };

	sample_print(&x, make(SAMPLE_FULL, 200, 11));
	sample_print(&y, make(SAMPLE_FULL, 200, 11));
	sample_print(&z, make(SAMPLE_FULL, 200, 12));
	ck_assert_str_eq(buf_text(&x), buf_text(&y));
	ck_assert_str_ne(buf_text(&x), buf_text(&z));
}
END_TEST

START_TEST(a_rehearsal_says_so_on_the_cover_in_findings_and_in_method)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct report *r = make(SAMPLE_FULL, 50, 5);

	ck_assert_ptr_null(r->tag);
	sample_print(&b, r);
	ck_assert_ptr_null(strstr(buf_text(&b), "ehears"));
	data.r[20].meta.rehearsal = true;
	r = sample_findings(&data, &a, &f, true);
	ck_assert_str_eq(r->tag, "Rehearsal: made-up answers");
	buf_clear(&b);
	sample_print(&b, r);
	ck_assert_ptr_nonnull(strstr(buf_text(&b),
	    "This is partly a rehearsal. 1 of the 50 responses"));
	ck_assert_ptr_nonnull(strstr(strstr(buf_text(&b), "== method"),
	    "\nRehearsal: "));
}
END_TEST

START_TEST(the_date_is_that_of_the_newest_response)
{
	struct report *r;

	make(SAMPLE_BARE, 30, 6);
	memcpy(data.r[7].meta.day, "2024-12-31", 11);
	r = sample_findings(&data, &a, &f, true);
	ck_assert_int_eq(date_days(r->date),
	    date_days((struct date){ 2024, 12, 31 }));
	make(SAMPLE_BARE, 0, 6);
	r = sample_findings(&data, &a, &f, true);
	ck_assert_int_eq(date_days(r->date), date_days(data.settings.open_day));
}
END_TEST

/* ---- numbers -------------------------------------------------------------- */

/* How many answered each question: those and the others are who was asked. */
static int full_tables;

static void
full_table_adds_up(const struct report_section *sec,
    const struct report_block *b)
{
	const struct report_table *t = b->exhibit->table;
	size_t i;

	if (strcmp(sec->id, "tables") != 0 || t == NULL || t->n_columns != 4)
		return;
	for (i = 0; i < t->n_rows; i++) {
		const struct report_cell *c = t->rows[i].cells;

		ck_assert_int_eq(c[2].n + c[3].n, c[1].n);
		ck_assert_int_le(c[1].n, (int64_t)data.n);
		full_tables++;
	}
}

/* In the table of a repeated question each row adds up in itself. */
static int repeated_rows;

static void
repeated_adds_up(const struct report_section *sec,
    const struct report_block *b)
{
	const struct report_table *t = b->exhibit->table;
	size_t i, k, base = 0;

	if (strcmp(sec->id, "tables") != 0 || t == NULL || t->n_columns < 7)
		return;
	while (strcmp(t->columns[base].words, "Base") != 0)
		base++;
	for (i = 0; i < t->n_rows; i++) {
		const struct report_cell *c = t->rows[i].cells;
		int64_t answers = 0, rest = 0;

		for (k = 1; k < base; k++)
			answers += c[k].n;
		for (k = base; k + 1 < t->n_columns; k++)
			rest += c[k].n;
		ck_assert_int_eq(answers, c[base].n);
		ck_assert_int_eq(rest, (int64_t)data.n);
		ck_assert_int_eq(c[t->n_columns - 1].n, (int64_t)data.n);
		repeated_rows++;
	}
}

START_TEST(what_stands_side_by_side_adds_up_to_all_responses)
{
	uint64_t seed;

	for (seed = 1; seed < 6; seed++) {
		struct report *r = make(SAMPLE_FULL, 60 * seed, seed);

		full_tables = repeated_rows = 0;
		each(r, BLOCK_EXHIBIT, full_table_adds_up);
		each(r, BLOCK_EXHIBIT, repeated_adds_up);
		ck_assert_int_gt(full_tables, 12);
		ck_assert_int_eq(repeated_rows, 2);
	}
}
END_TEST

START_TEST(nets_are_counted_again_and_equal_their_parts)
{
	size_t i;

	make(SAMPLE_FULL, 250, 3);
	ck_assert_uint_eq(f.n_views, 3);
	for (i = 0; i < f.n_views; i++) {
		const struct view *v = &f.views[i];
		size_t n;

		ck_assert_int_eq(v->n[0] + v->n[1] + v->n[2] + v->n[3] +
		    v->n[4], v->t.base);
		ck_assert_int_eq(v->agree, tally_net(v->field,
		    tally_nets(v->field->q, &n), data.r, data.n, NULL));
	}
}
END_TEST

START_TEST(who_raises_a_theme_counts_once_and_for_its_parent)
{
	struct raised r;
	size_t p1 = 0, p2 = 1, t1 = 4;

	make(SAMPLE_FULL, 0, 1);
	sample_make(&data, &a, SAMPLE_FULL, 3, 8);
	data.units = arena_array(&a, struct cases_unit, 4);
	data.units[0] = (struct cases_unit){ 1, data.r[0].id, "why[P1]", "alone" };
	data.units[1] = (struct cases_unit){ 2, data.r[0].id, "aim-why", "alone" };
	data.units[2] = (struct cases_unit){ 3, data.r[1].id, "why[P1]", "dark" };
	data.units[3] = (struct cases_unit){ 4, data.r[2].id, "why[P1]", "hello" };
	data.n_units = 4;
	data.codings = arena_array(&a, struct cases_coding, 5);
	data.codings[0] = (struct cases_coding){ .unit = 1, .code = "T1" };
	data.codings[1] = (struct cases_coding){ .unit = 2, .code = "T1" };
	data.codings[2] = (struct cases_coding){ .unit = 3, .code = "P2" };
	data.codings[3] = (struct cases_coding){ .unit = 3, .code = "gone" };
	data.codings[4] = (struct cases_coding){ .unit = 99, .code = "P1" };
	data.n_codings = 5;
	findings_init(&f, &a, data.form, NULL, data.r, data.n, data.units, data.n_units,
	    data.codings, data.n_codings);
	f_raised_count(&f, NULL, &r);
	ck_assert_int_eq(r.people, 3);
	ck_assert_int_eq(r.comments, 4);
	ck_assert_int_eq(r.none, 1);
	ck_assert_int_eq(r.n[t1], 1);
	ck_assert_int_eq(r.n[p2], 2);
	ck_assert_int_eq(r.n[p1], 0);
	f_raised_count(&f, forms_field(data.form, "why[P1]"), &r);
	ck_assert_int_eq(r.people, 3);
	ck_assert_int_eq(r.comments, 3);
}
END_TEST

/* ---- small numbers ----------------------------------------------------------- */

/* Tables about people: who answered, equality, agreement by group. */
static int guarded, hidden_cells;

static void
no_small_count(const struct report_section *sec, const struct report_block *b)
{
	const struct report_exhibit *x = b->exhibit;
	bool by_group = strstr(x->title, "by group") != NULL ||
	    strcmp(x->title, "Individuals and organisations") == 0;
	size_t i, k;

	if (strcmp(sec->id, "who") != 0 && strcmp(sec->id, "equality") != 0 &&
	    !by_group)
		return;
	for (i = 0; i < x->table->n_rows; i++) {
		const struct report_row *w = &x->table->rows[i];

		if (w->kind == ROW_GROUP || strcmp(w->cells[0].text, "All") ==
		    0 || (!by_group && strcmp(w->cells[0].text,
		    "Not stated") == 0))
			continue;
		for (k = 1; k < x->table->n_columns; k++) {
			hidden_cells += w->cells[k].kind == CELL_HIDDEN;
			if ((w->cells[k].kind == CELL_COUNT ||
			    w->cells[k].kind == CELL_COUNT_PERCENT) &&
			    !(f.names_open && strcmp(w->cells[0].text,
			    f.apart->words) == 0 && !by_group))
				ck_assert(w->cells[k].n == 0 ||
				    w->cells[k].n >= SMALL);
		}
		guarded++;
	}
}

START_TEST(no_table_about_people_shows_a_small_count)
{
	uint64_t seed;

	guarded = hidden_cells = 0;
	for (seed = 1; seed < 30; seed++)
		each(make(SAMPLE_FULL, 12 + seed * 6, seed), BLOCK_EXHIBIT,
		    no_small_count);
	ck_assert_int_gt(guarded, 800);
	ck_assert_int_gt(hidden_cells, 800);
}
END_TEST

/* Three people chose A; how many were asked "What else?" would tell. */
START_TEST(how_many_were_asked_does_not_give_away_a_hidden_count)
{
	struct buf b CLEAN(buf_free) = { 0 };
	static const char *const one[] = { "a", "b", "c" };
	struct forms_problem p;
	size_t i;

	make(SAMPLE_KINDS, 40, 2);
	for (i = 0; i < data.n; i++) {
		forms_answer_set(&data.r[i].answers, &data.form->fields[0],
		    &one[i < 3 ? 0 : i < 20 ? 1 : 2], 1, NULL, &p);
		forms_route(&data.r[i].answers);
	}
	sample_print(&b, sample_findings(&data, &a, &f, true));
	ck_assert(f.profiles[0].hidden[0]);
	ck_assert(f.profiles[0].hidden[1] || f.profiles[0].hidden[2]);
	ck_assert_ptr_null(strstr(buf_text(&b), "A|3"));
	ck_assert_ptr_null(strstr(buf_text(&b), "Not asked|37"));
	ck_assert_ptr_null(strstr(buf_text(&b), "Asked of 3"));
	ck_assert_ptr_nonnull(strstr(buf_text(&b),
	    "Asked of some respondents"));
	/* The control: with a group that is not hidden it is said. */
	for (i = 0; i < 8; i++) {
		forms_answer_set(&data.r[i].answers, &data.form->fields[0], &one[0],
		    1, NULL, &p);
		forms_route(&data.r[i].answers);
	}
	buf_clear(&b);
	sample_print(&b, sample_findings(&data, &a, &f, true));
	ck_assert_ptr_nonnull(strstr(buf_text(&b), "Asked of 8"));
}
END_TEST

/* ---- quotations ----------------------------------------------------------------- */

static int quotes;

static const struct cases_response *
by_reference(const char *ref)
{
	size_t i;

	for (i = 0; i < data.n; i++)
		if (strcmp(data.r[i].reference, ref) == 0)
			return &data.r[i];
	ck_abort_msg("no response %s", ref);
	return NULL;
}

static void
quote_is_allowed(const struct report_section *sec,
    const struct report_block *b)
{
	size_t i, k;

	(void)sec;
	for (i = 0; i < b->n; i++) {
		const struct report_quote *q = &b->quotes[i];
		const struct cases_response *r = by_reference(q->reference);
		bool own = false;

		ck_assert(tally_consent(r));
		ck_assert_uint_le(utf8_count(q->text, strlen(q->text)), 300);
		for (k = 0; k < data.n_units; k++)
			own |= data.units[k].response == r->id &&
			    strcmp(data.units[k].text, q->text) == 0;
		ck_assert(own);
		ck_assert_uint_le(f.quoted[r - data.r], 2);
		quotes++;
	}
}

static void
quote_is_not_personal(const struct report_section *sec,
    const struct report_block *b)
{
	size_t i;

	(void)sec;
	for (i = 0; i < b->n; i++) {
		const char *text = b->quotes[i].text;

		ck_assert(!f_quotes_personal(text));
		ck_assert_uint_ge(utf8_count(text, strlen(text)), 40);
	}
}

START_TEST(nothing_is_quoted_that_nobody_has_read)
{
	struct report *r = make(SAMPLE_FULL, 300, 21);

	findings_init(&f, &a, data.form, NULL, data.r, data.n, data.units,
	    data.n_units, data.codings, data.n_codings);
	r = findings_make(&f);
	quotes = 0;
	each(r, BLOCK_QUOTES, quote_is_allowed);
	ck_assert_int_eq(quotes, 0);
	ck_assert_uint_eq(f.n_quotes, 0);
}
END_TEST

START_TEST(rehearsals_are_quoted_unread_but_not_what_looks_personal)
{
	struct report *r = make(SAMPLE_FULL, 300, 21);
	size_t i;

	for (i = 0; i < data.n; i++)
		data.r[i].meta.rehearsal = true;
	findings_init(&f, &a, data.form, NULL, data.r, data.n, data.units,
	    data.n_units, data.codings, data.n_codings);
	r = findings_make(&f);
	quotes = 0;
	each(r, BLOCK_QUOTES, quote_is_allowed);
	ck_assert_int_gt(quotes, 4);
	each(r, BLOCK_QUOTES, quote_is_not_personal);
}
END_TEST

START_TEST(only_those_are_quoted_who_said_yes)
{
	struct report *r = make(SAMPLE_FULL, 300, 21);
	size_t i;

	quotes = 0;
	each(r, BLOCK_QUOTES, quote_is_allowed);
	ck_assert_int_gt(quotes, 4);
	ck_assert_uint_eq(f.n_quotes, (size_t)quotes);
	for (i = 0; i < data.n; i++) {
		struct forms_answer *v = &data.r[i].answers.v[
		    data.form->quote_consent->index];

		if (v->state == FORMS_ANSWERED)
			v->state = FORMS_BLANK;
		v->n = 0;
	}
	quotes = 0;
	each(sample_findings(&data, &a, &f, true), BLOCK_QUOTES,
	    quote_is_allowed);
	ck_assert_int_eq(quotes, 0);
}
END_TEST

START_TEST(a_question_that_may_not_be_quoted_is_not)
{
	size_t i;

	make(SAMPLE_FULL, 300, 21);
	for (i = 0; i < data.form->n_fields; i++)
		if (data.form->fields[i].q->type == FORMS_TEXT)
			((struct forms_question *)data.form->fields[i].q)->quote =
			    FORMS_NEVER;
	quotes = 0;
	each(sample_findings(&data, &a, &f, true), BLOCK_QUOTES,
	    quote_is_allowed);
	ck_assert_int_eq(quotes, 0);
}
END_TEST

START_TEST(texts_that_tell_who_somebody_is_are_seen)
{
	static const char *const bad[] = { "ring 0116 295 7572 please",
		"my NHS number is 943 476 5919", "write to a.b@example.org",
		"I live at LE4 5XY near the park", "I live in le45xy now",
		"see www.example.org", "It was Dr Patel who came",
		"Mrs. Jones next door", "born 01/02/1953 at home",
		"W1A 1AA is me", "SW1A1AA", "(EC1A 1BB)", "M1 1AE" };
	static const char *const good[] = { "We waited nine hours in 2019",
		"the A6 and the B5", "Nobody came for 3 days",
		"LE4 has no buses", "call 111 or 999", "Mr and Mrs are titles",
		"one of 10 priorities", "at 10 am on ward 4", "B12 shots",
		"", "a1 is not enough" };
	size_t i;

	for (i = 0; i < LEN(bad); i++)
		ck_assert_msg(f_quotes_personal(bad[i]), "%s", bad[i]);
	for (i = 0; i < LEN(good); i++)
		ck_assert_msg(!f_quotes_personal(good[i]), "%s", good[i]);
}
END_TEST

/* ---- words ------------------------------------------------------------------------- */

START_TEST(numbers_are_written_for_people)
{
	make(SAMPLE_FULL, 0, 1);
	ck_assert_str_eq(f_share(&f, 300, 398), "(300" NBSP "of" NBSP "398,"
	    NBSP "75%)");
	ck_assert_str_eq(f_share(&f, 3, 19), "(3" NBSP "of" NBSP "19)");
	ck_assert_str_eq(f_num(&f, 1234567), "1,234,567");
	ck_assert_str_eq(f_share_subject(&f, 300, 398), "Most respondents");
	ck_assert_str_eq(f_share_subject(&f, 199, 398),
	    "About half of respondents");
	ck_assert_str_eq(f_share_subject(&f, 0, 398), "No respondents");
	ck_assert_str_eq(f_plural(&f, "Priority"), "priorities");
	ck_assert_str_eq(f_plural(&f, "Theme"), "themes");
	ck_assert_str_eq(f_plural(&f, "Way"), "ways");
	ck_assert_str_eq(f_fit(&f, "one two three", 9), "one two…");
	ck_assert_str_eq(f_fit(&f, "ééééé", 5), "ééééé");
}
END_TEST

START_TEST(a_rule_reads_as_words)
{
	make(SAMPLE_FULL, 0, 1);
	ck_assert_str_eq(f_rule_words(&f, forms_entity(data.form, "G2")->match),
	    "fare…; ticket near price (at most 2" NBSP "words between)");
	ck_assert_str_eq(f_rule_words(&f, forms_entity(data.form, "T2")->match),
	    "hospital and not school");
	ck_assert_str_eq(f_rule_words(&f, forms_entity(data.form, "P1")->match),
	    "night; late; midnight");
}
END_TEST

START_TEST(an_authors_text_keeps_its_bold_lists_and_links)
{
	struct report_text t;
	struct page p;

	make(SAMPLE_FULL, 0, 1);
	t = f_inline_text(&f, STR("a **b** [c](doc) [d](https://e.org) * ["));
	ck_assert_uint_eq(t.n, 8);
	ck_assert_int_eq(t.v[1].mark, REPORT_STRONG);
	ck_assert_str_eq(t.v[1].text, "b");
	ck_assert_int_eq(t.v[3].mark, REPORT_PLAIN);
	ck_assert_str_eq(t.v[3].text, "c");
	ck_assert_int_eq(t.v[5].mark, REPORT_LINK);
	ck_assert_str_eq(t.v[5].href, "https://e.org");
	ck_assert_str_eq(t.v[6].text, " * ");
	ck_assert_str_eq(t.v[7].text, "[");
	f_page_begin(&p, &f, "x", "", "x", "x");
	f_page_prose(&p, "One.\n\nTwo:\n- a\n- b\n\nThree");
	ck_assert_uint_eq(p.n, 4);
	ck_assert_int_eq(p.v[2].kind, BLOCK_LIST);
	ck_assert_uint_eq(p.v[2].n, 2);
	ck_assert_str_eq(p.v[2].items[1].v[0].text, "b");
}
END_TEST

UNIT_SUITE(report, a_report_can_be_made_of_anything,
    responses_with_nothing_in_them_make_a_report,
    the_same_responses_give_the_same_tree,
    a_rehearsal_says_so_on_the_cover_in_findings_and_in_method,
    the_date_is_that_of_the_newest_response,
    what_stands_side_by_side_adds_up_to_all_responses,
    nets_are_counted_again_and_equal_their_parts,
    who_raises_a_theme_counts_once_and_for_its_parent,
    no_table_about_people_shows_a_small_count,
    how_many_were_asked_does_not_give_away_a_hidden_count,
    only_those_are_quoted_who_said_yes,
    nothing_is_quoted_that_nobody_has_read,
    rehearsals_are_quoted_unread_but_not_what_looks_personal,
    a_question_that_may_not_be_quoted_is_not,
    texts_that_tell_who_somebody_is_are_seen,
    numbers_are_written_for_people, a_rule_reads_as_words,
    an_authors_text_keeps_its_bold_lists_and_links)
