/* SPDX-License-Identifier: MIT
 *
 * imap.c -- fuzz the reader of an IMAP server's answers: it ends, what it found lies
 * within what came, and pieces make no difference.
 */
#include <stdlib.h>

#include "survey/mail/imap.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct pieces { const uint8_t *p; size_t n, each; };

static bool
some(void *arg, char *to, size_t n, size_t *got, struct err *e)
{
	struct pieces *s = arg;

	if (s->n == 0)
		return err_set(e, ERR_IO, "gone");
	if (n > s->each)
		n = s->each;
	*got = s->n < n ? s->n : n;
	memcpy(to, s->p, *got);
	s->p += *got;
	s->n -= *got;
	return true;
}

static void
look(const struct imap_answer *a, size_t n, struct seal_sum *all)
{
	const struct imap_message *m;
	size_t i;

	if (a->bodies.n > n || a->n_uids > n || a->n_messages > n ||
	    !utf8_valid(a->text, strlen(a->text), NULL) ||
	    !utf8_valid(a->bye, strlen(a->bye), NULL))
		abort();
	for (i = 0; i < a->n_messages; i++) {
		m = &a->messages[i];
		if (m->uid == 0 || m->start > a->bodies.n ||
		    m->n > a->bodies.n - m->start)
			abort();
		seal_sum_add(all, &m->uid, sizeof(m->uid));
		seal_sum_add(all, &m->size, sizeof(m->size));
		seal_sum_add(all, &m->received, sizeof(m->received));
		if (m->body == IMAP_HERE)
			seal_sum_add(all, buf_text(&a->bodies) + m->start,
			    m->n);
	}
	for (i = 0; i < a->n_uids; i++) {
		if (a->uids[i] == 0)
			abort();
		seal_sum_add(all, &a->uids[i], sizeof(a->uids[i]));
	}
	seal_sum_add(all, a->text, strlen(a->text));
	seal_sum_add(all, &a->validity, sizeof(a->validity));
}

static void
answers(const uint8_t *p, size_t n, size_t each, uint8_t sum[32])
{
	struct pieces s = { p, n, each };
	struct imap_bytes in = { .read = some, .arg = &s };
	struct imap_answer a = { 0 };
	struct seal_sum all;
	struct err e = { 0 };

	seal_sum_start(&all);
	while (imap_read_answer(&in, "E1", 4096, &a, &e))
		look(&a, n, &all);
	if (e.code == ERR_NONE || e.msg[0] == '\0' ||
	    !utf8_valid(e.msg, strlen(e.msg), NULL))
		abort();
	seal_sum_end(&all, sum);
	imap_answer_free(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t whole[32], parts[32];
	struct err e;

	if (!seal_start(&e))
		return 0;
	answers(p, n, 16384, whole);
	answers(p, n, 1, parts);
	if (memcmp(whole, parts, sizeof(whole)) != 0)
		abort();
	answers(p, n, 5, parts);
	if (memcmp(whole, parts, sizeof(whole)) != 0)
		abort();
	return 0;
}
