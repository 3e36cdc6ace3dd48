/* SPDX-License-Identifier: MIT
 *
 * password.c -- passwords of staff: which may be chosen, and how they are kept.
 */
#include "base/base.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum {
	MEMORY = 64 << 20, PASSES = 2,
	BYTES = PASSWORD_MOST * 4,	/* of UTF-8 */
	OWN_LEAST = 8,	/* code points beside the login name */
	PIECE = 6	/* bytes, of which a repetition is no password */
};
_Static_assert(PASSWORD_HASH == crypto_pwhash_STRBYTES, "password hash");

/* ---- one at a time ---------------------------------------------------------
 * Two processors must go on answering people while staff sign in. */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t done = PTHREAD_COND_INITIALIZER;
static unsigned waiting;
static bool working;

static bool
begin(struct err *e)
{
	bool room;

	pthread_mutex_lock(&lock);
	room = !working || waiting < PASSWORD_QUEUE;
	if (room) {
		waiting++;
		while (working)
			pthread_cond_wait(&done, &lock);
		waiting--;
		working = true;
	}
	pthread_mutex_unlock(&lock);
	return room || err_set(e, ERR_LIMIT, "too many people are signing in "
	    "just now; wait a moment, then try again");
}

static void
end(void)
{
	pthread_mutex_lock(&lock);
	working = false;
	pthread_cond_signal(&done);
	pthread_mutex_unlock(&lock);
}

bool
password_hash(struct str s, char out[PASSWORD_HASH], struct err *e)
{
	bool ok;

	if (!begin(e))
		return false;
	ok = crypto_pwhash_str_alg(out, s.p, s.n, PASSES, MEMORY,
	    crypto_pwhash_ALG_ARGON2ID13) == 0;
	end();
	return ok || err_set(e, ERR_IO, "there is not enough memory to keep a "
	    "password safely (64 MiB are needed)");
}

/* With the cost of a hash of ours, and of no password. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$"
    "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/* crypto_pwhash_str_verify compares in constant time.  It says -1 for a wrong
 * password and for a lack of memory alike; the latter lets nobody in. */
bool
password_check(struct str s, const char *hash, bool *right, struct err *e)
{
	bool same;

	*right = false;
	if (s.n > BYTES)
		hash = NULL;
	if (!begin(e))
		return false;
	same = crypto_pwhash_str_verify(hash != NULL ? hash : nobody, s.p,
	    s.n > BYTES ? BYTES : s.n) == 0;
	end();
	*right = same && hash != NULL;
	return true;
}

/* ---- which may be chosen ---------------------------------------------------
 * The words are what most of the passwords in public lists of stolen ones are
 * made of, once they are twelve characters long: one word, and digits and signs
 * about it. */

static const char *const common[] = { "abc", "abcd", "abcdef", "admin",
	"administrator", "arsenal", "asdfgh", "asdfghjkl", "autumn", "baseball",
	"basketball", "birmingham", "butterfly", "changeit", "changeme",
	"charlie", "chelsea", "chocolate", "computer", "consultation",
	"correcthorsebatterystaple", "default", "diamond", "dragon", "earshot",
	"england", "everton", "football", "forgetmenot", "freedom", "hello",
	"helloworld", "iloveyou", "internet", "january", "february", "june",
	"july", "august", "september", "october", "november", "december",
	"jesus", "letmein", "letmeinnow", "liverpool", "london", "manager",
	"manchester", "master", "michael", "monday", "monkey", "mypassword",
	"newpassword", "nhs", "ninja", "office", "pass", "passphrase", "passw",
	"passwd", "passwort", "password", "p@ssword", "p@ssw0rd", "passw0rd",
	"pa55word", "pokemon", "princess", "public", "q1w2e3r4t5y6",
	"1q2w3e4r5t6y", "1qaz2wsx3edc", "1q2w3e4r", "1qaz2wsx", "qazwsx",
	"qazwsxedc", "qwer", "qwert", "qwerty", "qwertyuiop", "rangers",
	"samantha", "secret", "spring", "starwars", "summer", "sunshine",
	"superman", "survey", "temp", "temporary", "test", "testing", "tottenham",
	"trustnoone", "trustno", "unitedkingdom", "viewer", "welcome",
	"whatever", "winter", "zxcvbn", "zxcvbnm" };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same_word(struct str s, const char *word)
{
	size_t i;

	for (i = 0; i < s.n && word[i] != '\0'; i++)
		if (lower(s.p[i]) != lower(word[i]))
			return false;
	return i == s.n && word[i] == '\0';
}

