/* SPDX-License-Identifier: MIT
 *
 * shown.c -- definitions in memory while their pages are looked at.
 *
 * A browser asks for a preview's pages one by one, while somebody types and
 * makes the next.  So each is counted, and goes with whoever used it last.
 */
#include "survey/desk/private.h"

#include <stdlib.h>

/* What a folder without settings, or with mistakes in them, is shown with. */
static struct forms_settings *
no_settings(struct arena *a)
{
	struct forms_settings *s = arena_new(a, struct forms_settings);

	s->analysed_by = s->decided_by = s->decided_when = s->edition = s->public_url =
	    s->minutes = s->findings = s->mailbox = "";
	s->receipt_days = FORMS_RECEIPT_DAYS;
	s->name = "";
	return s;
}

static void
name_it(struct shown *s)
{
	struct str more = s->settings->source != NULL ?
	    s->settings->source->text : (struct str){ "", 0 };
	uint8_t key[32], hash[32];

	seal_hash(key, NULL, 0, s->form->hash, strlen(s->form->hash));
	seal_hash(hash, key, sizeof(key), more.p, more.n);
	hex_put(s->key, hash, (SHOWN_KEY - 1) / 2);
}

static struct shown *
shown_new(const struct desk *desk)
{
	struct shown *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	s->users = 1;
	s->close = desk->site->close;
	return s;
}

struct shown *
shown_check(struct desk *desk, const char *name, struct str text,
    struct forms_diags *d, struct err *e)
{
	struct shown *s = shown_new(desk);
	struct forms_source *edited = NULL;

	if (name != NULL) {
		edited = arena_new(&s->a, struct forms_source);
		edited->name = path_join(&s->a, desk->dir, name);
		edited->text = (struct str){ arena_strn(&s->a, text.p,
		    text.n), text.n };
	}
	forms_diags_init(d, &s->a);
	if (!forms_check_edited(&s->a, desk->dir, edited, &s->form,
	    &s->settings, d, e)) {
		s->form = NULL;
		if (e->code != ERR_INPUT) {
			shown_drop(s);
			return NULL;
		}
	}
	if (s->settings == NULL)
		s->settings = no_settings(&s->a);
	if (s->form != NULL)
		name_it(s);
	return s;
}

struct shown *
shown_frozen(struct desk *desk, const char *dir, struct err *e)
{
	struct shown *s = shown_new(desk);
	struct forms_diags d;

	forms_diags_init(&d, &s->a);
	if (!forms_load_published(&s->a, dir, NULL, &s->form, e) ||
	    (file_exists(path_join(&s->a, dir, "site.settings")) &&
	    !forms_settings_load(&s->a, dir, &s->settings, &d, e))) {
		shown_drop(s);
		return NULL;
	}
	if (s->settings == NULL)
		s->settings = no_settings(&s->a);
	return s;
}

bool
shown_keep(struct desk *desk, struct shown *s, struct err *e)
{
	struct shown *there = shown_find(desk, s->key), *old;

	if (there != NULL) {
		shown_drop(there);
		return true;
	}
	s->base = arena_printf(&s->a, "/preview/%s", s->key);
	if (!desk->site->open(&s->a, desk->dir, s->form, s->settings, NULL,
	    s->base, &s->site, e))
		return false;
	s->users++;
	pthread_mutex_lock(&desk->lock);
	old = desk->kept[desk->next];
	desk->kept[desk->next] = s;
	desk->next = (desk->next + 1) % SHOWN_KEPT;
	pthread_mutex_unlock(&desk->lock);
	shown_drop(old);
	return true;
}

struct shown *
shown_find(struct desk *desk, const char *key)
{
	struct shown *s = NULL;
	size_t i;

	pthread_mutex_lock(&desk->lock);
	for (i = 0; i < SHOWN_KEPT && s == NULL; i++)
		if (desk->kept[i] != NULL &&
		    strcmp(desk->kept[i]->key, key) == 0)
			s = desk->kept[i];
	if (s != NULL)
		s->users++;
	pthread_mutex_unlock(&desk->lock);
	return s;
}

void
shown_drop(struct shown *s)
{
	if (s == NULL || --s->users > 0)
		return;
	if (s->site != NULL)
		s->close(s->site);
	arena_free(&s->a);
	free(s);
}
