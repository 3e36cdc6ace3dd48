/* SPDX-License-Identifier: MIT
 *
 * explain_answers.c -- pages about messages: conditions, types and answers.
 *
 * The first text of each is also its line in docs/LANGUAGE.md.
 */
#include "forms/explain.h"

const struct explain explain_answers[] = {
	{ "E301", "A condition cannot be read.",
	    "A condition compares a question with an answer, as in `show "
	    "if capacity = carer`. Put spaces round the signs." },
	{ "E302", "`and` and `or` are mixed without brackets.",
	    "Put brackets round what belongs together: `(a = x or a = y) "
	    "and b = z`." },
	{ "E303", "The question does not have this answer.",
	    "Write the name of the answer as it stands in the form, not "
	    "its number and not its words." },
	{ "E304", "Two things are compared that cannot be: text with a "
	    "number, a list with an order it does not have.",
	    "Compare numbers with numbers, and questions with their own "
	    "answers. Answers of a list have no order: use `=` or `in (…)`." },
	{ "E305", "A condition asks about a later question.",
	    "People answer from the top, so a condition can only ask about "
	    "what stands above it. Move the question up, or the condition "
	    "down." },
	{ "E306", "A question would depend on its own answer.",
	    "Take the condition away, or ask about an earlier question." },
	{ "E307", "A repeated question is named outside its repeat without "
	    "saying which one.",
	    "Say which row: `agree[P3] = agree`. Or ask about all rows: "
	    "`any(agree = agree)`, `every(…)`, `count(…)`." },
	{ "E308", "An answer stands alone after `and` or `or`; `in (…)` "
	    "was meant.",
	    "Name the question again, or write `capacity in (patient, "
	    "carer)`." },
	{ "E309", "`=` or `in` with a question that takes several answers; "
	    "`includes` was meant.",
	    "Write `topics includes pain`. To ask for several, write "
	    "`topics includes pain and topics includes travel`." },
	{ "E310", "Not a reason for having no answer.",
	    "After `is` stands one of: answered, blank, not-asked, "
	    "prefer-not, dont-know, not-applicable, illegible, several. "
	    "For the name of an answer, write `=`." },
	{ "E311", "A comparison with an answer that is a reason for having "
	    "none: it would never hold.",
	    "Write `is` and the reason: `age is prefer-not`." },
	{ "E312", "A number stands where the name of an answer should.",
	    "Write the name of the answer. Its number is for paper only." },
	{ "E313", "Words in quotes stand where the name of an answer "
	    "should.",
	    "Write the name of the answer, without quotes. The words may "
	    "be translated; the name stays." },
	{ "E314", "Something stands alone that is neither true nor false.",
	    "Compare it with something: `why is answered`, `age > 18`." },
	{ "E316", "The repeat has no such row, or the question is not "
	    "repeated.",
	    "Rows are the entries of the codebook, the ticked answers, the "
	    "numbers from 1, or the rows of a grid, as the repeat says. A "
	    "question outside a repeat has no rows, and no brackets." },
	{ "E317", "A word with brackets that is not known, or not used so.",
	    "There are any(…), every(…), count(…) and sum(…) for all rows of a "
	    "repeat or for several conditions, score(…) and most(…) for "
	    "scores, and years(…, …) for whole years between two dates." },
	{ "E401", "Not a type of question.",
	    "The types are: choose one, choose many, choose up to 3, scale "
	    "NAME, rank, share 100, line, text, number, rating 1..5, money "
	    "GBP, date, time, postcode outward, email, phone, address, link "
	    "and file. The type stands after the name, and the name is one "
	    "word." },
	{ "E402", "A question or scale without answers.",
	    "Write the answers below, each with a number, a name and "
	    "words: `1 yes \"Yes\"`." },
	{ "E403", "Answers under a question that has none of its own.",
	    "People type or write here, so only a reason for giving no "
	    "answer can be listed: `9 rather-not \"I would rather not "
	    "say\" missing prefer-not`. The answers of a scale stand under "
	    "the scale." },
	{ "E404", "A number or a range that is not possible here.",
	    "Write a range with two dots, the lower number first: `number "
	    "0..120`. The message says what is possible here." },
	{ "E405", "More answers may be chosen than there are.",
	    "Lower the number after `up to` or `at least`, or add answers." },
	{ "E406", "Not a reason for giving no answer.",
	    "After `missing` stands one of: prefer-not, dont-know, "
	    "not-applicable." },
	{ "E407", "A flag that this type of question cannot have.",
	    "`exclusive` is for `choose many`, where several answers can be "
	    "given. `write-in` is for answers that are chosen or put in order, "
	    "not for points." },
	{ "E408", "A net gathers an answer that is not there, or a reason "
	    "for giving none.",
	    "A net gathers answers by their names: `net agreed of "
	    "strongly-agree agree \"All who agreed\"`. Those with "
	    "`missing` are left out of percentages, so they cannot be "
	    "gathered." },
	{ "E409", "`quote` for something that is not people's own words.",
	    "Take the `quote` line away, or put it under a `text` or "
	    "`line` question." },
	{ "E410", "Something other than the built-in question decides "
	    "about quoting.",
	    "Write `quote if quote-consent = yes`. The question that asks "
	    "people comes by itself." },
	{ "E411", "A line that says something of another type of question: a "
	    "limit on what is not text, a unit on what is not a number, `low` "
	    "on what is no rating.",
	    "A `limit` and `paper lines` belong under `text` and `line`, a "
	    "`unit` under `number`, `low` and `high` under `rating`, `shuffle` "
	    "under a list of answers, `reverse` under a scale." },
	{ "E412", "Not a known kind of sensitivity.",
	    "docs/LANGUAGE.md lists what may stand after `sensitivity`." },
	{ "E413", "Not the printed number of a question.",
	    "Write a number, with one small letter after it if you like: "
	    "`numbered 6c`." },
	{ "E414", "The form asks nothing.",
	    "Write a page, and a question on it." },
	{ "E415", "Not a currency.",
	    "After `money` stand the three capital letters of a currency, "
	    "such as GBP or EUR. The sign is put in for the reader." },
	{ "E416", "`without` names an answer that cannot be left out here.",
	    "A question on a scale can do without the scale's reasons for "
	    "giving no answer, such as \"I do not know\". The other "
	    "answers are what the scale is: declare another scale when "
	    "they differ." },
	{ "E417", "Points that cannot be given out as the line says.",
	    "The points of all answers together have to reach the total. "
	    "Make the range of `each` wider, or change the total." },
	{ "E418", "A grid without rows.",
	    "Write the rows under it, each with a name and its words: "
	    "`row pain \"Pain\"`." },
	{ NULL, NULL, NULL }
};
