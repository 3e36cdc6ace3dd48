/* SPDX-License-Identifier: MIT
 *
 * formats.h -- other people's formats: reading and writing questionnaires
 * for other programs.
 *
 * Part of forms.h, which includes it.  What these formats carry and what they
 * do not is in docs/FORMATS.md.
 */
#ifndef FORMS_FORMATS_H
#define FORMS_FORMATS_H
#include "base/base.h"

struct forms_form;

/* One thing that did not come over as it was.  GUESSED: it came, in a way that
 * somebody should look at.  LOST: it did not come. */
enum forms_carried { FORMS_GUESSED, FORMS_LOST };
struct forms_note {
	enum forms_carried	 what;
	const char		*where;	/* "survey, row 12, column relevant" */
	const char		*words;	/* one plain sentence */
	struct forms_note	*next;
};
struct forms_translation {		/* of one paragraph */
	const char	*tag, *id, *words;
	struct forms_translation *next;
};
struct forms_notes {
	struct forms_translation *words;	/* that came with it */
	struct forms_note	*first, **tail;
	size_t			 guessed, lost;
};
/* Each on a line: `where: guessed: words`; then a line that counts them. */
void	forms_notes_print(struct buf *, const struct forms_notes *);

enum {
	FORMS_IMPORT_MAX = 16 << 20,	/* bytes of the file that is imported */
	FORMS_NOTES_MAX = 20000
};
enum forms_other { FORMS_XLSFORM, FORMS_LIMESURVEY };

/* Reads somebody else's questionnaire (its bytes) into the text of a form in
 * the one layout; name is what the consultation is called unless the file
 * says.  The text has no mistakes: what the checker would refuse has become
 * comments, and is in the notes.  Nothing is fetched and nothing outside the
 * bytes is opened.  ERR_INPUT or ERR_LIMIT: this is no such file, or it asks
 * for too much; or nothing in it could be used. */
bool	forms_import(struct arena *, enum forms_other, struct str bytes,
	    const char *name, struct buf *out, struct forms_notes *,
	    struct err *) MUST_USE;

/* Words in the language tag that came with an import, as a .po file for the
 * form that was made of it.  False: none of them fits. */
bool	forms_import_po(const struct forms_form *, const struct forms_notes *,
	    const char *tag, struct buf *);

enum forms_export {
	FORMS_EXPORT_XLSFORM,		/* a workbook of ODK, Kobo, ONA … */
	FORMS_EXPORT_TRIPLE_S,		/* triple-s 2.0: the definition alone */
	FORMS_EXPORT_JSON_SCHEMA,	/* 2020-12, of a response as stored */
	FORMS_EXPORT_CODEBOOK_HTML,
	FORMS_EXPORT_CODEBOOK_CSV
};
bool	forms_export_from(const char *name, enum forms_export *);
const char *forms_export_name(enum forms_export);	/* "xlsform" */
const char *forms_export_ending(enum forms_export);	/* "xlsx" */
/* Writes the form.  The same form gives the same bytes.  notes: what the
 * format has no place for. */
bool	forms_export(struct arena *, const struct forms_form *,
	    enum forms_export, struct buf *out, struct forms_notes *,
	    struct err *) MUST_USE;
#endif
