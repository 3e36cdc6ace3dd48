/* SPDX-License-Identifier: MIT
 *
 * settings.c -- site.settings: dates, contacts and who decides; what may
 * change while a consultation is open.
 */
#include "forms/amend.h"
#include "forms/brand.h"
#include "forms/build.h"
#include "forms/mailbox.h"
#include "forms/population.h"

struct moment { bool set; struct date day; int minute; struct forms_span at; };

static void
moment(struct ctx *c, struct line *l, struct moment *m, int minute)
{
	const struct tok *day, *t;

	take_twice(c, l, m->set);
	l->cursor = 1;
	day = want_any(c, l, "a day (2024-08-12)");
	if (day == NULL)
		return;
	m->at = day->at;
	m->minute = minute;
	if (!date_parse(day->text, &m->day)) {
		fault(c, "E601", day->at, "write year, month and day: "
		    "2024-08-12", "`%.*s` is not a day", STRF(day->text));
		return;
	}
	t = take_peek(l);
	if (t != NULL && t->kind == TOK_WORD) {
		l->cursor++;
		if (!time_parse(t->text, &m->minute)) {
			fault(c, "E602", t->at, "write hours and minutes: "
			    "09:00", "`%.*s` is not a time", STRF(t->text));
			return;
		}
	}
	want_end(c, l);
	m->set = true;
}

/* A kind and words about it, as in `contact phone "0116 496 0000"`. */
struct kinds {
	const char *const *names;	/* ends with NULL */
	const char	*several;	/* may stand more than once; NULL: none */
	struct forms_contact **list;
	size_t		*n, cap;
};

static void
kind(struct ctx *c, struct line *l, struct kinds *k)
{
	const char *said;
	size_t i;
	int which;

	l->cursor = 1;
	which = want_one_of(c, l, k->names);
	if (which < 0)
		return;
	said = want_words(c, l);
	want_end(c, l);
	if (said == NULL)
		return;
	for (i = 0; i < *k->n; i++)
		if (k->names[which] != k->several &&
		    (*k->list)[i].kind == k->names[which])
			take_twice(c, l, true);
	*arena_push(c->a, *k->list, *k->n, k->cap) =
	    (struct forms_contact){ k->names[which], said };
}

static void
words(struct ctx *c, struct line *l, const char **to)
{
	const char *got;

	l->cursor = 1;
	take_twice(c, l, (*to)[0] != '\0');
	got = want_words(c, l);
	want_end(c, l);
	if (got != NULL)
		*to = got;
}

static void
url(struct ctx *c, struct line *l, const char **to)
{
	const char *got;

	take_twice(c, l, (*to)[0] != '\0');
	l->cursor = 1;
	got = take_url(c, l);
	*to = got != NULL ? got : "";
}

/* A whole number, as it is shown in every language. */
static void
minutes(struct ctx *c, struct line *l, const char **to)
{
	const struct tok *t;
	int n;

	take_twice(c, l, (*to)[0] != '\0');
	l->cursor = 1;
	t = want_any(c, l, "how many minutes it takes (10)");
	if (t == NULL)
		return;
	if (!lang_int(t->text, &n) || n < 1 || n > 240) {
		fault(c, "E606", t->at, "a whole number, from 1 to 240",
		    "`%.*s` is no number of minutes", STRF(t->text));
		return;
	}
	*to = arena_printf(c->a, "%d", n);
	want_end(c, l);
}

/* *said: whether a line before it said it. */
static void
receipt_days(struct ctx *c, struct line *l, int *to, bool *said)
{
	enum { LEAST = 30, MOST = 730 };
	const struct tok *t;
	int n;

	take_twice(c, l, *said);
	l->cursor = 1;
	t = want_any(c, l, "how many days a return code opens what was sent "
	    "(90)");
	if (t == NULL)
		return;
	if (!lang_int(t->text, &n) || n < LEAST || n > MOST) {
		fault(c, "E610", t->at, "a whole number, from 30 to 730",
		    "people cannot be given `%.*s` days", STRF(t->text));
		return;
	}
	*to = n;
	*said = true;
	want_end(c, l);
}

struct reading {
	bool			 said_days;
	struct ctx		*c;
	struct forms_settings	*s;
	struct moment		 opens, closes;
	struct kinds		 contacts, privacy, access;
	size_t			 populations;	/* there is room for */
	size_t			 before;	/* mistakes before these */
};

