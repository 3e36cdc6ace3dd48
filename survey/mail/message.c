/* SPDX-License-Identifier: MIT
 *
 * message.c -- one message: who, when, what about, and what it says.
 */
#include "survey/mail/read.h"

#include <ctype.h>
#include <gmime/gmime.h>

/* ---- what the head says ------------------------------------------------------------- */

/* Stays as it is, but for letters beyond ASCII that a header may not have: those
 * are UTF-8, or else windows-1252. */
static GMimeParserOptions *
options(void)
{
	static const char *charsets[] = { "utf-8", "windows-1252", NULL };
	static GMimeParserOptions *o;

	if (o == NULL) {
		o = g_mime_parser_options_new();
		g_mime_parser_options_set_fallback_charsets(o, charsets);
		g_mime_parser_options_set_allow_addresses_without_domain(o,
		    TRUE);
	}
	return o;
}

/* The first of that name, as it stands there; "". */
static const char *
header_of(GMimeObject *o, const char *name)
{
	GMimeHeaderList *l = g_mime_object_get_header_list(o);
	int i, n = g_mime_header_list_get_count(l);
	GMimeHeader *h;
	const char *v;

	if (!g_mime_header_list_contains(l, name))
		return "";
	for (i = 0; i < n && i < READ_HEADERS_MOST; i++) {
		h = g_mime_header_list_get_header_at(l, i);
		if (g_ascii_strcasecmp(g_mime_header_get_name(h), name) == 0) {
			v = g_mime_header_get_raw_value(h);
			return v != NULL ? v : "";
		}
	}
	return "";
}

static const char *
raw_header(GMimeMessage *m, const char *name)
{
	return header_of(GMIME_OBJECT(m), name);
}

/* The first person that the header names.  False: none. */
static bool
sender_by(struct reading *g, GMimeMessage *m, const char *header)
{
	const char *raw = read_words(g, raw_header(m, header));
	InternetAddressList *l = *raw != '\0' ?
	    internet_address_list_parse(options(), raw) : NULL;
	int i, n = l != NULL ? internet_address_list_length(l) : 0;
	InternetAddress *one;
	bool found = false;

	for (i = 0; i < n && !found; i++) {
		one = internet_address_list_get_address(l, i);
		if (!INTERNET_ADDRESS_IS_MAILBOX(one))
			continue;
		g->r->name = read_line(g, internet_address_get_name(one));
		g->r->address = read_line(g, internet_address_mailbox_get_addr(
		    INTERNET_ADDRESS_MAILBOX(one)));
		found = true;
	}
	if (found && n > 1)
		read_mended(g, "it names %d senders; the first counts", n);
	if (l != NULL)
		g_object_unref(l);
	return found;
}

static void
read_subject(struct reading *g, GMimeMessage *m)
{
	const char *raw = read_words(g, raw_header(m, "Subject"));
	char *s = *raw != '\0' ? g_mime_utils_header_decode_text(options(),
	    raw) : NULL;

	g->r->subject = read_line(g, s);
	g_free(s);
}

/* The first or the last <…> of a header; "". */
static const char *
an_id(struct reading *g, const char *s, bool last)
{
	GMimeReferences *refs = g_mime_references_parse(options(), s);
	int n = g_mime_references_length(refs);
	const char *id = n > 0 ? g_mime_references_get_message_id(refs,
	    last ? n - 1 : 0) : "";

	id = read_line(g, id);
	g_mime_references_free(refs);
	return id;
}

static void
read_thread(struct reading *g, GMimeMessage *m)
{
	const char *refs = raw_header(m, "References");
	const char *reply = raw_header(m, "In-Reply-To");

	g->r->id = read_line(g, g_mime_message_get_message_id(m));
	g->r->parent = *reply != '\0' ? an_id(g, reply, false) : "";
	if (*g->r->parent == '\0' && *refs != '\0')
		g->r->parent = an_id(g, refs, true);
	g->r->root = *refs != '\0' ? an_id(g, refs, false) : "";
	if (*g->r->root == '\0')
		g->r->root = g->r->parent;
}

