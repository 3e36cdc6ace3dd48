/* SPDX-License-Identifier: MIT
 *
 * exchange_notes.c -- everything that can be said about a file of another tool, and
 * the counted list of it.
 */
#include "analysis/exchange_private.h"

static const struct { enum exchange_carried what; const char *words; }
faults[FAULTS] = {
	/* ---- nothing of the file can be used ---- */
	[FAULT_NO_FILE] = { 0, "the file is empty: export it again" },
	[FAULT_TOO_LARGE] = { 0, "%s is larger than is read here: export fewer "
	    "sources at a time, without recordings and pictures" },
	[FAULT_NOT_UTF8] = { 0, "byte %s is no UTF-8, which the standard asks "
	    "for: export it again, or save it as UTF-8" },
	[FAULT_NOT_XML] = { 0, "this is no well-formed XML: the file was damaged or "
	    "cut off. Export it again" },
	[FAULT_DOCTYPE] = { 0, "it has a document type of its own (<!DOCTYPE), "
	    "which no project or codebook needs: it is not opened, for safety. "
	    "Ask where the file comes from" },
	[FAULT_NOT_QDA] = { 0, "this is <%s>, and neither a project (<Project>) "
	    "nor a codebook (<CodeBook>) of REFI-QDA: export as REFI-QDA (.qdpx "
	    "or .qdc)" },
	[FAULT_DEEP] = { 0, "elements stand more than %s deep in one another: "
	    "move the lowest codes up in the tool that made it, and export "
	    "again" },
	[FAULT_ZIP] = { 0, "the archive is damaged at \"%s\": export it again" },
	[FAULT_ZIP_LOCKED] = { 0, "\"%s\" in the archive needs a password: export "
	    "it without one" },
	[FAULT_ZIP_MANY] = { 0, "the archive holds more than %s files: export "
	    "fewer sources at a time" },
	[FAULT_ZIP_BOMB] = { 0, "\"%s\" unpacks to far more than a project needs: "
	    "it is not opened, for safety. Ask where the file comes from" },
	[FAULT_NO_QDE] = { 0, "there is no project.qde in the archive: export it "
	    "as a REFI-QDA project (.qdpx)" },
	[FAULT_MANY] = { 0, "there are more than %s things of a kind in it: export "
	    "fewer sources at a time" },
	[FAULT_CSV_COLUMN] = { 0, "there is no column \"%s\": name it so in the "
	    "first row" },
	[FAULT_CSV_TWICE] = { 0, "two columns are called \"%s\": take one away, or "
	    "give it another name" },
	/* ---- it came, otherwise ---- */
	[FAULT_NAMELESS] = { EXCHANGE_CHANGED, "it has no name, and is called "
	    "\"Unnamed\": give it a name" },
	[FAULT_GUID_ODD] = { EXCHANGE_CHANGED, "it has no identifier (GUID) as the "
	    "standard has them, and was given one: nothing to do" },
	[FAULT_GUID_TWICE] = { EXCHANGE_CHANGED, "something before it has its "
	    "identifier (GUID), and this one was given another: check what "
	    "refers to it" },
	[FAULT_COLOUR] = { EXCHANGE_CHANGED, "its colour is none that can be read "
	    "(#RRGGBB), and was dropped: choose one" },
	[FAULT_TIME] = { EXCHANGE_CHANGED, "its date and time cannot be read, and "
	    "were dropped: nothing to do" },
	[FAULT_USER_UNKNOWN] = { EXCHANGE_CHANGED, "the user who made it is not in "
	    "the list of users, so that nobody is named: check who it was" },
	[FAULT_TEXT_MISSING] = { EXCHANGE_CHANGED, "its text is not in the file: its "
	    "codings were kept, with positions that nobody could check. Export "
	    "the whole project (.qdpx), with its sources inside" },
	[FAULT_TEXT_UTF8] = { EXCHANGE_CHANGED, "its text is no UTF-8, and counts as "
	    "missing: export it again as UTF-8" },
	[FAULT_TEXT_TWICE] = { EXCHANGE_CHANGED, "it has a text inside and another "
	    "in a file; the one inside was taken: check it" },
	[FAULT_VARIABLE_TYPE] = { EXCHANGE_CHANGED, "the type of this variable is "
	    "none of the standard's, and it was taken as text: check it" },
	[FAULT_SOURCE_VALUE] = { EXCHANGE_CHANGED, "variables stand at the source "
	    "and not at a case; they were given to its case, or to a new one: "
	    "check it" },
	[FAULT_CSV_GUID] = { EXCHANGE_CHANGED, "this is no identifier (GUID), and one "
	    "was made from the code: nothing to do" },
	[FAULT_CSV_OTHER_TEXT] = { EXCHANGE_CHANGED, "a row before it has another "
	    "text for the same row_id and question; that one was kept: check "
	    "which is right" },
	[FAULT_POLARITY] = { EXCHANGE_CHANGED, "\"%s\" is no polarity (for, against, "
	    "mixed, suggests, or nothing), and was dropped: correct it and read the file "
	    "again" },
	[FAULT_CUT] = { EXCHANGE_CHANGED, "the text is longer than a cell of a "
	    "workbook can be (32,767 characters), and was cut at the end: send "
	    "the whole of it by hand" },
	[FAULT_COMMA] = { EXCHANGE_CHANGED, "a comma in an answer would part it in "
	    "two there, and became a semicolon: nothing to do" },
	/* ---- it did not come ---- */
	[FAULT_ELEMENT] = { EXCHANGE_LEFT_OUT, "<%s> has no place here: look at it in "
	    "the tool that made it" },
	[FAULT_SOURCE_KIND] = { EXCHANGE_LEFT_OUT, "<%s> is no source of plain text, "
	    "and was left out with its codings: code its transcript as text "
	    "instead" },
	[FAULT_CODING_NO_CODE] = { EXCHANGE_LEFT_OUT, "this coding names no code: "
	    "code the place again" },
	[FAULT_CODING_CODES] = { EXCHANGE_LEFT_OUT, "this coding names several codes; "
	    "the first was taken: code the place again with the others" },
	[FAULT_CODE_DANGLING] = { EXCHANGE_LEFT_OUT, "the code of this coding is not "
	    "in the codebook: export the project with its codebook" },
	[FAULT_SOURCE_DANGLING] = { EXCHANGE_LEFT_OUT, "it refers to a source that is "
	    "not in the file, or is of a kind that is left out: export the "
	    "whole project" },
	[FAULT_MEMO_DANGLING] = { EXCHANGE_LEFT_OUT, "it refers to a note that is not "
	    "in the file: export the whole project" },
	[FAULT_VARIABLE_DANGLING] = { EXCHANGE_LEFT_OUT, "a value belongs to a "
	    "variable that is not in the file: export the whole project" },
	[FAULT_VALUE] = { EXCHANGE_LEFT_OUT, "a value is not of its variable's type: "
	    "correct it in the tool that made it, or make the variable a text" },
	[FAULT_VALUE_TWICE] = { EXCHANGE_LEFT_OUT, "there is a second value for the "
	    "same variable; the first was taken: check it" },
	[FAULT_POSITION_NUMBER] = { EXCHANGE_LEFT_OUT, "where this selection starts or "
	    "ends is no whole number: code the place again" },
	[FAULT_POSITION_RANGE] = { EXCHANGE_LEFT_OUT, "this selection goes beyond its "
	    "text. If there are many, the tool may count characters such as "
	    "emoji twice: code the places again" },
	[FAULT_POSITION_REVERSED] = { EXCHANGE_LEFT_OUT, "this selection ends before "
	    "it starts: code the place again" },
	[FAULT_PATH] = { EXCHANGE_LEFT_OUT, "the path of its text leads out of the "
	    "file, and was not followed: export the project with its sources "
	    "inside" },
	[FAULT_RICH] = { EXCHANGE_LEFT_OUT, "its formatted text was left out, and the "
	    "plain text taken: nothing to do" },
	[FAULT_ENTRY_PATH] = { EXCHANGE_LEFT_OUT, "a file in the archive has a path "
	    "that leads out of it, and was not unpacked: ask where the archive "
	    "comes from" },
	[FAULT_CSV_EXTRA] = { EXCHANGE_LEFT_OUT, "nothing is known of a column "
	    "\"%s\": nothing to do" },
	[FAULT_CSV_ROW] = { EXCHANGE_LEFT_OUT, "this row has no %s: fill it in and "
	    "read the file again" },
	[FAULT_CSV_NUMBER] = { EXCHANGE_LEFT_OUT, "start and end must be whole "
	    "numbers, or both empty for the whole answer: correct the row and "
	    "read the file again" },
	[FAULT_CSV_RANGE] = { EXCHANGE_LEFT_OUT, "start and end do not lie in the "
	    "text, in this order: correct the row and read the file again" },
	[FAULT_CSV_CODE_TWICE] = { EXCHANGE_LEFT_OUT, "a row before it has the same "
	    "code: take one of them away" },
};

