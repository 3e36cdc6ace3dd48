/* SPDX-License-Identifier: MIT
 *
 * desk_keying.c -- tests of the pages about paper: originals, what its author
 * withdraws, settling, samples drawn later, and copies that were posted.
 */
#include "store/cases.h"
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct room k;
static struct staff_secret ann, bob, cat;	/* an analyst, and keyers */
static const char pdf[] = "%PDF-1.4\nzugzwang in the kitchen\n%%EOF\n";

/* The room's form, published, with a batch. */
static void
begin(void)
{
	struct cases *c;
	struct err e = { 0 };
	int64_t id;

	room_open(&k, NULL);
	room_publish(&k);
	ann = room_person(&k, "ann", STAFF_ANALYST, now_seconds());
	bob = room_person(&k, "bob", STAFF_KEYER, now_seconds());
	cat = room_person(&k, "cat", STAFF_KEYER, now_seconds());
	c = room_cases(&k, DB_WRITE);
	ck_assert(batch_new(c, "Monday", false, "ann", now_seconds(), &id,
	    &e));
	cases_close(c);
}

static void
end(void)
{
	(void)unlink(arena_printf(&k.a, "%s.withdrawn", k.dir));
	room_close(&k);
}

static void
as(const struct staff_secret *who, const char *page)
{
	room_as(&k, who);
	room_get(&k, page);
}

/* The page, or what it says is wrong, as long as the library can print it. */
static const char *
seen(void)
{
	const char *page = buf_text(&k.out.body), *at = strstr(page,
	    "role=\"alert\"");

	at = at != NULL ? at : strstr(page, "<h1") != NULL ? strstr(page,
	    "<h1") : page;
	return arena_printf(&k.a, "%d %.250s", k.out.status, at);
}

/* A letter is taken in; its id. */
static int64_t
take_in(void)
{
	static int64_t id;
	struct sheet *v;
	struct cases *c;
	struct err e = { 0 };
	size_t n;

	as(&bob, "/desk/keying");
	room_post(&k, "/desk/keying", "do=in&batch=1&channel=letter&"
	    "received=2024-06-21");
	ck_assert_msg(k.out.status == 200, "%s", seen());
	c = room_cases(&k, DB_READ);
	ck_assert(sheet_list(&k.a, c, 0, SHEET_STATES, &v, &n, &e) && n > 0);
	id = v[n - 1].id;
	cases_close(c);
	return id;
}

static enum sheet_state
state_of(int64_t id)
{
	struct cases *c = room_cases(&k, DB_READ);
	struct sheet s;
	struct err e = { 0 };
	bool found;

	ck_assert(sheet_find(&k.a, c, id, &s, &found, &e) && found);
	cases_close(c);
	return s.state;
}

static void
key(const struct staff_secret *who, int64_t id, const char *round,
    const char *why)
{
	const char *page = arena_printf(&k.a, "/desk/keying/%s", round);

	as(who, page);
	room_post(&k, page, arena_printf(&k.a, "do=save&sheet=%lld&k.why=%s",
	    (long long)id, why));
	ck_assert_msg(k.out.status == 303, "%s", seen());
}

/* Keyed differently by bob and cat. */
static int64_t
differs(void)
{
	int64_t id = take_in();

	key(&bob, id, "first", "more+nurses");
	key(&cat, id, "second", "more+purses");
	ck_assert_int_eq(state_of(id), SHEET_DIFFERENCES);
	return id;
}

/* What a browser sends from a form with files. */
static void
send_files(int64_t sheet, struct http_file *files, size_t n)
{
	struct http_pair cookies[] = { { "earshot-desk-8090", k.cookie } };
	struct http_pair form[] = { { "token", k.token },
	    { "sheet", arena_printf(&k.a, "%lld", (long long)sheet) } };
	struct http_request r = { .a = &k.a, .method = HTTP_POST,
	    .path = "/desk/keying/original", .origin = "", .fetch_site = "",
	    .if_none_match = "", .accept_language = "", .address = "",
	    .host = k.host, .cookies = { cookies, 1 }, .form = { form, 2 },
	    .files = { files, n } };

	buf_free(&k.out.body);
	k.out = (struct http_response){ 0 };
	desk_handle(k.desk, &r, &k.out);
}

