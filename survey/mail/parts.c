/* SPDX-License-Identifier: MIT
 *
 * parts.c -- which parts of a message are its text, and which are files.
 */
#include "survey/mail/read.h"

#include <gmime/gmime.h>

enum { STUB = 300 };

static bool
is(GMimeObject *o, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(g_mime_object_get_content_type(o),
	    type, subtype);
}

static GMimeObject *
child(GMimeObject *o, int i)
{
	return g_mime_multipart_get_part(GMIME_MULTIPART(o), i);
}

static int
children(GMimeObject *o)
{
	return g_mime_multipart_get_count(GMIME_MULTIPART(o));
}

/* Words that are read as part of the message itself.  With a name they are so
 * where nothing else was said before. */
static bool
is_words(const struct reading *g, GMimeObject *o)
{
	const char *at = g_mime_object_get_disposition(o);

	return GMIME_IS_PART(o) && is(o, "text", "*") &&
	    !is(o, "text", "calendar") && !is(o, "text", "csv") &&
	    !is(o, "text", "rtf") && !is(o, "text", "*card") &&
	    (at == NULL || g_ascii_strcasecmp(at, "attachment") != 0) &&
	    (g->text.n == 0 ||
	    g_mime_part_get_filename(GMIME_PART(o)) == NULL);
}

static bool
is_html(GMimeObject *o)
{
	return is(o, "text", "html") || is(o, "text", "xhtml");
}

/* ---- words --------------------------------------------------------------------------- */

/* PGP within the text itself (RFC 4880, 7): its own lines are left out, and "- "
 * before a line.  True: there were such. */
static bool
unwrap(struct str s, struct buf *out)
{
	enum { OUTSIDE, HEAD, INSIDE, SIGNATURE } at = OUTSIDE;
	struct str line;
	bool any = false;

	while (str_line(&s, &line)) {
		if (str_is(line, "-----BEGIN PGP SIGNED MESSAGE-----")) {
			at = HEAD;
			any = true;
		} else if (at == HEAD) {
			at = line.n == 0 ? INSIDE : HEAD;
		} else if (at != OUTSIDE &&
		    str_is(line, "-----BEGIN PGP SIGNATURE-----")) {
			at = SIGNATURE;
		} else if (at == SIGNATURE) {
			if (str_is(line, "-----END PGP SIGNATURE-----"))
				at = OUTSIDE;
		} else {
			if (at == INSIDE && line.n > 1 &&
			    memcmp(line.p, "- ", 2) == 0) {
				line.p += 2;
				line.n -= 2;
			}
			buf_put(out, line.p, line.n);
			buf_lit(out, "\n");
		}
	}
	return any;
}

static void
put_plain(struct reading *g, GMimeObject *o, struct str s)
{
	const char *format = g_mime_object_get_content_type_parameter(o,
	    "format");
	struct buf b CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	const char *delsp = g_mime_object_get_content_type_parameter(o,
	    "delsp");

	if (memmem(s.p, s.n, "-----BEGIN PGP MESSAGE-----", 27) != NULL)
		read_by_hand(g, HAND_ENCRYPTED, "it is encrypted with PGP");
	if (memmem(s.p, s.n, "-----BEGIN PGP SIGNED", 21) != NULL &&
	    unwrap(s, &b)) {
		read_by_hand(g, HAND_SIGNED, "it is signed with PGP; whose "
		    "signature it is was not checked");
		s = (struct str){ buf_text(&b), b.n };
	}
	if (format != NULL && g_ascii_strcasecmp(format, "flowed") == 0)
		read_flowed(s, delsp != NULL &&
		    g_ascii_strcasecmp(delsp, "yes") == 0, &g->text);
	else
		buf_put(&g->text, s.p, s.n);
}

/* In clean UTF-8; HTML still with its marks. */
static bool
words(struct reading *g, GMimeObject *o, struct buf *out)
{
	struct str s = read_content(g, GMIME_PART(o));
	const char *charset = read_charset_of(o);

	if ((charset == NULL || *charset == '\0') && is_html(o))
		charset = read_html_charset(g->a, s);
	out->max = 4 * READ_TEXT_MOST;
	return read_text(g, s, charset, out);
}

static void
put_words(struct reading *g, GMimeObject *o)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (!words(g, o, &b))
		read_by_hand(g, HAND_LIMIT, "its text is longer than 1 MB; "
		    "what follows is not here");
	if (g->text.n > 0)
		buf_lit(&g->text, "\n\n");
	if (is_html(o)) {
		g->r->html = true;
		read_html(g, (struct str){ buf_text(&b), b.n }, &g->text);
	} else {
		put_plain(g, o, (struct str){ buf_text(&b), b.n });
	}
}

