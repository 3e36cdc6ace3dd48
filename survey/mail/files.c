/* SPDX-License-Identifier: MIT
 *
 * files.c -- what is attached: opened where we can, and where not, why.
 */
#include "survey/mail/read.h"

#include <strings.h>

struct mail_file *
read_file(struct reading *g, const char *name, const char *type, int64_t size)
{
	struct mail_file *f;

	if (g->r->n_files >= READ_FILES_MOST) {
		read_by_hand(g, HAND_LIMIT, "it has more than %d files",
		    (int)READ_FILES_MOST);
		return NULL;
	}
	f = arena_push(g->a, g->r->files, g->r->n_files, g->files_cap);
	*f = (struct mail_file){ .name = name, .type = type, .size = size,
	    .text = "", .why = "" };
	return f;
}

static bool
starts(const char *s, const char *with)
{
	return strncasecmp(s, with, strlen(with)) == 0;
}

static bool
ends(const char *s, const char *with)
{
	size_t n = strlen(s), k = strlen(with);

	return n >= k && strcasecmp(s + n - k, with) == 0;
}

static void
open_text(struct reading *g, struct mail_file *f, struct str s,
    const char *charset, bool html)
{
	struct buf b CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct buf t CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };

	if (html && charset == NULL)
		charset = read_html_charset(g->a, s);
	if (s.n >= 2 && charset == NULL && (memcmp(s.p, "\xff\xfe", 2) == 0 ||
	    memcmp(s.p, "\xfe\xff", 2) == 0))
		charset = "utf-16";
	if (!read_text(g, s, charset, &b))
		read_file_hand(f, HAND_LIMIT, "its text is longer than 1 MB; "
		    "what follows is not here");
	if (html)
		read_html(g, (struct str){ buf_text(&b), b.n }, &t);
	f->text = read_tidy(g, html ? &t : &b);
}

static void
open_rtf(struct reading *g, struct mail_file *f, struct str s)
{
	struct buf b CLEAN(buf_free) = { .max = READ_TEXT_MOST };
	struct buf t CLEAN(buf_free) = { .max = READ_TEXT_MOST };

	if (!read_rtf(g, s, &b))
		read_file_hand(f, HAND_DAMAGED, "it is damaged: not all of it "
		    "could be read");
	(void)read_text(g, (struct str){ buf_text(&b), b.n }, "utf-8", &t);
	f->text = read_tidy(g, &t);
}

/* Word before 2007, and encrypted documents since. */
static void
open_ole(struct reading *g, struct mail_file *f, struct str s)
{
	static const char sealed[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0";
	static const char word[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";

	if (read_has(s, sealed, sizeof(sealed) - 1)) {
		read_file_hand(f, HAND_ENCRYPTED, "it needs a password");
		return;
	}
	if (!read_has(s, word, sizeof(word) - 1)) {
		read_file_hand(f, HAND_FILE, "this kind of file is not read");
		return;
	}
	f->type = "application/msword";
	read_doc(g, f, s);
}

static bool
is_archive(const char *type)
{
	static const char *const all[] = { "application/zip",
	    "application/x-7z-compressed", "application/vnd.rar",
	    "application/gzip", "application/x-bzip2", "application/x-xz",
	    "application/x-zip-compressed", "application/x-tar" };
	size_t i;

	for (i = 0; i < LEN(all); i++)
		if (strcmp(type, all[i]) == 0)
			return true;
	return false;
}

static bool
is_office(const char *type)
{
	return ends(type, "wordprocessingml.document") ||
	    ends(type, "opendocument.text");
}

/* By what it says that it is, where its bytes do not tell. */
static void
open_by_name(struct reading *g, struct mail_file *f, struct str s,
    const char *charset)
{
	if (strcmp(f->type, "message/external-body") == 0)
		read_file_hand(f, HAND_FILE, "the file itself is elsewhere, "
		    "and was not fetched");
	else if (strcmp(f->type, "message/partial") == 0)
		read_file_hand(f, HAND_FILE, "one piece of a message that was "
		    "sent in pieces");
	else if (strcmp(f->type, "message/rfc822") == 0 || ends(f->name, ".eml"))
		read_within_bytes(g, f, s);
	else if (starts(f->type, "text/html") || ends(f->name, ".html") ||
	    ends(f->name, ".htm"))
		open_text(g, f, s, charset, true);
	else if (starts(f->type, "text/calendar"))
		f->why = "an entry for a calendar";
	else if (starts(f->type, "text/") || ends(f->name, ".txt"))
		open_text(g, f, s, charset, false);
	else if (starts(f->type, "image/"))
		read_file_hand(f, HAND_PICTURE, "a picture");
	else
		read_file_hand(f, HAND_FILE, "this kind of file is not read");
}

static void
open_known(struct reading *g, struct mail_file *f, struct str s,
    const char *charset)
{
	if (strcmp(f->type, "application/pdf") == 0)
		read_pdf(g, f, s);
	else if (is_office(f->type))
		read_office(g, f, s);
	else if (strcmp(f->type, "application/x-ole-storage") == 0)
		open_ole(g, f, s);
	else if (strcmp(f->type, "application/rtf") == 0)
		open_rtf(g, f, s);
	else if (strcmp(f->type, "application/ms-tnef") == 0)
		read_tnef(g, f, s);
	else if (strcmp(f->type, "application/pgp-encrypted") == 0)
		read_file_hand(f, HAND_ENCRYPTED, "it is encrypted with PGP");
	else if (starts(f->type, "image/"))
		read_file_hand(f, HAND_PICTURE, "a picture");
	else if (is_archive(f->type))
		read_file_hand(f, HAND_FILE, "an archive: it is not unpacked");
	else
		open_by_name(g, f, s, charset);
}

void
read_open(struct reading *g, struct mail_file *f, struct str s,
    const char *charset)
{
	const char *type = read_type(s);
	bool words = starts(f->type, "text/") && !starts(f->type, "text/rtf");

	f->size = (int64_t)s.n;
	if (s.n == 0) {
		f->why = "it is empty";
		return;
	}
	if (now_millis() > g->until) {
		read_file_hand(f, HAND_LIMIT, "the time for this message was "
		    "over");
		return;
	}
	/* "BM" and "MZ" begin words as well. */
	if (type != NULL && !(words && (strcmp(type, "image/bmp") == 0 ||
	    strcmp(type, "application/x-msdownload") == 0)))
		f->type = type;
	open_known(g, f, s, charset);
}
