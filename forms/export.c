/* SPDX-License-Identifier: MIT
 *
 * export.c -- the formats that a form can be written in.
 */
#include "forms/export.h"

static const struct {
	const char	*name, *ending;
	bool		(*write)(struct export *, struct err *);
} formats[] = {
	[FORMS_EXPORT_XLSFORM] = { "xlsform", "xlsx", export_xlsform },
	[FORMS_EXPORT_TRIPLE_S] = { "triple-s", "xml", export_triple_s },
	[FORMS_EXPORT_JSON_SCHEMA] = { "json-schema", "json",
	    export_json_schema },
	[FORMS_EXPORT_CODEBOOK_HTML] = { "codebook-html", "html",
	    export_codebook_html },
	[FORMS_EXPORT_CODEBOOK_CSV] = { "codebook-csv", "csv",
	    export_codebook_csv },
};

bool
forms_export_from(const char *name, enum forms_export *out)
{
	size_t i;

	for (i = 0; i < LEN(formats); i++)
		if (strcmp(formats[i].name, name) == 0) {
			*out = (enum forms_export)i;
			return true;
		}
	return false;
}

const char *
forms_export_name(enum forms_export to)
{
	return formats[to].name;
}

const char *
forms_export_ending(enum forms_export to)
{
	return formats[to].ending;
}

bool
forms_export(struct arena *a, const struct forms_form *form,
    enum forms_export to, struct buf *out, struct forms_notes *notes,
    struct err *e)
{
	struct export x = { .form = form, .out = out };

	*notes = (struct forms_notes){ 0 };
	import_init(&x.im, a, notes);
	if (!formats[to].write(&x, e))
		return false;
	return buf_ok(out) ||
	    err_set(e, ERR_LIMIT, "the file would be too large");
}
