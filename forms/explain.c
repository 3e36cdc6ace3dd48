/* SPDX-License-Identifier: MIT
 *
 * explain.c -- what each diagnostic means, and what to do about it.
 *
 * The first text of each is also the line in docs/LANGUAGE.md; the golden
 * tests see to it that they agree, and that none is missing.
 */
#include "forms/forms.h"

static const struct page { const char *id, *what, *do_it; } pages[] = {
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
	{ "E118", "In the language's design, and not in this version of "
	    "the program.",
	    "Do without it for now. The message says what to use instead, "
	    "where there is something." },
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
	    "Put questions on a page, and take pages and repeats out of "
	    "each other." },
	{ "E201", "This cannot be a name, or is not the tag of a language.",
	    "Start the name with a letter, and use letters a to z, digits "
	    "and hyphens only: `how-old`, not `How old?`. Languages are "
	    "named by tags such as `en` or `pa-Arab`." },
	{ "E202", "The name is a word of the language, or built in.",
	    "Choose another name." },
	{ "E203", "The name is taken.",
	    "Each question, answer, page and entry has a name of its own. "
	    "Choose another for one of the two." },
	{ "E204", "No question has this name.",
	    "Write the name as it stands after `question`. In a repeat, a "
	    "row is named in brackets: `agree[P3]`." },
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
	    "Inside a repeat over p, write {p.title} or {p.number}; "
	    "anywhere, {P3.title}. To show a brace, write two: {{" },
	{ "E210", "Two pages would have the same address.",
	    "Give one of the two pages another name." },
	{ "E211", "The codebook is not here, or has another version.",
	    "The codebook is a file that ends in .codes, beside the form. "
	    "Its second line must have the name and the version that the "
	    "form asks for." },
	{ "E212", "No such module comes with the program.",
	    "One module comes with the program: `include equality version "
	    "2021 after check-answers`." },
	{ "E213", "`without` names a question that the module does not "
	    "have.",
	    "Write the name of a question of the module, as in `without "
	    "religion`." },
	{ "E214", "A document outside the consultation's folder.",
	    "Copy the document into the consultation's folder, and write "
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
	{ "E218", "A document is not in the folder, is empty, or is too "
	    "large.",
	    "Copy the document into the consultation's folder, under "
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
	    "`any(agree = agree)`." },
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
	    "Look the row up in the codebook. A question outside a repeat "
	    "has no rows, and no brackets." },
	{ "E317", "A word with brackets that is not known, or not used so.",
	    "There are any(…), every(…), count(…), sum(…) and score(…). "
	    "The first four look at all rows of a repeat from outside it." },
	{ "E401", "Not a type of question.",
	    "The types are: choose one, choose many, choose up to 3, scale "
	    "NAME, line, text, number, postcode outward. The type stands "
	    "after the name, and the name is one word." },
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
	    "0..120`." },
	{ "E405", "More answers may be chosen than there are.",
	    "Lower the number after `choose up to`, or add answers." },
	{ "E406", "Not a reason for giving no answer.",
	    "After `missing` stands one of: prefer-not, dont-know, "
	    "not-applicable." },
	{ "E407", "`exclusive` where only one answer can be given anyway.",
	    "Take `exclusive` away. It is for `choose many`." },
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
	{ "E411", "A limit in characters on something that is not text, or "
	    "a unit on something that is not a number.",
	    "A `limit` belongs under `text` and `line`, a `unit` under "
	    "`number`." },
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
	{ "N800", "The definition differs from the published version by "
	    "more than its words.",
	    "`earshot diff DIR` says what changed, and for whom. `earshot "
	    "publish DIR` says which changes have to be declared, and prints "
	    "the lines. If nobody has answered yet, `earshot publish DIR "
	    "--replace` needs no declaration." },
	{ "W701", "A question about something that the law protects has no "
	    "purpose.",
	    "Say why it is needed: `purpose \"To see whether we reached "
	    "everybody.\"` People see it, and the law asks for it." },
	{ "W702", "A question about something that the law protects gives "
	    "no way to prefer not to say.",
	    "Add an answer such as: `9 prefer-not \"I prefer not to say\" "
	    "missing prefer-not`." },
	{ "W703", "A free-text question does not ask people to leave names "
	    "out.",
	    "Add: `hint \"Please do not give your name or anyone "
	    "else's.\"` Names in comments have to be taken out by hand "
	    "later." },
	{ "W704", "No question uses this scale.",
	    "Take the scale away, or use it: `question agree scale NAME "
	    "\"…\"`." },
	{ "W705", "There is nothing on this page.",
	    "Take the page away, or put a question or a text on it." },
	{ "W706", "A `not` that also holds for people who gave no answer.",
	    "A comparison with a missing answer never holds, so `not` of "
	    "it does. To mean only people who answered, write `<>` instead "
	    "of `not … =`." },
	{ "W707", "Only one answer to choose from.",
	    "Add the other answers. With one answer, nothing is asked." },
	{ "W708", "A condition that can never hold, or that holds for "
	    "everyone who answers: a number outside the question's range, "
	    "or two answers at once where one is given.",
	    "Look at the numbers, or at `and` and `or`: often the other "
	    "one was meant." },
	{ "W709", "A name that the report looks for is missing, and "
	    "another was probably meant to be it.",
	    "The report knows a few things by their names. "
	    "docs/LANGUAGE.md lists them under \"Names that the report "
	    "looks for\"." },
	{ "W710", "People may give a higher number than a repeat has rows.",
	    "Give the question a range that ends where the repeat does, "
	    "so that nobody says 12 and is then asked about 8." },
	{ "W711", "A parameter of a module is not set.",
	    "Write `set` under the `include` line. Until then the example "
	    "from the module itself is shown to people." },
	{ "W720", "A question that nobody is ever asked, because conditions "
	    "above it and its own cannot hold together.",
	    "Read its condition together with those of its group, its "
	    "page and its section: somebody must meet all of them. "
	    "Change the one that is too narrow, or take the question "
	    "out." },
	{ "W721", "A condition that always holds where it is asked, so that "
	    "it decides nothing.",
	    "Usually a page or a group above it says the same already, "
	    "or the answers it names are all the answers there are. "
	    "Take it away, or name the answers that were meant." },
	{ "W722", "A condition that never holds, whatever people answer.",
	    "No answers make all of its parts true at once. Often `or` "
	    "was meant where `and` stands, or one of the questions in "
	    "it is only asked of other people. `earshot check DIR "
	    "--paths` says who is asked what." },
	{ "W723", "A required question that not everyone is asked, and a "
	    "condition on it that also holds for those who are not.",
	    "A question is only required of people who are asked it. If "
	    "the condition should not hold for the others, add `and "
	    "NAME is answered`; if it should, say so with `or NAME is "
	    "not-asked`." },
	{ "N724", "Not decided whether a condition can hold, because it hangs "
	    "on too many answers to try them all.",
	    "Nothing has to be done. Look at this condition with care, "
	    "for the program could not. It can tell more when fewer "
	    "questions hang together, and when numbers have a range." },
	{ "W740", "A sentence of more than 25 words.",
	    "Make two sentences of it, or a list. Commas that part it into "
	    "four pieces or more are taken for a list, up to 40 words." },
	{ "W741", "A page whose words are hard to read.",
	    "The reading age is worked out from the length of sentences and "
	    "words (Flesch-Kincaid). Write shorter sentences, and words that "
	    "people use at home. Names from titles count as easy." },
	{ "W742", "A hard word that has a plainer one.",
	    "Write the plainer word, or say it in another way. People read "
	    "plain words faster, and trust them more." },
	{ "W743", "Words in capitals.",
	    "Write small letters. Capitals are slower to read, and some "
	    "screen readers spell them out. `**two stars**` make words stand "
	    "out in a text, a hint or help." },
	{ "W744", "An abbreviation that is not explained anywhere in the form.",
	    "Write it out where it first comes, with the letters in brackets: "
	    "\"the Integrated Care Board (ICB)\". A few that everybody knows, "
	    "such as NHS, need nothing." },
	{ "W745", "A question whose words lead people to one answer.",
	    "Ask so that either answer is as easy to give: \"How far do you "
	    "agree or disagree …?\" with a scale that has both sides. Leave "
	    "out words such as \"surely\"." },
	{ "W746", "A question that asks about two things and takes one answer.",
	    "Ask two questions. If the two go together and cannot be told "
	    "apart, name them by one word." },
	{ "W747", "Two negatives in one question.",
	    "Turn the question round: not \"Do you oppose not closing it?\" "
	    "but \"Should it close?\"" },
	{ "W748", "Always or never in a question with answers to choose from.",
	    "Few things are always or never so, and people answer the word "
	    "rather than the question. Ask how often." },
	{ "W749", "A question about what people would do if something were so.",
	    "Ask what people do now, what they need, or what matters to them. "
	    "What they say they would do tells little." },
	{ "W750", "The words say how many answers to choose, and the type of "
	    "the question says otherwise.",
	    "Write `choose many` where several may be chosen, and `choose "
	    "one` where one may. Earshot adds the words that say so." },
	{ "W751", "Only the words of the form say who answers what: \"if "
	    "yes\", \"go to question 7\".",
	    "Put `show if` under the question that only some are asked, and "
	    "take such words out. On the web it then comes by itself, and the "
	    "paper form says who goes where." },
	{ "W752", "A scale with more answers on one side than on the other.",
	    "Give both sides the same number of answers. A scale that leans "
	    "makes the result lean too." },
	{ "W753", "A scale without a middle, and without a way to say \"I do "
	    "not know\".",
	    "Add a middle, such as \"Neither agree nor disagree\", or an "
	    "answer such as `8 dont-know \"I do not know\" missing dont-know`." },
	{ "W754", "Two answers of a question have the same words.",
	    "Change one of the two, or take it out." },
	{ "W755", "Two questions have the same words.",
	    "Say in the words what each is about. In a list of questions, in "
	    "the report and on a screen reader they cannot be told apart "
	    "otherwise." },
	{ "W756", "People must answer, and there is no answer for those who "
	    "do not know or prefer not to say.",
	    "Leave `required` out, or add an answer such as `8 dont-know \"I "
	    "do not know\" missing dont-know`." },
	{ "W757", "A text that people must write.",
	    "Leave `required` out. People who have nothing to say will write "
	    "a full stop, or leave the form." },
	{ "W758", "More than 15 answers to choose from.",
	    "Ask in two steps: first for the sort of thing, then with `show "
	    "if` for the one of that sort. Or ask for a line of text." },
	{ "W759", "An answer \"Other\" without a box for words.",
	    "Put `write-in` after its words, so that people can say what they "
	    "mean." },
	{ "W760", "An answer such as \"None of these\" that can be chosen "
	    "together with others.",
	    "Put `exclusive` after its words. On the web, people are then "
	    "asked to choose one or the other." },
	{ "W761", "Two bands of numbers overlap.",
	    "Let each band start one above the end of the band before it: 18 "
	    "to 24, then 25 to 34." },
	{ "W762", "There is a gap between two bands of numbers.",
	    "Add the band that is missing, or make one of the two wider." },
	{ "W730", "An answer is put into words, and its question has no "
	    "stand-in.",
	    "Write under the question what is to stand there on paper, "
	    "and where the question was left blank: `stand-in \"this "
	    "person\"`. Without one, three dots stand there." },
	{ "W725", "A rule that nobody can keep, whatever they answer.",
	    "People could never go on from the page. Change the rule. "
	    "Perhaps `<` and `>` were mixed up." },
	{ "W726", "A rule that nobody can break, whatever they answer.",
	    "The answers that are possible keep it anyway. Take it "
	    "away, or change it." },
	{ "W770", "A condition that no short line on paper can say, so that "
	    "on paper everyone is asked the question.",
	    "On paper people are told whom a question is for: \"Answer "
	    "question 9 only if you ticked Carer at question 3\". "
	    "Scores, sums, and conditions on many answers cannot be "
	    "said like that. Make the condition simpler, or word the "
	    "question so that everyone can answer it. If the "
	    "consultation is not answered on paper, take `paper` out of "
	    "`accept`." },
	{ "W771", "A question to which the paper leads other people than the "
	    "website does.",
	    "On paper, a question that was not asked and one that was "
	    "left empty look the same, so `is blank` holds for both. "
	    "Write the condition with `is answered`, or add the "
	    "condition of the question that it asks about." },
	{ "W772", "Words that are left out on paper, because no short line "
	    "can say whom they are for.",
	    "Make the condition simpler, or show the words to everyone." },
	{ "N780", "Not decided whether the paper and the website lead the "
	    "same people to a question.",
	    "The question hangs on too many answers to try them all. "
	    "Make the conditions simpler, or try the paper yourself." },
	{ "W731", "A language of the form has no translations yet.",
	    "Run `earshot words` on the folder. It makes a file that a "
	    "translator can fill in." },
	{ "W732", "Words without a translation.",
	    "People see them in English until they are translated, and "
	    "the language does not open to the public. A question is "
	    "shown in one language as a whole." },
	{ "W733", "Words that changed since they were translated.",
	    "Read the new English and the old translation, put the "
	    "translation right, and take the mark `fuzzy` away. Programs "
	    "for such files call it \"needs work\"." },
	{ "W734", "The form has words that a file of translations lacks.",
	    "Run `earshot words` on the folder. It adds them, and keeps "
	    "all translations that are there." },
	{ "W735", "A sentence of Easy Read has more than 15 words.",
	    "Make two sentences of it. Easy Read says one thing in each." },
	{ "W736", "A language was signed off, and has changed since.",
	    "The language is not open to the public. Have somebody read "
	    "it again, and sign it off again." },
	{ "W737", "A file of translations was changed, and `earshot "
	    "words` was not run since.",
	    "Run `earshot words` on the folder. It makes of the file "
	    "what is shown to people." },
};

