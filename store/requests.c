/* SPDX-License-Identifier: MIT
 *
 * requests.c -- what people ask for beside answering: as bytes, sealed, kept.
 */
#include "store/codec.h"
#include "store/intake.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>

enum { REQUEST_MAX = 256 << 10 };

/* ---- as bytes ------------------------------------------------------------ */

static const char *const kinds[] = { "withdraw", "stop-equality", "outcome",
	"paper", "feedback" };

const char *
request_kind_name(enum request_kind k)
{
	return kinds[k];
}

/* The keys of the texts, in order, and where each is. */
static const struct { const char *key; size_t at; } texts[] = {
	{ "name", offsetof(struct store_request, name) },
	{ "email", offsetof(struct store_request, email) },
	{ "phone", offsetof(struct store_request, phone) },
	{ "address", offsetof(struct store_request, address) },
	{ "format", offsetof(struct store_request, format) },
	{ "words", offsetof(struct store_request, words) },
};

static void
json_free(cJSON **j)
{
	cJSON_Delete(*j);
}

void
request_encode(const struct store_request *r, struct buf *out)
{
	cJSON *top CLEAN(json_free) = codec_have(cJSON_CreateObject());
	char proof[4 * (TOKEN_SIZE + 2) / 3 + 1], *text;
	size_t i;

	codec_put(top, "v", cJSON_CreateNumber(1));
	codec_put(top, "kind", cJSON_CreateString(kinds[r->kind]));
	codec_put(top, "day", cJSON_CreateString(r->day));
	codec_put(top, "lang", cJSON_CreateString(r->lang));
	codec_put(top, "rehearsal", cJSON_CreateBool(r->rehearsal));
	if (r->reference[0] != '\0') {
		codec_put(top, "reference", cJSON_CreateString(r->reference));
		b64_put(proof, r->proof, TOKEN_SIZE);
		codec_put(top, "proof", cJSON_CreateString(proof));
	}
	for (i = 0; i < LEN(texts); i++) {
		const char *s = *(const char *const *)
		    ((const char *)r + texts[i].at);

		if (s != NULL && *s != '\0')
			codec_put(top, texts[i].key, cJSON_CreateString(s));
	}
	text = cJSON_PrintUnformatted(top);
	if (text == NULL)
		abort();
	buf_puts(out, text);
	cJSON_free(text);
}

static bool
copy(const char *s, char *out, size_t size)
{
	if (s == NULL || strlen(s) >= size)
		return false;
	memcpy(out, s, strlen(s) + 1);
	return true;
}

static bool
take_kind(const char *s, struct store_request *r)
{
	size_t i;

	for (i = 0; s != NULL && i < LEN(kinds); i++)
		if (strcmp(s, kinds[i]) == 0) {
			r->kind = (enum request_kind)i;
			return true;
		}
	return false;
}

static bool
take_text(struct arena *a, const char *key, const char *s,
    struct store_request *r)
{
	size_t i;

	for (i = 0; s != NULL && i < LEN(texts); i++)
		if (strcmp(key, texts[i].key) == 0) {
			*(const char **)((char *)r + texts[i].at) =
			    arena_str(a, s);
			return true;
		}
	return false;
}

static bool
take_item(struct arena *a, const cJSON *item, struct store_request *r)
{
	const char *key = item->string, *s = cJSON_GetStringValue(item);
	struct date d;

	if (strcmp(key, "v") == 0)
		return cJSON_IsNumber(item) && item->valuedouble == 1;
	if (strcmp(key, "kind") == 0)
		return take_kind(s, r);
	if (strcmp(key, "day") == 0)
		return copy(s, r->day, sizeof(r->day)) &&
		    date_parse(str_of(r->day), &d);
	if (strcmp(key, "lang") == 0)
		return copy(s, r->lang, sizeof(r->lang));
	if (strcmp(key, "rehearsal") == 0) {
		r->rehearsal = cJSON_IsTrue(item);
		return cJSON_IsBool(item);
	}
	if (strcmp(key, "reference") == 0)
		return s != NULL && reference_read(str_of(s), r->reference);
	if (strcmp(key, "proof") == 0)
		return s != NULL && b64_get(r->proof, TOKEN_SIZE, str_of(s));
	return take_text(a, key, s, r);
}

static bool
complete(const cJSON *top)
{
	static const char *const need[] = { "v", "kind", "day", "lang",
	    "rehearsal" };
	const cJSON *one, *other;
	size_t i;

	for (i = 0; i < LEN(need); i++)
		if (!cJSON_HasObjectItem(top, need[i]))
			return false;
	cJSON_ArrayForEach(one, top)
		for (other = one->next; other != NULL; other = other->next)
			if (strcmp(one->string, other->string) == 0)
				return false;
	return cJSON_HasObjectItem(top, "reference") ==
	    cJSON_HasObjectItem(top, "proof");
}

