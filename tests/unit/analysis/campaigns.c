/* SPDX-License-Identifier: MIT
 *
 * campaigns.c -- letters of campaigns are found, whatever was done to them, and
 * nothing else is.
 */
#include "analysis/analysis.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#define ONE	"I am writing to object to the closing of Marle library, which "	\
		"my family has used for years. "
#define TWO	"The nearest other one is nine miles away and no bus goes there "	\
		"on Saturdays. Half of those who use it have no car.\n\n"
#define THREE	"Volunteers offered to run it in the evenings and were never "	\
		"answered. Please think again before it is too late.\n\n"
#define LETTER	ONE TWO THREE
#define OWN	"My mother learned to read there when she was fifty, after she "	\
		"had come to this country, and it was the librarian who sat with " \
		"her every Tuesday for two winters until she could write to her " \
		"sisters. Nobody paid him for that. When my own children were "	\
		"small we walked down through the orchard in the rain and the "	\
		"stove was lit and there was always a chair. I do not know where " \
		"else a child without money may sit in the warm and be left "	\
		"alone with a story, and I have looked, in three counties.\n\n"

static void
find(struct arena *a, const char *const *texts, size_t n,
    struct analysis_campaigns *out)
{
	struct analysis_comment *c = arena_array(a, struct analysis_comment, n);
	size_t i;

	for (i = 0; i < n; i++)
		c[i] = (struct analysis_comment){ (int64_t)i + 100, texts[i] };
	analysis_campaigns(a, c, n, out);
}

/* The member that is this comment, or NULL: it is in no group. */
static const struct analysis_campaign_member *
member(const struct analysis_campaigns *g, size_t comment)
{
	size_t i, k;

	for (i = 0; i < g->n; i++)
		for (k = 0; k < g->v[i].n; k++)
			if (g->v[i].v[k].comment == comment)
				return &g->v[i].v[k];
	return NULL;
}

START_TEST(the_same_words_are_together)
{
	static const char *const v[] = {
		LETTER, "Something else that nobody else says about the ferry",
		"  I AM WRITING to object - to the closing of Marle library; which "
		"my family has used for years.\r\n" TWO THREE, LETTER "👍",
		ONE TWO "Volunteers offered to run it in the evenings and were "
		"never ans\u00ADwered! Please think again, before it is too l\u00E4te",
	};
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.v[0].n, 4);
	ck_assert_uint_eq(g.v[0].exact, 3);
	ck_assert_uint_eq(g.v[0].varied, 1);
	ck_assert_uint_eq(g.v[0].template, 0);	/* the least id */
	ck_assert_uint_eq(g.v[0].v[3].comment, 3);
	ck_assert(!g.v[0].brief);
	ck_assert_ptr_null(member(&g, 1));
	ck_assert_int_ge(g.v[0].least, 90);
}
END_TEST

START_TEST(what_people_do_to_a_letter)
{
	static const char *const v[] = {
		LETTER, LETTER,
		"Dear Ms Orton, I am writing to object to the closing of our "
		"lovely library, which my family has used for years. " TWO THREE
		"Nell Orton",
		THREE ONE TWO,			/* in another order */
		ONE TWO "Volunteers offered to run it.",	/* some left out */
		OWN LETTER OWN,			/* much added */
		ONE OWN TWO OWN THREE,		/* within it, too */
		ONE TWO,			/* two paragraphs of three */
		OWN,				/* what was added alone */
	};
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.v[0].n, 8);
	ck_assert_uint_eq(g.v[0].template, 0);
	ck_assert_uint_eq(g.v[0].exact, 2);
	ck_assert_int_eq(member(&g, 2)->how, CAMPAIGN_VARIED);
	ck_assert_int_eq(member(&g, 3)->how, CAMPAIGN_VARIED);
	ck_assert_int_ge(member(&g, 3)->like, 80);
	ck_assert_int_eq(member(&g, 5)->how, CAMPAIGN_LONGER);
	ck_assert_int_eq(member(&g, 6)->how, CAMPAIGN_LONGER);
	ck_assert_int_lt(member(&g, 5)->like, CAMPAIGN_ALIKE);
	ck_assert_int_lt(member(&g, 6)->like, CAMPAIGN_ALIKE);
	ck_assert_int_eq(member(&g, 7)->how, CAMPAIGN_PART);
	ck_assert_uint_eq(g.v[0].exact + g.v[0].varied + g.v[0].longer +
	    g.v[0].part, g.v[0].n);
	ck_assert_ptr_null(member(&g, 8));
}
END_TEST

