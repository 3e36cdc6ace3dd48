/* SPDX-License-Identifier: MIT
 *
 * disk_is.c -- what a file is, by its first bytes and its name.
 */
#include "survey/mail/disk.h"

#include <strings.h>

static bool
ends(const char *name, const char *with)
{
	size_t n = strlen(name), w = strlen(with);

	return n > w && strcasecmp(name + n - w, with) == 0;
}

static bool
starts(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && strncasecmp(s.p, with, n) == 0;
}

/* Header lines to an empty line (or as far as one sees), with one that only
 * email has. */
static bool
looks_like_message(struct str head)
{
	static const char *const names[] = { "Received:", "Return-Path:",
	    "Message-ID:", "MIME-Version:", "Delivered-To:", "From:", "Date:",
	    "X-Mailer:", "DKIM-Signature:" };
	struct str line;
	bool known = false;
	size_t i, lines = 0;

	while (str_line(&head, &line) && line.n > 0) {
		if (line.p[0] == ' ' || line.p[0] == '\t') {
			if (lines == 0)
				return false;
			continue;
		}
		/* The last one may be cut. */
		if (!mbox_header_like(line) && head.n > 0)
			return false;
		for (i = 0; i < LEN(names); i++)
			if (starts(line, names[i]))
				known = true;
		lines++;
	}
	return known && lines >= 2;
}

static bool
looks_like_mbox(struct str head)
{
	struct str line;
	int64_t when;

	if (starts(head, "\xef\xbb\xbf"))
		head = (struct str){ head.p + 3, head.n - 3 };
	do
		if (!str_line(&head, &line))
			return false;
	while (line.n == 0);
	if (line.n < 5 || memcmp(line.p, "From ", 5) != 0)
		return false;
	return mbox_date(line, &when) ||
	    (str_line(&head, &line) && mbox_header_like(line));
}

enum disk_is
disk_is(const char *name, struct str head)
{
	static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

	if (head.n >= 8 && memcmp(head.p, ole, 8) == 0)
		return ends(name, ".doc") || ends(name, ".xls") ||
		    ends(name, ".ppt") || ends(name, ".db") ? IS_OTHER : IS_MSG;
	if (head.n >= 4 && memcmp(head.p, "!BDN", 4) == 0)
		return IS_PST;
	if (ends(name, ".eml"))
		return IS_MESSAGE;
	if (looks_like_mbox(head))
		return IS_MBOX;
	if (looks_like_message(head))
		return IS_MESSAGE;
	/* Damaged, and still what was meant: its program says so, and its
	 * bytes are kept. */
	if (ends(name, ".msg") && head.n > 0)
		return IS_MSG;
	return IS_OTHER;
}

bool
disk_is_litter(const char *name)
{
	static const char *const names[] = { ".DS_Store", ".localized",
	    ".directory", ".gitignore", ".gitattributes", ".gitkeep",
	    "Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r", ".git", ".svn",
	    ".hg", ".Trash", ".Trashes", ".TemporaryItems", ".fseventsd",
	    ".Spotlight-V100", "__MACOSX" };
	size_t i;

	/* "._march.mbox" is what a Mac notes about a file, on others' disks */
	if (starts(str_of(name), "._"))
		return true;
	for (i = 0; i < LEN(names); i++)
		if (strcasecmp(names[i], name) == 0)
			return true;
	return false;
}
