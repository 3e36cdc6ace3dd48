/* SPDX-License-Identifier: MIT
 *
 * exchange_guid.c -- identifiers (GUIDs): made from names, read, and looked up.
 */
#include "analysis/exchange_private.h"

#include <stdlib.h>

/* ---- made from names ------------------------------------------------------------------- */

/* Version 8 of RFC 9562: 122 bits of a hash. */
const char *
exchange_guid(struct arena *a, const char *kind, const char *name)
{
	struct seal_sum sum;
	uint8_t h[32];
	char hex[33];

	seal_sum_start(&sum);
	seal_sum_add(&sum, "earshot exchange 1", sizeof("earshot exchange 1"));
	seal_sum_add(&sum, kind, strlen(kind) + 1);
	seal_sum_add(&sum, name, strlen(name));
	seal_sum_end(&sum, h);
	h[6] = (uint8_t)((h[6] & 0x0F) | 0x80);
	h[8] = (uint8_t)((h[8] & 0x3F) | 0x80);
	hex_put(hex, h, 16);
	return arena_printf(a, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
	    hex + 12, hex + 16, hex + 20);
}

/* ---- read -------------------------------------------------------------------------------- */

static bool
is_hex(char c, bool capitals)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	    (capitals && c >= 'A' && c <= 'F');
}

static bool
has_shape(const char *s, bool capitals)
{
	size_t i;

	for (i = 0; i < EXCHANGE_GUID - 1; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? s[i] != '-' :
		    !is_hex(s[i], capitals))
			return false;
	return true;
}

bool
exchange_is_guid(const char *s)
{
	return has_shape(s, false) && s[EXCHANGE_GUID - 1] == '\0';
}

const char *
exchange_guid_read(struct arena *a, const char *s)
{
	const char *t = exchange_trim(a, s);
	size_t n = strlen(t), i;
	char *out;

	if (n == EXCHANGE_GUID + 1 && t[0] == '{' && t[n - 1] == '}') {
		t++;
		n -= 2;
	}
	if (n != EXCHANGE_GUID - 1 || !has_shape(t, true))
		return NULL;
	out = arena_strn(a, t, n);
	for (i = 0; i < n; i++)
		if (out[i] >= 'A' && out[i] <= 'F')
			out[i] = (char)(out[i] - 'A' + 'a');
	return out;
}

/* ---- looked up ---------------------------------------------------------------------------- */

static int
order(const void *a, const void *b)
{
	const struct exchange_place *x = a, *y = b;
	int d = strcmp(x->name, y->name);

	return d != 0 ? d : (x->at > y->at) - (x->at < y->at);
}

void
exchange_places_sort(struct exchange_place *v, size_t n)
{
	if (n > 0)
		qsort(v, n, sizeof(*v), order);
}

size_t
exchange_places_find(const struct exchange_place *v, size_t n, const char *name)
{
	size_t low = 0, high = n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(v[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && strcmp(v[low].name, name) == 0 ? v[low].at :
	    EXCHANGE_NONE;
}

/* ---- polarity ------------------------------------------------------------------------------- */

static const struct { const char *word, *note, *guid; } polarities[] = {
	[EXCHANGE_NO_POLARITY] = { "", "", "" },
	[EXCHANGE_FOR] = { "for", "Polarity: for",
	    "6f8e1f0a-2d64-8b15-9c51-1b7f5a0c0001" },
	[EXCHANGE_AGAINST] = { "against", "Polarity: against",
	    "6f8e1f0a-2d64-8b15-9c51-1b7f5a0c0002" },
	[EXCHANGE_MIXED] = { "mixed", "Polarity: mixed",
	    "6f8e1f0a-2d64-8b15-9c51-1b7f5a0c0003" },
	[EXCHANGE_SUGGESTS] = { "suggests", "Polarity: suggests",
	    "6f8e1f0a-2d64-8b15-9c51-1b7f5a0c0004" },
};

const char *
exchange_polarity_name(enum exchange_polarity p)
{
	return polarities[p].word;
}

const char *
exchange_polarity_guid(enum exchange_polarity p)
{
	return polarities[p].guid;
}

bool
exchange_guid_reserved(const char *guid)
{
	int i;

	for (i = 1; i < EXCHANGE_POLARITIES; i++)
		if (strcmp(polarities[i].guid, guid) == 0)
			return true;
	return false;
}

/* EXCHANGE_POLARITIES: no such word. */
enum exchange_polarity
exchange_polarity_from(const char *word)
{
	int i;

	for (i = 0; i < EXCHANGE_POLARITIES; i++)
		if (strcmp(polarities[i].word, word) == 0)
			break;
	return (enum exchange_polarity)i;
}

enum exchange_polarity
exchange_polarity_of(const struct exchange_memo *m)
{
	int i;

	for (i = 1; i < EXCHANGE_POLARITIES; i++)
		if (strcmp(polarities[i].guid, m->guid) == 0 ||
		    strcmp(polarities[i].note, m->name) == 0)
			return (enum exchange_polarity)i;
	return EXCHANGE_NO_POLARITY;
}

/* ---- paths of codes -------------------------------------------------------------------------- */

static void
put_name(struct buf *b, const char *name)
{
	for (; *name != '\0'; name++) {
		if (*name == '>' || *name == '\\')
			buf_lit(b, "\\");
		buf_put(b, name, 1);
	}
}

const char *
exchange_path(struct arena *a, const struct exchange_project *p, size_t code)
{
	size_t up[EXCHANGE_DEPTH], n = 0;
	struct buf b CLEAN(buf_free) = { 0 };

	for (; code != EXCHANGE_NONE && n < LEN(up); code = p->codes[code].parent)
		up[n++] = code;
	while (n > 0) {
		put_name(&b, p->codes[up[--n]].name);
		if (n > 0)
			buf_lit(&b, " > ");
	}
	return arena_strn(a, buf_text(&b), b.n);
}
