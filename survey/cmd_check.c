/* SPDX-License-Identifier: MIT
 *
 * cmd_check.c -- `earshot check DIR|FILE`: every mistake, with its place and
 * what to do; silence when there is none.
 */
#include "survey/survey.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

static int
explain(struct arena *a, const char *id)
{
	const char *page = forms_explain(a, id);

	if (page != NULL) {
		fputs(page, stdout);
		return 0;
	}
	fprintf(stderr, "earshot check: there is no message %s; a message "
	    "ends with its own, as in [E204]\n", id);
	return 2;
}

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

static void
add_diag(cJSON *list, const struct forms_diag *d)
{
	static const char *const levels[] = { "note", "warning", "error" };
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
}

/* For editors.  What the author wrote may have bytes that are no text, but
 * messages and hints are always UTF-8. */
static void
print_json(struct arena *a, const struct forms_diags *ds)
{
	cJSON *list = cJSON_CreateArray();
	const struct forms_diag **v;
	size_t n, i;
	char *text;

	if (list == NULL)
		abort();
	v = forms_diags_list(a, ds, &n);
	for (i = 0; i < n; i++)
		add_diag(list, v[i]);
	text = cJSON_PrintUnformatted(list);
	if (text == NULL)
		abort();
	printf("%s\n", text);
	cJSON_free(text);
	cJSON_Delete(list);
}

int
cmd_check(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct err e = { 0 };
	const char *path, *id = NULL;
	bool json = false, paths = false, ok;
	const struct option_spec specs[] = {
		{ "--explain", &id, NULL }, { "--json", NULL, &json },
		{ "--paths", NULL, &paths },
	};
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &path, 1, &n))
		return usage(argv[0]);
	if (id != NULL && n == 0 && !json && !paths)
		return explain(&a, id);
	if (id != NULL || n != 1 || (json && paths))
		return usage(argv[0]);
	if (paths)
		return check_paths(path);
	forms_diags_init(&d, &a);
	ok = forms_check(&a, path, &d, &e);
	if (!ok && e.code != ERR_INPUT)
		return fail(argv[0], &e);
	forms_diags_print(&out, &d);
	if (json)
		print_json(&a, &d);
	else
		fputs(buf_text(&out), stderr);
	/* The mistakes have been printed; their number adds nothing. */
	return ok ? 0 : 1;
}
