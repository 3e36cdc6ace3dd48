/* SPDX-License-Identifier: MIT
 *
 * multipart.c -- forms that bring files: strictly, or not at all.
 */
#include "survey/http/http.h"

#include <strings.h>

enum { BOUNDARY_MAX = 70, LINE_MAX = 1024, LINES_MAX = 8 };

const struct http_file *
http_file(const struct http_files *files, const char *field)
{
	size_t i;

	for (i = 0; i < files->n; i++)
		if (strcmp(files->v[i].field, field) == 0)
			return &files->v[i];
	return NULL;
}

static bool
boundary_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' &&
	    strchr("'()+_,-./:=?", c) != NULL);
}

const char *
http_boundary(struct arena *a, const char *type)
{
	const char *p = type + strlen("multipart/form-data");
	size_t n = 0;
	bool quoted;

	if (strncasecmp(type, "multipart/form-data",
	    strlen("multipart/form-data")) != 0)
		return "";
	p += strspn(p, " ");
	if (*p++ != ';')
		return NULL;
	p += strspn(p, " ");
	if (strncasecmp(p, "boundary=", 9) != 0)
		return NULL;
	p += 9;
	quoted = *p == '"';
	p += quoted;
	while (boundary_char(p[n]))
		n++;
	if (n == 0 || n > BOUNDARY_MAX || (quoted && p[n] != '"') ||
	    p[n + quoted] != '\0')
		return NULL;
	return arena_strn(a, p, n);
}

/* ---- one part -------------------------------------------------------- */

struct part { const char *name, *file; struct str bytes; };

/* What browsers put for quotation marks and ends of lines in names. */
static const char *
unmark(struct arena *a, const char *p, size_t n)
{
	static const struct { const char *mark, *means; } marks[] = {
		{ "%22", "\"" }, { "%0D", "\r" }, { "%0A", "\n" },
	};
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, k;

	if (!utf8_valid(p, n, NULL))
		return NULL;
	for (i = 0; i < n; i++) {
		for (k = 0; k < LEN(marks); k++)
			if (n - i >= 3 && strncasecmp(p + i, marks[k].mark, 3)
			    == 0)
				break;
		if (k < LEN(marks)) {
			buf_puts(&b, marks[k].means);
			i += 2;
		} else {
			buf_put(&b, p + i, 1);
		}
	}
	return arena_str(a, buf_text(&b));
}

/* `; name="…"; filename="…"`, in any order, each once. */
static bool
disposition(struct arena *a, const char *p, const char *end, struct part *out)
{
	static const struct { const char *key; size_t n; } keys[] = {
		{ "name=\"", 6 }, { "filename=\"", 10 },
	};
	const char *stop;
	size_t k;

	while (p < end) {
		const char **to;

		if (*p++ != ';')
			return false;
		while (p < end && *p == ' ')
			p++;
		for (k = 0; k < LEN(keys); k++)
			if ((size_t)(end - p) > keys[k].n &&
			    strncasecmp(p, keys[k].key, keys[k].n) == 0)
				break;
		if (k == LEN(keys))
			return false;
		to = k == 0 ? &out->name : &out->file;
		p += keys[k].n;
		stop = memchr(p, '"', (size_t)(end - p));
		if (stop == NULL || *to != NULL)
			return false;
		*to = unmark(a, p, (size_t)(stop - p));
		if (*to == NULL)
			return false;
		p = stop + 1;
	}
	return out->name != NULL;
}

/* The headers of a part; *s is moved past the empty line after them. */
static bool
headers(struct arena *a, struct str *s, struct part *out)
{
	static const char want[] = "content-disposition: form-data";
	const char *end;
	size_t i, n;

	for (i = 0; i <= LINES_MAX; i++) {
		end = memmem(s->p, s->n < LINE_MAX ? s->n : LINE_MAX, "\r\n",
		    2);
		if (end == NULL)
			return false;
		n = (size_t)(end - s->p);
		if (n >= sizeof(want) - 1 &&
		    strncasecmp(s->p, want, sizeof(want) - 1) == 0 &&
		    (out->name != NULL || !disposition(a, s->p +
		    sizeof(want) - 1, end, out)))
			return false;
		s->n -= n + 2;
		s->p += n + 2;
		if (n == 0)
			return out->name != NULL;
	}
	return false;
}

/* ---- all of them ----------------------------------------------------- */

struct reading {
	struct arena	*a;
	struct http_pairs *pairs;
	struct http_files *files;
	size_t		 cap, cap_files;
};

static bool
keep(struct reading *r, const struct part *p, struct err *e)
{
	if (p->file != NULL) {
		if (r->files->n == HTTP_MAX_FILES)
			return err_set(e, ERR_LIMIT, "more than %d files",
			    HTTP_MAX_FILES);
		*arena_push(r->a, r->files->v, r->files->n, r->cap_files) =
		    (struct http_file){ p->name, p->file, p->bytes };
		return true;
	}
	if (!utf8_valid(p->bytes.p, p->bytes.n, NULL))
		return err_set(e, ERR_INPUT, "a part is not text in UTF-8");
	if (r->pairs->n == HTTP_MAX_PAIRS)
		return err_set(e, ERR_LIMIT, "more than %d pairs",
		    HTTP_MAX_PAIRS);
	*arena_push(r->a, r->pairs->v, r->pairs->n, r->cap) =
	    (struct http_pair){ p->name, arena_strn(r->a, p->bytes.p,
	    p->bytes.n) };
	return true;
}

static bool
starts(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static void
skip(struct str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

bool
http_decode_parts(struct arena *a, struct str s, const char *boundary,
    struct http_pairs *pairs, struct http_files *files, struct err *e)
{
	struct reading r = { .a = a, .pairs = pairs, .files = files };
	const char *line = arena_printf(a, "\r\n--%s", boundary), *end;
	size_t n = strlen(line);

	*pairs = (struct http_pairs){ 0 };
	*files = (struct http_files){ 0 };
	if (s.n > HTTP_MAX_UPLOAD_DRAIN)
		return err_set(e, ERR_LIMIT, "more than %d bytes",
		    HTTP_MAX_UPLOAD_DRAIN);
	if (!starts(s, line + 2))	/* the first has no line before it */
		return err_set(e, ERR_INPUT, "the first part is not there");
	skip(&s, n - 2);
	while (!starts(s, "--")) {
		struct part p = { 0 };

		if (!starts(s, "\r\n"))
			return err_set(e, ERR_INPUT, "a part begins badly");
		skip(&s, 2);
		if (!headers(a, &s, &p))
			return err_set(e, ERR_INPUT, "a part has no name");
		end = memmem(s.p, s.n, line, n);
		if (end == NULL)
			return err_set(e, ERR_INPUT, "a part has no end");
		p.bytes = (struct str){ s.p, (size_t)(end - s.p) };
		if (!keep(&r, &p, e))
			return false;
		skip(&s, p.bytes.n + n);
	}
	skip(&s, 2);
	return s.n == 0 || (s.n == 2 && starts(s, "\r\n")) ||
	    err_set(e, ERR_INPUT, "something stands after the last part");
}