enum { WIDTH = 76 };

/* Breaks lines between words.  Columns are characters. */
static void
wrap(struct buf *out, const char *s)
{
	size_t column = 0, n, wide, i;

	for (; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = strcspn(s, " ");
		for (wide = i = 0; i < n; i++)
			wide += ((unsigned char)s[i] & 0xC0) != 0x80;
		if (column > 0 && column + 1 + wide > WIDTH)
			column = 0;
		buf_puts(out, column > 0 ? " " : out->n > 0 &&
		    out->p[out->n - 1] != '\n' ? "\n" : "");
		buf_put(out, s, n);
		column += wide + (column > 0);
	}
	buf_lit(out, "\n");
}

const char *
forms_explain(struct arena *a, const char *id)
{
	struct buf out CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(pages); i++)
		if (strcasecmp(pages[i].id, id) == 0)
			break;
	if (i == LEN(pages))
		return NULL;
	buf_printf(&out, "%s (%s)\n\n", pages[i].id,
	    pages[i].id[0] == 'E' ? "a mistake" : pages[i].id[0] == 'W' ?
	    "a warning" : "a note");
	wrap(&out, pages[i].what);
	buf_lit(&out, "\n");
	wrap(&out, pages[i].do_it);
	return arena_str(a, buf_text(&out));
}
