/* SPDX-License-Identifier: MIT
 *
 * request.c -- fuzz the request decoder: whatever it accepts is text, within
 * its limits, and says the same when it is written and read again.
 */
#include <stdlib.h>

#include "survey/http/http.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
check_pairs(const struct http_pairs *p, size_t n)
{
	size_t i, length = 0;

	must(p->n <= HTTP_MAX_PAIRS);
	for (i = 0; i < p->n; i++) {
		size_t name = strlen(p->v[i].name);
		size_t value = strlen(p->v[i].value);

		must(utf8_valid(p->v[i].name, name, NULL));
		must(utf8_valid(p->v[i].value, value, NULL));
		length += name + value;
		must(http_value(p, p->v[i].name) != NULL);
	}
	must(length <= n);	/* decoding never makes more */
}

/* Writes the pairs as a browser would; reading that gives the same pairs. */
static void
check_again(struct arena *a, const struct http_pairs *p)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct http_pairs again;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < p->n; i++) {
		buf_puts(&b, i > 0 ? "&" : "");
		http_encode_segment(&b, p->v[i].name);
		buf_lit(&b, "=");
		http_encode_segment(&b, p->v[i].value);
	}
	if (b.n > HTTP_MAX_BODY)
		return;		/* escapes made it too long */
	must(http_decode_pairs(a, (struct str){ b.p, b.n }, &again, &e));
	must(again.n == p->n);
	for (i = 0; i < p->n; i++) {
		must(strcmp(again.v[i].name, p->v[i].name) == 0);
		must(strcmp(again.v[i].value, p->v[i].value) == 0);
	}
}

/* Names are text; the bytes are somewhere in the body. */
static void
check_files(const struct http_files *f, struct str body)
{
	size_t i;

	must(f->n <= HTTP_MAX_FILES);
	for (i = 0; i < f->n; i++) {
		must(utf8_valid(f->v[i].name, strlen(f->v[i].name), NULL));
		must(utf8_valid(f->v[i].field, strlen(f->v[i].field), NULL));
		must(f->v[i].bytes.p >= body.p &&
		    f->v[i].bytes.p + f->v[i].bytes.n <= body.p + body.n);
	}
}

static void
check_path(const char *path)
{
	size_t n = strlen(path);

	must(path[0] == '/' && utf8_valid(path, n, NULL));
	must(strstr(path, "/../") == NULL && strchr(path, '\\') == NULL);
	must(n < 3 || strcmp(path + n - 3, "/..") != 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct http_pairs pairs;
	struct http_files files;
	struct err e = { 0 };
	const char *path;
	struct str s;

	if (n == 0)
		return 0;
	s = (struct str){ (const char *)p + 1, n - 1 };
	if (p[0] >= 0x80) {	/* a form with files; "XX" parts it */
		if (http_decode_parts(&a, s, "XX", &pairs, &files, &e)) {
			check_pairs(&pairs, s.n);
			check_files(&files, s);
		}
		return 0;
	}
	switch (p[0] % 4) {
	case 0:
		if (http_decode_pairs(&a, s, &pairs, &e)) {
			check_pairs(&pairs, s.n);
			check_again(&a, &pairs);
		}
		break;
	case 1:
		if (http_decode_target(&a, s, &path, &pairs, &e)) {
			check_path(path);
			check_pairs(&pairs, s.n);
		}
		break;
	case 2:
		if (http_decode_cookies(&a, s, &pairs, &e))
			check_pairs(&pairs, s.n);
		break;
	default:
		http_takes_gzip(arena_strn(&a, s.p, s.n));
		break;
	}
	return 0;
}
