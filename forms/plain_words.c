/* SPDX-License-Identifier: MIT
 *
 * plain_words.c -- what is known of single words of English: how many
 * syllables they have, which have a plainer word beside them, and which
 * abbreviations need no explaining.
 *
 * The hard words are those that the guidance for writers of public services
 * advises against (GOV.UK style guide, "Words to avoid"; NHS digital service
 * manual, "A to Z of NHS health writing"; Plain English Campaign, "The A to Z
 * of alternative words").  Only such are listed as a plain word can nearly
 * always replace.
 */
#include "forms/plain.h"

static const struct { const char *hard, *plain; } hard[] = {
	{ "abovementioned", "this" }, { "additionally", "also" },
	{ "ameliorate", "improve" },
	{ "ascertain", "find out" }, { "assist", "help" },
	{ "assistance", "help" }, { "attain", "reach" },
	{ "commence", "start" }, { "commenced", "started" },
	{ "commencement", "start" }, { "commencing", "starting" },
	{ "concerning", "about" }, { "consequently", "so" },
	{ "constitute", "make up" }, { "designated", "chosen" },
	{ "endeavour", "try" }, { "endeavours", "tries" },
	{ "enquire", "ask" }, { "envisage", "expect" },
	{ "envisaged", "expected" }, { "expedite", "speed up" },
	{ "facilitate", "help" }, { "facilitated", "helped" },
	{ "facilitates", "helps" }, { "finalise", "finish" },
	{ "forthwith", "now" }, { "furthermore", "also" },
	{ "hereby", "now" }, { "herein", "here" },
	{ "hereinafter", "from here" },
	{ "inasmuch", "since" },
	{ "inter-alia", "among others" }, { "leverage", "use" },
	{ "methodology", "method" }, { "moreover", "also" },
	{ "necessitate", "need" }, { "notwithstanding", "in spite of" },
	{ "pertaining", "about" }, { "proactive", "active" },
	{ "pursuant", "under" },
	{ "reconfigure", "change" }, { "reconfiguration", "change" },
	{ "regarding", "about" }, { "remuneration", "pay" },
	{ "terminate", "end" }, { "terminated", "ended" },
	{ "thereafter", "then" }, { "thereby", "so" },
	{ "utilisation", "use" }, { "utilise", "use" }, { "utilised", "used" },
	{ "utilising", "using" }, { "utilize", "use" }, { "utilized", "used" },
	{ "whilst", "while" }, { "whereas", "but" },
	/* two words */
	{ "prior to", "before" }, { "subsequent to", "after" },
	{ "pursuant to", "under" },
	/* three, four */
	{ "in respect of", "about" }, { "with regard to", "about" },
	{ "with respect to", "about" }, { "in relation to", "about" },
	{ "in order to", "to" }, { "in the event of", "if" },
	{ "in the event that", "if" }, { "in accordance with", "under" },
	{ "for the purpose of", "to" }, { "in excess of", "more than" },
	{ "on a regular basis", "regularly" },
	{ "in conjunction with", "with" },
	{ "due to the fact that", "because" },
	{ "at this moment in time", "now" },
};

/* Nearly all words differ in the first two letters. */
static bool
same(struct str s, const char *word)
{
	return s.n > 1 && s.p[0] == word[0] && s.p[1] == word[1] &&
	    str_is(s, word);
}

const char *
plain_instead(struct str s)
{
	size_t i;

	if (s.n < 6)
		return NULL;	/* none is as short */
	for (i = 0; i < LEN(hard); i++)
		if (hard[i].hard[0] == s.p[0] && same(s, hard[i].hard))
			return hard[i].plain;
	return NULL;
}

bool
plain_begins(struct str s)
{
	static const char *const first[] = { "prior", "subsequent", "pursuant",
	    "in", "with", "for", "on", "due", "at" };
	size_t i;

	for (i = 0; i < LEN(first); i++)
		if (same(s, first[i]))
			return true;
	return false;
}

static const char *const known[] = { "AIDS", "A&E", "AM", "BBC", "BSL", "CCTV",
	"CD", "COVID", "CV", "DIY", "DNA", "DVD", "EU", "FAQ", "GP", "HIV",
	"ID", "IQ", "IT", "LE", "LGBT", "MP", "NHS", "OK", "PC", "PDF", "PE",
	"PIN", "PM",
	"PO", "SMS", "TV", "UK", "UN", "US", "USA", "USB", "VAT", "VIP", "WC",
	"UNICEF", "UNISON", "UNESCO" };