static bool
is_letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c & 0x80) != 0;
}

/* The shortest piece of which the whole (not empty) is a repetition. */
static struct str
piece(struct str s)
{
	size_t n, i;

	for (n = 1; n < s.n; n++) {
		for (i = n; i < s.n && lower(s.p[i]) == lower(s.p[i - n]); i++)
			;
		if (i == s.n)
			break;
	}
	return (struct str){ s.p, n };
}

/* Without the digits and signs at either end. */
static struct str
core(struct str s)
{
	while (s.n > 0 && !is_letter(s.p[0]))
		s = (struct str){ s.p + 1, s.n - 1 };
	while (s.n > 0 && !is_letter(s.p[s.n - 1]))
		s.n--;
	return s;
}

static bool
listed(struct str s)
{
	size_t i;

	for (i = 0; i < LEN(common); i++)
		if (same_word(s, common[i]))
			return true;
	return false;
}

/* A word of the list, or it again and again, with digits and signs about it. */
static bool
is_common(struct str s)
{
	return listed(s) || listed(core(s)) || listed(core(piece(s))) ||
	    (core(s).n > 0 && listed(piece(core(s))));
}

/* "aaaaaaaaaaaa", "abcabcabcabc", "123456789012", "lkjihgfedcba" */
static bool
is_run(struct str s)
{
	size_t i, up = 0, down = 0;

	for (i = 1; i < s.n; i++) {
		int step = lower(s.p[i]) - lower(s.p[i - 1]);

		up += step == 1 || (s.p[i - 1] == '9' && s.p[i] == '0');
		down += step == -1 || (s.p[i - 1] == '0' && s.p[i] == '9');
	}
	return up == s.n - 1 || down == s.n - 1 || piece(s).n <= PIECE;
}

/* How many code points are left when each login name in it is taken out. */
static size_t
beside(struct str s, const char *login)
{
	size_t n = strlen(login), i = 0, left = 0;

	while (n > 0 && i < s.n)
		if (s.n - i >= n && same_word((struct str){ s.p + i, n },
		    login)) {
			i += n;
		} else {
			left += ((unsigned char)s.p[i] & 0xC0) != 0x80;
			i++;
		}
	return n > 0 ? left : PASSWORD_LEAST;
}

bool
password_ok(struct str s, const char *login, struct err *e)
{
	size_t n;

	if (!utf8_valid(s.p, s.n, NULL))
		return err_set(e, ERR_INPUT, "the password is not text "
		    "(UTF-8)");
	n = utf8_count(s.p, s.n);
	if (n < PASSWORD_LEAST)
		return err_set(e, ERR_INPUT, "the password is too short: it "
		    "must have at least %d characters. Three or four words "
		    "that do not belong together are a good one",
		    PASSWORD_LEAST);
	if (n > PASSWORD_MOST)
		return err_set(e, ERR_INPUT, "the password is too long: %d "
		    "characters is the most", PASSWORD_MOST);
	if (beside(s, login) < OWN_LEAST)
		return err_set(e, ERR_INPUT, "the password is little more than "
		    "the login name: choose another");
	if (is_run(s) || is_common(s))
		return err_set(e, ERR_INPUT, "this is one of the passwords "
		    "that are tried first: choose another. Three or four words "
		    "that do not belong together are a good one");
	return true;
}