/* ---- files --------------------------------------------------------------------------- */

static const char *
type_of(struct reading *g, GMimeObject *o)
{
	GMimeContentType *t = g_mime_object_get_content_type(o);
	char *s = g_mime_content_type_get_mime_type(t);
	char *low = g_ascii_strdown(s, -1);
	const char *type = read_line(g, low);

	g_free(s);
	g_free(low);
	return type;
}

static int64_t
length_of(GMimeMessage *m)
{
	GMimeStream *s = g_mime_stream_null_new();
	gint64 n = g_mime_object_write_to_stream(GMIME_OBJECT(m), NULL, s);

	g_object_unref(s);
	return n > 0 ? n : 0;
}

static void
attach_message(struct reading *g, GMimeObject *o)
{
	const char *name = g_mime_object_get_content_disposition_parameter(o,
	    "filename");
	struct mail_file *f = read_file(g, read_line(g, name),
	    "message/rfc822", 0);
	GMimeMessage *m = g_mime_message_part_get_message(
	    GMIME_MESSAGE_PART(o));

	if (f == NULL)
		return;
	if (m != NULL)
		f->size = length_of(m);
	if (!g->deep)
		f->why = "it was not opened";
	else if (m != NULL)
		read_within(g, f, m);
	else
		read_file_hand(f, HAND_DAMAGED, "there is no message in it");
}

/* S/MIME and PGP as files of their own kind. */
static bool
is_sealed(struct reading *g, GMimeObject *o)
{
	const char *kind;

	if (is(o, "application", "pgp-encrypted")) {
		read_by_hand(g, HAND_ENCRYPTED, "it is encrypted with PGP");
		return true;
	}
	if (!is(o, "application", "pkcs7-mime") &&
	    !is(o, "application", "x-pkcs7-mime"))
		return false;
	kind = g_mime_object_get_content_type_parameter(o, "smime-type");
	if (kind != NULL && g_ascii_strcasecmp(kind, "signed-data") == 0)
		read_by_hand(g, HAND_ENCRYPTED, "it is signed in a way that "
		    "wraps its text up (S/MIME): open it in a mail program");
	else
		read_by_hand(g, HAND_ENCRYPTED, "it is encrypted with S/MIME");
	return true;
}

static void
attach_part(struct reading *g, GMimeObject *o, bool inside)
{
	GMimePart *part = GMIME_PART(o);
	const char *type = type_of(g, o), *charset = read_charset_of(o);
	bool sealed = is_sealed(g, o);
	struct mail_file *f = read_file(g, read_line(g,
	    g_mime_part_get_filename(part)), type, read_size(part));

	if (f == NULL)
		return;
	if (is(o, "application", "pgp-signature") ||
	    is(o, "application", "pkcs7-signature") ||
	    is(o, "application", "x-pkcs7-signature"))
		f->why = "a signature";
	else if (sealed)
		read_file_hand(f, HAND_ENCRYPTED, g->r->why);
	else if (!g->deep)
		f->why = "it was not opened";
	else if (inside && f->size < 20000 && is(o, "image", "*"))
		f->why = "a small picture within the text, as signatures have";
	else if (f->size > READ_FILE_MOST)
		read_file_hand(f, HAND_LIMIT, "it is larger than 50 MB");
	else
		read_open(g, f, read_content(g, part), charset);
}

/* All that is a file in there; the words are those of a part that was read. */
static void
files_only(struct reading *g, GMimeObject *o, bool inside)
{
	int i;

	if (++g->parts > READ_PARTS_MOST || g->depth > READ_DEPTH_MOST) {
		read_by_hand(g, HAND_LIMIT, "it has more than %d parts, or "
		    "they lie too deep", (int)READ_PARTS_MOST);
		return;
	}
	if (GMIME_IS_MULTIPART(o)) {
		g->depth++;
		for (i = 0; i < children(o); i++)
			files_only(g, child(o, i), inside ||
			    is(o, "multipart", "related"));
		g->depth--;
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		attach_message(g, o);
	} else if (GMIME_IS_PART(o) && !is_words(g, o)) {
		attach_part(g, o, inside);
	}
}

/* ---- several -------------------------------------------------------------------------- */

/* The HTML of an alternative; NULL. */
static GMimeObject *
html_in(const struct reading *g, GMimeObject *o)
{
	int i;

	if (GMIME_IS_PART(o))
		return is_html(o) && is_words(g, o) ? o : NULL;
	if (GMIME_IS_MULTIPART(o))
		for (i = 0; i < children(o) && i < 3; i++)
			if (GMIME_IS_PART(child(o, i)) && is_html(child(o, i)))
				return child(o, i);
	return NULL;
}

