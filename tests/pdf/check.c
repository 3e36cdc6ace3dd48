/* SPDX-License-Identifier: MIT
 *
 * check.c -- one PDF through all checks.
 */
#include "tests/pdf/check.h"

enum { BUDGET = 20000000 };	/* operators and objects, against loops */

static bool
open_pdf(struct pdf *p)
{
	qpdf_error e;

	qpdf_silence_errors(p->q);
	qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
	if (qpdf_read_memory(p->q, p->name, p->bytes, p->nbytes, NULL) &
	    QPDF_ERRORS) {
		e = qpdf_get_error(p->q);
		fault(p, 0, "X-006", "the file cannot be read: %s",
		    e ? qpdf_get_error_message_detail(p->q, e) : "");
		return false;
	}
	p->root = qpdf_get_root(p->q);
	if (qpdf_has_error(p->q)) {
		e = qpdf_get_error(p->q);
		fault(p, 0, "X-006", "the file cannot be read: %s",
		    qpdf_get_error_message_detail(p->q, e));
		return false;
	}
	if (!is_dict(p, p->root)) {
		fault(p, 0, "X-006", "the file has no catalog");
		return false;
	}
	return true;
}

static bool
read_pages(struct pdf *p)
{
	int i, n = qpdf_get_num_pages(p->q);

	if (n <= 0) {
		fault(p, 0, "X-006", "the file has no pages");
		return false;
	}
	p->npages = (size_t)n;
	p->pages = arena_array(&p->a, struct page, p->npages);
	for (i = 0; i < n; i++) {
		p->pages[i].o = qpdf_get_page_n(p->q, (size_t)i);
		p->pages[i].object = object_of(p, p->pages[i].o);
		map_put(&p->a, &p->pagemap, (uint64_t)p->pages[i].object,
		    &p->pages[i]);
	}
	return true;
}

bool
pdf_read(struct pdf *p)
{
	p->budget = BUDGET;
	p->q = qpdf_init();
	if (!open_pdf(p) || !read_pages(p))
		return false;
	p->lang = lang_valid(text_of(p, get(p, p->root, "/Lang")));
	tree_read(p);
	return true;
}

void
pdf_done(struct pdf *p)
{
	struct mark *m;

	for (m = p->allmarks; m != NULL; m = m->next)
		buf_free(&m->text);
	qpdf_cleanup(&p->q);
	arena_free(&p->a);
}

static void
check_all(struct pdf *p)
{
	check_document(p);
	check_meta(p);
	check_content(p);
	if (p->top != NULL) {
		check_roles(p);
		check_parents(p);
		check_nesting(p);
		check_headings(p);
		check_tables(p);
		check_texts(p);
	}
	check_annots(p);
	check_fonts(p);
}

/* What libqpdf had to repair or could not get.  The first is enough. */
static void
report_damage(struct pdf *p)
{
	qpdf_error e = NULL, first = NULL;

	while (qpdf_more_warnings(p->q)) {
		e = qpdf_next_warning(p->q);
		if (first == NULL) {
			first = e;
			fault(p, 0, "X-006", "%s",
			    qpdf_get_error_message_detail(p->q, e));
		}
	}
	if (!qpdf_has_error(p->q))
		return;
	e = qpdf_get_error(p->q);
	if (first == NULL)
		fault(p, 0, "X-006", "%s", qpdf_get_error_message_detail(p->q,
		    e));
}

size_t
check_pdf(const char *name, const void *bytes, size_t n, struct buf *out)
{
	struct pdf p = { .name = name, .bytes = bytes, .nbytes = n,
		.out = out };

	if (pdf_read(&p))
		check_all(&p);
	report_damage(&p);
	pdf_done(&p);
	return p.faults;
}