START_TEST(a_part_is_found_though_it_is_unlike)
{
	static const char *const v[] = { LETTER OWN, LETTER OWN, ONE TWO,
		"Half of those who use it have no car." };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_int_eq(member(&g, 2)->how, CAMPAIGN_PART);
	ck_assert_int_lt(member(&g, 2)->like, CAMPAIGN_ALIKE);
	ck_assert_ptr_null(member(&g, 3));	/* too little to say so */
}
END_TEST

/* A group whose own template holds another's goes into that. */
START_TEST(one_letter_that_went_round_with_an_addition_is_one_campaign)
{
	static const char *const v[] = { LETTER OWN OWN, LETTER, LETTER OWN OWN,
		LETTER, LETTER, OWN "And so it is with the ferry as well." };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.v[0].template, 1);
	ck_assert_uint_eq(g.v[0].exact, 3);
	ck_assert_uint_eq(g.v[0].longer, 2);
	ck_assert_int_eq(g.v[0].least, 100);	/* they hold all of it */
	ck_assert_ptr_null(member(&g, 5));
}
END_TEST

START_TEST(short_texts_are_together_only_when_they_are_the_same)
{
	static const char *const v[] = {
		"Do not close our library", "do not close our library!",
		"Do not shut our library", "Save it", "save it", "Save it!",
		"nothing", "Nothing.", "nothing", "n/a", "N/A", "n.a.", "", "", "",
		"I have nothing more to add", "I have nothing more to add",
		"No further comments at this time", "no further comments at this "
		"time, thank you 👍", "no further comments at this time",
		"dim", "Dim", "我们要图书馆", "我们要图书馆",
	};
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 2);
	ck_assert_uint_eq(g.v[0].n, 2);
	ck_assert_uint_eq(g.v[1].n, 2);
	ck_assert(g.v[0].brief && g.v[1].brief);
	ck_assert_ptr_nonnull(member(&g, 0));
	ck_assert_ptr_nonnull(member(&g, 1));
	ck_assert_ptr_nonnull(member(&g, 22));
	ck_assert_ptr_null(member(&g, 2));
}
END_TEST

/* In few words half of the runs are the same by chance. */
START_TEST(a_word_may_differ_where_enough_others_are_the_same)
{
	static const char *const v[] = {
		"Before noon the old bakery reported a tired bench",
		"Before noon the old bakery reported a useless telephone",
		"Before noon the old bakery reported a tired bench.",
		"please keep the bus to the hospital on Sundays for those who "
		"have no car",
		"please keep the bus to the hospital on Mondays for those who "
		"have no car",
	};
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 2);
	ck_assert_ptr_null(member(&g, 1));
	ck_assert_ptr_nonnull(member(&g, 2));
	ck_assert_int_eq(member(&g, 3)->how + member(&g, 4)->how,
	    CAMPAIGN_EXACT + CAMPAIGN_VARIED);
}
END_TEST

START_TEST(letters_of_their_own_on_one_subject_are_not_joined)
{
	static const char *const v[] = { LETTER,
		"I am writing to object to the closing of Marle library. I learned "
		"there all that I know of ships, and so did my brother, who sails "
		"them. Please think again before it is too late.",
		"The closing of Marle library is a mistake. Half of those who use "
		"it have no car, and the ferry is dear. I taught at the school for "
		"thirty years and saw what reading did.",
		"Why was nobody asked? The nearest other one is nine miles away "
		"and that has been shut since Easter. My family has used the one "
		"at Marle for years; volunteers offered money for a new roof.",
		"I am writing to object to the plans. No bus goes there on "
		"Saturdays, as anyone could have told you, and my knees are not "
		"what they were.",
	};
	static const char *const two[] = { LETTER, LETTER };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g;
	const char *more[7];

	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 0);
	/* Nor into a campaign. */
	memcpy(more, v, sizeof(v));
	memcpy(more + LEN(v), two, sizeof(two));
	find(&a, more, LEN(more), &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.v[0].n, 3);
}
END_TEST

