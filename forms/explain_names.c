/* SPDX-License-Identifier: MIT
 *
 * explain_names.c -- pages about messages: names, and what stands where.
 *
 * The first text of each is also its line in docs/LANGUAGE.md.
 */
#include "forms/explain.h"

const struct explain explain_names[] = {
	{ "E201", "This cannot be a name, or is not the tag of a language.",
	    "Start the name with a letter, and use letters a to z, digits "
	    "and hyphens only: `how-old`, not `How old?`. Languages are "
	    "named by tags such as `en` or `pa-Arab`." },
	{ "E202", "The name is a word of the language, or built in.",
	    "Choose another name. Words of conditions such as `not` and `in`, "
	    "and `quote-consent` and `edition`, have a meaning already." },
	{ "E203", "The name is taken.",
	    "Each question, answer, page and entry has a name of its own. "
	    "Choose another for one of the two." },
	{ "E204", "No question has this name.",
	    "Write the name as it stands after `question`. In a repeat, a row "
	    "is named in brackets: `agree[P3]`; so is a row of a grid. A "
	    "question of a module has the name of the module before it: "
	    "`equality.age`." },
	{ "E205", "No scale has this name.",
	    "Write the name as it stands after `scale`, or declare the "
	    "scale at the margin, above the pages." },
	{ "E206", "No kind of the codebook has this name.",
	    "Kinds are declared in the codebook: `kind priority "
	    "\"Priority\"`. The form brings them in with `use NAME version "
	    "1`." },
	{ "E207", "The codebook has no such entry.",
	    "Write the name of an entry as it stands in the codebook, such "
	    "as `P3`." },
	{ "E208", "A link to a document that is not declared.",
	    "Declare the document at the top of the form: `document plan "
	    "file documents/plan.pdf \"Read the plan\"`. Then `[the "
	    "plan](plan)` is a link to it." },
	{ "E209", "What stands in braces cannot be put in.",
	    "Inside a repeat over p, write {p.title} or {p.number}; anywhere, "
	    "{P3.title}. On a page, {name} is the answer to the earlier "
	    "question `name`. To show a brace, write two: {{" },
	{ "E210", "Two pages would have the same address.",
	    "Give one of the two pages another name." },
	{ "E211", "The codebook is not here, or has another version.",
	    "The codebook is a file that ends in .codes, beside the form. "
	    "Its second line must have the name and the version that the "
	    "form asks for." },
	{ "E212", "There is no such module.",
	    "`equality version 2021` comes with the program. A module of your "
	    "own is a file beside the form, whose second line has the name and "
	    "the version: `module topic version 1 \"…\"`." },
	{ "E213", "`without` names a question that the module does not "
	    "have.",
	    "Write the name of a question of the module, as in `without "
	    "religion`." },
	{ "E214", "A document or picture outside the consultation's folder.",
	    "Copy the file into the consultation's folder, and write "
	    "its path from there: `documents/plan.pdf`." },
	{ "E215", "Two answers have the same number.",
	    "Give one of the two another number. Numbers stand on paper, "
	    "and are never used again for another answer." },
	{ "E216", "Two questions would be printed with the same number.",
	    "Take one of the two `numbered` lines away, or change its "
	    "number." },
	{ "E217", "A page should name sources of support, and none are "
	    "declared.",
	    "Declare them at the top of the form: `support samaritans "
	    "\"Samaritans: someone to talk to\"`, with `phone` and `link` "
	    "below. Or take `support` off the page." },
	{ "E218", "A document or picture is not in the folder, is empty, or "
	    "is too large.",
	    "Copy the file into the consultation's folder, under "
	    "exactly the name that the form gives it. Capitals count." },
	{ "E219", "The settings belong to another consultation.",
	    "Write the same name after `settings` as after `consultation`. "
	    "If the file was copied from another consultation, look "
	    "through all of it: the dates and contacts may be theirs, too." },
	{ "E220", "This question cannot say which rows a repeat has.",
	    "A repeat over ticked answers needs a question that takes "
	    "several answers; a repeat that counts needs a question for a "
	    "whole number. Both must be asked earlier, and once." },
	{ "E222", "A rule looks at no question of its own page.",
	    "A rule is checked when people leave the page that it stands "
	    "under. Put it under the page of the last question that it "
	    "looks at." },
	{ "E223", "A parameter of a module is given something of another sort.",
	    "The module's own line `parameter` shows what it takes: words "
	    "in quotes, or a number." },
	{ "E224", "Only one edition.",
	    "Editions are for different people: declare two or more, or "
	    "none." },
	{ "E225", "There is no such edition.",
	    "Editions are declared at the top of the form: `edition staff "
	    "\"For people who work in care\"`. After `for` stand their "
	    "names." },
	{ "E226", "These questions cannot be skipped or stored apart as a "
	    "whole.",
	    "`skippable` and `store apart` belong to a module that is "
	    "included `after check-answers`. Elsewhere each question can "
	    "be left blank anyway." },
	{ "E250", "An answer is put into words that stand where nobody "
	    "has answered yet.",
	    "Answers can be put into the words of pages, after the "
	    "question: not into the title, the cover, a scale, a "
	    "document or the codebook." },
	{ "E251", "An answer is put into words that come before its "
	    "question.",
	    "Move the words below the question, onto the same page or a "
	    "later one. The title of a page comes before its questions." },
	{ "E252", "An answer that cannot stand in words: a file, or one "
	    "of several rows without saying which.",
	    "Outside its repeat, say which row is meant, as in "
	    "`{agree[P3]}`. Inside it, `{agree}` is this row's." },
	{ "E253", "This is no file of translations that can be read.",
	    "Edit such files with a program for them, such as Poedit, "
	    "and save them as UTF-8. `earshot words` makes a new one "
	    "when the old one is moved away." },
	{ "E254", "A translation does not have the same placeholders or "
	    "links as its English.",
	    "What stands in braces and what stands in brackets after a "
	    "link must be in the translation as it is in the English. "
	    "They may stand in another order." },
	{ "E255", "The same words stand twice in a file of translations.",
	    "Keep the better translation and take the other entry out." },
	{ "E256", "A line of the file sign-offs cannot be read.",
	    "Take the line out, and sign the language off again with "
	    "`earshot words DIR --sign-off LANGUAGE --by NAME`." },
	{ NULL, NULL, NULL }
};
