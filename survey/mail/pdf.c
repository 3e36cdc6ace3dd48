/* SPDX-License-Identifier: MIT
 *
 * pdf.c -- what a PDF says (pdftotext), and what was entered into its fields
 * (qpdf).
 */
#include "survey/mail/read.h"

#include <cjson/cJSON.h>

enum { FIELDS_MOST = 5000 };
#define FILE_3	"/proc/self/fd/3"

/* ---- its fields ------------------------------------------------------------------------ */

/* "u:words", "/Yes" or, before qpdf 11, "words"; NULL: nothing was entered. */
static const char *
entered(const cJSON *v)
{
	const char *s = cJSON_GetStringValue(v);

	if (s == NULL || *s == '\0' || strcmp(s, "/Off") == 0)
		return NULL;
	if (*s == '/')
		return s[1] != '\0' ? s + 1 : NULL;
	if (strncmp(s, "u:", 2) == 0)
		s += 2;
	return *s != '\0' ? s : NULL;
}

static const char *
value_of(struct reading *g, const char *s)
{
	struct buf b CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };

	(void)read_text(g, str_of(s), "utf-8", &b);
	return arena_strn(g->a, buf_text(&b), b.n);
}

static bool
is_there(const struct mail_file *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_filled; i++)
		if (strcmp(f->filled[i].name, name) == 0)
			return true;
	return false;
}

/* A group of boxes comes once for each box. */
static void
take_fields(struct reading *g, struct mail_file *f, const cJSON *fields)
{
	const cJSON *x;
	size_t cap = 0, n = 0;

	cJSON_ArrayForEach(x, fields) {
		const char *name = cJSON_GetStringValue(
		    cJSON_GetObjectItemCaseSensitive(x, "fullname"));
		const char *value = entered(
		    cJSON_GetObjectItemCaseSensitive(x, "value"));

		if (++n > FIELDS_MOST) {
			read_file_hand(f, HAND_LIMIT, "it has too many fields");
			return;
		}
		if (name == NULL || value == NULL)
			continue;
		name = read_line(g, name);
		if (is_there(f, name))
			continue;
		*arena_push(g->a, f->filled, f->n_filled, cap) =
		    (struct mail_filled){ name, value_of(g, value) };
	}
}

static void
read_fields(struct reading *g, struct mail_file *f, struct str s)
{
	static const char *const argv[] = { "qpdf", "--json",
	    "--json-key=acroform", FILE_3, NULL };
	struct buf out CLEAN(buf_free) = { .max = 16 << 20 };
	struct buf said CLEAN(buf_free) = { 0 };
	enum ran ran = read_program(g, argv, s, 8 << 20, &out, &said);
	cJSON *top;

	if (ran == RAN_NOT_THERE && g->programs)
		read_file_hand(f, HAND_FILE, "it may have been filled in, and "
		    "qpdf is not installed to see");
	/* qpdf mends what it can, and then ends with 3. */
	if (ran == RAN_NOT_THERE || ran == RAN_TOO_LONG || ran == RAN_TOO_MUCH)
		return;
	top = cJSON_ParseWithLength(buf_text(&out), out.n);
	take_fields(g, f, cJSON_GetObjectItemCaseSensitive(
	    cJSON_GetObjectItemCaseSensitive(top, "acroform"), "fields"));
	cJSON_Delete(top);
}

/* ---- its text --------------------------------------------------------------------------- */

static void
judge(struct mail_file *f, enum ran ran, const struct buf *said)
{
	const char *s = buf_text(said);

	if (ran == RAN_NOT_THERE)
		read_file_hand(f, HAND_FILE, "pdftotext is not installed");
	else if (ran == RAN_TOO_LONG)
		read_file_hand(f, HAND_LIMIT, "it could not be read in time");
	else if (ran == RAN_TOO_MUCH)
		read_file_hand(f, HAND_LIMIT, "its text is longer than 1 MB; "
		    "what follows is not here");
	else if (strstr(s, "Incorrect password") != NULL)
		read_file_hand(f, HAND_ENCRYPTED, "it needs a password");
	else if (strstr(s, "Copying of text") != NULL)
		read_file_hand(f, HAND_ENCRYPTED, "it does not let its text be "
		    "copied");
	else if (ran == RAN_BADLY)
		read_file_hand(f, HAND_DAMAGED, "it is damaged");
	else if (*f->text == '\0' && f->n_filled == 0)
		read_file_hand(f, HAND_PICTURE, "it has no text: perhaps it "
		    "was scanned");
}

void
read_pdf(struct reading *g, struct mail_file *f, struct str s)
{
	static const char *const argv[] = { "pdftotext", "-enc", "UTF-8", FILE_3, "-", NULL };
	struct buf out CLEAN(buf_free) = { .max = 2 * READ_TEXT_MOST };
	struct buf t CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct buf said CLEAN(buf_free) = { 0 };
	enum ran ran = read_program(g, argv, s, READ_TEXT_MOST, &out, &said);

	if (!read_text(g, (struct str){ buf_text(&out), out.n }, "utf-8", &t) &&
	    ran == RAN_WELL)
		ran = RAN_TOO_MUCH;
	f->text = read_tidy(g, &t);
	/* Its fields may lie in what is compressed. */
	if (ran == RAN_WELL && (read_has(s, "/AcroForm", 9) ||
	    read_has(s, "/ObjStm", 7)))
		read_fields(g, f, s);
	judge(f, ran, &said);
}
