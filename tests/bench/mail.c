/* SPDX-License-Identifier: MIT
 *
 * mail.c -- how well messages are understood: the labelled messages of
 * tests/data/mail, beside a plain way that knows ">" and "-- " alone; and how
 * long it takes.
 *
 *	mail FORM-FOLDER MESSAGES-FOLDER	the figures
 *	mail FORM-FOLDER MESSAGES-FOLDER wrong	lines that go wrong, of those
 *						for working on the rules
 */
#include "tests/unit/survey/labelled.h"

#include <stdio.h>
#include <time.h>

/* Lines by label and by what came out; answers by question. */
struct tally {
	size_t	lines[SPAN_KINDS][SPAN_KINDS];
	size_t	asked, asked_right, asked_wrong;	/* said, with a question */
	size_t	free_lines, free_given;			/* said, without one */
	size_t	messages;
};

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Plain: ">" is quoted; from "-- " on, signature; all else is said. */
static enum mail_kind
plain(const struct labelled *m, const struct labelled_line *l, bool *signed_)
{
	const char *p = m->text.p + l->start;

	if (*p == '>')
		return SPAN_QUOTED;
	*signed_ = *signed_ || (l->end - l->start == 4 &&
	    memcmp(p, "-- ", 3) == 0);
	return *signed_ ? SPAN_SIGNATURE : SPAN_SAID;
}

static void
count(struct tally *t, const struct labelled_line *l, enum mail_kind got,
    const char *number)
{
	t->lines[l->kind][got]++;
	if (l->kind != SPAN_SAID)
		return;
	if (l->number[0] == '\0') {
		t->free_lines++;
		t->free_given += number[0] != '\0';
		return;
	}
	t->asked++;
	if (got == SPAN_SAID && strcmp(number, l->number) == 0)
		t->asked_right++;
	else if (got == SPAN_SAID && number[0] != '\0')
		t->asked_wrong++;
}

static void
say_wrong(const struct labelled *m, const struct labelled_line *l,
    const struct mail_span *s, const char *number)
{
	printf("%s\n   is %s%s, came as %s%s (%s)\n   %.*s", m->name,
	    mail_kind_name(l->kind), l->number, mail_kind_name(s->kind),
	    number, s->why, (int)(l->end - l->start), m->text.p + l->start);
}

static bool
one(const struct labelled *m, const struct forms_form **forms, size_t n_forms,
    struct tally *ours, struct tally *theirs, bool wrong)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct mail_span *v;
	struct err e = { 0 };
	bool signed_ = false;
	size_t i, n;

	if (!mail_spans_in(&a, forms, n_forms, m->text, &v, &n, &e)) {
		fprintf(stderr, "mail: %s: %s\n", m->name, e.msg);
		return false;
	}
	ours->messages++;
	for (i = 0; i < m->n; i++) {
		const struct labelled_line *l = &m->v[i];
		const struct mail_span *s = labelled_span(l, v, n);
		const char *number;
		enum mail_kind p = plain(m, l, &signed_);

		if (!l->words)
			continue;
		if (s == NULL) {
			fprintf(stderr, "mail: %s: line %zu is in no span\n",
			    m->name, i + 1);
			return false;
		}
		number = s->field == NULL ? "" : s->field->number;
		count(ours, l, s->kind, number);
		count(theirs, l, p, "");
		if (wrong && (s->kind != l->kind ||
		    (l->kind == SPAN_SAID && strcmp(number, l->number) != 0)))
			say_wrong(m, l, s, number);
	}
	return true;
}

static double
share(size_t part, size_t of)
{
	return of == 0 ? 0 : 100.0 * (double)part / (double)of;
}

static void
print_kinds(const struct tally *t, const struct tally *p)
{
	size_t k, g, is, got, p_got;

	printf("    %-11s %5s   precision  recall      plain: precision  recall\n",
	    "kind", "lines");
	for (k = 0; k < SPAN_KINDS; k++) {
		for (is = got = p_got = g = 0; g < SPAN_KINDS; g++) {
			is += t->lines[k][g];
			got += t->lines[g][k];
			p_got += p->lines[g][k];
		}
		printf("    %-11s %5zu   %7.1f %%  %6.1f %%            ",
		    mail_kind_name((enum mail_kind)k), is,
		    share(t->lines[k][k], got), share(t->lines[k][k], is));
		if (p_got == 0)
			printf("%9s", "-");
		else
			printf("%7.1f %%", share(p->lines[k][k], p_got));
		printf("  %6.1f %%\n", share(p->lines[k][k], is));
	}
}

static void
print(const char *title, const struct tally *t, const struct tally *p)
{
	size_t k, lines = 0, right = 0, p_right = 0, g, said, folded, p_folded;

	for (k = 0; k < SPAN_KINDS; k++)
		for (g = 0; g < SPAN_KINDS; g++) {
			lines += t->lines[k][g];
			right += k == g ? t->lines[k][g] : 0;
			p_right += k == g ? p->lines[k][g] : 0;
		}
	said = t->free_lines + t->asked;
	folded = said - t->lines[SPAN_SAID][SPAN_SAID];
	p_folded = said - p->lines[SPAN_SAID][SPAN_SAID];
	printf("  %s: %zu messages, %zu lines with words\n", title, t->messages,
	    lines);
	print_kinds(t, p);
	printf("    lines of the right kind: %.1f %% (plain: %.1f %%)\n",
	    share(right, lines), share(p_right, lines));
	printf("    answer lines folded by mistake: %zu of %zu, %.2f %% (plain: "
	    "%zu, %.2f %%)\n", folded, said, share(folded, said), p_folded,
	    share(p_folded, said));
	printf("    answers with a question: %zu; given the right one %.1f %%, a "
	    "wrong one %.1f %%, none %.1f %%\n", t->asked,
	    share(t->asked_right, t->asked), share(t->asked_wrong, t->asked),
	    share(t->asked - t->asked_right - t->asked_wrong, t->asked));
	printf("    said without a question: %zu; given one %.1f %%\n",
	    t->free_lines, share(t->free_given, t->free_lines));
}