static void
send_file(int64_t sheet, const char *name, struct str bytes)
{
	struct http_file file = { "file", name, bytes };

	send_files(sheet, &file, 1);
}

/* ---- settling ------------------------------------------------------------------------ */

START_TEST(put_aside_without_a_reason_keeps_what_was_picked)
{
	int64_t id;

	begin();
	id = differs();
	as(&ann, "/desk/keying/settle");
	room_post(&k, "/desk/keying/settle", arena_printf(&k.a, "do=aside&"
	    "reason=&sheet=%lld&s.why=0&k.why=more+hearses", (long long)id));
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "value=\"0\" checked"));
	ck_assert(room_says(&k, "value=\"more hearses\""));
	ck_assert(room_says(&k, "Say in a few words why it is put aside"));
	ck_assert(room_says(&k, "desk-key__aside\" open"));
	ck_assert_int_eq(state_of(id), SHEET_DIFFERENCES);
	/* nor is it lost when the store refuses it */
	room_post(&k, "/desk/keying/settle", arena_printf(&k.a, "do=save&"
	    "sheet=%lld&s.why=0&k.why=more+nurses", (long long)id));
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "is what the first keying has"));
	ck_assert(room_says(&k, "value=\"more nurses\""));
	ck_assert_int_eq(state_of(id), SHEET_DIFFERENCES);
	room_post(&k, "/desk/keying/settle", arena_printf(&k.a, "do=aside&"
	    "reason=wet&sheet=%lld&s.why=0", (long long)id));	/* control */
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_int_eq(state_of(id), SHEET_ASIDE);
	end();
}
END_TEST

START_TEST(put_aside_while_keying_keeps_what_was_typed)
{
	int64_t id;

	begin();
	id = take_in();
	as(&bob, "/desk/keying/first");
	room_post(&k, "/desk/keying/first", arena_printf(&k.a, "do=aside&"
	    "reason=+&sheet=%lld&k.why=more+nurses", (long long)id));
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, ">more nurses</textarea>"));
	ck_assert(room_says(&k, "Say in a few words why it is put aside"));
	ck_assert_int_eq(state_of(id), SHEET_RECEIVED);
	/* not when it is keyed: nobody keeps their own from being checked */
	key(&bob, id, "first", "more+nurses");
	room_post(&k, "/desk/keying/first", arena_printf(&k.a, "do=aside&"
	    "reason=wet&sheet=%lld", (long long)id));
	ck_assert_int_eq(state_of(id), SHEET_WAITING);
	ck_assert(room_says(&k, "does not wait to be keyed"));
	as(&cat, "/desk/keying/second");
	room_post(&k, "/desk/keying/second", arena_printf(&k.a, "do=aside&"
	    "reason=wet&sheet=%lld", (long long)id));	/* control */
	ck_assert_int_eq(state_of(id), SHEET_ASIDE);
	end();
}
END_TEST

/* Whoever keyed it, at its page. */
static void
together(int64_t id, const char *more)
{
	room_post(&k, "/desk/keying/settle", arena_printf(&k.a, "do=save&"
	    "sheet=%lld&s.why=1&%s", (long long)id, more));
}

/* What that person's phone shows next. */
static const char *
code_of(const char *login)
{
	char *code = arena_array(&k.a, char, TOTP_DIGITS + 1);
	struct cases *c = room_cases(&k, DB_READ);
	struct stmt s = { 0 };
	struct err e = { 0 };

	ck_assert(stmt_open(&c->db, &s, "SELECT totp FROM staff WHERE"
	    " login = ?1", &e));
	stmt_text(&s, 1, login);
	ck_assert(stmt_row(&s));
	totp_code((const uint8_t *)col_blob(&s, 0).p, now_seconds() /
	    TOTP_STEP + 1, code);
	stmt_close(&s);
	cases_close(c);
	return code;
}

