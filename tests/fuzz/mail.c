/* SPDX-License-Identifier: MIT
 *
 * mail.c -- fuzzes the reading of a message with all that is attached to it, in this
 * process and without other programs.  Whatever comes, the reading is text that its
 * parent takes, and says the same when it was written and read back.
 */
#include "survey/mail/read.h"

#include <gmime/gmime.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static bool started;
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf json CLEAN(buf_free) = { .max = READ_REPLY_MOST };
	struct buf again CLEAN(buf_free) = { .max = READ_REPLY_MOST };
	struct mail_reading r = { 0 }, back;
	struct reading g = { .a = &a, .r = &r, .deep = true,
	    .until = INT64_MAX, .seconds = 10 };
	struct err e;

	if (!started)
		g_mime_init();
	started = true;
	read_message(&g, (struct str){ (const char *)data, n });
	must(mail_reading_write(&r, true, &json));
	must(mail_reading_parse(&a, (struct str){ json.p, json.n }, &back, &e));
	must(mail_reading_write(&back, true, &again));
	must(json.n == again.n && memcmp(json.p, again.p, json.n) == 0);
	/* As a child could say it. */
	(void)!mail_reading_parse(&a, (struct str){ (const char *)data, n },
	    &back, &e);
	return 0;
}