START_TEST(nothing_and_next_to_nothing)
{
	static const char *const v[] = { "", "word", "Word", "two words", "?!",
		"\r\n", "\u0301", "🙂", "🙂" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_campaigns g = { .n = 7 };

	find(&a, v, 0, &g);
	ck_assert_uint_eq(g.n, 0);
	find(&a, v, 1, &g);
	ck_assert_uint_eq(g.n, 0);
	find(&a, v, LEN(v), &g);
	ck_assert_uint_eq(g.n, 0);
}
END_TEST

/* ---- order ------------------------ */

static uint32_t
chance(uint32_t *s, uint32_t n)
{
	*s = *s * 1664525 + 1013904223;
	return (*s >> 8) % n;
}

/* Words numbered from `from`, `changed` of them others. */
static const char *
numbered(struct arena *a, uint32_t *s, size_t from, size_t n, size_t changed)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, k;
	bool *other = arena_array(a, bool, n);

	for (i = 0; i < changed; i++)
		other[chance(s, (uint32_t)n)] = true;
	for (i = 0; i < n; i++) {
		k = other[i] ? 1000000 + chance(s, 1 << 20) : from + i;
		buf_printf(&b, "%sw%zu", i > 0 ? " " : "", k);
	}
	return arena_str(a, buf_text(&b));
}

/* Templates and members by their ids, in order. */
static const char *
by_ids(struct arena *a, const struct analysis_comment *c, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct analysis_campaigns g;
	size_t i, k;

	analysis_campaigns(a, c, n, &g);
	for (i = 0; i < g.n; i++) {
		buf_printf(&b, "%lld (%d):",
		    (long long)c[g.v[i].template].id, g.v[i].least);
		for (k = 0; k < g.v[i].n; k++)
			buf_printf(&b, " %lld %d %d",
			    (long long)c[g.v[i].v[k].comment].id,
			    (int)g.v[i].v[k].how, g.v[i].v[k].like);
		buf_lit(&b, "\n");
	}
	return arena_str(a, buf_text(&b));
}

START_TEST(the_order_of_the_comments_makes_no_difference)
{
	enum { N = 400, TIMES = 20 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_comment c[N], swap;
	const char *first;
	uint32_t s = 5;
	size_t i, k, t;

	for (i = 0; i < N; i++) {
		size_t letter = chance(&s, 20) * 1000;

		c[i] = (struct analysis_comment){ (int64_t)i, i % 10 == 9 ?
		    "the very same seven words as others" : numbered(&a, &s,
		    letter, 25 + chance(&s, 80), chance(&s, 12)) };
	}
	first = by_ids(&a, c, N);
	ck_assert_ptr_nonnull(strstr(first, "\n"));
	for (t = 0; t < TIMES; t++) {
		for (i = N; i > 1; i--) {
			k = chance(&s, (uint32_t)i);
			swap = c[k];
			c[k] = c[i - 1];
			c[i - 1] = swap;
		}
		ck_assert_str_eq(by_ids(&a, c, N), first);
	}
}
END_TEST

/* ---- how alike ------------------------ */

/* How many groups come of n pairs of texts, each of 60 words, of which the second
 * begins so many words further. */
static size_t
groups_of_pairs(struct arena *a, size_t n, size_t further)
{
	struct analysis_comment *c = arena_array(a, struct analysis_comment,
	    2 * n);
	struct analysis_campaigns g;
	uint32_t s = 1;
	size_t i;

	for (i = 0; i < 2 * n; i++)
		c[i] = (struct analysis_comment){ (int64_t)i, numbered(a, &s,
		    1000 * (i / 2) + (i % 2 ? further : 0), 60, 0) };
	analysis_campaigns(a, c, 2 * n, &g);
	for (i = 0; i < g.n; i++)
		ck_assert_uint_eq(g.v[i].n, 2);
	return g.n;
}

/* That many are candidates for one another, and are looked at. */
START_TEST(the_likeness_decides)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_uint_eq(groups_of_pairs(&a, 200, 24), 0);	/* 41 percent */
	ck_assert_uint_eq(groups_of_pairs(&a, 200, 20), 0);	/* 48 */
	ck_assert_uint_ge(groups_of_pairs(&a, 200, 15), 190);	/* 58 */
	ck_assert_uint_eq(groups_of_pairs(&a, 200, 5), 200);	/* 84 */
}
END_TEST

/* ---- chains ------------------------ */

static void
is_star(const struct analysis_campaign *g)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		ck_assert(g->v[i].like >= CAMPAIGN_ALIKE);
}

