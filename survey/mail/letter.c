/* SPDX-License-Identifier: MIT
 *
 * letter.c -- a letter as a message, so that it goes the way of all others.
 */
#include "survey/mail/take.h"

#include <ctype.h>
#include <sodium.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

enum { ROW = 57 };		/* bytes: 76 characters, RFC 2045 section 6.8 */

static void
base64(struct str s, struct buf *out)
{
	char row[ROW / 3 * 4 + 1];
	size_t i, n;

	for (i = 0; i < s.n; i += n) {
		n = s.n - i < ROW ? s.n - i : ROW;
		sodium_bin2base64(row, sizeof(row), (const unsigned char *)s.p +
		    i, n, sodium_base64_VARIANT_ORIGINAL);
		buf_printf(out, "%s\n", row);
	}
}

/* RFC 2231: what is no plain letter becomes %41. */
static void
put_name(const char *name, struct buf *out)
{
	buf_lit(out, "utf-8''");
	for (; *name != '\0'; name++)
		if ((*name >= 'a' && *name <= 'z') || (*name >= 'A' &&
		    *name <= 'Z') || (*name >= '0' && *name <= '9') ||
		    *name == '.' || *name == '-' || *name == '_')
			buf_put(out, name, 1);
		else
			buf_printf(out, "%%%02X", (unsigned char)*name);
}

/* A table of other people's answers is no letter of one. */
bool
mail_letter_may(const char *name, struct err *e)
{
	static const char *const sheets[] = { "xlsx", "csv", "xls", "xlsm",
	    "ods", "numbers", "tsv" };
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot != NULL && i < LEN(sheets); i++)
		if (strcasecmp(dot + 1, sheets[i]) == 0)
			return err_set(e, ERR_INPUT, "“%s” is a spreadsheet, "
			    "and no letter. If it has responses that people "
			    "gave to another tool, take them in with `earshot "
			    "import FOLDER %s FILE`%s", name, i == 1 ? "csv" :
			    "xlsx", i > 1 ? ", after saving it as .xlsx" : "");
	return true;
}

bool
mail_letter(const char *name, struct str bytes, int64_t received,
    const char *copy, struct buf *raw, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	time_t at = (time_t)received;
	const char *kind;
	char date[64];
	struct tm tm;

	if (bytes.n == 0)
		return err_set(e, ERR_INPUT, "%s is empty", name);
	if (!mail_letter_may(name, e))
		return false;
	kind = forms_file_kind(&a, name, bytes);
	if (kind == NULL)
		return err_set(e, ERR_INPUT, "%s is no file that is read as a "
		    "letter: these are PDF, DOCX, ODT, TXT and pictures, and "
		    "what is in one must be what its name says", name);
	gmtime_r(&at, &tm);
	/* the C locale: no other is ever set */
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	buf_printf(raw, "Date: %s\nSubject: A letter\nMIME-Version: 1.0\n",
	    date);
	/* two people may type the same words on the same day */
	buf_lit(raw, "X-Earshot-File: ");
	put_name(name, raw);
	buf_lit(raw, "\n");
	if (*copy != '\0')
		buf_printf(raw, "X-Earshot-Copy: %s\n", copy);
	if (strcmp(kind, "txt") == 0) {
		buf_lit(raw, "Content-Type: text/plain; charset=utf-8\n"
		    "Content-Transfer-Encoding: 8bit\n\n");
		buf_put(raw, bytes.p, bytes.n);
	} else {
		buf_lit(raw, "Content-Type: application/octet-stream\n"
		    "Content-Transfer-Encoding: base64\n"
		    "Content-Disposition: attachment; filename*=");
		put_name(name, raw);
		buf_lit(raw, "\n\n");
		base64(bytes, raw);
	}
	return buf_ok(raw) || err_set(e, ERR_LIMIT, "%s has %.1f MB: that is "
	    "too large", name, (double)bytes.n / 1e6);
}

/* ---- and back ------------------------------------------------------------------------ */

/* %41 becomes a letter again; up to the line's end. */
static const char *
get_name(struct arena *a, const char *p)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char hex[3] = "";

	for (; *p != '\0' && *p != '\n'; p++)
		if (*p == '%' && isxdigit((unsigned char)p[1]) &&
		    isxdigit((unsigned char)p[2])) {
			memcpy(hex, p + 1, 2);
			buf_put(&b, &(char){ (char)strtol(hex, NULL, 16) }, 1);
			p += 2;
		} else {
			buf_put(&b, p, 1);
		}
	return arena_strn(a, buf_text(&b), b.n);
}

bool
mail_letter_file(struct arena *a, struct str raw, const char **name,
    struct str *bytes)
{
	static const char file[] = "\nX-Earshot-File: utf-8''", lines[] =
	    "\nContent-Transfer-Encoding: base64\n";
	const char *head = arena_strn(a, raw.p, raw.n);
	const char *end = strstr(head, "\n\n"), *at = strstr(head, file);
	const char *coded = strstr(head, lines);
	size_t most, n;
	char *out;

	if (end == NULL || at == NULL || at > end)
		return false;
	*name = get_name(a, at + strlen(file));
	end += 2;
	n = raw.n - (size_t)(end - head);
	*bytes = (struct str){ end, n };
	if (coded == NULL || coded > end)
		return true;
	most = n / 4 * 3 + 3;
	out = arena_array(a, char, most);
	if (sodium_base642bin((unsigned char *)out, most, end, n, "\n", &n,
	    NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return false;
	*bytes = (struct str){ out, n };
	return true;
}
