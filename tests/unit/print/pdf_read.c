/* SPDX-License-Identifier: MIT
 *
 * pdf_read.c -- reads a PDF back with the tools of poppler and qpdf.
 */
#include "tests/unit/print/pdf_read.h"
#include "print/print.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

/* Appends text without spaces, line ends and no-break spaces. */
static void
squash(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == ' ' || *s == '\n' || *s == '\f' || *s == '\t')
			continue;
		if (strncmp(s, "\xC2\xA0", 2) == 0) {
			s++;
			continue;
		}
		buf_put(b, s, 1);
	}
}

const char *
pdf_tool(struct pdf_file *f, const char *command)
{
	struct buf c CLEAN(buf_free) = { 0 };
	const char *at = strstr(command, "%s");
	char block[4096];
	size_t n;
	FILE *p;

	ck_assert(at != NULL);
	buf_put(&c, command, (size_t)(at - command));
	buf_puts(&c, f->path);
	buf_puts(&c, at + 2);
	p = popen(c.p, "r");
	ck_assert(p != NULL);
	buf_clear(&f->out);
	while ((n = fread(block, 1, sizeof(block), p)) > 0)
		buf_put(&f->out, block, n);
	pclose(p);
	return buf_text(&f->out);
}

void
pdf_file_write(struct pdf_file *f, const struct report *r)
{
	struct err e = { 0 };
	int fd;

	strcpy(f->path, "/tmp/earshot-pdf-XXXXXX");
	fd = mkstemp(f->path);
	ck_assert(fd >= 0);
	close(fd);
	ck_assert_msg(print_pdf(r, f->path, &e), "%s", e.msg);
	buf_clear(&f->text);
	squash(&f->text, pdf_tool(f, "pdftotext '%s' -"));
}

void
pdf_file_take(struct pdf_file *f, const struct buf *b)
{
	struct err e = { 0 };
	int fd;

	strcpy(f->path, "/tmp/earshot-pdf-XXXXXX");
	fd = mkstemp(f->path);
	ck_assert(fd >= 0);
	close(fd);
	ck_assert_msg(file_write(f->path, b->p, b->n, 0600, &e), "%s", e.msg);
	buf_clear(&f->text);
	squash(&f->text, pdf_tool(f, "pdftotext '%s' -"));
}

/* Keeps what pdfinfo puts in quotation marks, line by line. */
void
pdf_read_structure(struct pdf_file *f)
{
	const char *s = pdf_tool(f, "pdfinfo -struct-text '%s'"), *end;

	buf_clear(&f->text);
	for (; (end = strchr(s, '\n')) != NULL; s = end + 1) {
		struct arena a CLEAN(arena_free) = { 0 };

		while (*s == ' ')
			s++;
		if (*s == '"' && end[-1] == '"' && end - s > 1)
			squash(&f->text, arena_strn(&a, s + 1,
			    (size_t)(end - s - 2)));
	}
}

void
pdf_file_free(struct pdf_file *f)
{
	if (f->path[0] != '\0')
		unlink(f->path);
	buf_free(&f->out);
	buf_free(&f->text);
}

size_t
pdf_count(const struct pdf_file *f, const char *words)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *s = buf_text(&f->text);
	size_t n = 0;

	squash(&b, words);
	if (b.n == 0)
		return 1;
	for (; (s = strstr(s, b.p)) != NULL; s += b.n)
		n++;
	return n;
}

bool
pdf_has(const struct pdf_file *f, const char *words)
{
	return pdf_count(f, words) > 0;
}

int
pdf_pages(struct pdf_file *f)
{
	const char *s = strstr(pdf_tool(f, "pdfinfo '%s'"), "Pages:");

	ck_assert(s != NULL);
	return atoi(s + 6);
}
