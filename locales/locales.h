/* SPDX-License-Identifier: MIT
 *
 * locales.h -- words in a reader's language: catalogues, plurals, dates.
 *
 * A locale is immutable once opened, so every call below is safe from any
 * thread.  English is the source language and needs no catalogue.
 */
#ifndef LOCALES_LOCALES_H
#define LOCALES_LOCALES_H
#include "base/base.h"

struct locale;

/* Opens a locale by tag ("en", "gu", "ur"); mo is the bytes of a GNU .mo
 * catalogue, or empty for English.  Everything is checked once, here; a
 * damaged catalogue is ERR_INPUT with what is wrong.  So is a translation
 * that does not keep the %d and %s of its English in their order, or its
 * {names}: it is safe as a format.  The bytes must outlive the locale, which
 * lives in a. */
bool	locale_open(struct arena *a, const char *tag, struct str mo,
	    struct locale **, struct err *) MUST_USE;
const struct locale *locale_english(void);
/* The program's own words in a language; NULL: they are not there.  It is
 * opened once and lives as long as the program.  Easy Read has the English ones:
 * they are plain already. */
const struct locale *locale_builtin(const char *tag);
/* All of them, English first, and whether a named person has checked them
 * (X-Earshot-Review and X-Earshot-Checked-By in the catalogue's header). */
struct locale_about {
	const char	*tag;
	const char	*by;		/* "": nobody yet */
	bool		 checked;
};
const struct locale_about *locale_list(size_t *n);
const char *locale_tag(const struct locale *);
bool	locale_rtl(const struct locale *);
/* The language's own name for itself ("ગુજરાતી"); the tag where unknown. */
const char *locale_name(const char *tag);
const char *locale_english_name(const char *tag);	/* "Gujarati" */
/* Is it Easy Read, as en-x-easy is? */
bool	locale_easy(const char *tag);

/* Does a translation keep the %d and %s of its English, in their order, and
 * its {names}? */
bool	locale_keeps(const char *english, const char *words);

/* The translation, or the English itself. */
const char *tr(const struct locale *, const char *english);
/* With a context, where one English word needs several translations. */
const char *tr_in(const struct locale *, const char *context,
	    const char *english);
/* The plural form for n. */
const char *tr_n(const struct locale *, const char *one, const char *many,
	    uint64_t n);
/* Mark words that are translated where they are used, so that `make pot` finds
 * them in a table or after a condition. */
#define TR(english) (english)
#define TR_IN(context, english) (english)
/* Writes words with each {name} of v replaced; other braces stay. */
struct locale_place { const char *name, *words; };	/* "{name}" */
void	locale_fill(struct buf *, const char *words, const struct locale_place *,
	    size_t n);
/* "3 June 2024": Latin digits, Gregorian months from the catalogue. */
void	locale_date(struct buf *, const struct locale *, struct date);
/* "9am", "noon", "11:59pm" in the words of the NHS content guide. */
void	locale_time(struct buf *, const struct locale *, int minutes);
/* "1,234". */
void	locale_count(struct buf *, const struct locale *, int64_t);
#endif
