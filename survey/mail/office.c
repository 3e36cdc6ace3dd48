/* SPDX-License-Identifier: MIT
 *
 * office.c -- DOCX and ODT: an archive with documents in it, of which those are
 * read that people write in.
 */
#include "survey/mail/read.h"

#include <archive.h>
#include <archive_entry.h>

enum {
	ENTRIES_MOST = 200, BYTES_MOST = 50 << 20, RATIO_MOST = 100,
	RATIO_FROM = 1 << 20		/* small ones may unfold as they like */
};

struct unpacking {
	struct reading	*g;
	struct mail_file *f;
	enum office	 what;
	size_t		 zip, out;	/* bytes */
	struct buf	 text;
	bool		 found;
};

static const char *const documents[] = { "word/document.xml",
    "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml",
    "content.xml" };

static bool
is_read(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < LEN(documents); i++)
		if (strcmp(name, documents[i]) == 0)
			return true;
	return false;
}

/* False: that is more than we unfold. */
static bool
fits(struct unpacking *u, size_t n)
{
	u->out += n;
	if (u->out <= BYTES_MOST && (u->out <= RATIO_FROM ||
	    u->out / RATIO_MOST <= u->zip))
		return true;
	read_file_hand(u->f, HAND_LIMIT, "it unfolds to much more than a "
	    "letter needs");
	return false;
}

static void
read_document(struct unpacking *u, struct archive *z)
{
	struct office_xml *x = office_xml_new(u->g, u->what, &u->text);
	char block[16384];
	la_ssize_t n;
	bool ok = true, small = true;

	while (ok && (n = archive_read_data(z, block, sizeof(block))) > 0) {
		small = fits(u, (size_t)n);
		ok = small && office_xml_take(x, block, (size_t)n);
	}
	if (ok && n < 0)
		ok = false;
	ok = office_xml_end(x) && ok;
	u->found = true;
	if (!ok)
		read_file_hand(u->f, HAND_DAMAGED, "it is damaged, or not what "
		    "it says: not all of it could be read");
	buf_lit(&u->text, "\n");
}

/* OpenDocument says in its list of files that they are encrypted. */
static void
read_list(struct unpacking *u, struct archive *z)
{
	char block[65536];
	la_ssize_t n = archive_read_data(z, block, sizeof(block));

	if (n > 0 && read_has((struct str){ block, (size_t)n },
	    "encryption-data", 15)) {
		u->f->hand = HAND_ENCRYPTED;
		u->f->why = "it needs a password";
	}
}

static bool
read_entry(struct unpacking *u, struct archive *z, struct archive_entry *e)
{
	const char *name = archive_entry_pathname(e);

	if (archive_entry_is_encrypted(e)) {
		read_file_hand(u->f, HAND_ENCRYPTED, "it needs a password");
		return false;
	}
	if (is_read(name))
		read_document(u, z);
	else if (name != NULL && strcmp(name, "META-INF/manifest.xml") == 0)
		read_list(u, z);
	return u->f->hand != HAND_LIMIT;
}

static void
unpack(struct unpacking *u, struct archive *z)
{
	struct archive_entry *e;
	size_t n = 0;
	int rc;

	while ((rc = archive_read_next_header(z, &e)) == ARCHIVE_OK ||
	    rc == ARCHIVE_WARN) {
		if (++n > ENTRIES_MOST) {
			read_file_hand(u->f, HAND_LIMIT, "there are more than "
			    "200 files in it");
			return;
		}
		if (!read_entry(u, z, e))
			return;
	}
	if (rc != ARCHIVE_EOF || !u->found)
		read_file_hand(u->f, HAND_DAMAGED, "it is damaged");
}

void
read_office(struct reading *g, struct mail_file *f, struct str s)
{
	struct unpacking u = { .g = g, .f = f, .zip = s.n,
	    .text.max = 4 * READ_TEXT_MOST };
	struct buf t CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct archive *z = archive_read_new();

	u.what = strstr(f->type, "opendocument") != NULL ? OFFICE_ODT :
	    OFFICE_DOCX;
	if (z != NULL && archive_read_support_format_zip(z) == ARCHIVE_OK &&
	    archive_read_open_memory(z, s.p, s.n) == ARCHIVE_OK)
		unpack(&u, z);
	else
		read_file_hand(f, HAND_DAMAGED, "it is damaged");
	archive_read_free(z);
	if (!read_text(g, (struct str){ buf_text(&u.text), u.text.n }, "utf-8",
	    &t) || u.text.full)
		read_file_hand(f, HAND_LIMIT, "its text is longer than 1 MB; "
		    "what follows is not here");
	f->text = f->hand == HAND_ENCRYPTED ? "" : read_tidy(g, &t);
	if (*f->text == '\0')
		read_file_hand(f, HAND_PICTURE, "it has no text: perhaps "
		    "there are pictures in it");
	buf_free(&u.text);
}
