/* SPDX-License-Identifier: MIT
 *
 * exchange.c -- tests of the exchange with other analysis tools: made-up projects go
 * there and come back, and are valid by the schemas of REFI-QDA.
 */
#include "analysis/exchange_private.h"
#include "tests/exchange_same.h"
#include "tests/unit/analysis/exchange_made.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <libxml/xmlschemas.h>
#include <time.h>

enum { PROJECTS = 300, AT = 1767225600 };	/* 2026-01-01 */
#define SCHEMAS "tests/data/refi-qda/"

static struct arena a;

static struct buf
qdpx(const struct exchange_project *p)
{
	struct buf b = { .max = (size_t)256 << 20 };
	struct err e = { 0 };

	ck_assert_msg(exchange_write_qdpx(p, AT, &b, &e), "%s", e.msg);
	return b;
}

static struct exchange_project *
back(struct str bytes, struct exchange_notes *notes)
{
	struct exchange_project *p = arena_new(&a, struct exchange_project);
	struct err e = { 0 };

	ck_assert_msg(exchange_read(&a, bytes, "a.qdpx", p, notes, &e), "%s",
	    e.msg);
	return p;
}

static void
silent(void *arg, const char *s, ...)
{
	(void)arg;
	(void)s;
}

/* Is it valid by the schema? */
static bool
valid(const char *schema, const struct buf *b)
{
	xmlSchemaParserCtxtPtr c = xmlSchemaNewParserCtxt(schema);
	xmlSchemaPtr s = xmlSchemaParse(c);
	xmlSchemaValidCtxtPtr v = s != NULL ? xmlSchemaNewValidCtxt(s) : NULL;
	xmlDocPtr d = xmlReadMemory(b->p, (int)b->n, NULL, NULL,
	    XML_PARSE_NONET);
	bool ok;

	ck_assert(v != NULL && d != NULL);
	xmlSchemaSetValidErrors(v, silent, silent, NULL);
	ok = xmlSchemaValidateDoc(v, d) == 0;
	xmlFreeDoc(d);
	xmlSchemaFreeValidCtxt(v);
	xmlSchemaFree(s);
	xmlSchemaFreeParserCtxt(c);
	return ok;
}

START_TEST(projects_come_back_as_they_went)
{
	uint64_t seed;

	for (seed = 1; seed <= PROJECTS; seed++) {
		struct exchange_project *p = made_project(&a, seed), *q;
		struct buf b CLEAN(buf_free) = qdpx(p);
		struct exchange_notes notes;
		struct buf again CLEAN(buf_free) = { 0 };
		struct same s;

		q = back((struct str){ b.p, b.n }, &notes);
		ck_assert_msg(*exchange_same(&s, made_tidy(&a, p), q) == '\0',
		    "seed %zu: %s", (size_t)seed, s.why);
		ck_assert_uint_eq(notes.n, 0);
		again = qdpx(q);
		ck_assert_uint_eq(again.n, b.n);
		ck_assert_mem_eq(again.p, b.p, b.n);
		arena_free(&a);
	}
}
END_TEST

/* The control: one that lost something is not the same. */
START_TEST(what_is_lost_is_noticed)
{
	struct exchange_project *p = made_large(&a, 20), *q = made_tidy(&a, p);
	struct same s;

	ck_assert_str_eq(exchange_same(&s, p, q), "");
	q->sources[1].selections[3].end++;
	ck_assert_str_eq(exchange_same(&s, p, q), "end: 8 and 9");
	q->sources[1].selections[3].end--;
	q->sources[0].text = "0123456789abcdeg";
	ck_assert_str_ne(exchange_same(&s, p, q), "");
	q->sources[0].text = p->sources[0].text;
	q->sources[0].selections[0].codings = arena_new(&a,
	    struct exchange_coding);
	q->sources[0].selections[0].codings[0] =
	    p->sources[0].selections[0].codings[0];
	ck_assert_str_eq(exchange_same(&s, p, q), "");
	q->sources[0].selections[0].codings[0].polarity = EXCHANGE_AGAINST;
	ck_assert_str_eq(exchange_same(&s, p, q), "polarity: 1 and 2");
	arena_free(&a);
}
END_TEST

