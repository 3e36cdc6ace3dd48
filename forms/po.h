/* SPDX-License-Identifier: MIT
 *
 * po.h -- a .po file, as translators edit it.
 *
 * Private to forms/.  The gettext programs merge and compile these files; this
 * reader is there to say what is wrong with one, and where.  Plural forms are
 * not read: the words of a form have none.
 */
#ifndef FORMS_PO_H
#define FORMS_PO_H
#include "forms/lines.h"

struct po_entry {
	const char	*context, *id, *words;	/* words "": not translated */
	bool		 fuzzy;		/* the English changed since */
	struct forms_span at, words_at;	/* the lines of msgid and msgstr */
};
struct po {
	struct po_entry	*v;		/* by context and id; no header */
	size_t		 n, cap;
	const char	*header;	/* the words of "" */
};
/* False: src could not be read through; that was said. */
bool	po_read(struct ctx *, const struct forms_source *, struct po *);
const struct po_entry *po_find(const struct po *, const char *context,
	    const char *id);
/* "…" in lines, as values stand in such files. */
void	po_quote(struct buf *, const char *key, const char *value);
/* The translation of a message that can stand in its place; NULL: none. */
struct locale;
const char *message_translation(const struct locale *,
	    const struct forms_message *);
/* translations.c: everything in DIR/locales. */
bool	translations_check(struct arena *, const char *dir,
	    const struct forms_form *, struct forms_diags *, struct err *)
	    MUST_USE;
/* languages.c: a line of DIR/locales/sign-offs; false: not one. */
struct sign_off { struct str tag, day, words, english, by; };
bool	sign_off_parse(struct str line, struct sign_off *);
/* The file, or "" when there is none. */
bool	sign_offs_read(struct arena *, const char *folder, struct str *,
	    struct err *) MUST_USE;
/* catalogues.c: the name of a catalogue, by its bytes. */
void	catalogue_hash(struct str mo, char out[65]);
/* Copies what the public is shown from DIR/locales to the folder of a frozen
 * form, and keeps by its hash what stood there. */
bool	translations_freeze(struct arena *, const char *dir, const char *to,
	    const struct forms_form *, struct err *) MUST_USE;
/* The rule for plurals, from CLDR; the one of English when not known. */
const char *po_plural(const char *tag);
#endif
