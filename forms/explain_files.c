/* SPDX-License-Identifier: MIT
 *
 * explain_files.c -- pages about messages: codebook, settings, versions.
 *
 * The first text of each is also its line in docs/LANGUAGE.md.
 */
#include "forms/explain.h"

const struct explain explain_files[] = {
	{ "E501", "The kind of this entry is not declared.",
	    "Declare the kind above its entries: `kind priority "
	    "\"Priority\"`." },
	{ "E502", "An entry would stand under itself.",
	    "Follow the `under` lines: one of them leads back to where it "
	    "started." },
	{ "E503", "A search cannot be read, or would find almost "
	    "everything.",
	    "Write words, `word*` for what starts so, or \"words in "
	    "quotes\" for a phrase, joined by `and`, `or`, `not` or "
	    "`near/3`. A star needs two letters before it." },
	{ "E504", "`and` and `or` are mixed without brackets in a search.",
	    "Put brackets round what belongs together: `(plan or plans) "
	    "and care`." },
	{ "E505", "`under` names an entry that is not there.",
	    "Write the name of an entry of this codebook after `under`." },
	{ "E506", "A repeat over a kind that has no entries.",
	    "Add entries of this kind to the codebook: `priority P1 "
	    "\"Title\"`." },
	{ "E601", "Not a day.",
	    "Write year, month and day: `2024-08-12`." },
	{ "E602", "Not a time.",
	    "Write hours and minutes: `09:00`." },
	{ "E603", "It would close before it opens.",
	    "Look at the two dates: they may be the wrong way round, or "
	    "the year may be wrong." },
	{ "E604", "An opening day without a closing day, or the other way "
	    "round.",
	    "Give both days, or neither." },
	{ "E605", "Not an address on the web.",
	    "Write the address from https:// on, as your browser shows it." },
	{ "E606", "Not a number of minutes.",
	    "Write how long it takes most people as a whole number, as in "
	    "`minutes 10`. `earshot check DIR --paths` says what to expect." },
	{ "E607", "A colour that people could not tell from what is on it or "
	    "beside it.",
	    "Take the shade that is proposed, or a darker one. Words need a "
	    "contrast of 4.5 to 1 with what is behind them, and a line 3 to 1 "
	    "with the page (WCAG 2.2)." },
	{ "E608", "A logo that cannot be shown to everybody.",
	    "Save it as an SVG of at most 16 KiB without scripts, style "
	    "sheets or pictures from elsewhere, or as a PNG, and put it in the "
	    "consultation's folder." },
	{ "E609", "Not a colour.",
	    "Write # and six digits or letters from a to f in quotes: "
	    "`colour button \"#12436d\"`." },
	{ "E610", "Not a number of days for which people can see what they "
	    "sent.",
	    "Write for how many days after the close a return code opens it, "
	    "as in `receipt-days 90`. Less than 30 days is too short for "
	    "people to use their rights; after 730 it should be gone." },
	{ "E611", "Not a number of people.",
	    "Write it as a whole number without commas or spaces: "
	    "`people leicester 368600`." },
	{ "E612", "A population with nothing to compare.",
	    "Below `population area \"Census 2021\"` write a line for each "
	    "answer that people may live in or belong to: "
	    "`people leicester 368600`." },
	{ "E613", "The population of something that the form does not ask.",
	    "`population` is followed by the name of a `choose one` of the "
	    "form, and `people` by the name of one of its answers. Answers "
	    "that say why there is none, such as `prefer-not`, have no "
	    "population." },
	{ "E614", "Not the address of a mailbox.",
	    "Write `mailbox imaps://USER@HOST/INBOX`, and `token` behind it if "
	    "the server takes a token (XOAUTH2). The password or token stands "
	    "in a file beside the private key, never here: docs/OPERATING.md "
	    "says where." },
	{ "E615", "Who wrote would be erased before the consultation closes.",
	    "`erase-senders` is followed by the day on which the names and "
	    "addresses of those who wrote by email are erased, as that day "
	    "begins. Give one after the closing date, and leave time to read "
	    "what came last. When you extend the consultation, change this "
	    "day first." },
	{ "E800", "`changes from` names another version than the one "
	    "that is published.",
	    "Write the number that `earshot publish` printed last (it stands "
	    "in published/history), and below it only what changed since "
	    "that version. What an earlier version declared is kept with it; "
	    "take those lines away." },
	{ "E801", "The version before had no question, answer or row "
	    "with this name.",
	    "A line of `changes` starts with the old name: `capacity` for a "
	    "question, `capacity.carer` for one of its answers, `P3` for a "
	    "row of the codebook." },
	{ "E802", "The form has no question or answer with the name "
	    "that earlier answers should go to.",
	    "Write the new answer or question in the form first, then name "
	    "it here as it is named there." },
	{ "E803", "A line of `changes` that cannot be so: too few "
	    "names, names of different questions, or a word that is for "
	    "answers on a question.",
	    "`split` takes one answer into two or more, `merge` two or more "
	    "into one, and both stay within one question. `relabel` is for "
	    "answers; `reword` and `retype` are for questions." },
	{ "E804", "What `changes` says is gone is still asked.",
	    "Take the question or answer out of the form, or write `retired` "
	    "after the answer: then it is no longer offered, and stays known "
	    "for those who chose it. If it is still to be offered, take the "
	    "line away." },
	{ "E805", "Two lines of `changes` say what became of the same "
	    "thing.",
	    "Keep the one that is true." },
	{ "E806", "`changes` declares something that did not change.",
	    "Take the line away. It would stay in the record of this "
	    "version, and mislead whoever counts." },
	{ "E810", "An answer that could be chosen in the published "
	    "version is gone, and nothing says what became of it.",
	    "Below `changes from N` write `retire` if it is no longer "
	    "offered, `rename` if only its name is another, `merge` if it is "
	    "now part of another answer, or `split` if it became several. "
	    "Earlier answers are then counted accordingly." },
	{ "E811", "A question of the published version is gone, and "
	    "nothing says what became of it.",
	    "Below `changes from N` write `retire NAME` if it is no longer "
	    "asked, or `rename NAME into OTHER` if it only has another name. "
	    "Earlier answers stay in the report either way." },
	{ "E812", "A question is answered in another way than in the "
	    "published version: another type, unit or total.",
	    "Below `changes from N` write `retype NAME`. Earlier answers are "
	    "carried over where nothing is lost by it (a line into a longer "
	    "text, one answer into several), and shown apart otherwise." },
	{ "E813", "The words of a question are others than in the "
	    "published version.",
	    "If the words are all that changed in the form, publish it as a "
	    "correction: `earshot publish DIR --wording`. In a new version "
	    "write `reword NAME meaning same`, and answers are counted "
	    "together, or `reword NAME meaning changed`, and earlier ones "
	    "are shown apart." },
	{ "E814", "The words of an answer are others than in the "
	    "published version.",
	    "If the words are all that changed in the form, publish it as a "
	    "correction: `earshot publish DIR --wording`. In a new version "
	    "write `relabel NAME`. If it means something else now, it is "
	    "another answer: give it a name and a number of its own, and "
	    "`retire` this one." },
	{ "E815", "Something that questions were asked about in the "
	    "published version is gone: a row of the codebook, or of a grid.",
	    "Below `changes from N` write `retire NAME`. Earlier answers "
	    "about it stay in the report, apart." },
	{ "E820", "An answer has another number than in the published "
	    "version, or one that belonged to another answer.",
	    "Numbers stand on paper that people have at home. Give each "
	    "answer the number it had; a new answer takes one that no answer "
	    "of the question ever had." },
	{ "E821", "Answers would be quoted or published more freely "
	    "than people were told when they gave them.",
	    "Leave the rule as it was. If later answers shall be used more "
	    "freely, ask a question with another name, and `retire` this "
	    "one: its answers stay under the old rule." },
	{ NULL, NULL, NULL }
};
