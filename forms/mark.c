/* SPDX-License-Identifier: MIT
 *
 * mark.c -- the numbers of paper copies, and what their QR codes hold.
 */
#include "forms/forms.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#define MARK	"EARSHOT 1"

/* ---- numbers of copies ------------------------------------------------------ */

/* ISO/IEC 7064, MOD 11,10. */
static int
check_digit(const char *digits, size_t n)
{
	int p = 10;
	size_t i;

	for (i = 0; i < n; i++) {
		p = (p + digits[i] - '0') % 10;
		p = (p == 0 ? 10 : p) * 2 % 11;
	}
	return (11 - p) % 10;
}

void
forms_serial_put(uint32_t n, char out[FORMS_SERIAL_SIZE])
{
	int len = snprintf(out, FORMS_SERIAL_SIZE - 1, "%05u", (unsigned)n);

	out[len] = (char)('0' + check_digit(out, (size_t)len));
	out[len + 1] = '\0';
}

void
forms_serial_show(uint32_t n, char out[FORMS_SERIAL_SIZE])
{
	char all[FORMS_SERIAL_SIZE];
	size_t len, first;

	forms_serial_put(n, all);
	len = strlen(all);
	first = len - 3;
	memcpy(out, all, first);
	out[first] = ' ';
	memcpy(out + first + 1, all + first, 4);
}

bool
forms_serial_read(const char *s, uint32_t *n, struct err *e)
{
	char digits[FORMS_SERIAL_SIZE];
	size_t len = 0;
	const char *p;

	*n = 0;
	for (p = s; *p != '\0'; p++) {
		if (*p == ' ')
			continue;
		if (*p < '0' || *p > '9' || len == sizeof(digits) - 1)
			return err_set(e, ERR_INPUT, "\"%.40s\" is no number "
			    "of a copy: it has six digits or a few more, like "
			    "004 214", s);
		digits[len++] = *p;
	}
	digits[len] = '\0';
	if (len < 6)
		return err_set(e, ERR_INPUT, "\"%.40s\" is too short for the "
		    "number of a copy: it has at least six digits", s);
	if (digits[len - 1] - '0' != check_digit(digits, len - 1))
		return err_set(e, ERR_INPUT, "\"%.40s\" is not the number of "
		    "any copy: one of its digits is wrong, or two changed "
		    "places", s);
	digits[len - 1] = '\0';
	*n = (uint32_t)strtoul(digits, NULL, 10);
	return (*n >= 1 && *n <= FORMS_SERIAL_MAX) || err_set(e, ERR_INPUT,
	    "\"%.40s\" is not the number of any copy", s);
}

/* ---- marks -------------------------------------------------------------------- */

static void
upper(char *s)
{
	for (; *s != '\0'; s++)
		*s = (char)toupper((unsigned char)*s);
}

static void
lower(char *s)
{
	for (; *s != '\0'; s++)
		*s = (char)tolower((unsigned char)*s);
}

void
forms_mark_put(const struct forms_mark *m, char out[FORMS_MARK_SIZE])
{
	char serial[FORMS_SERIAL_SIZE] = "0";

	if (m->serial != 0)
		forms_serial_put(m->serial, serial);
	snprintf(out, FORMS_MARK_SIZE, MARK " %s %s %s %s %d:%d", m->form,
	    m->hash, m->lang, serial, m->page, m->pages);
	upper(out);
}

/* The word at *p, which goes on behind it; false: there is none, or no room. */
static bool
word(const char **p, char *out, size_t size)
{
	size_t n;

	while (**p == ' ')
		(*p)++;
	n = strcspn(*p, " ");
	if (n == 0 || n >= size)
		return false;
	memcpy(out, *p, n);
	out[n] = '\0';
	*p += n;
	return true;
}

static bool
only(const char *s, const char *of)
{
	return s[strspn(s, of)] == '\0';
}

#define DIGITS	"0123456789"
#define HEX	DIGITS "abcdef"
#define LETTERS	"abcdefghijklmnopqrstuvwxyz"

static bool
page_numbers(const char *s, struct forms_mark *m)
{
	size_t n = strspn(s, DIGITS);

	if (n == 0 || n > 4 || s[n] != ':' || s[n + 1] == '\0' ||
	    strlen(s + n + 1) > 4 || !only(s + n + 1, DIGITS))
		return false;
	m->page = atoi(s);
	m->pages = atoi(s + n + 1);
	return m->page >= 1 && m->page <= m->pages;
}

static bool
parts(const char *p, struct forms_mark *m, char serial[32])
{
	char pages[16];

	return word(&p, m->form, sizeof(m->form)) &&
	    word(&p, m->hash, sizeof(m->hash)) &&
	    word(&p, m->lang, sizeof(m->lang)) && word(&p, serial, 32) &&
	    word(&p, pages, sizeof(pages)) && *p == '\0' &&
	    page_numbers(pages, m);
}

bool
forms_mark_read(const char *text, struct forms_mark *m, struct err *e)
{
	char serial[32];
	size_t n = strlen(MARK);

	*m = (struct forms_mark){ 0 };
	if (strncasecmp(text, MARK " ", n + 1) != 0)
		return err_set(e, ERR_INPUT, "this code is not one that "
		    "Earshot printed on a questionnaire");
	if (!parts(text + n, m, serial))
		return err_set(e, ERR_INPUT, "this code of a questionnaire is "
		    "damaged: scan it again");
	lower(m->form);
	lower(m->hash);
	lower(m->lang);
	if (strlen(m->hash) != FORMS_HASH_PART || !only(m->hash, HEX) ||
	    !only(m->lang, LETTERS DIGITS "-") ||
	    !only(m->form, LETTERS DIGITS "-"))
		return err_set(e, ERR_INPUT, "this code of a questionnaire is "
		    "damaged: scan it again");
	return strcmp(serial, "0") == 0 ||
	    forms_serial_read(serial, &m->serial, e);
}