static void
read_date(struct reading *g, GMimeMessage *m)
{
	const char *raw = raw_header(m, "Date");
	GDateTime *d = *raw != '\0' ? g_mime_utils_header_decode_date(raw) :
	    NULL;
	gint64 s = d != NULL ? g_date_time_to_unix(d) : 0;

	/* A year with more than four digits is none. */
	if (s > 0 && s < INT64_C(253402300800))
		g->r->date = s;
	else if (*raw != '\0')
		read_mended(g, "its date cannot be read");
	if (d != NULL)
		g_date_time_unref(d);
}

static void
note_doubles(struct reading *g, GMimeMessage *m)
{
	static const char *const once[] = { "From", "Subject", "Date",
	    "Message-ID" };
	GMimeHeaderList *l = g_mime_object_get_header_list(GMIME_OBJECT(m));
	int i, n = g_mime_header_list_get_count(l), seen[LEN(once)] = { 0 };
	size_t k;

	if (n > READ_HEADERS_MOST)
		read_by_hand(g, HAND_LIMIT, "it has %d headers", n);
	for (i = 0; i < n && i < READ_HEADERS_MOST; i++) {
		const char *name = g_mime_header_get_name(
		    g_mime_header_list_get_header_at(l, i));

		for (k = 0; k < LEN(once); k++)
			seen[k] += tolower((unsigned char)*name) ==
			    tolower((unsigned char)*once[k]) &&
			    g_ascii_strcasecmp(name, once[k]) == 0;
	}
	for (k = 0; k < LEN(once); k++)
		if (seen[k] > 1)
			read_mended(g, "the header %s is there %d times; the "
			    "first counts", once[k], seen[k]);
}

/* ---- all of it ------------------------------------------------------------------------ */

/* Parts keep offsets into raw, which must stay as long as they do. */
static GMimeMessage *
parse(struct reading *g, struct str raw)
{
	GByteArray *all = arena_new(g->a, GByteArray);
	GMimeStream *s;
	GMimeParser *p;
	GMimeMessage *m;

	*all = (GByteArray){ .data = (guint8 *)(uintptr_t)raw.p,
	    .len = (guint)raw.n };
	s = g_mime_stream_mem_new_with_byte_array(all);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(s), FALSE);
	p = g_mime_parser_new_with_stream(s);
	g_mime_parser_set_persist_stream(p, TRUE);
	m = g_mime_parser_construct_message(p, options());
	g_object_unref(p);
	g_object_unref(s);
	return m;
}

static bool
is_blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

/* Where its head ends: after an empty line, or before the first line that is no
 * header. */
static struct str
body_of(struct str raw)
{
	struct str rest = raw, line;
	const char *p, *end;

	while (str_line(&rest, &line)) {
		end = line.p + line.n;
		if (line.n == 0)
			return rest;
		for (p = line.p; p < end && *p > ' ' && *p != ':'; p++)
			continue;
		if ((p == line.p || p == end || *p != ':') &&
		    *line.p != ' ' && *line.p != '\t' &&
		    (line.n < 5 || memcmp(line.p, "From ", 5) != 0))
			return (struct str){ line.p,
			    (size_t)(raw.p + raw.n - line.p) };
	}
	return STR("");
}

/* Nothing may be lost where the head ends in a strange way. */
static void
read_rest(struct reading *g, struct str raw)
{
	struct str body = body_of(raw);
	size_t i;

	for (i = 0; i < body.n; i++)
		if ((unsigned char)body.p[i] > ' ')
			break;
	if (i == body.n)
		return;
	read_mended(g, "its head does not end as it should; what follows is "
	    "read as text");
	(void)read_text(g, body, NULL, &g->text);
	g->r->text = read_tidy(g, &g->text);
}