const char *
exchange_fault_words(enum exchange_fault f)
{
	return faults[f].words;
}

/* ---- words ------------------------------------------------------------------------- */

/* Names come from strangers: short, in one line, and without what turns the rest of
 * the line round. */
static const char *
shown(struct arena *a, const char *name)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t n = 0;
	uint32_t c;

	while (*name != '\0') {
		if (++n > 60) {
			buf_lit(&b, "…");
			break;
		}
		c = utf8_next(&name);
		utf8_put(&b, c < 0x20 || c == 0x7F || c == '"' ||
		    utf8_is_bidi_control(c) ? ' ' : c);
	}
	return arena_strn(a, buf_text(&b), b.n);
}

static const char *
filled(struct arena *a, enum exchange_fault f, const char *detail)
{
	const char *words = faults[f].words, *gap = strstr(words, "%s");

	if (gap == NULL)
		return words;
	return arena_printf(a, "%.*s%s%s", (int)(gap - words), words,
	    detail != NULL ? shown(a, detail) : "", gap + 2);
}

static const char *
place(struct exchange_said *s, long line, const char *what, const char *name)
{
	const char *at = line > 0 ? arena_printf(s->a, "%s:%ld", s->file, line) :
	    s->file;

	if (what == NULL)
		return at;
	if (name == NULL || *name == '\0')
		return arena_printf(s->a, "%s: %s", at, what);
	return arena_printf(s->a, "%s: %s \"%s\"", at, what, shown(s->a, name));
}

