/* SPDX-License-Identifier: MIT
 *
 * diag_json.c -- mistakes as JSON, for editors, and what one click mends.
 */
#include "forms/forms.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static void
add_number(cJSON *to, const char *key, size_t n)
{
	if (cJSON_AddNumberToObject(to, key, (double)n) == NULL)
		abort();
}

static void
add_text(cJSON *to, const char *key, const char *s)
{
	if (cJSON_AddStringToObject(to, key, s) == NULL)
		abort();
}

/* What stands between the ` of s; NULL when there is more than one such, or
 * none. */
static const char *
only_quoted(struct arena *a, const char *s)
{
	const char *first = strchr(s, '`');
	const char *end = first != NULL ? strchr(first + 1, '`') : NULL;

	if (end == NULL || end == first + 1 || strchr(end + 1, '`') != NULL)
		return NULL;
	return arena_strn(a, first + 1, (size_t)(end - first - 1));
}

/* An example, or the shape of a line, is not what should stand there. */
static bool
is_shape(const char *s)
{
	const char *p;

	for (p = s; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z' && p[1] >= 'A' && p[1] <= 'Z' &&
		    (p == s || p[-1] == ' '))
			return true;
	return strstr(s, "…") != NULL || strchr(s, '\n') != NULL;
}

const char *
forms_diag_fix(struct arena *a, const struct forms_diag *d)
{
	const char *mean = "did you mean `", *write = "write `", *fix, *end;

	if (strncmp(d->hint, mean, strlen(mean)) != 0 &&
	    strncmp(d->hint, write, strlen(write)) != 0)
		return NULL;
	/* "write `x`, and below it …" needs more than one step. */
	end = strrchr(d->hint, '`');
	if (strcmp(end + 1, "") != 0 && strcmp(end + 1, "?") != 0 &&
	    strcmp(end + 1, " instead") != 0)
		return NULL;
	fix = only_quoted(a, d->hint);
	return fix != NULL && !is_shape(fix) && d->at.src != NULL &&
	    d->at.end > d->at.start ? fix : NULL;
}

static void
add_diag(struct arena *a, cJSON *list, const struct forms_diag *d)
{
	static const char *const levels[] = { "note", "warning", "error" };
	const char *fix = forms_diag_fix(a, d);
	cJSON *o = cJSON_CreateObject();
	size_t line, column, end;

	if (o == NULL || !cJSON_AddItemToArray(list, o))
		abort();
	forms_diag_where(d, &line, &column, &end);
	add_text(o, "file", d->at.src ? d->at.src->name : "");
	add_number(o, "line", line);
	add_number(o, "column", column);
	add_number(o, "end", end);
	add_text(o, "level", levels[d->level]);
	add_text(o, "id", d->id);
	add_text(o, "text", d->text);
	add_text(o, "hint", d->hint);
	if (fix != NULL)
		add_text(o, "fix", fix);
}

/* What the author wrote may have bytes that are no text, but messages and
 * hints are always UTF-8. */
void
forms_diags_json(struct buf *out, const struct forms_diags *ds)
{
	struct arena a CLEAN(arena_free) = { 0 };
	cJSON *list = cJSON_CreateArray();
	const struct forms_diag **v;
	size_t n, i;
	char *text;

	if (list == NULL)
		abort();
	v = forms_diags_list(&a, ds, &n);
	for (i = 0; i < n; i++)
		add_diag(&a, list, v[i]);
	text = cJSON_PrintUnformatted(list);
	if (text == NULL)
		abort();
	buf_puts(out, text);
	cJSON_free(text);
	cJSON_Delete(list);
}