START_TEST(two_settle_together_what_they_keyed)
{
	int64_t id;

	begin();
	id = differs();
	as(&bob, "/desk/keying/settle");
	ck_assert(room_says(&k, "No differences wait for you"));
	ck_assert(room_says(&k, arena_printf(&k.a, "settle?sheet=%lld",
	    (long long)id)));
	room_get(&k, arena_printf(&k.a, "/desk/keying/settle?sheet=%lld",
	    (long long)id));
	ck_assert(room_says(&k, "Settle it together"));
	together(id, "");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "value=\"1\" checked"));
	ck_assert(room_says(&k, "Type the login name"));
	together(id, "with=bob&code=123456");
	ck_assert(room_says(&k, "cannot be you"));
	together(id, "with=cat&code=123456");
	ck_assert(room_says(&k, "is not right"));
	ck_assert(room_says(&k, "name=\"with\" value=\"cat\""));
	ck_assert_int_eq(state_of(id), SHEET_DIFFERENCES);
	together(id, arena_printf(&k.a, "with=Cat&code=%s", code_of("cat")));
	ck_assert_msg(k.out.status == 303, "%s", seen());
	ck_assert_int_eq(state_of(id), SHEET_SETTLED);
	ck_assert_ptr_nonnull(strstr(room_line(&k), "bob: settled a sheet "
	    "(task 0): "));
	ck_assert_ptr_nonnull(strstr(room_line(&k), "by agreement with cat"));
	as(&ann, arena_printf(&k.a, "/desk/keying/sheet?id=%lld",
	    (long long)id));
	ck_assert(room_says(&k, "by agreement with cat"));
	as(&ann, "/desk/keying");
	ck_assert(room_says(&k, "1 of 1 sheets with differences was settled "
	    "by agreement"));
	end();
}
END_TEST

/* What is shown before anything is sent: a third person settles alone. */
START_TEST(somebody_who_keyed_neither_is_asked_for_nobody)
{
	int64_t id;

	begin();
	id = differs();
	as(&ann, "/desk/keying/settle");
	ck_assert(room_says(&k, "id=\"settling\""));
	ck_assert(!room_says(&k, "Settle it together"));
	together(id, "");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_int_eq(state_of(id), SHEET_SETTLED);
	end();
}
END_TEST

START_TEST(too_many_codes_make_the_colleague_wait)
{
	int64_t id;
	int i;

	begin();
	id = differs();
	as(&bob, "/desk/keying/settle");
	for (i = 0; i < 4; i++)
		together(id, "with=cat&code=123456");
	together(id, arena_printf(&k.a, "with=cat&code=%s", code_of("cat")));
	ck_assert(room_says(&k, "Too many attempts failed"));
	ck_assert_int_eq(state_of(id), SHEET_DIFFERENCES);
	end();
}
END_TEST

/* ---- originals ------------------------------------------------------------------------- */

START_TEST(an_original_is_attached_and_sealed)
{
	const char *page;
	struct str bytes;
	struct err e = { 0 };
	int64_t id;

	begin();
	id = take_in();
	page = arena_printf(&k.a, "/desk/keying/sheet?id=%lld", (long long)id);
	ck_assert(room_says(&k, arena_printf(&k.a, "%s#originals", page)));
	as(&bob, page);
	ck_assert(room_says(&k, "No file is attached"));
	send_file(id, "C:\\scans\\a <letter>.PDF", str_of(pdf));
	ck_assert_int_eq(k.out.status, 303);
	room_get(&k, k.out.location);
	ck_assert(room_says(&k, "a &lt;letter&gt;.PDF</b>"));
	ck_assert(!room_says(&k, "scans"));
	ck_assert(room_says(&k, "Attached and sealed"));
	ck_assert(!room_says(&k, "value=\"remove\""));	/* for an analyst */
	ck_assert(file_read(&k.a, room_in(&k, "cases.db"), 1 << 26, &bytes,
	    &e));
	ck_assert_ptr_null(memmem(bytes.p, bytes.n, "zugzwang", 8));
	/* whoever keys it sees that it is there */
	as(&cat, "/desk/keying/first");
	ck_assert(room_says(&k, "Original attached: <span dir=\"auto\">a "
	    "&lt;letter&gt;.PDF<"));
	as(&ann, page);
	ck_assert(room_says(&k, "value=\"remove\""));
	room_post(&k, "/desk/keying/sheet", arena_printf(&k.a, "do=remove&"
	    "id=%lld&file=1&reason=another%%27s", (long long)id));
	ck_assert_int_eq(k.out.status, 303);
	room_get(&k, page);
	ck_assert(room_says(&k, "No file is attached"));
	end();
}
END_TEST