/* Comments that were written for another purpose, each in a message as people write
 * them: how many of their lines are folded. */
static bool
comment(struct str c, struct str before, size_t *lines, size_t *folded,
    bool wrong, const struct forms_form **forms, size_t n_forms)
{
	static const char *const frames[][2] = { { "", "" },
	    { "Dear team,\n\n", "\n\nKind regards\nAnn Smith\n" },
	    { "Hello\n", "\n\nJo Brown\n\nSent from my iPhone\n" },
	    { "Thanks for asking.\n", "\nThanks\nPat\n" } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct mail_span *v;
	struct err e = { 0 };
	size_t i, k, n, from, to;

	for (i = 0; i < 2 * LEN(frames); i++) {
		buf_clear(&b);
		buf_puts(&b, frames[i / 2][0]);
		from = b.n;
		if (i % 2 == 1)
			buf_printf(&b, "%.*s\n\n", STRF(before));
		buf_put(&b, c.p, c.n);
		to = b.n;
		buf_puts(&b, frames[i / 2][1]);
		if (!mail_spans_in(&a, forms, n_forms, (struct str){
		    buf_text(&b), b.n }, &v, &n, &e))
			return false;
		*lines += 1 + i % 2;
		for (k = 0; k < n; k++)
			if (v[k].kind != SPAN_SAID && v[k].start < to &&
			    v[k].end > from && v[k].start >= from) {
				*folded += 1;
				if (wrong)
					printf("%s (%s)\n%s\n----\n",
					    mail_kind_name(v[k].kind),
					    v[k].why, buf_text(&b));
			}
	}
	return true;
}

static bool
comments(struct arena *a, const char *dir, bool wrong,
    const struct forms_form **forms, size_t n_forms)
{
	struct str rest, line, before = { "", 0 };
	size_t n = 0, lines = 0, folded = 0;
	struct err e = { 0 };

	if (!file_read_text(a, arena_printf(a, "%s/rehearsal/comments.txt", dir),
	    1 << 20, &rest, &e))
		return false;
	while (str_line(&rest, &line)) {
		if (line.n == 0 || line.p[0] == '#' || line.p[0] == '@')
			continue;
		if (!comment(line, before, &lines, &folded, wrong, forms,
		    n_forms))
			return false;
		before = line;
		n++;
	}
	if (!wrong)
		printf("  Comments of the rehearsal: %zu, each in 8 messages: %zu "
		    "of %zu lines folded, %.2f %%\n", n, folded, lines,
		    share(folded, lines));
	return true;
}

/* One message of so many lines; time for each megabyte should not grow. */
static bool
speed(const char *what, const char *line, size_t lines,
    const struct forms_form **forms, size_t n_forms)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	struct mail_span *v;
	struct err e = { 0 };
	double start;
	size_t i, n;

	for (i = 0; i < lines; i++)
		buf_puts(&b, line);
	start = seconds();
	if (!mail_spans_in(&a, forms, n_forms, (struct str){ buf_text(&b),
	    b.n }, &v, &n, &e))
		return false;
	start = seconds() - start;
	printf("    %9zu lines of %-28s %7.1f MB  %6.2f s, %6.1f MB/s\n", lines,
	    what, (double)b.n / 1e6, start, (double)b.n / 1e6 / start);
	return true;
}

static bool
long_line(const struct forms_form **forms, size_t n_forms)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	size_t i;

	for (i = 0; i < 10000000; i++)
		buf_lit(&b, "more nurse");
	return speed("100 MB", buf_text(&b), 1, forms, n_forms);
}

int
main(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct tally ours[2] = { 0 }, theirs[2] = { 0 };
	const struct forms_form **forms;
	struct labelled *v;
	size_t i, n, n_forms;
	bool wrong = argc == 4;

	if (argc < 3)
		return 2;
	forms = labelled_forms(&a, argv[1], &n_forms);
	v = labelled_read(&a, argv[2], &n);
	for (i = 0; i < n; i++)
		if (!one(&v[i], forms, n_forms, &ours[v[i].held],
		    &theirs[v[i].held], wrong && !v[i].held))
			return 1;
	if (wrong)
		return comments(&a, argv[1], true, forms, n_forms) ? 0 : 1;
	print("Held back", &ours[1], &theirs[1]);
	print("Worked on", &ours[0], &theirs[0]);
	return comments(&a, argv[1], false, forms, n_forms) &&
	    speed("an answer", "We waited nine hours for somebody to come and "
	    "change it.\n", 1000000, forms, n_forms) &&
	    speed("a question", "29. Is there anything missing from the "
	    "strategy?\n", 100000, forms, n_forms) &&
	    speed("a question", "29. Is there anything missing from the "
	    "strategy?\n", 1000000, forms, n_forms) &&
	    speed("\">\"", "> and on it goes\n", 1000000, forms, n_forms) &&
	    speed("headers", "From: a@b.example 12:30:\n", 1000000, forms,
	    n_forms) &&
	    long_line(forms, n_forms) ? 0 : 1;
}