static size_t
letters(const struct buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->n; i++)
		n += b->p[i] > ' ' || b->p[i] < 0;
	return n;
}

/* Does the plain part say what the HTML says?  Some programs put no more there
 * than "Your mail program cannot show this". */
static bool
is_enough(struct reading *g, GMimeObject *plain, GMimeObject *html)
{
	struct buf a CLEAN(buf_free) = { 0 }, b CLEAN(buf_free) = { 0 };
	struct buf t CLEAN(buf_free) = { 0 };
	struct reading aside = *g;
	struct mail_reading none = { 0 };

	aside.r = &none;
	aside.mended_cap = aside.files_cap = 0;
	(void)words(&aside, plain, &a);
	if (html == NULL)
		return letters(&a) > 0;
	if (letters(&a) >= STUB)
		return true;
	if (letters(&a) == 0)
		return false;
	(void)words(&aside, html, &b);
	if (b.n < 3 * a.n)
		return true;
	read_html(&aside, (struct str){ buf_text(&b), b.n }, &t);
	return letters(&t) < 3 * letters(&a) + 100;
}

static void
alternatives(struct reading *g, GMimeObject *o)
{
	GMimeObject *plain = NULL, *rich = NULL, *last = NULL, *best;
	int i;

	for (i = 0; i < children(o); i++) {
		GMimeObject *c = child(o, i);

		if (GMIME_IS_PART(c) && is_words(g, c) && !is_html(c) &&
		    plain == NULL && is(c, "text", "plain"))
			plain = c;
		if (html_in(g, c) != NULL)
			rich = c;
		if (GMIME_IS_MULTIPART(c) || is_words(g, c))
			last = c;
	}
	best = plain != NULL && is_enough(g, plain, rich != NULL ?
	    html_in(g, rich) : NULL) ? plain : rich != NULL ? rich :
	    plain != NULL ? plain : last;
	if (best == rich && plain != NULL && rich != NULL)
		read_mended(g, "its plain part says less than its HTML; the "
		    "HTML was read");
	for (i = 0; i < children(o); i++) {
		if (child(o, i) == best)
			read_body(g, best);
		else
			files_only(g, child(o, i), false);
	}
}

static void
report(struct reading *g, GMimeObject *o)
{
	struct mail_file *f;
	int i;

	if (children(o) > 0)
		read_body(g, child(o, 0));
	for (i = 1; i < children(o) && i < 10; i++) {
		f = read_file(g, "", type_of(g, child(o, i)), 0);
		if (f != NULL)
			f->why = "a part of the report";
	}
}

static void
several(struct reading *g, GMimeObject *o)
{
	bool first_only = is(o, "multipart", "signed") ||
	    is(o, "multipart", "related");
	const char *lost;
	int i;

	if (children(o) == 0) {
		lost = g_mime_multipart_get_prologue(GMIME_MULTIPART(o));
		read_mended(g, "its parts cannot be told apart; all of it is "
		    "read as text");
		if (lost != NULL)
			(void)read_text(g, str_of(lost), NULL, &g->text);
		return;
	}
	if (!GMIME_MULTIPART(o)->write_end_boundary)
		read_mended(g, "the mark of its end is missing: it may have "
		    "been cut off");
	if (is(o, "multipart", "signed"))
		read_by_hand(g, HAND_SIGNED, "it is signed; whose signature "
		    "it is was not checked");
	for (i = 0; i < children(o); i++) {
		if (first_only && i > 0)
			files_only(g, child(o, i), is(o, "multipart",
			    "related"));
		else
			read_body(g, child(o, i));
	}
}

void
read_body(struct reading *g, GMimeObject *o)
{
	if (++g->parts > READ_PARTS_MOST || ++g->depth > READ_DEPTH_MOST) {
		read_by_hand(g, HAND_LIMIT, "it has more than %d parts, or "
		    "they lie too deep", (int)READ_PARTS_MOST);
		return;
	}
	if (GMIME_IS_MULTIPART(o) && is(o, "multipart", "encrypted"))
		read_by_hand(g, HAND_ENCRYPTED, "it is encrypted");
	else if (GMIME_IS_MULTIPART(o) && children(o) > 0 &&
	    is(o, "multipart", "alternative"))
		alternatives(g, o);
	else if (GMIME_IS_MULTIPART(o) && children(o) > 0 &&
	    is(o, "multipart", "report"))
		report(g, o);
	else if (GMIME_IS_MULTIPART(o))
		several(g, o);
	else if (GMIME_IS_MESSAGE_PART(o))
		attach_message(g, o);
	else if (is_words(g, o))
		put_words(g, o);
	else if (GMIME_IS_PART(o))
		attach_part(g, o, false);
	g->depth--;
}
