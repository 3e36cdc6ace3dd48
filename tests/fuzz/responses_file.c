/* SPDX-License-Identifier: MIT
 *
 * responses_file.c -- fuzz a whole import: a map is proposed for the file, what
 * is not sure is left out, and each row that is taken is an answer that the
 * store reads back.
 *
 * Bytes that begin with < are the sheet of a workbook and, after a line with %%,
 * the texts that it shares; all others are the file as it is.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "survey/import/import.h"
#include "tests/fuzz/responses_form.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
add(struct archive *z, const char *name, const char *p, size_t n)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (int64_t)n);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (archive_write_header(z, entry) != ARCHIVE_OK ||
	    archive_write_data(z, p, n) < 0)
		abort();
	archive_entry_free(entry);
}

static void
pack(int fd, struct str s)
{
	static const char book[] = "<workbook xmlns:r='r'><sheets><sheet "
	    "name='S' r:id='a'/></sheets></workbook>", links[] =
	    "<Relationships><Relationship Id='a' Target='s.xml'/>"
	    "</Relationships>", styles[] = "<styleSheet><cellXfs><xf "
	    "numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>";
	struct archive *z = archive_write_new();
	const char *cut = memmem(s.p, s.n, "\n%%\n", 4);
	struct str shared = { "<sst/>", 6 };

	if (cut != NULL) {
		shared = (struct str){ cut + 4,
		    s.n - (size_t)(cut - s.p) - 4 };
		s.n = (size_t)(cut - s.p);
	}
	archive_write_set_format_zip(z);
	if (archive_write_open_fd(z, fd) != ARCHIVE_OK)
		abort();
	add(z, "xl/workbook.xml", book, sizeof(book) - 1);
	add(z, "xl/_rels/workbook.xml.rels", links, sizeof(links) - 1);
	add(z, "xl/styles.xml", styles, sizeof(styles) - 1);
	add(z, "xl/sharedStrings.xml", shared.p, shared.n);
	add(z, "xl/s.xml", s.p, s.n);
	if (archive_write_free(z) != ARCHIVE_OK)
		abort();
}

static void
said_is_text(const struct err *e)
{
	if (e->code == ERR_NONE || !utf8_valid(e->msg, strlen(e->msg), NULL))
		abort();
}

/* What nobody has decided yet. */
static void
decide(struct map *m)
{
	size_t i, k;

	for (i = 0; i < m->n; i++) {
		if (m->columns[i].goes == GOES_UNSURE)
			m->columns[i].goes = GOES_OUT;
		for (k = 0; k < m->columns[i].n_answers; k++)
			if (m->columns[i].answers[k].unsure)
				m->columns[i].n_answers = k;
	}
}

static void
check_row(const struct placing *p, const struct forms_answers *as,
    const struct store_meta *meta)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf json CLEAN(buf_free) = { 0 };
	struct forms_answers back;
	struct store_meta m;
	struct err e;

	store_encode(as, meta, &json);
	if (!store_decode(&a, (struct str){ buf_text(&json), json.n }, p->form,
	    &back, &m, &e))
		abort();
}

static void
place_all(struct arena *a, struct table *t, const struct map *m,
    const struct headings *h, bool ragged)
{
	struct buf said CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct faults d, notes;
	struct placing p = { .form = responses_form(), .map = m, .heads = h,
	    .ragged = ragged, .today = "2030-01-01", .faults = &d,
	    .notes = &notes };
	struct forms_answers as;
	struct store_meta meta;
	struct table_row r;
	struct err e = { 0 };
	bool got = true, keep;

	faults_init(&d, a, "a.csv", false);
	faults_init(&notes, a, "a.csv", false);
	placing_init(&p, a);
	while (got) {
		struct arena row CLEAN(arena_free) = { 0 };

		if (!table_row(t, &row, &r, &got, &e)) {
			said_is_text(&e);
			break;
		}
		if (!got)
			break;
		place_row(&p, &row, &r, &as, &meta, &keep);
		if (keep)
			check_row(&p, &as, &meta);
	}
	faults_print(&said, &d);
	faults_print(&said, &notes);
	if (!utf8_valid(buf_text(&said), said.n, NULL))
		abort();
}

static void
import(const char *path, bool xlsx)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf text CLEAN(buf_free) = { 0 };
	const struct table_how how = { .xlsx = xlsx };
	struct table *t CLEAN(table_close) = NULL;
	struct headings h;
	struct faults d;
	struct map m;
	struct err e = { 0 };
	const char *said;

	if (!table_open(&a, path, &how, &t, &said, &e) ||
	    !headings_read(&a, t, 0, &h, &e) ||
	    !map_propose(&a, responses_form(), t, &h, "a.csv", &m, &e)) {
		said_is_text(&e);
		return;
	}
	map_write(&text, &m, responses_form());
	faults_init(&d, &a, "a.map", true);
	map_read(&a, "a.map", (struct str){ buf_text(&text), text.n },
	    responses_form(), &m, &d);
	if (d.n > 0)
		abort();	/* what it proposes, it can read */
	decide(&m);
	if (!table_again(t, &e) || !headings_read(&a, t, m.headings, &h, &e))
		abort();
	map_bind(&a, &m, &h, "a.csv", &d);
	if (d.n == 0)
		place_all(&a, t, &m, &h, xlsx);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	bool xlsx = n > 0 && p[0] == '<';
	int fd = memfd_create("import", MFD_CLOEXEC);
	char path[64];

	if (fd < 0)
		abort();
	if (xlsx)
		pack(fd, (struct str){ (const char *)p, n });
	else if (write(fd, p, n) != (ssize_t)n)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	import(path, xlsx);
	close(fd);
	return 0;
}
