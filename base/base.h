/* SPDX-License-Identifier: MIT
 *
 * base.h -- what every other folder may lean on: memory, text, errors, files,
 * dates, SQLite, sealing, passwords, and a place to work on what strangers sent.
 *
 * Running out of memory is not an error that anyone handles: base prints a
 * line and aborts.  Growth driven by outsiders is bounded by limits instead.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PRINTF(f, a)	__attribute__((format(printf, f, a)))
#define MUST_USE	__attribute__((warn_unused_result))
#define CLEAN(fn)	__attribute__((cleanup(fn)))
#define NORETURN	__attribute__((noreturn))
#define LEN(array)	(sizeof(array) / sizeof((array)[0]))

/* ---- errors -------------------------------------------------------------
 * A function that can fail returns bool (true is success) and fills the
 * caller's struct err.  Mistakes in an author's text are diagnostics
 * (forms.h), never errors. */

enum err_code {
	ERR_NONE,
	ERR_INPUT,	/* what was given has mistakes: exit 1 */
	ERR_USAGE,	/* the program was used wrongly: exit 2 */
	ERR_IO,		/* disk, network, permission: exit 3 */
	ERR_DB,		/* SQLite said no, or the file is damaged: exit 3 */
	ERR_KEY,	/* wrong or missing key, or sealed bytes were changed: 3 */
	ERR_LIMIT,	/* larger than we accept: exit 1 */
	ERR_BUSY	/* somebody else holds it: exit 3 */
};
struct err { enum err_code code; char msg[508]; };

/* Fills e and returns false, so that a caller can `return err_set(...)`. */
bool	err_set(struct err *, enum err_code, const char *, ...) PRINTF(3, 4);
/* Puts words and ": " in front of the message; returns false. */
bool	err_wrap(struct err *, const char *, ...) PRINTF(2, 3);
/* The exit status for this error: see the table above. */
int	err_exit(const struct err *);

/* ---- text ---------------------------------------------------------------
 * A struct str borrows: never freed, not NUL-terminated.  A `const char *`
 * in a model or an API is NUL-terminated valid UTF-8 that lives in an arena. */

struct str { const char *p; size_t n; };
#define STR(lit)	((struct str){ "" lit, sizeof(lit) - 1 })
#define STRF(s)		(int)(s).n, (s).p	/* for "%.*s" */
static inline struct str
str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
}
bool	str_eq(struct str, struct str);
bool	str_is(struct str, const char *);	/* equal to a C string */
/* Takes the first line off *rest, without its LF or CR LF; false at the end. */
bool	str_line(struct str *rest, struct str *line);
/* Plain Damerau-Levenshtein distance in bytes, for "did you mean"; stops
 * counting past limit and returns limit + 1. */
size_t	str_distance(struct str, struct str, size_t limit);

/* ---- arenas: memory that lives and dies together ------------------------
 * One per request, compile or report.  Zeroed.  Never fails. */

struct arena { struct arena_block *top; };
void	*arena_get(struct arena *, size_t size, size_t align)
	    __attribute__((malloc));
void	 arena_free(struct arena *);
#define arena_new(a, T)		((T *)arena_get((a), sizeof(T), _Alignof(T)))
#define arena_array(a, T, n)	((T *)arena_get((a), \
				    arena_size((n), sizeof(T)), _Alignof(T)))
size_t	 arena_size(size_t n, size_t each);	/* n * each, or aborts */
/* Grows a zeroed array by doubling: *cap is how many fit; when n == *cap the
 * contents move to a larger place in the arena. */
void	*arena_grow(struct arena *, void *old, size_t n, size_t *cap,
	    size_t each, size_t align);
#define arena_push(a, ptr, n, cap) \
	((ptr) = arena_grow((a), (ptr), (n), &(cap), sizeof(*(ptr)), \
	    _Alignof(__typeof__(*(ptr)))), &(ptr)[(n)++])
char	*arena_strn(struct arena *, const char *, size_t);
char	*arena_str(struct arena *, const char *);
char	*arena_printf(struct arena *, const char *, ...) PRINTF(2, 3);