bool
request_decode(struct arena *a, struct str json, struct store_request *r,
    struct err *e)
{
	struct arena tree CLEAN(arena_free) = { 0 };
	cJSON *top = codec_parse(&tree, json, e);
	const cJSON *item;

	*r = (struct store_request){ .name = "", .email = "", .phone = "",
	    .address = "", .format = "", .words = "" };
	if (top == NULL)
		return false;
	cJSON_ArrayForEach(item, top)
		if (!take_item(a, item, r))
			return err_set(e, ERR_INPUT, "\"%.60s\" of a request "
			    "is not what it should be", item->string);
	return complete(top) || err_set(e, ERR_INPUT,
	    "a request that is not complete");
}

/* ---- sealed and kept ----------------------------------------------------- */

bool
requests_open(struct intake *it, struct err *e)
{
	struct stmt *s = it->sql;

	return stmt_open(&it->w, &s[SQL_REQUEST], "INSERT INTO request (token,"
	    " epoch, seq, day, rehearsal, sealed)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", e) &&
	    stmt_open(&it->w, &s[SQL_REQUEST_SAME],
	    "SELECT 1 FROM request WHERE token = ?1", e) &&
	    stmt_open(&it->w, &s[SQL_WITHDRAW], "DELETE FROM response WHERE"
	    " receipt = ?1", e);
}

void
request_ad(struct str epoch, int64_t seq, struct str token, const char *day,
    bool rehearsal, struct buf *out)
{
	buf_lit(out, "earshot request 1\n");
	ad_text(out, epoch.p, epoch.n);
	buf_printf(out, "%lld.%d.", (long long)seq, rehearsal);
	ad_text(out, token.p, token.n);
	ad_text(out, day, strlen(day));
}

static bool
seal_request(struct intake *it, const struct store_request *r,
    const uint8_t token[32], struct err *e)
{
	struct buf ad CLEAN(buf_free) = { 0 };
	struct buf plain CLEAN(buf_free) = { 0 };
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct stmt *s = &it->sql[SQL_REQUEST];
	int64_t seq;

	request_encode(r, &plain);
	if (plain.n > REQUEST_MAX)
		return err_set(e, ERR_LIMIT, "this is more than we can take");
	if (!accept_epoch(it, e))
		return false;
	seq = (int64_t)it->ratchet.seq;
	request_ad((struct str){ (const char *)it->ratchet.id, SEAL_ID }, seq,
	    (struct str){ (const char *)token, 32 }, r->day, r->rehearsal,
	    &ad);
	seal_next(&it->ratchet, ad.p, ad.n, plain.p, plain.n, &sealed);
	seal_wipe(plain.p, plain.n);
	stmt_blob(s, 1, token, 32);
	stmt_int(s, 2, it->epoch);
	stmt_int(s, 3, seq);
	stmt_text(s, 4, r->day);
	stmt_int(s, 5, r->rehearsal);
	stmt_blob(s, 6, sealed.p, sealed.n);
	return stmt_do(s, e);
}

static bool
withdraw(struct intake *it, const struct store_request *r, struct err *e)
{
	struct stmt *s = &it->sql[SQL_WITHDRAW];
	uint8_t token[32];
	int64_t id;

	token_hash(r->proof, token);
	if (!find_receipt(it, token, NULL, &id, e))
		return false;
	stmt_int(s, 1, id);
	it->erased = true;
	return stmt_do(s, e);
}

static bool
accept_request(struct intake *it, struct job *j, struct err *e)
{
	const struct intake_request *q = j->request;
	struct stmt *s = &it->sql[SQL_REQUEST_SAME];
	uint8_t token[32];
	bool same;

	token_hash(q->token, token);
	stmt_blob(s, 1, token, 32);
	same = stmt_row(s);
	if (!stmt_end(s, e))
		return false;
	j->outcome = same ? INTAKE_SAME : INTAKE_NEW;
	if (!same && (!seal_request(it, &q->r, token, e) ||
	    (q->r.kind == REQUEST_WITHDRAW && !withdraw(it, &q->r, e))))
		return false;
	return q->draft == NULL || drafts_replace(it, q->draft, q->sealed,
	    q->expires, e);
}

bool
intake_request(struct intake *it, const struct intake_request *q,
    enum intake_outcome *outcome, struct err *e)
{
	/* a withdrawal makes room: it is taken on a full disk as well */
	struct job j = { .run = accept_request,
	    .grows = q->r.kind != REQUEST_WITHDRAW, .request = q };
	static const uint8_t none[TOKEN_SIZE];
	bool about = q->r.kind <= REQUEST_OUTCOME;

	if (about != (q->r.reference[0] != '\0') || (about &&
	    memcmp(q->r.proof, none, TOKEN_SIZE) == 0))
		return err_set(e, ERR_INPUT, "this request does not show which "
		    "response it is about");
	if (!intake_do(it, &j, e))
		return false;
	*outcome = j.outcome;
	return true;
}