/* GMime found no body, or an empty one. */
static bool
has_nothing(struct reading *g, GMimeObject *top)
{
	struct str s;
	size_t i;

	if (top == NULL)
		return true;
	if (!GMIME_IS_PART(top))
		return false;
	s = read_content(g, GMIME_PART(top));
	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > ' ')
			return false;
	return true;
}

static void
read_parsed(struct reading *g, GMimeMessage *m, struct str raw)
{
	struct mail_reading *r = g->r;
	GMimeObject *top = g_mime_message_get_mime_part(m);

	(void)(sender_by(g, m, "From") || sender_by(g, m, "Sender"));
	read_thread(g, m);
	read_date(g, m);
	read_subject(g, m);
	/* Content-… are headers of what it says */
	r->lang = read_line(g, top != NULL ? header_of(top, "Content-Language")
	    : "");
	note_doubles(g, m);
	read_aside(g, m);
	if (top != NULL)
		read_body(g, top);
	r->text = read_tidy(g, &g->text);
	if (is_blank(r->text) && r->n_files == 0 && has_nothing(g, top))
		read_rest(g, raw);
	if (is_blank(r->text) && r->n_files == 0)
		read_by_hand(g, HAND_EMPTY, "it says nothing");
}

static void
read_start(struct reading *g)
{
	struct mail_reading *r = g->r;

	r->name = r->address = r->id = r->parent = r->root = r->subject =
	    r->lang = r->text = r->aside_why = r->why = "";
	g->text = (struct buf){ .max = READ_ALL_MOST + (1 << 20) };
}

void
read_message(struct reading *g, struct str raw)
{
	GMimeMessage *m = raw.n > 0 ? parse(g, raw) : NULL;

	read_start(g);
	if (m != NULL)
		read_parsed(g, m, raw);
	else
		read_rest(g, raw);
	if (m == NULL && is_blank(g->r->text))
		read_by_hand(g, HAND_EMPTY, "it has nothing in it");
	read_mended_counts(g);
	if (m != NULL)
		g_object_unref(m);
	buf_free(&g->text);
}

/* ---- a message within it --------------------------------------------------------------- */

/* What was counted within counts for the whole. */
static void
add_up(struct reading *g, const struct reading *in)
{
	g->parts = in->parts;
	g->all = in->all;
	g->not_utf8 = in->not_utf8;
	g->controls = in->controls;
	g->marks = in->marks;
	g->base64 = in->base64;
	g->printable = in->printable;
	g->charset = in->charset;
}

void
read_within(struct reading *g, struct mail_file *f, GMimeMessage *m)
{
	struct mail_reading r = { 0 };
	struct reading in = *g;
	size_t i;

	if (++in.depth > READ_DEPTH_MOST) {
		read_file_hand(f, HAND_LIMIT, "messages lie within messages, "
		    "too deep");
		return;
	}
	in.r = &r;
	in.files_cap = in.mended_cap = 0;
	read_start(&in);
	read_parsed(&in, m, STR(""));
	buf_free(&in.text);
	add_up(g, &in);
	if (*f->name == '\0')
		f->name = r.subject;
	f->text = r.text;
	f->hand = r.hand;
	f->why = r.why;
	for (i = 0; i < r.n_mended; i++)
		read_mended(g, "%s", r.mended[i]);
	for (i = 0; i < r.n_files && g->r->n_files < READ_FILES_MOST; i++)
		*arena_push(g->a, g->r->files, g->r->n_files, g->files_cap) =
		    r.files[i];
}

void
read_within_bytes(struct reading *g, struct mail_file *f, struct str raw)
{
	GMimeMessage *m = raw.n > 0 ? parse(g, raw) : NULL;

	if (m == NULL) {
		read_file_hand(f, HAND_DAMAGED, "it is no message");
		return;
	}
	read_within(g, f, m);
	g_object_unref(m);
}