bool
plain_known(struct str s)
{
	size_t i;

	for (i = 0; i < LEN(known); i++)
		if (same(s, known[i]))
			return true;
	return false;
}

static const char *const negative[] = { "not", "never", "no", "without",
	"unless", "cannot", "disagree", "oppose", "against", "unable",
	"unhappy", "unclear", "unlikely", "unnecessary", "unfair", "unsafe",
	"unacceptable",
	"unsuitable", "unhelpful", "unwilling", "dissatisfied", "nobody",
	"nothing", "none" };

bool
plain_not(struct str s)
{
	size_t i;

	if (s.n > 3 && memcmp(s.p + s.n - 3, "n't", 3) == 0)
		return true;
	for (i = 0; i < LEN(negative); i++)
		if (same(s, negative[i]))
			return true;
	return false;
}

/* ---- syllables ----------------------------------------------------------- */

static bool
vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c) != NULL;
}

static bool
ends(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && memcmp(s.p + s.n - n, with, n) == 0;
}

/* Vowels beside each other are one syllable, but for these. */
static bool
two(const char *p, size_t left)
{
	static const char *const apart[] = { "ia", "io", "iu", "eo", "ua", "uo",
	    "ii", "ye", "yi" };
	size_t i;

	for (i = 0; left > 1 && i < LEN(apart); i++)
		if (memcmp(p, apart[i], 2) == 0)
			return true;
	return (left == 4 && memcmp(p + 1, "ing", 3) == 0) ||	/* going */
	    (left > 2 && memcmp(p, "iet", 3) == 0);		/* quiet */
}

/* -tion, -cial, -gion, -people, -guard, -question: said in one. */
static bool
together(struct str s, size_t i)
{
	static const char *const whole[] = { "peo", "gua", "qua", "quo", "geo",
	    "tio", "sio", "cio", "cia", "gio", "tia", "xio", "sia", "lio",
	    "nio" };
	size_t k;

	for (k = 0; i > 0 && i + 1 < s.n && k < LEN(whole); k++)
		if (memcmp(s.p + i - 1, whole[k], 3) == 0)
			return k < LEN(whole) - 3 || i + 2 >= s.n ||
			    (i > 1 && s.p[i + 2] == 'n');
	return false;
}

/* How many of the vowels at the end are not said. */
static size_t
silent(struct str s)
{
	char before = s.n > 2 ? s.p[s.n - 3] : '\0';

	if (s.n < 3)
		return 0;
	if (ends(s, "ed"))
		return before != 't' && before != 'd' && !vowel(before);
	if (ends(s, "es"))
		return !vowel(before) && strchr("sxzcgh", before) == NULL &&
		    !(before == 'l' && s.n > 3 && !vowel(s.p[s.n - 4]));
	if (ends(s, "ely") || ends(s, "eful") || ends(s, "eless") ||
	    ends(s, "ement") || ends(s, "eness"))
		return s.n > 5 || ends(s, "ely");
	if (s.p[s.n - 1] != 'e' || vowel(s.p[s.n - 2]))
		return 0;
	return !(s.p[s.n - 2] == 'l' && !vowel(before));
}

size_t
plain_syllables(struct str s)
{
	size_t i, n = 0, quiet;
	bool was = false, is;

	if (ends(s, "'s"))
		s.n -= 2;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '-') {	/* both halves: day-care */
			n = plain_syllables((struct str){ s.p, i });
			s.p += i + 1;
			s.n -= i + 1;
			return n + plain_syllables(s);
		}
		is = vowel(s.p[i]) && !(i == 0 && s.p[i] == 'y');
		if (is && (!was || (two(s.p + i - 1, s.n - i + 1) &&
		    !together(s, i - 1))))
			n++;
		was = is;
	}
	quiet = silent(s);
	if (ends(s, "ism") || ends(s, "thm") || (n > 1 && ends(s, "ea")))
		n++;	/* area, idea */
	if (s.n > 4 && memcmp(s.p, "some", 4) == 0)
		n--;
	return n > quiet ? n - quiet : 1;
}
