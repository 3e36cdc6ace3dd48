/* SPDX-License-Identifier: MIT
 *
 * cmd_report.c -- `earshot report DIR`: the Report of Findings.
 */
#include "analysis/analysis.h"
#include "print/print.h"
#include "survey/quotations.h"
#include "survey/survey.h"

#include <stdio.h>

enum { FORMAT_PDF = 1, FORMAT_HTML = 2 };

/* "pdf,html" as bits; 0: a message was printed. */
static int
formats(const char *list)
{
	int bits = 0;

	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		struct str one = { list, n };

		if (str_is(one, "pdf")) {
			bits |= FORMAT_PDF;
		} else if (str_is(one, "html")) {
			bits |= FORMAT_HTML;
		} else {
			fprintf(stderr, "earshot report: there is no format "
			    "`%.*s`; there are pdf and html\n", STRF(one));
			return 0;
		}
		list += n + (list[n] == ',');
	}
	return bits;
}

static bool
write_html(const struct report *r, const char *path, struct err *e)
{
	struct buf html CLEAN(buf_free) = { .max = 64 << 20 };

	return print_html(r, &html, e) &&
	    file_write(path, html.p, html.n, 0644, e);
}

/* The tree, from the case store and the quotations that were allowed. */
static bool
make_report(struct place *p, struct report **r, struct err *e)
{
	const struct analysis_quotation *allowed;
	int64_t real = 0, rehearsal = 0;
	struct cases *c = NULL;
	struct quotations all;
	size_t n = 0;
	bool ok;

	ok = quotations_read(&p->a, place_path(p, "quotations.txt"), &all, e) &&
	    cases_open(&c, place_path(p, "cases.db"), DB_READ, e) &&
	    cases_counts(c, &real, &rehearsal, e);
	if (ok) {
		n = quotations_allowed(&p->a, &all, &allowed);
		ok = analysis_report(&p->a, c, p->form, p->settings, allowed,
		    n, r, e);
	}
	cases_close(c);
	if (ok && n == 0 && real > 0 && p->form->quote_consent != NULL)
		fprintf(stderr, "earshot report: note: nobody is quoted yet. "
		    "`earshot quotes %s` lists what may be, for you to read "
		    "first.\n", p->dir);
	return ok;
}

static bool
write_reports(struct place *p, int bits, const char *out, struct err *e)
{
	const char *pdf = path_join(&p->a, out, "report.pdf");
	const char *html = path_join(&p->a, out, "report.html");
	struct report *r;
	bool ok;

	ok = dir_make(out, 0755, e) && make_report(p, &r, e);
	if (ok && (bits & FORMAT_PDF))
		ok = print_pdf(r, pdf, e);
	if (ok && (bits & FORMAT_HTML))
		ok = write_html(r, html, e);
	if (!ok)
		return false;
	if (bits & FORMAT_PDF)
		printf("%s\n", pdf);
	if (bits & FORMAT_HTML)
		printf("%s\n", html);
	return true;
}

int
cmd_report(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	const char *dir, *format = "pdf,html", *out = NULL;
	const struct option_spec specs[] = {
		{ "--format", &format, NULL }, { "-o", &out, NULL },
	};
	struct err e = { 0 };
	size_t n;
	int bits;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	bits = formats(format);
	if (bits == 0)
		return 2;
	if (!place_open_answers(&p, dir, &e))
		return fail(argv[0], &e);
	if (out == NULL)
		out = place_path(&p, "out");
	if (!write_reports(&p, bits, out, &e))
		return fail(argv[0], &e);
	return 0;
}