START_TEST(what_is_no_original_is_refused_in_words)
{
	static char large[ORIGINAL_MAX + 1];
	static const struct { const char *name, *bytes, *says; } odd[] = {
		{ "a.exe", "MZ", "“a.exe” cannot be attached" },
		{ "a.pdf", "MZ", "what its name says" },
		{ "a.csv", "a,b", "“a.csv” cannot be attached" },
		{ "a.eml", "Subject: hello\n\nFrom: me", "“a.eml” cannot" },
		{ "noending", "words", "“noending” cannot" },
		{ "a.pdf", "", "“a.pdf” cannot be attached" },
		{ "", "", "Choose one or more files first" },
	};
	int64_t id;
	size_t i;

	begin();
	id = take_in();
	for (i = 0; i < LEN(odd); i++) {
		send_file(id, odd[i].name, str_of(odd[i].bytes));
		ck_assert_int_eq(k.out.status, 422);
		ck_assert_msg(room_says(&k, odd[i].says), "%s\n%s",
		    odd[i].says, seen());
		ck_assert(room_says(&k, "No file is attached"));
	}
	memcpy(large, "%PDF-", 5);
	send_file(id, "scan.pdf", (struct str){ large, sizeof(large) });
	ck_assert(room_says(&k, "“scan.pdf” has 10.0 MB: 10 MB is the most"));
	/* control */
	send_file(id, "a.eml", STR("Subject: hello\r\nFROM: me\r\n\r\nhello"));
	ck_assert_int_eq(k.out.status, 303);
	send_file(id, "b.tiff", (struct str){ "II*\0....", 8 });
	ck_assert_int_eq(k.out.status, 303);
	end();
}
END_TEST

START_TEST(of_several_originals_it_says_which_are_attached)
{
	struct http_file files[] = { { "file", "a.pdf", STR("%PDF-1.4 a") },
	    { "file", "again.pdf", STR("%PDF-1.4 a") },
	    { "file", "c.pdf", STR("%PDF-1.4 c") } };
	int64_t id;

	begin();
	id = take_in();
	send_files(id, files, LEN(files));
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "“again.pdf” is attached to that sheet "
	    "already. The 1 before it is attached, and nothing after it"));
	ck_assert(room_says(&k, ">a.pdf</b>"));
	ck_assert(!room_says(&k, ">c.pdf</b>"));
	send_files(id, files + 2, 1);				/* control */
	ck_assert_int_eq(k.out.status, 303);
	end();
}
END_TEST

static size_t
takes(const struct staff_secret *who, const char *path, const char *host,
    enum http_method method)
{
	struct http_pair cookies[1];
	struct http_request r = { .a = &k.a, .method = method, .path = path,
	    .origin = "", .fetch_site = "", .if_none_match = "",
	    .accept_language = "", .address = "", .host = host };

	room_as(&k, who);
	cookies[0] = (struct http_pair){ "earshot-desk-8090", k.cookie };
	r.cookies = (struct http_pairs){ cookies, 1 };
	return desk_takes_files(k.desk, &r);
}

