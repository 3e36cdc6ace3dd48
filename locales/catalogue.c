/* SPDX-License-Identifier: MIT
 *
 * catalogue.c -- reads GNU .mo files.  Every offset, length and text is
 * checked when a catalogue is opened, so that looking up never can fail.
 */
#include "locales/catalogue.h"

static uint32_t
word(const struct catalogue *c, size_t at)
{
	uint32_t v;

	memcpy(&v, c->bytes + at, sizeof(v));
	return c->swapped ? __builtin_bswap32(v) : v;
}

/* Text i of a table: length, then offset, four bytes each. */
static const char *
text_at(const struct catalogue *c, uint32_t table, uint32_t i, size_t *n)
{
	*n = word(c, table + (size_t)8 * i);
	return c->bytes + word(c, table + (size_t)8 * i + 4);
}

static bool
open_tables(struct catalogue *c, struct str mo, struct err *e)
{
	uint32_t magic;

	if (mo.n < 28 || mo.n > CATALOGUE_MAX)
		return err_set(e, ERR_INPUT,
		    "the catalogue has an impossible size (%zu bytes)", mo.n);
	c->bytes = mo.p;
	c->size = mo.n;
	memcpy(&magic, mo.p, sizeof(magic));
	c->swapped = magic == 0xDE120495u;
	if (!c->swapped && magic != 0x950412DEu)
		return err_set(e, ERR_INPUT, "not a .mo catalogue");
	if (word(c, 4) >> 16 != 0)
		return err_set(e, ERR_INPUT,
		    "a .mo catalogue of a kind that we do not know");
	c->n = word(c, 8);
	c->ids = word(c, 12);
	c->words = word(c, 16);
	if (c->n > mo.n / 16 || c->ids > mo.n - (size_t)8 * c->n ||
	    c->words > mo.n - (size_t)8 * c->n)
		return err_set(e, ERR_INPUT,
		    "the catalogue is cut short: its tables lie outside it");
	return true;
}

/* Adds to *total: texts that overlap could make checking them endless. */
static bool
check_text(const struct catalogue *c, uint32_t table, uint32_t i,
    size_t *total, struct err *e)
{
	size_t n = word(c, table + (size_t)8 * i), run;
	size_t at = word(c, table + (size_t)8 * i + 4);
	const char *s;

	if (at >= c->size || n >= c->size - at || c->bytes[at + n] != '\0')
		return err_set(e, ERR_INPUT,
		    "the catalogue is cut short: text %u lies outside it", i);
	*total += n + 1;
	if (n > TEXT_MAX || *total > c->size)
		return err_set(e, ERR_INPUT,
		    "text %u of the catalogue is too long", i);
	for (s = c->bytes + at;;) {
		run = strlen(s);
		if (!utf8_valid(s, run, NULL))
			return err_set(e, ERR_INPUT,
			    "text %u of the catalogue is not UTF-8", i);
		if (run == n)
			return true;
		s += run + 1;
		n -= run + 1;
	}
}

/* ---- placeholders ---------------------------------------------------------
 * A translation must hold the same %d and %s, in the same order, and the same
 * {names}, in any order: otherwise a page would show the wrong thing, or a
 * formatter would read what is not there. */

/* Moves *s past its next conversion; gives it, or an empty text at the end.
 * "%" before a space is only a per cent sign, which a translation may have
 * where its English has one. */
static struct str
next_conversion(const char **s)
{
	const char *p;

	while ((p = strchr(*s, '%')) != NULL) {
		size_t n = 1;

		n += strspn(p + n, "0123456789$.*+-#'hlqjzt");
		*s = p + n;
		if (p[n] == '%' || (p[n] != '\0' &&
		    strchr("diouxXeEfFgGaAcspnm", p[n]) != NULL)) {
			*s = p + n + 1;
			return (struct str){ p, n + 1 };
		}
	}
	*s += strlen(*s);
	return (struct str){ *s, 0 };
}

static bool
same_conversions(const char *a, const char *b)
{
	struct str x, y;

	do {
		x = next_conversion(&a);
		y = next_conversion(&b);
		if (!str_eq(x, y))
			return false;
	} while (x.n > 0);
	return true;
}

/* A per cent sign that starts no conversion; a formatter might see one. */
static bool
lone_per_cent(const char *s)
{
	size_t all = 0, used = 0;
	struct str x;
	const char *p;

	for (p = s; (p = strchr(p, '%')) != NULL; p++)
		all++;
	while ((x = next_conversion(&s)).n > 0)
		used += x.p[x.n - 1] == '%' ? 2 : 1;
	return all > used;
}