/* ---- buffers: owned, growable, always NUL-terminated ---------------------
 * Past max (0: 16 MiB) a buffer keeps quiet and sets full, so that writers
 * are not checked one by one; the reader asks buf_ok(). */

struct buf { char *p; size_t n, cap, max; bool full; };
void	 buf_put(struct buf *, const void *, size_t);
/* So many more, which the caller fills; NULL when it is too full for them. */
char	*buf_more(struct buf *, size_t);
void	 buf_puts(struct buf *, const char *);
void	 buf_printf(struct buf *, const char *, ...) PRINTF(2, 3);
void	 buf_clear(struct buf *);		/* keeps the memory */
void	 buf_free(struct buf *);
const char *buf_text(const struct buf *);	/* never NULL */
static inline bool
buf_ok(const struct buf *b)
{
	return !b->full;
}
#define buf_lit(b, lit)	buf_put((b), "" lit, sizeof(lit) - 1)

/* ---- UTF-8 -------------------------------------------------------------- */

/* True when p[0..n) is strict UTF-8 (no surrogates, no overlong forms, no
 * NUL).  Otherwise *bad (may be NULL) is the offset of the first bad byte. */
bool	 utf8_valid(const char *p, size_t n, size_t *bad);
/* Reads one code point of valid UTF-8 at *p, moves *p past it. */
uint32_t utf8_next(const char **p);
size_t	 utf8_count(const char *p, size_t n);	/* code points */
size_t	 utf8_count16(const char *p, size_t n);	/* UTF-16 units, CRLF as 1 */
void	 utf8_put(struct buf *, uint32_t);
/* A letter in lower case, whatever the process's locale.  Any thread. */
uint32_t utf8_lower(uint32_t);
/* Bidirectional control characters, which could make a text read otherwise
 * than it is stored. */
bool	 utf8_is_bidi_control(uint32_t);

/* ---- HTML ---------------------------------------------------------------
 * %s is escaped, always, for text and for quoted attributes.  Markup must be
 * a literal.  html_f knows %s %d %zu %lld %% and aborts on anything else. */

void	 html_f(struct buf *, const char *, ...) PRINTF(2, 3);
void	 html_text(struct buf *, const char *);	/* one escaped text */
#define html_lit(b, lit)	buf_lit((b), lit)

/* ---- rows of cells, and CSV ------------------------------------------------ */

enum {
	TABLE_COLUMNS = 4000,		/* of a row, at most */
	TABLE_CELL = 1 << 20,		/* bytes of a cell, at most */
	TABLE_ROWS = 5000000
};

struct table_row {
	size_t		 number;	/* from 1, as a spreadsheet shows it */
	const char	**cells;	/* each UTF-8; "" where it is empty */
	size_t		 n;
};
/* "A", "Z", "AA" for 0, 25, 26. */
const char *table_letter(struct arena *, size_t column);
/* Is nothing in it to see? */
bool	table_empty(const char *);

/* RFC 4180, with any of the separators and any ends of lines. */
struct csv {
	bool		(*more)(void *arg, char *to, size_t room, size_t *n,
			    struct err *);
	void		*arg;
	char		 separator;
	/* private */
	char		 block[65536];
	size_t		 at, n;
	size_t		 row;		/* that was read last */
	bool		 ended, begun;
	struct buf	 cells;		/* of this row, each ended by NUL */
	size_t		*starts;
	size_t		 n_cells, cap_cells;
};
/* The next row into the arena; *got false: that was the last.  Empty lines are
 * rows.  ERR_INPUT, ERR_LIMIT: row and column of what is wrong. */
bool	csv_row(struct csv *, struct arena *, struct table_row *, bool *got,
	    struct err *) MUST_USE;
void	csv_close(struct csv *);
/* Which of , ; tab and | parts the cells of the first line, and whether a line
 * `sep=;` says so (*line: that line counts for nothing). */
char	csv_separator(struct str beginning, bool *line);
/* Would a spreadsheet take it for the beginning of a formula (OWASP, "CSV
 * Injection")?  The full-width forms too. */
bool	csv_formula(const char *);

/* ---- files -------------------------------------------------------------- */

