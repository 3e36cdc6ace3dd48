/* SPDX-License-Identifier: MIT
 *
 * sheet.c -- the recovery key as a sheet of paper, to print and lock away.
 */
#include "print/print.h"
#include "survey/survey.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { LINES = 3, LINE_MAX_BYTES = 4096 };

/* The lines of the key file; the key itself in groups of eight, which are
 * easy to read aloud and to type. */
static bool
read_lines(struct arena *a, const char *key_file, char *lines[LINES],
    struct err *e)
{
	struct str text;
	size_t i, k, n = 0;

	if (!file_read(a, key_file, LINE_MAX_BYTES, &text, e))
		return false;
	for (i = 0; i < LINES; i++) {
		const char *p = text.p + n, *nl = memchr(p, '\n', text.n - n);
		size_t len = nl ? (size_t)(nl - p) : text.n - n;
		char *out = lines[i] = arena_get(a, len * 2 + 1, 1);

		for (k = 0; k < len; k++) {
			if (i == 1 && k > 0 && k % 8 == 0)
				*out++ = ' ';
			*out++ = p[k];
		}
		n += len + (nl != NULL);
	}
	seal_wipe((void *)(uintptr_t)text.p, text.n);
	return true;
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
facts(struct arena *a, const char *folder, char *const lines[LINES])
{
	const struct report_fact all[] = {
		{ "Consultation", plain(a, folder) },
		{ "Its title", plain(a, "(please write it here)") },
		{ "What it opens", plain(a, "Every response to this "
		    "consultation. Keep it as you keep the responses "
		    "themselves.") },
		{ "To use it", plain(a, "Type the three lines below into a "
		    "text file. Leave out the spaces in line 2. Let nobody "
		    "else read the file (chmod 600). Then run: earshot pull "
		    "DIR --key FILE.") },
		{ "Line 1", plain(a, lines[0]) },
		{ "Line 2", plain(a, lines[1]) },
		{ "Line 3", plain(a, lines[2]) },
	};
	struct report_fact *f = arena_array(a, struct report_fact, LEN(all));

	memcpy(f, all, sizeof(all));
	return f;
}

bool
recovery_sheet(const char *path, const char *folder, const char *key_file,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *lines[LINES];
	struct report_block blocks[2] = {
		{ .kind = BLOCK_PARA, .rail = "", .text = plain(&a,
		    "If the analyst's key is lost, this is the only way to "
		    "read what people sent. Print this sheet, lock it away, "
		    "and delete both files.") },
		{ .kind = BLOCK_FACTS, .n = 7 },
	};
	struct report_section section = { .id = "recovery-key", .rail = "",
	    .title = "Keep this sheet locked away", .foot = "Recovery key",
	    .blocks = blocks, .n = 2 };
	struct report r = { .lang = "en", .title = "Recovery key",
	    .kicker = "", .owner = "", .edition = "",
	    .head = folder, .date = { 2024, 1, 1 }, .bare = true,
	    .per_dot = 1, .dots_words = "", .sections = &section,
	    .n_sections = 1, .w_page_of = "Page %d of %d", .w_disagree = "",
	    .w_agree = "", .w_neither = "", .w_hidden = "", .w_cover = "",
	    .w_contents = "" };
	bool ok;

	if (!read_lines(&a, key_file, lines, e))
		return false;
	blocks[1].facts = facts(&a, folder, lines);
	ok = print_pdf(&r, path, e) && (chmod(path, 0600) == 0 ||
	    err_set(e, ERR_IO, "%s: %s", path, strerror(errno)));
	seal_wipe(lines[1], strlen(lines[1]));
	return ok;
}
