/* SPDX-License-Identifier: MIT
 *
 * sheet.c -- the recovery key as a sheet of paper, to print and lock away.
 */
#include "print/print.h"
#include "survey/survey.h"

#include <stdio.h>

/* "a1b2c3d4 e5f6…": eight groups of eight, easy to read aloud and to type. */
static char *
groups(struct arena *a, const uint8_t key[SEAL_SECRET])
{
	char hex[SEAL_SECRET * 2 + 1];
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;
	char *out;

	hex_put(hex, key, SEAL_SECRET);
	for (i = 0; hex[i] != '\0'; i += 8)
		buf_printf(&b, "%s%.8s", i == 0 ? "" : " ", hex + i);
	out = arena_str(a, buf_text(&b));
	seal_wipe(hex, sizeof(hex));
	seal_wipe(b.p, b.n);
	return out;
}

static struct report_text
plain(struct arena *a, const char *words)
{
	struct report_span *s = arena_new(a, struct report_span);

	s->text = words;
	s->href = "";
	return (struct report_text){ s, 1 };
}

static const struct report_fact *
facts(struct arena *a, const char *consultation, const char *owner,
    const char *key)
{
	struct report_fact *f = arena_array(a, struct report_fact, 5);

	f[0] = (struct report_fact){ "Consultation", plain(a, consultation) };
	f[1] = (struct report_fact){ "Owner", plain(a, owner) };
	f[2] = (struct report_fact){ "Recovery key", plain(a, key) };
	f[3] = (struct report_fact){ "What it opens", plain(a,
	    "Every response to this consultation. Keep it as you keep the "
	    "responses themselves.") };
	f[4] = (struct report_fact){ "To use it", plain(a,
	    "Make a text file. Its first line is: earshot secret key recovery. "
	    "Its second line is the key above without spaces. Let nobody else "
	    "read the file (chmod 600). Then run: earshot pull DIR --key "
	    "FILE.") };
	return f;
}

bool
recovery_sheet(const char *path, const char *consultation, const char *owner,
    const struct seal_secret *s, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *key = groups(&a, s->k);
	struct report_block blocks[2] = {
		{ .kind = BLOCK_PARA, .rail = "", .text = plain(&a,
		    "If the analyst's key is lost, this is the only way to "
		    "read what people sent. Print this sheet, lock it away, "
		    "and delete the file.") },
		{ .kind = BLOCK_FACTS, .n = 5,
		    .facts = facts(&a, consultation, owner, key) },
	};
	struct report_section section = { .id = "recovery-key", .rail = "",
	    .title = "Recovery key", .foot = "Recovery key",
	    .blocks = blocks, .n = 2 };
	struct report r = { .lang = "en", .title = "Recovery key",
	    .kicker = "", .owner = owner, .edition = "Keep this sheet locked",
	    .head = consultation, .date = { 2024, 1, 1 }, .bare = true,
	    .per_dot = 1, .dots_words = "", .sections = &section,
	    .n_sections = 1, .w_page_of = "Page %d of %d", .w_disagree = "",
	    .w_agree = "", .w_neither = "", .w_hidden = "", .w_cover = "",
	    .w_contents = "" };
	bool ok = print_pdf(&r, path, e);

	seal_wipe(key, strlen(key));
	return ok;
}
