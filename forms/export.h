/* SPDX-License-Identifier: MIT
 *
 * export.h -- writing a form in other people's formats.
 *
 * Private to forms/.
 */
#ifndef FORMS_EXPORT_H
#define FORMS_EXPORT_H
#include "forms/expr.h"
#include "forms/import.h"	/* its notes */

struct export {
	const struct forms_form	*form;
	struct buf		*out;
	struct import		 im;	/* for notes and memory */
};

bool	export_xlsform(struct export *, struct err *);
bool	export_triple_s(struct export *, struct err *);
bool	export_json_schema(struct export *, struct err *);
bool	export_codebook_html(struct export *, struct err *);
bool	export_codebook_csv(struct export *, struct err *);

/* ---- export_words.c: what the codebook says, whatever it is written in --- */

/* "choose one", "a number from 0 to 120, in kg" */
const char *export_type(struct arena *, const struct forms_field *);
/* A condition in plain words; "everyone" for none. */
const char *export_condition(struct arena *, const struct forms_expr *);
/* "gss-2021 A; nhs-16 B", or "" */
const char *export_codes(struct arena *, const struct forms_option *);
/* "missing: prefer not to say", "write-in", …, or "" */
const char *export_flags(struct arena *, const struct forms_option *);
const char *export_policy(enum forms_policy);
const char *export_state(enum forms_state);	/* "asked and left blank" */

/* ---- export_xpath.c ---------------------------------------------------- */

/* "agree.P3" for agree[P3] */
const char *export_name(struct arena *, const char *id);
/* NULL: XPath, or this program, has no words for it. */
const char *export_xpath(struct arena *, const struct forms_expr *);
#endif