START_TEST(files_come_to_two_addresses_from_those_with_the_role)
{
	static const char at[] = "/desk/keying/original";
	static const char mail[] = "/desk/messages/files";
	struct staff_secret vi;
	size_t n, i;
	const struct desk_route *r = desk_routes(&n);

	begin();
	vi = room_person(&k, "vi", STAFF_ALL_ROLES & ~(unsigned)(STAFF_KEYER |
	    STAFF_ANALYST), now_seconds());
	ck_assert_uint_eq(takes(&bob, at, k.host, HTTP_POST), DESK_MAX_UPLOAD);
	ck_assert_uint_eq(takes(&ann, at, k.host, HTTP_POST), DESK_MAX_UPLOAD);
	ck_assert_uint_eq(takes(&bob, mail, k.host, HTTP_POST),
	    DESK_MAX_UPLOAD);
	ck_assert_uint_eq(takes(&vi, mail, k.host, HTTP_POST), 0);
	ck_assert_uint_eq(takes(&vi, at, k.host, HTTP_POST), 0);
	ck_assert_uint_eq(takes(NULL, at, k.host, HTTP_POST), 0);
	ck_assert_uint_eq(takes(&bob, at, "evil.example", HTTP_POST), 0);
	ck_assert_uint_eq(takes(&bob, at, k.host, HTTP_GET), 0);
	for (i = 0; i < n; i++)
		if (strcmp(r[i].path, at) != 0 && strcmp(r[i].path, "/try/") &&
		    strcmp(r[i].path, mail) != 0)
			ck_assert_msg(takes(&ann, r[i].path, k.host,
			    HTTP_POST) == 0, "%s", r[i].path);
	ck_assert_uint_eq(takes(NULL, "/try/x/en/", k.host, HTTP_POST),
	    HTTP_MAX_UPLOAD);
	end();
}
END_TEST

/* ---- withdrawn ---------------------------------------------------------------------------- */

START_TEST(an_analyst_withdraws_what_its_author_wishes)
{
	const char *page, *post;
	struct str bytes;
	struct err e = { 0 };
	int64_t id;

	begin();
	id = take_in();
	send_file(id, "letter.pdf", str_of(pdf));
	key(&bob, id, "first", "zugzwang+in+the+hall");
	page = arena_printf(&k.a, "/desk/keying/sheet?id=%lld", (long long)id);
	post = arena_printf(&k.a, "do=withdraw&id=%lld&reason=", (long long)id);
	as(&bob, page);
	ck_assert(!room_says(&k, "Withdraw it"));
	room_post(&k, "/desk/keying/sheet", arena_printf(&k.a, "%sx", post));
	ck_assert_int_eq(k.out.status, 403);
	as(&ann, page);
	ck_assert(room_says(&k, "Withdraw it: its author wishes so"));
	room_post(&k, "/desk/keying/sheet", post);
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, "Say in a few words how its author asked"));
	ck_assert_int_eq(state_of(id), SHEET_WAITING);
	room_post(&k, "/desk/keying/sheet", arena_printf(&k.a, "%sby+phone",
	    post));
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_int_eq(state_of(id), SHEET_WITHDRAWN);
	room_get(&k, page);
	ck_assert(room_says(&k, "Withdrawn by its author: by phone"));
	ck_assert(room_says(&k, "No file is attached"));
	ck_assert(!room_says(&k, "id=\"attach\""));
	ck_assert(file_read(&k.a, room_in(&k, "cases.db"), 1 << 26, &bytes,
	    &e));
	ck_assert_ptr_null(memmem(bytes.p, bytes.n, "zugzwang", 8));
	/* a copy from before does not bring it back */
	ck_assert(file_read(&k.a, arena_printf(&k.a, "%s.withdrawn", k.dir),
	    1 << 20, &bytes, &e));
	ck_assert_ptr_nonnull(memmem(bytes.p, bytes.n, "\nsheet - ", 9));
	end();
}
END_TEST

/* ---- drawn later --------------------------------------------------------------------------- */