/* ---- the list ---------------------------------------------------------------------- */

enum { KINDS_MOST = 300 };	/* of sentences: element names are strangers' */

void
exchange_say(struct exchange_said *s, enum exchange_fault f, long line,
    const char *what, const char *name, const char *detail)
{
	struct exchange_notes *l = s->notes;
	const char *words = filled(s->a, f, detail);
	size_t i;

	*(faults[f].what == EXCHANGE_CHANGED ? &l->changed : &l->left_out) += 1;
	if (l->n >= KINDS_MOST)
		words = filled(s->a, f, "…");
	for (i = 0; i < l->n; i++)
		if (strcmp(l->v[i].words, words) == 0) {
			l->v[i].n++;
			return;
		}
	*arena_push(s->a, l->v, l->n, l->cap) = (struct exchange_note){
	    faults[f].what, place(s, line, what, name), words, 1 };
}

bool
exchange_refuse(struct exchange_said *s, enum exchange_fault f, long line,
    const char *detail)
{
	enum err_code code = f == FAULT_TOO_LARGE || f == FAULT_DEEP ||
	    f == FAULT_ZIP_MANY || f == FAULT_ZIP_BOMB || f == FAULT_MANY ?
	    ERR_LIMIT : ERR_INPUT;

	return err_set(s->e, code, "%s: %s", place(s, line, NULL, NULL),
	    filled(s->a, f, detail));
}

void
exchange_notes_print(struct buf *b, const struct exchange_notes *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		buf_printf(b, "%s: %s: %s", l->v[i].where,
		    l->v[i].what == EXCHANGE_CHANGED ? "changed" : "left out",
		    l->v[i].words);
		if (l->v[i].n > 1)
			buf_printf(b, " (%zu times; this is the first)",
			    l->v[i].n);
		buf_lit(b, "\n");
	}
	buf_printf(b, "%zu changed, %zu left out\n", l->changed, l->left_out);
}