START_TEST(a_chain_is_shown_by_its_diameter_and_can_be_split)
{
	enum { N = 100, OF = 80 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_comment c[N];
	struct analysis_campaigns g, parts;
	size_t i, n, members = 0;
	uint32_t s = 1;

	/* Each begins a few words further: neighbours are alike, ends are not.  With
	 * 20 every pair is looked at, with 100 not. */
	for (n = 20; n <= N; n += 80) {
		for (i = 0; i < n; i++)
			c[i] = (struct analysis_comment){ (int64_t)i,
			    numbered(&a, &s, 8 * i, OF, 0) };
		analysis_campaigns(&a, c, n, &g);
		ck_assert_uint_eq(g.n, 1);
		ck_assert_uint_eq(g.v[0].n, n);
		ck_assert_int_eq(g.v[0].least, 0);
		analysis_campaign_split(&a, c, n, &g.v[0], &parts);
		ck_assert_uint_ge(parts.n, n / 10);
		for (i = 0, members = 0; i < parts.n; i++) {
			is_star(&parts.v[i]);
			ck_assert_int_gt(parts.v[i].least, 10);
			members += parts.v[i].n;
		}
		ck_assert_uint_ge(members, n - 10);
	}
}
END_TEST

/* The template stands in the middle; the ends are farther from each other. */
START_TEST(the_diameter_is_not_the_distance_from_the_template)
{
	enum { N = 71, OF = 80 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_comment c[N];
	struct analysis_campaigns g;
	uint32_t s = 1;
	size_t i;

	for (i = 0; i < N; i++)
		c[i] = (struct analysis_comment){ (int64_t)i,
		    numbered(&a, &s, i, OF, 0) };
	analysis_campaigns(&a, c, N, &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_int_gt(g.v[0].v[N - 1].like, 35);
	ck_assert_int_eq(g.v[0].least, 5);	/* 8 runs of 148 */
}
END_TEST

START_TEST(what_is_no_chain_stays_whole)
{
	static const char *const v[] = { LETTER, LETTER, OWN LETTER OWN,
		THREE ONE TWO, ONE TWO };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_comment c[LEN(v)];
	struct analysis_campaigns g, parts;
	size_t i;

	for (i = 0; i < LEN(v); i++)
		c[i] = (struct analysis_comment){ (int64_t)i, v[i] };
	analysis_campaigns(&a, c, LEN(v), &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_int_ge(g.v[0].least, CAMPAIGN_ALIKE);
	analysis_campaign_split(&a, c, LEN(v), &g.v[0], &parts);
	ck_assert_uint_eq(parts.n, 1);
	ck_assert_uint_eq(parts.v[0].n, LEN(v));
	ck_assert_uint_eq(parts.v[0].template, g.v[0].template);
	ck_assert_int_eq(parts.v[0].least, g.v[0].least);
}
END_TEST

/* ---- very many ------------------------ */

/* Each with each would take longer than a test may. */
START_TEST(very_many_of_one_text)
{
	enum { N = 100000 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_comment *c = arena_array(&a, struct analysis_comment, N);
	struct analysis_campaigns g;
	size_t i;

	for (i = 0; i < N; i++)
		c[i] = (struct analysis_comment){ (int64_t)i, LETTER };
	analysis_campaigns(&a, c, N, &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.v[0].exact, N);
}
END_TEST

START_TEST(very_many_with_one_word_changed)
{
	enum { N = 100000, WORDS = 60 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_comment *c = arena_array(&a, struct analysis_comment, N);
	struct analysis_campaigns g;
	uint32_t s = 3;
	size_t i;

	for (i = 0; i < N; i++)
		c[i] = (struct analysis_comment){ (int64_t)i,
		    numbered(&a, &s, 0, WORDS, 1) };
	analysis_campaigns(&a, c, N, &g);
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.v[0].n, N);
	ck_assert_int_ge(g.v[0].least, 80);
}
END_TEST

/* ---- what is a member's own ------------------------ */

/* The runs as they are written, parted by "|"; what is missing behind " - ". */
static void
put_runs(struct buf *b, const char *text, const struct analysis_run *v,
    size_t n)
{
	int64_t at = 0, last = -1;
	size_t i;

	for (i = 0; i < n; i++) {
		const char *p = text, *from;

		ck_assert(v[i].start < v[i].end && v[i].start > last);
		last = v[i].end;
		for (at = 0; at < v[i].start; at++)
			utf8_next(&p);
		for (from = p; at < v[i].end; at++)
			utf8_next(&p);
		buf_puts(b, i > 0 ? "|" : "");
		buf_put(b, from, (size_t)(p - from));
	}
}

static const char *
own(struct arena *a, const char *text, const char *template)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct analysis_own o;

	analysis_campaign_own(a, text, template, &o);
	put_runs(&b, text, o.own, o.n_own);
	if (o.n_missing > 0) {
		buf_lit(&b, " - ");
		put_runs(&b, template, o.missing, o.n_missing);
	}
	return arena_str(a, buf_text(&b));
}

START_TEST(own_words_are_marked)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_own o;

	ck_assert_str_eq(own(&a, LETTER, LETTER), "");
	ck_assert_str_eq(own(&a, THREE ONE TWO, LETTER), "");
	ck_assert_str_eq(own(&a, ONE THREE TWO "I said so in May.", LETTER),
	    "I said so in May");
	ck_assert_str_eq(own(&a, "we like the old red bridge over the river",
	    "we like the new red bridge over the river"), "old - new");
	ck_assert_str_eq(own(&a, "Dear Ann we like the old bridge",
	    "Dear Bob we like the old bridge"), "Ann - Bob");
	ck_assert_str_eq(own(&a, "we like the old bridge, yours Ann",
	    "we like the old bridge, yours Bob"), "Ann - Bob");
	ck_assert_str_eq(own(&a, "", "a b"), " - a b");
	ck_assert_str_eq(own(&a, "a b", ""), "a b");
	ck_assert_str_eq(own(&a, "", ""), "");
	analysis_campaign_own(&a, ONE "And now this.", LETTER, &o);
	ck_assert_uint_eq(o.own_words, 3);
	ck_assert_uint_eq(o.n_missing, 1);
	ck_assert_uint_eq(o.missing_words, 44);
}
END_TEST

/* Three words of the template in the middle of somebody's own are chance; five are
 * quoted. */
START_TEST(own_words_are_not_cut_up_by_chance)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(own(&a, LETTER "It rained. No car, my family has used "
	    "a cart.", LETTER), "It rained. No car, my family has used a cart");
	ck_assert_str_eq(own(&a, LETTER "It rained. Half of those who use it "
	    "are wet.", LETTER), "It rained|are wet");
}
END_TEST

START_TEST(own_words_in_every_writing)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(own(&a, "😡😡 Keep the cafe\u0301 open all year, "
	    "👩‍👩‍👧 please do so now 👍🏽", "Keep the café open all year, please do so "
	    "now"),
	    "😡😡|👩‍👩‍👧|👍🏽");
	ck_assert_str_eq(own(&a, "Keep the path\r\nopen all year.\r\n\r\n"
	    "E\u0301lan says so.\r\n", "Keep the path open\nall year."),
	    "E\u0301lan says so");
	ck_assert_str_eq(own(&a, "أطلب منكم إبقاء المكتبة مفتوحة طوال العام "
	    "لأن أمي تقرأ هناك", "أطلب منكم إبقاء المكتبة مفتوحة طوال العام"),
	    "لأن أمي تقرأ هناك");
	ck_assert_str_eq(own(&a, "\u200Fאנא אל תסגרו את \u202Bהספרייה\u202C "
	    "הישנה שלנו", "אנא אל תסגרו את הספרייה שלנו"), "הישנה");
	ck_assert_str_eq(own(&a, "કૃપા કરીને આ જૂનું પુસ્તકાલય બંધ ન કરો",
	    "કૃપા કરીને આ પુસ્તકાલય બંધ ન કરો"), "જૂનું");
	ck_assert_str_eq(own(&a, "请不要关闭我们的老图书馆",
	    "请不要关闭我们的图书馆"), "老");
	ck_assert_str_eq(own(&a, "ขอให้เปิดห้องสมุดนี้ต่อไป",
	    "ขอให้เปิดห้องสมุดต่อไป"), "นี้");
}
END_TEST

UNIT_SUITE(campaigns, the_same_words_are_together, what_people_do_to_a_letter,
    a_part_is_found_though_it_is_unlike,
    one_letter_that_went_round_with_an_addition_is_one_campaign,
    short_texts_are_together_only_when_they_are_the_same,
    a_word_may_differ_where_enough_others_are_the_same,
    letters_of_their_own_on_one_subject_are_not_joined,
    nothing_and_next_to_nothing,
    the_order_of_the_comments_makes_no_difference, the_likeness_decides,
    the_diameter_is_not_the_distance_from_the_template,
    a_chain_is_shown_by_its_diameter_and_can_be_split,
    what_is_no_chain_stays_whole, very_many_of_one_text,
    very_many_with_one_word_changed, own_words_are_marked,
    own_words_are_not_cut_up_by_chance, own_words_in_every_writing)