START_TEST(an_analyst_draws_a_sample_later)
{
	int64_t id, then;

	begin();
	as(&ann, "/desk/keying");
	room_post(&k, "/desk/keying", "do=plan&one-in=0&first=0&marks=0");
	id = take_in();
	key(&bob, id, "first", "more+nurses");
	ck_assert_int_eq(state_of(id), SHEET_KEYED);
	for (then = now_seconds(); now_seconds() == then; usleep(10000))
		;
	as(&bob, "/desk/keying");
	ck_assert(!room_says(&k, "value=\"draw\""));
	room_post(&k, "/desk/keying", "do=draw&draw=1");
	ck_assert(room_says(&k, "This is for an analyst"));
	as(&ann, "/desk/keying");
	ck_assert(room_says(&k, "1 sheet was keyed once and counts."));
	room_post(&k, "/desk/keying", "do=draw&draw=2");
	ck_assert(room_says(&k, "Between 1 and 1 sheets"));
	room_post(&k, "/desk/keying", "do=draw&draw=one");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert_int_eq(state_of(id), SHEET_KEYED);
	room_post(&k, "/desk/keying", "do=draw&draw=1");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert_int_eq(state_of(id), SHEET_WAITING);
	ck_assert(room_says(&k, "0 sheets were keyed once and count."));
	end();
}
END_TEST

/* ---- copies -------------------------------------------------------------------------------- */

START_TEST(the_register_says_which_copies_went_out_and_came_back)
{
	struct sheet_copy like = { .lang = "en", .size = 18 };
	struct cases *c;
	struct err e = { 0 };
	char shown[FORMS_SERIAL_SIZE];
	uint32_t first;

	begin();
	c = room_cases(&k, DB_WRITE);
	ck_assert(copies_new(c, &like, 9, "ann", now_seconds(), &first, &e));
	cases_close(c);
	forms_serial_show(2, shown);
	as(&bob, "/desk/keying/copies");
	ck_assert(room_says(&k, "No copy was noted as posted yet"));
	room_post(&k, "/desk/keying/copies", "do=sent&sent-on=2024-06-05&"
	    "numbers=00002+6");
	ck_assert_msg(room_says(&k, "<tr><th scope=\"row\""), "%s", seen());
	ck_assert(room_says(&k, shown));
	ck_assert(room_says(&k, "18 points, large print"));
	ck_assert(room_says(&k, "5 June 2024"));
	ck_assert(room_says(&k, "not yet"));
	ck_assert(room_says(&k, "9 printed with a number, 1 noted as posted"));
	/* what is wrong stays in the box */
	room_post(&k, "/desk/keying/copies", "do=sent&sent-on=2024-06-05&"
	    "numbers=12345");
	ck_assert_int_eq(k.out.status, 422);
	ck_assert(room_says(&k, ">12345</textarea>"));
	room_post(&k, "/desk/keying", "do=in&batch=1&channel=paper&"
	    "received=2024-06-21&numbers=000026");
	room_get(&k, "/desk/keying/copies");
	ck_assert_msg(room_says(&k, "21 June 2024"), "%s", seen());
	room_post(&k, "/desk/keying/copies", "do=unsent&numbers=000026");
	ck_assert(room_says(&k, "No copy was noted as posted yet"));
	end();
}
END_TEST

UNIT_SUITE(desk_keying, put_aside_without_a_reason_keeps_what_was_picked,
    put_aside_while_keying_keeps_what_was_typed,
    two_settle_together_what_they_keyed,
    somebody_who_keyed_neither_is_asked_for_nobody,
    too_many_codes_make_the_colleague_wait,
    an_original_is_attached_and_sealed, what_is_no_original_is_refused_in_words,
    of_several_originals_it_says_which_are_attached,
    files_come_to_two_addresses_from_those_with_the_role,
    an_analyst_withdraws_what_its_author_wishes,
    an_analyst_draws_a_sample_later,
    the_register_says_which_copies_went_out_and_came_back)
