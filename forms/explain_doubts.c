/* SPDX-License-Identifier: MIT
 *
 * explain_doubts.c -- pages about messages: warnings and notes.
 *
 * The first text of each is also its line in docs/LANGUAGE.md.
 */
#include "forms/explain.h"

const struct explain explain_doubts[] = {
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
	{ "W725", "A rule that nobody can keep, whatever they answer.",
	    "People could never go on from the page. Change the rule. "
	    "Perhaps `<` and `>` were mixed up." },
	{ "W726", "A rule that nobody can break, whatever they answer.",
	    "The answers that are possible keep it anyway. Take it "
	    "away, or change it." },
	{ "W730", "An answer is put into words, and its question has no "
	    "stand-in.",
	    "Write under the question what is to stand there on paper, "
	    "and where the question was left blank: `stand-in \"this "
	    "person\"`. Without one, three dots stand there." },
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
	    "answer such as `8 dont-know \"I do not know\" missing "
	    "dont-know`." },
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
	{ "W763", "A condition on a date of which people may know only a part.",
	    "A comparison with a date that is not whole never holds, as with a "
	    "missing answer. Ask for a whole date, for a month or for a year, "
	    "or say what is to happen to the others." },
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
	{ "W790", "Email is read, and nothing says when it is erased who "
	    "wrote it.",
	    "Write `erase-senders DATE` in site.settings, with the day that "
	    "people were told. Names and addresses are erased when it "
	    "begins, by the desk or by `earshot expire`." },
	{ "N724", "Not decided whether a condition can hold, because it hangs "
	    "on too many answers to try them all.",
	    "Nothing has to be done. Look at this condition with care, "
	    "for the program could not. It can tell more when fewer "
	    "questions hang together, and when numbers have a range." },
	{ "N780", "Not decided whether the paper and the website lead the "
	    "same people to a question.",
	    "The question hangs on too many answers to try them all. "
	    "Make the conditions simpler, or try the paper yourself." },
	{ "N800", "The definition differs from the published version by "
	    "more than its words.",
	    "`earshot diff DIR` says what changed, and for whom. `earshot "
	    "publish DIR` says which changes have to be declared, and prints "
	    "the lines. If nobody has answered yet, `earshot publish DIR "
	    "--replace` needs no declaration." },
	{ NULL, NULL, NULL }
};
