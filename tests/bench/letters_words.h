/* SPDX-License-Identifier: MIT
 *
 * letters_words.h -- the words that made-up comments are made of.  All are invented
 * for this; no place, person or letter is real.
 */
#ifndef TESTS_BENCH_LETTERS_WORDS_H
#define TESTS_BENCH_LETTERS_WORDS_H

/* %s what it is about, %p where that is, %o another place, %a adjective, %n noun,
 * %v verb, %w who, %t when. */
static const char *const letters_patterns[] = {
	"I am writing about the plan to close the %s in %p",
	"I strongly object to the proposal for the %s in %p",
	"The %s in %p is a lifeline for %w and for the %n of this town",
	"Closing the %s would mean that %w could no longer reach a %n %t",
	"The consultation document does not say what the %n would cost %w",
	"We ask the council to think again before it is too late for the %n",
	"Once the %s has gone, no %a %n will ever bring it back",
	"People in %o already travel an hour for a %a %n, and now this",
	"The figures on the %n are %a, and nobody has explained them to %w",
	"It cannot be right that %w must pay for a %n that they never %v",
	"There are better ways to save money, such as the %n and the %n",
	"My family has used the %s for years and found the staff %a",
	"For %w the nearest other %n is in %o, which is not served %t",
	"Please keep the %s open and give it the %a %n that it needs",
	"The council promised %t that the %s was safe, and we believed it",
	"Half of those who use the %s have no car and no other %n",
	"An %a %n was drawn up %t without asking %w at all",
	"We would like to see a %a plan for the %n, with dates and costs",
	"The %s brings together %w and %w, who would otherwise be alone",
	"I support the change because the %n in %p has been %a for too long",
	"Traffic past the %s is %a %t, and %w are afraid to cross",
	"New homes are being built in %o, so more people will need the %n",
	"The building could be shared with the %n, which would pay for itself",
	"No account has been taken of the %n of %w with disabilities",
	"Volunteers offered %t to run the %s and were never answered",
	"A %a %n in %o was closed in the same way and the %n was %a",
	"The survey asks the wrong question about the %n",
	"If there is money for a %n in %o, there is money for the %s",
	"Health, learning and the %n all depend on places such as the %s",
	"I want my objection to the %n to be recorded and answered in full",
	"The hours of the %s have been cut %t, and then we are told it is %a",
	"Nobody I have spoken to in %p is in favour of the %n",
	"It would be a %a mistake to sell the land by the %s to the %n",
	"We urge every member to visit the %s and meet %w before the vote",
	"Children from %o walk to the %s %t, and it keeps them %a",
	"The money set aside for the %n should be spent on the %s instead",
	"What happens to the %n when the lease of the %s runs out",
	"This decision falls hardest on %w, who have the least %n",
	"A decent town looks after its %n and does not leave it to %w",
	"I look forward to a %a reply from somebody who knows the %n",
	"Thank you for reading this and for listening to %w in %p",
	"Other towns have kept their %n by working with %w, and so can we",
};

static const char *const letters_adjectives[] = {
	"good", "poor", "careful", "hasty", "warm", "cold", "proper", "modern",
	"old", "crowded", "quiet", "costly", "cheap", "fair", "unfair", "safe",
	"dangerous", "kind", "helpful", "slow", "quick", "tired", "bright",
	"dark", "clean", "dirty", "steep", "flat", "broken", "reliable", "late",
	"early", "useful", "useless", "honest", "muddled", "local", "distant",
	"simple", "difficult", "shabby", "splendid", "serious", "false",
};
static const char *const letters_nouns[] = {
	"timetable", "budget", "reading room", "waiting list", "bridge", "roof",
	"heating", "car park", "contract", "survey", "nurse", "driver", "queue",
	"school", "garden", "pavement", "lift", "ramp", "clinic", "kitchen",
	"office", "hall", "playground", "shop", "road", "crossing", "lamp",
	"river bank", "harbour", "meeting", "letter", "form", "telephone",
	"website", "report", "forecast", "study", "path", "field", "shelter",
	"stage", "choir", "workshop", "café", "bench", "footpath", "signal",
	"platform", "ticket", "pension", "grant", "rent", "tax", "charity",
	"hospital", "surgery", "chemist", "bakery", "archive", "museum",
};
static const char *const letters_verbs[] = {
	"saw", "used", "lost", "found", "needed", "asked for", "paid for",
	"repaired", "closed", "opened", "missed", "wanted", "left", "painted",
	"visited", "measured", "counted", "forgot", "noticed", "borrowed",
	"cleaned", "moved", "kept", "shared", "planned", "refused", "accepted",
	"described", "reported", "watched", "loved", "avoided", "built",
};
static const char *const letters_people[] = {
	"my mother", "my neighbour", "older people", "young families",
	"the staff", "the manager", "a friend", "my son", "our daughter",
	"the doctor", "students", "shift workers", "carers", "my aunt",
	"the caretaker", "people on low incomes", "newcomers", "the chairman",
	"a volunteer", "our teacher", "small traders", "wheelchair users",
	"the committee", "my late husband", "a cousin", "the residents",
	"commuters", "the librarian", "farmers", "my whole street",
};
static const char *const letters_times[] = {
	"last winter", "on Sundays", "in the evening", "every morning",
	"before noon", "two years ago", "in March", "after dark", "at weekends",
	"during the holidays", "when it snowed", "on market days", "last week",
	"in the spring", "for a month", "at midnight", "most afternoons",
	"since the flood", "before the election", "at short notice",
};
static const char *const letters_places[] = {
	"Northmere", "Ashcombe", "Wickenford", "Saltby", "Harrowdene",
	"Little Marle", "Tunsgate", "Eastlow", "Brackenhurst", "Osmington Vale",
	"Pellworth", "Quarry Hill", "Ravensdyke", "Steeple Orton", "Upper Fenwell",
	"Vantry", "Yarrowby", "Copplestone Green", "Dunmarsh", "Ellerwick",
	"Farthingham", "Gorsefield", "Hexbourne", "Inglethorpe", "Jessop Cross",
};
static const char *const letters_greetings[] = {
	"Dear Sir or Madam", "To whom it may concern,", "Hello", "Dear council,",
	"My name is", "I am", "From:", "Dear planning team, I am called",
};
static const char *const letters_names[] = {
	"Alun Perrymoor", "Beth Castleday", "Conrad Hollowell", "Dilys Marchbank",
	"Edwin Thackwray", "Farah Lindqvane", "Gita Ramsorrow", "Hywel Prendry",
	"Ines Calderbrook", "Jonah Wetherspan", "Kit Oakenfall", "Lena Szarowicz",
	"Mo Abdulkerin", "Nell Fairweathers", "Osian Trevanthy", "Priya Sandelwal",
	"Quentin Blythell", "Rosa Almendrez", "Sunil Varghani", "Tess Underhay",
};
static const char *const letters_stock[] = {
	"nothing", "None", "n/a", "N/A", "no", "No comment", "none.", "yes", "-",
	"Nothing to add", "no further comments", "I have nothing more to add.",
	"don't know", "Not sure", "see above", "As above", "nil", "No, thank you",
	"no other comments at this time", "I don't know", "ok", "good", "👍",
	"thank you", "See my answer to the previous question", "", "…", "N.A.",
};
#endif