START_TEST(what_is_written_is_valid)
{
	uint64_t seed;

	for (seed = 1; seed <= PROJECTS; seed++) {
		struct exchange_project *p = made_project(&a, seed);
		struct buf qde CLEAN(buf_free) = { 0 };
		struct buf qdc CLEAN(buf_free) = { 0 };
		struct err e = { 0 };

		ck_assert(exchange_write_qde(p, &qde, &e));
		ck_assert_msg(valid(SCHEMAS "Project-mrt2019.xsd", &qde),
		    "seed %zu", (size_t)seed);
		ck_assert(memcmp(qde.p, "<?xml", 5) == 0);
		if (p->n_codes == 0) {
			ck_assert(!exchange_write_qdc(p, &qdc, &e));
		} else {
			ck_assert(exchange_write_qdc(p, &qdc, &e));
			ck_assert(valid(SCHEMAS "Codebook.xsd", &qdc));
		}
		arena_free(&a);
	}
}
END_TEST

/* The control: an empty list, and an order that is not the schema's. */
START_TEST(the_schemas_bite)
{
	static const char *const bad[] = {
		"<Project xmlns='urn:QDA-XML:project:1.0' name='p'><Users/>"
		    "</Project>",
		"<Project xmlns='urn:QDA-XML:project:1.0' name='p'><Description>d"
		    "</Description><Users><User guid='11111111-1111-4111-8111-"
		    "111111111111'/></Users></Project>",
		"<Project xmlns='urn:QDA-XML:project:1.0'/>" };
	struct buf good CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		struct buf b CLEAN(buf_free) = { 0 };

		buf_puts(&b, bad[i]);
		ck_assert(!valid(SCHEMAS "Project-mrt2019.xsd", &b));
	}
	buf_puts(&good, "<Project xmlns='urn:QDA-XML:project:1.0' name='p'/>");
	ck_assert(valid(SCHEMAS "Project-mrt2019.xsd", &good));
}
END_TEST

START_TEST(codebooks_come_back)
{
	uint64_t seed;

	for (seed = 1; seed <= PROJECTS; seed++) {
		struct exchange_project *p = made_project(&a, seed), *q, only;
		struct buf b CLEAN(buf_free) = { 0 };
		struct exchange_notes notes;
		struct err e = { 0 };
		struct same s = { .x = &only };
		size_t i;

		if (p->n_codes == 0)
			continue;
		for (i = 0; i < p->n_codes; i++)
			p->codes[i].memos.n = 0;
		only = *p;
		ck_assert(exchange_write_qdc(p, &b, &e));
		q = back((struct str){ b.p, b.n }, &notes);
		s.y = q;
		same_codes(&s);
		ck_assert_msg(s.why[0] == '\0', "seed %zu: %s", (size_t)seed,
		    s.why);
		arena_free(&a);
	}
}
END_TEST

START_TEST(the_same_bytes_wherever_it_is_written)
{
	static const char *const zones[] = { "UTC", "Asia/Tokyo",
		"America/New_York" };
	struct exchange_project *p = made_project(&a, 7);
	struct buf first CLEAN(buf_free) = { 0 };
	struct buf later CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(zones); i++) {
		struct buf b CLEAN(buf_free) = { 0 };

		setenv("TZ", zones[i], 1);
		tzset();
		b = qdpx(p);
		if (i == 0)
			buf_put(&first, b.p, b.n);
		ck_assert_uint_eq(b.n, first.n);
		ck_assert_mem_eq(b.p, first.p, b.n);
	}
	unsetenv("TZ");
	tzset();
	/* The control: the moment is in there. */
	ck_assert(exchange_write_qdpx(p, AT + 86400, &later, &e));
	ck_assert(later.n != first.n || memcmp(later.p, first.p, first.n) != 0);
	/* 2026-01-01 00:00:00 in the first header */
	ck_assert_mem_eq(first.p + 10, "\x00\x00\x21\x5c", 4);
	arena_free(&a);
}
END_TEST

