/* SPDX-License-Identifier: MIT
 *
 * explain_lines.c -- pages about messages: reading the lines of a file.
 *
 * The first text of each is also its line in docs/LANGUAGE.md.
 */
#include "forms/explain.h"

const struct explain explain_lines[] = {
	{ "E101", "A byte is not part of any character: the file was not "
	    "saved as UTF-8.",
	    "Open the file in your editor, choose \"Save as\" or "
	    "\"Encoding\", and save it as UTF-8. Letters with accents may "
	    "have to be typed again." },
	{ "E102", "A tab; use spaces.",
	    "Replace each tab by two spaces. Most editors can be told to "
	    "do so whenever the Tab key is pressed." },
	{ "E103", "A no-break space or another mark that nobody can see.",
	    "Such marks come from word processors and web pages. Delete "
	    "what stands at the place that is pointed to, and type an "
	    "ordinary space." },
	{ "E104", "A hidden mark that turns the direction of text.",
	    "Delete it. Earshot works out the direction of Arabic, Urdu "
	    "and Hebrew from the letters themselves." },
	{ "E105", "A control character.",
	    "Delete it. Such characters come from copying out of other "
	    "programs." },
	{ "E106", "A quoted text is not closed on its line.",
	    "End the text with a quotation mark on the same line. Longer "
	    "words go on in quotes on the next lines, two spaces further "
	    "in." },
	{ "E107", "Curly quotes, as word processors make them.",
	    "Type straight quotation marks. If the editor changes them, "
	    "turn off \"smart quotes\", or use a plain text editor." },
	{ "E108", "A line lines up with nothing above it.",
	    "Lines that stand beside each other start in the same column; "
	    "what belongs to a line stands two spaces further in. `earshot "
	    "fmt` does it for you once the rest can be read." },
	{ "E109", "Two quoted texts on one line.",
	    "Keep one on this line and put the other, in quotes, on the "
	    "next line, two spaces further in. They are joined by a space." },
	{ "E110", "The first line is not `earshot 1`.",
	    "Write `earshot 1` as the very first line. It says in which "
	    "version of the language the file is written." },
	{ "E111", "A version of the language that this program does not "
	    "know.",
	    "Write `earshot 1`, or use a newer program." },
	{ "E112", "The second line does not say what the file is, or it is "
	    "another sort of file than is needed.",
	    "Below `earshot 1` stands `consultation NAME \"Title\"` for a "
	    "form, `codebook NAME version 1 \"Title\"` for a codebook, or "
	    "`settings NAME` for settings." },
	{ "E113", "No line starts with this word here.",
	    "Each line starts with a word that the program knows, such as "
	    "`page` or `question`, or with the number of an answer. Look "
	    "for a slip of the pen. There is no `go to`: a question says "
	    "itself when it is shown." },
	{ "E114", "This line cannot stand under the one above it.",
	    "Move the line under one of those that it belongs to. "
	    "docs/LANGUAGE.md has a table of what may stand where." },
	{ "E115", "Something is missing on the line, or another thing "
	    "should stand here.",
	    "Write what is named at the place that is pointed to. "
	    "docs/LANGUAGE.md shows how each line is written." },
	{ "E116", "More on the line than it can take.",
	    "Take away what is too much, or give it a line of its own "
	    "below. A name of two words is joined with a hyphen." },
	{ "E117", "This line takes no words in quotes.",
	    "Take the quoted words away, or put them under a line that "
	    "takes words, such as `hint`." },
	{ "E118", "In the language's design, and not in this version of the "
	    "program.",
	    "Do without it for now. docs/COVERAGE.md says what to write "
	    "instead." },
	{ "E119", "A line stands too far in.",
	    "Move the line to the left. A form seldom needs more than five "
	    "steps inwards." },
	{ "E120", "Something is said twice that can be said once.",
	    "Keep one of the two." },
	{ "E121", "Words or a condition go on, and there is nothing to go "
	    "on from.",
	    "Words in quotes, and lines with `and` or `or`, go on from the "
	    "line above them. They stand two spaces further in than that "
	    "line." },
	{ "E122", "Too much: a file, a list, a condition or the whole form "
	    "is larger than the program accepts.",
	    "Make it smaller: fewer questions, answers or words, or two "
	    "consultations instead of one." },
	{ "E123", "A question outside a page, or a page or repeat inside "
	    "another.",
	    "Put questions on a page. A repeat around pages stands at the "
	    "margin or in a section, one on a page stands under the page, and "
	    "there is none inside another." },
	{ NULL, NULL, NULL }
};