/* Reads a whole regular file into the arena, NUL-terminated; more than max
 * bytes is ERR_LIMIT. */
bool	 file_read(struct arena *, const char *path, size_t max, struct str *,
	    struct err *) MUST_USE;
/* The same for text: bytes that are not UTF-8 are ERR_INPUT, which one. */
bool	 file_read_text(struct arena *, const char *path, size_t max,
	    struct str *, struct err *) MUST_USE;
/* Writes to a temporary neighbour, syncs and renames: the old file or the
 * new one, never half.  mode as for open(2). */
bool	 file_write(const char *path, const void *, size_t, unsigned mode,
	    struct err *) MUST_USE;
bool	 file_exists(const char *path);
bool	 dir_make(const char *path, unsigned mode, struct err *) MUST_USE;
char	*path_join(struct arena *, const char *dir, const char *name);
/* The last part of a path without trailing slashes: "a/b/" gives "b". */
char	*path_name(struct arena *, const char *path);
/* Free bytes, for whoever may not use the reserve, on the file system that holds
 * path.  False: not known. */
bool	 disk_free(const char *path, uint64_t *bytes);

/* ---- dates --------------------------------------------------------------
 * Proleptic Gregorian; UK civil time by rule (BST from 01:00 UTC on the last
 * Sunday of March to 01:00 UTC on the last Sunday of October), never by the
 * process's time zone. */

struct date { int year, month, day; };
bool	 date_parse(struct str, struct date *);	/* YYYY-MM-DD, a real day */
bool	 time_parse(struct str, int *minutes);	/* HH:MM, 00:00 to 23:59 */
int64_t	 date_days(struct date);		/* since 1970-01-01 */
struct date date_from_days(int64_t);
void	 date_text(struct date, char out[11]);	/* YYYY-MM-DD */
/* Seconds since 1970 UTC of a UK wall-clock moment, and back. */
int64_t	 uk_seconds(struct date, int minutes);
struct date uk_date(int64_t seconds);
int	uk_minute(int64_t seconds);	/* of that day, as clocks in the UK show */
int64_t	 now_seconds(void);
int64_t	 now_millis(void);			/* monotonic */

/* How long something took, each time that it was done: how many times within
 * meter_bounds[i] seconds (each counts in the last bound that it needs; beyond
 * them all only in n), and the sum.  Not safe from several threads. */
enum { METER_BOUNDS = 8 };
extern const double meter_bounds[METER_BOUNDS];
struct meter { uint64_t n, within[METER_BOUNDS]; double seconds; };
void	 meter_add(struct meter *, double seconds);
double	 now_precise(void);	/* seconds, of a clock that is never put back */

/* ---- SQLite -------------------------------------------------------------
 * One writer connection per database does every write and checkpoint; others
 * read only.  Settings: WAL, synchronous=FULL, foreign_keys, secure_delete,
 * trusted_schema off, cell_size_check, defensive, no mmap.  A second writer
 * is refused by a lock on PATH.lock (research: WAL-reset fault).
 * SQL is a literal with ?1; nothing is ever formatted into it. */

struct sqlite3;
struct sqlite3_stmt;
struct db { struct sqlite3 *h; int lock; char path[512]; };
/* DB_CREATE_WIDE: a new one has pages of 16 KiB, for what is mostly large values.
 * DB_CREATE_BULK: so, and unless somebody else has it open, what is new is written
 * straight to the file (a rollback journal keeps what it was), not to a log first and
 * then to the file.  Who reads waits while it is committed, and the commit for who
 * reads, up to three seconds: then it is ERR_BUSY, and can be done again.  The next that
 * opens it to write has the log again. */
enum db_mode { DB_READ, DB_WRITE, DB_CREATE, DB_CREATE_WIDE, DB_CREATE_BULK };
bool	 db_open(struct db *, const char *path, enum db_mode, struct err *)
	    MUST_USE;
void	 db_close(struct db *);			/* safe on a zeroed struct */
bool	 db_run(struct db *, const char *sql, struct err *) MUST_USE;
bool	 db_version(struct db *, int *user_version, struct err *) MUST_USE;
/* Brings the layout up to date: steps[i] takes version i to i + 1 (and ends
 * with PRAGMA user_version = i + 1), all or none.  A version
 * above n was made by a newer program and is refused: ERR_DB. */