static void
setting(struct reading *r, struct line *l)
{
	switch (l->kind) {
	case L_OPENS:
		moment(r->c, l, &r->opens, 0);
		break;
	case L_CLOSES:
		/* A day alone means to the end of it. */
		moment(r->c, l, &r->closes, 24 * 60 - 1);
		break;
	case L_CONTACT:
		kind(r->c, l, &r->contacts);
		break;
	case L_ANALYSED:
		words(r->c, l, &r->s->analysed_by);
		break;
	case L_DECIDED:
		words(r->c, l, &r->s->decided_by);
		break;
	case L_WHEN:
		words(r->c, l, &r->s->decided_when);
		break;
	case L_EDITION:
		words(r->c, l, &r->s->edition);
		break;
	case L_HEADER:
		brand_header(r->c, l, r->s);
		break;
	case L_LOGO:
		brand_logo(r->c, l, r->s);
		break;
	case L_COLOUR:
		brand_colour(r->c, l, r->s);
		break;
	case L_POPULATION:
		population_read(r->c, l, r->s, &r->populations);
		break;
	case L_MAILBOX:
		mailbox_read(r->c, l, r->s);
		break;
	case L_SENDERS:
		senders_read(r->c, l, r->s);
		break;
	case L_URL:
		url(r->c, l, &r->s->public_url);
		break;
	case L_FINDINGS:
		url(r->c, l, &r->s->findings);
		break;
	case L_MINUTES:
		minutes(r->c, l, &r->s->minutes);
		break;
	case L_RECEIPT_DAYS:
		receipt_days(r->c, l, &r->s->receipt_days, &r->said_days);
		break;
	case L_PRIVACY:
		kind(r->c, l, &r->privacy);
		break;
	case L_ACCESS:
		kind(r->c, l, &r->access);
		break;
	default:
		break;
	}
}

/* 23:59 is how people write "to the end of the day": its minute counts. */
static int64_t
end_of(const struct moment *m)
{
	int64_t t = uk_seconds(m->day, m->minute);

	return m->minute == 24 * 60 - 1 ? t + 60 : t;
}

static void
dates(struct reading *r)
{
	struct forms_settings *s = r->s;

	if (r->opens.set != r->closes.set && r->c->d->errors == r->before)
		fault(r->c, "E604", r->opens.set ? r->opens.at : r->closes.at,
		    "give both, or neither", "it %s, and nothing says when "
		    "it %s", r->opens.set ? "opens" : "closes",
		    r->opens.set ? "closes" : "opens");
	if (!r->opens.set || !r->closes.set)
		return;
	s->has_dates = true;
	s->open_day = r->opens.day;
	s->open_minute = r->opens.minute;
	s->close_day = r->closes.day;
	s->close_minute = r->closes.minute;
	s->opens = uk_seconds(s->open_day, s->open_minute);
	s->closes = end_of(&r->closes);
	if (s->closes <= s->opens)
		fault(r->c, "E603", r->closes.at, "",
		    "it would close before it opens");
}

static const char *const contacts[] = { "email", "phone", "post", "web",
	"formats", NULL };
static const char *const privacies[] = { "controller", "officer", "basis",
	"kept", "shared", "notice", NULL };
static const char *const accesses[] = { "prepared", "reviewed", "tested",
	"contact", "fault", NULL };

bool
forms_settings_read(struct arena *a, const struct forms_source *src,
    struct forms_settings **out, struct forms_diags *d)
{
	struct ctx c = { a, d };
	struct reading r = { .c = &c };
	struct line *head, *l;
	struct text t;
	size_t before = d->errors;

	*out = NULL;
	r.s = arena_new(a, struct forms_settings);
	r.s->analysed_by = r.s->decided_by = r.s->decided_when =
	    r.s->edition = r.s->public_url = r.s->minutes = r.s->findings =
	    r.s->mailbox = "";
	r.s->receipt_days = FORMS_RECEIPT_DAYS;
	r.contacts = (struct kinds){ contacts, NULL, &r.s->contacts,
	    &r.s->n_contacts, 0 };
	r.privacy = (struct kinds){ privacies, NULL, &r.s->privacy,
	    &r.s->n_privacy, 0 };
	r.access = (struct kinds){ accesses, accesses[4], &r.s->access,
	    &r.s->n_access, 0 };
	lang_parse(&c, src, &t);
	if (t.top.kind != L_SETTINGS) {
		if (d->errors == before)
			fault(&c, "E112", line_key(t.top.first), "write "
			    "`settings NAME`", "these are not settings");
		return false;
	}
	r.before = before;
	head = t.top.first;
	head->cursor = 1;
	r.s->name = want_name(&c, head, "the name of the consultation",
	    &r.s->name_at);
	want_end(&c, head);
	for (l = head->first; l != NULL; l = l->next)
		setting(&r, l);
	for (l = head->next; l != NULL; l = l->next)
		setting(&r, l);
	dates(&r);
	senders_check(&c, r.s);
	if (r.s->edition[0] == '\0')
		r.s->edition = "1.0";
	r.s->source = arena_new(a, struct forms_source);
	*r.s->source = *src;
	if (d->errors > before)
		return false;
	*out = r.s;
	return true;
}

bool
forms_settings_load(struct arena *a, const char *dir,
    struct forms_settings **out, struct forms_diags *d, struct err *e)
{
	struct forms_source *src = arena_new(a, struct forms_source);
	struct ctx c = { a, d };
	size_t before = d->errors;

	*out = NULL;
	src->name = path_join(a, dir, "site.settings");
	if (!file_read(a, src->name, FORMS_MAX_BYTES, &src->text, e))
		return false;
	if (forms_settings_read(a, src, out, d) &&
	    brand_check(&c, dir, *out))
		return forms_amended(a, dir, *out, e);
	*out = NULL;
	return err_set(e, ERR_INPUT, "%s: %zu mistake%s", src->name,
	    d->errors - before, d->errors - before == 1 ? "" : "s");
}