/* Every {name} in a is somewhere in b. */
static bool
names_within(const char *a, const char *b)
{
	while ((a = strchr(a, '{')) != NULL) {
		size_t n = strcspn(a, "}");

		if (a[n] == '}' && memmem(b, strlen(b), a, n + 1) == NULL)
			return false;
		a++;
	}
	return true;
}

bool
locale_keeps(const char *id, const char *words)
{
	return same_conversions(id, words) &&
	    (lone_per_cent(id) || !lone_per_cent(words)) &&
	    names_within(id, words) &&
	    names_within(words, id);
}

static bool
check_places(const struct catalogue *c, uint32_t i, struct err *e)
{
	size_t idn, n, forms = 0;
	const char *id = text_at(c, c->ids, i, &idn), *many;
	const char *s = text_at(c, c->words, i, &n), *end = s + n;
	const char *context = strchr(id, 4);

	many = strlen(id) < idn ? id + strlen(id) + 1 : NULL;
	if (context != NULL)
		id = context + 1;
	for (; s <= end; s += strlen(s) + 1, forms++)
		if (*s != '\0' && !locale_keeps(id, s) &&
		    (many == NULL || !locale_keeps(many, s)))
			return err_set(e, ERR_INPUT, "the translation of "
			    "\"%.200s\" does not keep its %%d, %%s or {name}",
			    id);
	if (forms != (many == NULL ? 1 : c->plural.forms))
		return err_set(e, ERR_INPUT, "the translation of \"%.200s\" "
		    "has %zu plural forms, not %u", id, forms,
		    many == NULL ? 1 : c->plural.forms);
	return true;
}

/* ---- the header, which is the translation of "" -------------------------- */

static bool
read_plural(struct plural *rule, const char *header)
{
	const char *line = strstr(header, "Plural-Forms:"), *s;

	rule->forms = 2;
	if (line == NULL)
		return plural_compile(rule, "n != 1");
	s = strstr(line, "nplurals=");
	if (s == NULL || s[9] < '1' || s[9] > '0' + PLURAL_FORMS ||
	    (s[10] >= '0' && s[10] <= '9'))
		return false;
	rule->forms = (unsigned)(s[9] - '0');
	s = strstr(s + 9, "plural=");
	return s != NULL && plural_compile(rule, s + 7);
}

static bool
read_header(struct catalogue *c, struct err *e)
{
	size_t n;
	const char *header = catalogue_find(c, NULL, "", &n);

	if (header == NULL || strcasestr(header, "charset=utf-8") == NULL)
		return err_set(e, ERR_INPUT,
		    "the catalogue does not say that its text is UTF-8");
	if (!read_plural(&c->plural, header))
		return err_set(e, ERR_INPUT,
		    "the catalogue's plural rule cannot be read");
	return true;
}

bool
catalogue_open(struct catalogue *c, struct str mo, struct err *e)
{
	const char *before = NULL, *id;
	size_t n, total = 0;
	uint32_t i;

	if (!open_tables(c, mo, e))
		return false;
	for (i = 0; i < c->n; i++) {
		if (!check_text(c, c->ids, i, &total, e) ||
		    !check_text(c, c->words, i, &total, e))
			return false;
		id = text_at(c, c->ids, i, &n);
		if (before != NULL && strcmp(before, id) >= 0)
			return err_set(e, ERR_INPUT,
			    "the catalogue's texts are not in order");
		before = id;
	}
	if (!read_header(c, e))
		return false;
	for (i = 0; i < c->n; i++)
		if (*text_at(c, c->ids, i, &n) != '\0' &&
		    !check_places(c, i, e))
			return false;
	return true;
}

/* Compares a wanted (context, id) with a key of the file, which is "id" or
 * "context\4id", like strcmp.  A key's second part ("many") is past its
 * first NUL and does not count. */
static int
compare(const char *context, const char *id, const char *key)
{
	size_t n;
	int order;

	if (context == NULL)
		return strcmp(id, key);
	n = strlen(context);
	order = strncmp(context, key, n);
	if (order != 0)
		return order;
	if (key[n] != 4)
		return 4 - (int)(unsigned char)key[n];
	return strcmp(id, key + n + 1);
}

const char *
catalogue_find(const struct catalogue *c, const char *context, const char *id,
    size_t *n)
{
	uint32_t lo = 0, hi = c->n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		int order = compare(context, id, text_at(c, c->ids, mid, n));

		if (order == 0)
			return text_at(c, c->words, mid, n);
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