bool	 db_migrate(struct db *, const char *const *steps, int n, struct err *)
	    MUST_USE;
/* Moves the log into the file and empties it, so that what was deleted is in
 * neither.  Does not wait: false when somebody reads just now. */
bool	 db_empty_log(struct db *) MUST_USE;
/* Copies a database, of one moment, while others write to it, to a new file that
 * its owner alone can read. */
bool	 db_copy(const char *from, const char *to, struct err *) MUST_USE;
/* PRAGMA integrity_check and foreign_key_check; false with what is wrong. */
bool	 db_check(struct db *, struct err *) MUST_USE;

/* A statement remembers its first error: bind and step freely, ask
 * stmt_end() once.  The same struct is reused by stmt_reset(). */
struct stmt { struct sqlite3_stmt *s; struct db *db; int rc; };
bool	 stmt_open_(struct db *, struct stmt *, const char *, struct err *);
#define	 stmt_open(db, st, sql, e)	stmt_open_((db), (st), "" sql, (e))
void	 stmt_int(struct stmt *, int i, int64_t);
void	 stmt_text(struct stmt *, int i, const char *);	/* NULL binds NULL */
void	 stmt_blob(struct stmt *, int i, const void *, size_t);
/* Not copied: it stays as it is until the next one is bound, or stmt_close. */
void	 stmt_blob_held(struct stmt *, int i, const void *, size_t);
void	 stmt_null(struct stmt *, int i);
bool	 stmt_row(struct stmt *);		/* steps; true while rows come */
bool	 stmt_end(struct stmt *, struct err *);	/* true: no error; resets */
bool	 stmt_do(struct stmt *, struct err *);	/* step to the end, then end */
void	 stmt_close(struct stmt *);
int64_t	 col_int(struct stmt *, int i);
const char *col_text(struct stmt *, int i);	/* borrowed until the next step;
						   NULL becomes "" */
struct str col_blob(struct stmt *, int i);	/* likewise */
bool	 col_null(struct stmt *, int i);

/* ---- sealing (libsodium) -------------------------------------------------
 * Responses are sealed by a ratchet.  An epoch starts with a random root that
 * is sealed (crypto_box_seal) to each recipient.  Response number seq uses
 * message key m = H("earshot msg", k) and then k becomes H("earshot next", k)
 * and the old k is wiped: whoever takes the live server reads nothing that
 * was accepted before.  A recipient opens the root and derives every key.
 * Cipher: XChaCha20-Poly1305 with a random nonce; plaintexts are padded to a
 * power of two, at least 1024 bytes, and above 16 KiB by Padmé, so that sizes say
 * little. */

enum {
	SEAL_PUBLIC = 32, SEAL_SECRET = 32, SEAL_KEY = 32, SEAL_ID = 16,
	SEAL_ROOT = 80,		/* crypto_box_SEALBYTES + 32 */
	SEAL_RECIPIENTS = 2	/* the analyst, the recovery key */
};
struct seal_public { uint8_t k[SEAL_PUBLIC]; };
struct seal_secret { uint8_t k[SEAL_SECRET]; struct seal_public pub; };

struct seal_ratchet {
	uint8_t		id[SEAL_ID];	/* of the epoch */
	uint8_t		key[SEAL_KEY];	/* current; wiped as it moves */
	uint64_t	seq;		/* of the next message */
};
bool	 seal_start(struct err *) MUST_USE;	/* once a process */
void	 seal_random(void *, size_t);
void	 seal_wipe(void *, size_t);
/* Keeps a secret out of the swap file and of core dumps, as far as the system
 * lets it; let_go wipes it. */
void	 seal_hold(void *, size_t);
void	 seal_let_go(void *, size_t);
bool	 seal_same(const void *, const void *, size_t);	/* in constant time */
void	 seal_keypair(struct seal_secret *);
/* BLAKE2b-256 of data; keyed when keyn > 0 (16 to 64 bytes). */
void	 seal_hash(uint8_t out[32], const void *key, size_t keyn,
	    const void *data, size_t n);
