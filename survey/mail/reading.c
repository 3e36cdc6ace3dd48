/* SPDX-License-Identifier: MIT
 *
 * reading.c -- a reading as canonical JSON: always the same keys in the same
 * order, and no spaces.
 */
#include "survey/mail/mail.h"

static const char *const hands[MAIL_HANDS] = { "no", "encrypted", "signed",
    "picture", "file", "limit", "crash", "empty", "damaged" };
static const char *const asides[MAIL_ASIDES] = { "no", "automatic-reply",
    "bounce", "receipt", "calendar", "bulk", "spam" };

const char *
mail_hand_name(enum mail_hand h)
{
	return hands[h];
}

const char *
mail_aside_name(enum mail_aside s)
{
	return asides[s];
}

/* ---- writing ------------------------------------------------------------------------ */

/* A text of a reading has LF and TAB, and no other control. */
static void
put_string(struct buf *b, const char *s)
{
	static const char *const stops = "\"\\\n\t";
	size_t n;

	buf_lit(b, "\"");
	for (s = s != NULL ? s : ""; *s != '\0'; s++) {
		n = strcspn(s, stops);
		buf_put(b, s, n);
		s += n;
		if (*s == '\0')
			break;
		buf_lit(b, "\\");
		buf_put(b, *s == '\n' ? "n" : *s == '\t' ? "t" : s, 1);
	}
	buf_lit(b, "\"");
}

static void
put_text(struct buf *b, const char *key, const char *s)
{
	buf_printf(b, "\"%s\":", key);
	put_string(b, s);
	buf_lit(b, ",");
}

static void
put_filled(struct buf *b, const struct mail_file *f)
{
	size_t i;

	buf_lit(b, "\"filled\":[");
	for (i = 0; i < f->n_filled; i++) {
		buf_lit(b, "[");
		put_string(b, f->filled[i].name);
		buf_lit(b, ",");
		put_string(b, f->filled[i].value);
		buf_puts(b, i + 1 < f->n_filled ? "]," : "]");
	}
	buf_lit(b, "],");
}

static void
put_file(struct buf *b, const struct mail_file *f)
{
	buf_lit(b, "{");
	put_text(b, "name", f->name);
	put_text(b, "type", f->type);
	buf_printf(b, "\"size\":%lld,", (long long)f->size);
	put_text(b, "text", f->text);
	put_filled(b, f);
	put_text(b, "hand", hands[f->hand]);
	buf_lit(b, "\"why\":");
	put_string(b, f->why);
	buf_lit(b, "}");
}

static void
put_head(struct buf *b, const struct mail_reading *r, bool sender)
{
	if (sender) {
		put_text(b, "name", r->name);
		put_text(b, "address", r->address);
	}
	put_text(b, "id", r->id);
	put_text(b, "parent", r->parent);
	put_text(b, "root", r->root);
	put_text(b, "subject", r->subject);
	buf_printf(b, "\"date\":%lld,", (long long)r->date);
	put_text(b, "lang", r->lang);
}

bool
mail_reading_write(const struct mail_reading *r, bool sender, struct buf *b)
{
	size_t i;

	buf_lit(b, "{");
	put_head(b, r, sender);
	put_text(b, "text", r->text);
	buf_printf(b, "\"html\":%s,\"files\":[", r->html ? "true" : "false");
	for (i = 0; i < r->n_files; i++) {
		put_file(b, &r->files[i]);
		if (i + 1 < r->n_files)
			buf_lit(b, ",");
	}
	buf_lit(b, "],\"mended\":[");
	for (i = 0; i < r->n_mended; i++) {
		put_string(b, r->mended[i]);
		if (i + 1 < r->n_mended)
			buf_lit(b, ",");
	}
	buf_lit(b, "],");
	put_text(b, "aside", asides[r->aside]);
	put_text(b, "aside_why", r->aside_why);
	put_text(b, "hand", hands[r->hand]);
	buf_lit(b, "\"why\":");
	put_string(b, r->why);
	buf_lit(b, "}");
	return buf_ok(b);
}
