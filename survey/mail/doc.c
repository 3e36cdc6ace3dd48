/* SPDX-License-Identifier: MIT
 *
 * doc.c -- what a Word document before 2007 says (antiword).
 */
#include "survey/mail/read.h"

void
read_doc(struct reading *g, struct mail_file *f, struct str s)
{
	static const char *const argv[] = { "antiword", "-t", "-w", "0", "-m",
	    "UTF-8.txt", "/proc/self/fd/3", NULL };
	struct buf out CLEAN(buf_free) = { .max = 2 * READ_TEXT_MOST };
	struct buf t CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST };
	struct buf said CLEAN(buf_free) = { 0 };
	enum ran ran = read_program(g, argv, s, READ_TEXT_MOST, &out, &said);

	if (!read_text(g, (struct str){ buf_text(&out), out.n }, "utf-8", &t) &&
	    ran == RAN_WELL)
		ran = RAN_TOO_MUCH;
	f->text = read_tidy(g, &t);
	if (ran == RAN_NOT_THERE)
		read_file_hand(f, HAND_FILE, "antiword is not installed");
	else if (ran == RAN_TOO_LONG)
		read_file_hand(f, HAND_LIMIT, "it could not be read in time");
	else if (ran == RAN_TOO_MUCH)
		read_file_hand(f, HAND_LIMIT, "its text is longer than 1 MB; "
		    "what follows is not here");
	else if (strstr(buf_text(&said), "ncrypted") != NULL)
		read_file_hand(f, HAND_ENCRYPTED, "it needs a password");
	else if (ran == RAN_BADLY)
		read_file_hand(f, HAND_DAMAGED, "antiword cannot read it: "
		    "damaged, or made by Word before version 6");
	else if (*f->text == '\0')
		read_file_hand(f, HAND_PICTURE, "it has no text");
}