/* SHA-256 (FIPS 180-4), as other programs print it. */
void	 sha256(uint8_t out[32], const void *, size_t);
/* The same as seal_hash, without a key, of what comes in pieces. */
struct seal_sum { _Alignas(64) unsigned char state[384]; };
void	 seal_sum_start(struct seal_sum *);
void	 seal_sum_add(struct seal_sum *, const void *, size_t);
void	 seal_sum_end(struct seal_sum *, uint8_t out[32]);
/* Gives a regular file (no link) to take(), block by block; false stops. */
bool	 file_each(const char *path, bool (*take)(void *, const void *, size_t,
	    struct err *), void *, struct err *) MUST_USE;
bool	 file_sum(const char *path, int64_t *size, uint8_t hash[32],
	    struct err *) MUST_USE;
/* Starts an epoch; roots[i] is the root for recipient i. */
void	 seal_begin(struct seal_ratchet *, const struct seal_public *to,
	    size_t n, uint8_t roots[][SEAL_ROOT]);
/* Seals one message, moves the ratchet.  ad is authenticated, not stored. */
void	 seal_next(struct seal_ratchet *, const void *ad, size_t adn,
	    const void *plain, size_t n, struct buf *out);
/* The same without padding, for what has its size beside it anyway. */
void	 seal_next_sized(struct seal_ratchet *, const void *ad, size_t adn,
	    const void *plain, size_t n, struct buf *out);
/* Reader's side: opens the root, then messages in any order (forward is
 * cheap).  False: wrong key, or bytes were changed. */
struct seal_reader {
	uint8_t		root[SEAL_KEY], key[SEAL_KEY];
	uint64_t	seq;
};
bool	 seal_open_root(struct seal_reader *, const uint8_t root[SEAL_ROOT],
	    const struct seal_secret *, struct err *) MUST_USE;
bool	 seal_open(struct seal_reader *, uint64_t seq, const void *ad,
	    size_t adn, struct str sealed, struct buf *plain, struct err *)
	    MUST_USE;
void	 seal_reader_wipe(struct seal_reader *);
/* Symmetric: drafts under a key that only the respondent holds. */
void	 seal_box(const uint8_t key[SEAL_KEY], const void *ad, size_t adn,
	    const void *plain, size_t n, struct buf *out);
bool	 seal_unbox(const uint8_t key[SEAL_KEY], const void *ad, size_t adn,
	    struct str sealed, struct buf *plain, struct err *) MUST_USE;
/* Key files are text: a line that says what it is, then the key in hex.
 * Secret ones are written 0600 and refused when others may read them. */
bool	 seal_public_write(const char *path, const char *what,
	    const struct seal_public *, struct err *) MUST_USE;
bool	 seal_public_read(const char *path, struct seal_public *, struct err *)
	    MUST_USE;
bool	 seal_secret_write(const char *path, const char *what,
	    const struct seal_secret *, struct err *) MUST_USE;
bool	 seal_secret_read(const char *path, struct seal_secret *, struct err *)
	    MUST_USE;
/* Hex and URL-safe base64 without padding; out holds n * 2 + 1 or
 * 4 * (n + 2) / 3 + 1 characters.  Decoders refuse anything but exactly n. */
void	 hex_put(char *out, const void *, size_t n);
bool	 hex_get(void *out, size_t n, struct str);
void	 b64_put(char *out, const void *, size_t n);
bool	 b64_get(void *out, size_t n, struct str);
/* A reference to read over the phone: 10 Crockford base-32 characters and a
 * check character, grouped "4F7K-2M9Q-X3C"; identifies, never authorises. */
enum { REFERENCE_SIZE = 14 };
void	 reference_new(char out[REFERENCE_SIZE]);
bool	 reference_valid(struct str);	/* spaces, case, O and I forgiven */
/* The same, and the reference as it is stored; false: not one. */
bool	 reference_read(struct str, char out[REFERENCE_SIZE]);
/* A return code: 16 secret bytes as 26 Crockford base-32 characters and two
 * check characters, "A1B2-C3D4-…" in seven groups of four.  Any two wrong
 * characters are noticed.  Reading forgives case, O, I and L, and what stands
 * between the characters; false: not one, and secret was not touched. */