START_TEST(the_published_example_is_read)
{
	struct exchange_notes notes;
	struct exchange_project *p;
	struct str s;
	struct err e = { 0 };

	ck_assert(file_read(&a, SCHEMAS "minimal_valid.qde", 1 << 20, &s, &e));
	p = back(s, &notes);
	ck_assert_str_eq(p->name, "p");
	ck_assert_str_eq(p->origin, "c");
	ck_assert_uint_eq(p->n_users, 1);
	ck_assert_str_eq(p->codes[0].name, "P1");
	ck_assert_str_eq(p->codes[0].colour, "#005eb8");
	ck_assert_str_eq(p->codes[0].description, "d");
	ck_assert_str_eq(p->cases[0].values[0].text, "CH1");
	ck_assert_uint_eq(p->cases[0].sources.v[0], 0);
	ck_assert_str_eq(p->sources[0].name, "R1 Q3");
	ck_assert_ptr_null(p->sources[0].text);
	ck_assert_int_eq(p->sources[0].selections[0].end, 10);
	ck_assert_uint_eq(p->sources[0].selections[0].codings[0].code, 0);
	ck_assert_uint_eq(p->sources[0].selections[0].codings[0].user, 0);
	ck_assert_uint_eq(notes.changed, 1);	/* the text is not with it */
	ck_assert_uint_eq(notes.left_out, 0);
	arena_free(&a);
}
END_TEST

START_TEST(a_hundred_thousand_codings)
{
	struct exchange_project *p = made_large(&a, 100000), *q;
	struct buf b CLEAN(buf_free) = qdpx(p);
	struct exchange_notes notes;
	struct same s;

	q = back((struct str){ b.p, b.n }, &notes);
	ck_assert_str_eq(exchange_same(&s, p, q), "");
	arena_free(&a);
}
END_TEST

/* What cannot be valid is refused, and where. */
START_TEST(what_is_wrong_is_not_written)
{
	struct exchange_project *p = made_large(&a, 20);
	struct exchange_code codes[2] = { p->codes[0], p->codes[0] };
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	const char *guid = p->sources[0].guid;

	ck_assert(exchange_write_qde(p, &b, &e));
	p->sources[0].selections[0].end = 17;
	ck_assert(!exchange_write_qde(p, &b, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "R why"));
	p->sources[0].selections[0].end = 5;
	p->sources[0].guid = p->sources[1].guid;
	ck_assert(!exchange_write_qde(p, &b, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "two things have it"));
	p->sources[0].guid = "{not-one}";
	ck_assert(!exchange_write_qde(p, &b, &e));
	p->sources[0].guid = guid;
	codes[1].guid = exchange_guid(&a, "code", "other");
	codes[0].parent = 1;
	codes[1].parent = 0;
	p->codes = codes;
	p->n_codes = 2;
	ck_assert(!exchange_write_qde(p, &b, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "below itself"));
	codes[0].parent = EXCHANGE_NONE;
	ck_assert(exchange_write_qde(p, &b, &e));
	arena_free(&a);
}
END_TEST

/* Names make the same identifiers for ever: others keep them. */
START_TEST(identifiers_stay)
{
	ck_assert_str_eq(exchange_guid(&a, "code", "P1"), exchange_guid(&a,
	    "code", "P1"));
	ck_assert_str_ne(exchange_guid(&a, "code", "P1"), exchange_guid(&a,
	    "user", "P1"));
	ck_assert_str_ne(exchange_guid(&a, "code", "P1"), exchange_guid(&a,
	    "code", "P2"));
	ck_assert_str_eq(exchange_guid(&a, "code", "P1"),
	    "ed3ef0f2-5411-82c6-826d-9bf5ae07d06d");
	arena_free(&a);
}
END_TEST

UNIT_SUITE(exchange, projects_come_back_as_they_went, what_is_lost_is_noticed,
    what_is_written_is_valid, the_schemas_bite, codebooks_come_back,
    the_same_bytes_wherever_it_is_written, the_published_example_is_read,
    a_hundred_thousand_codings, what_is_wrong_is_not_written, identifiers_stay)
