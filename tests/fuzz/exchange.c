/* SPDX-License-Identifier: MIT
 *
 * exchange.c -- fuzz the reader of projects and codebooks of other analysis tools, and
 * of codings as CSV: what comes of one can be written, and read again it is the same.
 */
#include <stdlib.h>

#include "tests/exchange_same.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

/* It says why, in text. */
static void
must_say(const struct err *e)
{
	must(e->code != ERR_NONE && e->msg[0] != '\0');
}

static void
there_and_back(struct arena *a, struct exchange_project *p)
{
	struct buf zip CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct exchange_project q = { 0 };
	struct exchange_notes notes;
	struct same s;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < p->n_sources; i++)
		if (p->sources[i].text == NULL) {
			p->sources[i].text = "";
			p->sources[i].n_selections = 0;
		}
	if (!exchange_write_qdpx(p, 1700000000, &zip, &e))
		abort();
	must(exchange_read(a, (struct str){ zip.p, zip.n }, "again.qdpx", &q,
	    &notes, &e));
	must(notes.left_out == 0 && notes.changed == 0);
	if (exchange_same(&s, p, &q)[0] != '\0') {
		fprintf(stderr, "%s\n", s.why);
		abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf said CLEAN(buf_free) = { 0 };
	struct str in = { (const char *)data, n };
	struct exchange_project p = { 0 }, csv = { 0 }, book = { 0 };
	struct exchange_notes notes;
	struct err e = { 0 };

	if (exchange_read(&a, in, "fuzzed", &p, &notes, &e)) {
		exchange_notes_print(&said, &notes);
		must(utf8_valid(buf_text(&said), said.n, NULL));
		there_and_back(&a, &p);
		return 0;
	}
	must_say(&e);
	if (n > 0 && (data[0] == '<' || data[0] == 'P'))
		return 0;
	e = (struct err){ 0 };
	if (exchange_read_codings(&a, in, "fuzzed", &csv, &notes, &e))
		there_and_back(&a, &csv);
	else
		must_say(&e);
	e = (struct err){ 0 };
	if (exchange_read_codebook(&a, in, "fuzzed", &book, &notes, &e))
		there_and_back(&a, &book);
	else
		must_say(&e);
	return 0;
}