enum { CODE_SIZE = 16, CODE_TEXT = 35 };
void	 code_put(char out[CODE_TEXT], const uint8_t secret[CODE_SIZE]);
bool	 code_read(struct str, uint8_t secret[CODE_SIZE]);

/* ---- passwords of staff (libsodium) ----------------------------------------
 * Argon2id, 64 MiB and two passes (crypto_pwhash_str), about a fifth of a second
 * of one processor.  The rules are those of NIST SP 800-63B, 5.1.1.2: a length,
 * no guessable ones, and nothing about which characters there must be.  The
 * bytes are taken as they come, without Unicode normalisation. */

enum {
	PASSWORD_LEAST = 12, PASSWORD_MOST = 128,	/* code points */
	PASSWORD_HASH = 128,	/* crypto_pwhash_STRBYTES: text, with its NUL */
	PASSWORD_QUEUE = 8	/* who may wait while one is worked on */
};
/* May this be the password of whoever has that login name?  ERR_INPUT says what
 * is wrong, for the person who chose it. */
bool	 password_ok(struct str, const char *login, struct err *) MUST_USE;
/* Both work on one password at a time in the whole process, as each takes 64
 * MiB.  ERR_LIMIT: PASSWORD_QUEUE callers wait already; ERR_IO: not enough
 * memory.  Safe from several threads. */
bool	 password_hash(struct str, char out[PASSWORD_HASH], struct err *)
	    MUST_USE;
/* hash NULL, where there is no account: never right, at the same cost. */
bool	 password_check(struct str, const char *hash, bool *right,
	    struct err *) MUST_USE;

/* ---- codes by time: TOTP, RFC 6238 (liboath) --------------------------------
 * SHA-1, six digits, a step of 30 seconds since 1970: what every authenticator
 * app can do. */

enum { TOTP_SECRET = 20, TOTP_STEP = 30, TOTP_DIGITS = 6, TOTP_BASE32 = 33 };
void	 totp_new(uint8_t secret[TOTP_SECRET]);
void	 totp_code(const uint8_t secret[TOTP_SECRET], int64_t step,
	    char out[TOTP_DIGITS + 1]);
/* Is it the code of the step of now, the one before or the one after, and of a
 * step later than after (the last one that was used; 0: none)?  Then *step is
 * that step, to be kept: so no code works twice (RFC 6238, 5.2).  Spaces are
 * forgiven.  Takes as long whichever step it is of. */
bool	 totp_check(const uint8_t secret[TOTP_SECRET], struct str code,
	    int64_t now, int64_t after, int64_t *step);
/* The secret in base 32 (RFC 4648), to be typed in. */
void	 totp_base32(const uint8_t secret[TOTP_SECRET], char out[TOTP_BASE32]);
/* otpauth://totp/ISSUER:ACCOUNT?secret=…, for the QR code. */
void	 totp_uri(const uint8_t secret[TOTP_SECRET], const char *issuer,
	    const char *account, struct buf *out);

/* ---- a place without doors (libseccomp, Landlock) -----------------------------
 * For a process that works on what strangers sent.  From then on, and in
 * whatever it starts: no network, no file opened for writing, made, removed or
 * renamed, no other process looked into or signalled, no way back.  A call that
 * is not allowed fails with EPERM.  Where the kernel has Landlock (5.13), files
 * can be read in the system's folders alone.  Needs no privilege.  Call it in a
 * process of one thread. */
struct sandbox {
	unsigned	 megabytes;	/* of address space */
	unsigned	 files;		/* that may be open at once */
	unsigned	 seconds;	/* of CPU in all; 0: no limit */
	bool		 alone;		/* may start no other process (threads it
					   may) */
};
bool	 sandbox_enter(const struct sandbox *, struct err *) MUST_USE;
/* Narrows it for a program that is about to be run from within: the limits, and
 * alone.  Safe between fork and exec. */
bool	 sandbox_narrow(const struct sandbox *) MUST_USE;
#endif
