/* SPDX-License-Identifier: MIT
 *
 * page_paste.c -- what was pasted, as lines of the language, for the script.
 */
#include "survey/desk/private.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

const char *
desk_pasted(struct desk_visit *v, const struct forms_pasted *did)
{
	if (did->questions == 0)
		return "No question was found in it.";
	return arena_printf(v->a, "%zu question%s. %zu line%s to look at: "
	    "%s “guessed”.", did->questions,
	    did->questions == 1 ? "" : "s", did->guesses,
	    did->guesses == 1 ? "" : "s",
	    did->guesses == 1 ? "it says" : "they say");
}

void
desk_paste(struct desk_visit *v)
{
	const char *html = desk_sent(v, "html");
	struct buf lines CLEAN(buf_free) = { 0 };
	struct forms_pasted did;
	struct err e = { 0 };
	cJSON *o = cJSON_CreateObject();
	char *text;

	if (o == NULL)
		abort();
	if (!forms_paste(str_of(*html != '\0' ? html : desk_sent(v, "text")),
	    *html != '\0', &lines, &did, &e))
		cJSON_AddStringToObject(o, "words", e.msg);
	else
		cJSON_AddStringToObject(o, "words", desk_pasted(v, &did));
	cJSON_AddStringToObject(o, "lines", buf_text(&lines));
	text = cJSON_PrintUnformatted(o);
	if (text == NULL)
		abort();
	buf_puts(v->b, text);
	cJSON_free(text);
	cJSON_Delete(o);
	v->out->status = 200;
	v->out->type = "application/json";
}
