/* SPDX-License-Identifier: MIT
 *
 * check_doc.c -- the document as a whole: Matterhorn 01-007, 07, X-008 and
 * what ISO 19005-2 (PDF/A-2a) asks of file, colours and actions.
 */
#include "tests/pdf/check.h"

enum { SCAN_DEEP = 40 };

/* ISO 19005-2, 6.1.2 and 6.1.3: the first two lines, and the last. */
static void
check_file(struct pdf *p)
{
	const uint8_t *b = p->bytes;
	size_t i, end = p->nbytes;
	bool good;

	good = p->nbytes > 20 && memcmp(b, "%PDF-1.", 7) == 0 &&
	    b[7] >= '0' && b[7] <= '7' && (b[8] == '\n' || b[8] == '\r');
	i = good && b[8] == '\r' && b[9] == '\n' ? 10 : 9;
	good = good && b[i] == '%' && b[i + 1] > 127 && b[i + 2] > 127 &&
	    b[i + 3] > 127 && b[i + 4] > 127;
	if (!good)
		fault(p, 0, "A2-6.1.2", "the file does not begin with %%PDF-1 "
		    "and a line of binary characters");
	if (end > 0 && b[end - 1] == '\n')
		end--;
	if (end > 0 && b[end - 1] == '\r')
		end--;
	if (end < 5 || memcmp(b + end - 5, "%%EOF", 5) != 0)
		fault(p, 0, "A2-6.1.3", "something follows %%%%EOF");
}

/* ISO 19005-2, 6.1.7.1: line ends around a stream's data.  The words are
 * sought in the bytes: compressed data has them by chance hardly ever. */
static void
check_line_ends(struct pdf *p)
{
	static const char word[] = "endstream";
	const char *b = p->bytes, *end = b + p->nbytes, *at = b;

	while ((at = memmem(at, (size_t)(end - at), word, sizeof(word) - 1)) !=
	    NULL) {
		if (at > b && at[-1] != '\n' && at[-1] != '\r') {
			fault(p, 0, "A2-6.1.7.1", "no line end before the "
			    "endstream at byte %zu", (size_t)(at - b));
			return;
		}
		at += sizeof(word) - 1;
	}
}

static void
check_trailer(struct pdf *p)
{
	qpdf_oh t = qpdf_get_trailer(p->q), id = get(p, t, "/ID");

	if (length_of(p, id) != 2 || bytes_of(p, item(p, id, 0)).n == 0)
		fault(p, 0, "A2-6.1.3", "the file has no identifier (ID)");
	if (has(p, t, "/Encrypt"))
		fault(p, 0, "A2-6.1.3", "the file is encrypted");
}

static void
check_intent(struct pdf *p)
{
	qpdf_oh list = get(p, p->root, "/OutputIntents"), profile;
	int i, n = length_of(p, list), found = 0, channels;
	struct str s;

	for (i = 0; i < n; i++) {
		if (!name_is(p, get(p, item(p, list, i), "/S"), "GTS_PDFA1"))
			continue;
		found++;
		profile = get(p, item(p, list, i), "/DestOutputProfile");
		if (!stream_of(p, profile, &s) || s.n < 128 ||
		    memcmp(s.p + 36, "acsp", 4) != 0) {
			fault(p, 0, "A2-6.2.3", "the output intent has no ICC "
			    "profile");
			continue;
		}
		p->colours = channels = int_of(p, get(p, profile, "/N"), 0);
		if ((memcmp(s.p + 16, "RGB ", 4) == 0 && channels != 3) ||
		    (memcmp(s.p + 16, "CMYK", 4) == 0 && channels != 4) ||
		    (memcmp(s.p + 16, "GRAY", 4) == 0 && channels != 1))
			fault(p, 0, "A2-6.2.3", "the ICC profile does not have "
			    "N = %d colours", channels);
		if ((uint8_t)s.p[8] > 4)
			fault(p, 0, "A2-6.2.3", "the ICC profile is newer "
			    "than version 4");
	}
	if (found == 0)
		fault(p, 0, "A2-6.2.3", "there is no output intent for PDF/A");
}

static void
check_catalog(struct pdf *p)
{
	qpdf_oh info = get(p, p->root, "/MarkInfo"), form;
	qpdf_oh show = get(p, get(p, p->root, "/ViewerPreferences"),
	    "/DisplayDocTitle");
	const char *lang = text_of(p, get(p, p->root, "/Lang"));

	if (!is_true(p, get(p, info, "/Marked")))
		fault(p, 0, "A2-6.7.2", "the document is not marked as tagged "
		    "(Marked)");
	if (is_true(p, get(p, info, "/Suspects")))
		fault(p, 0, "01-007", "the document calls its tags suspect");
	if (p->top == NULL)
		fault(p, 0, "A2-6.7.3", "there is no structure tree");
	if (is_null(p, show))
		fault(p, 0, "07-001", "the viewer is not told to show the "
		    "title (DisplayDocTitle)");
	else if (!is_true(p, show))
		fault(p, 0, "07-002", "DisplayDocTitle is not true");
	if (lang == NULL)
		fault(p, 0, "X-008", "the document has no language (Lang)");
	else if (!p->lang)
		fault(p, 0, "11-001", "the document's language \"%s\" is not "
		    "a language code", lang);
	form = get(p, p->root, "/AcroForm");
	if (is_true(p, get(p, form, "/NeedAppearances")) ||
	    has(p, form, "/XFA"))
		fault(p, 0, "A2-6.4", "the form needs a viewer to draw it");
}

/* ---- every object ------------------------------------------------------- */

static void
check_action(struct pdf *p, const char *type)
{
	static const char *const no[] = { "Launch", "Sound", "Movie",
		"ResetForm", "ImportData", "JavaScript", "Hide",
		"SetOCGState", "Rendition", "Trans", "GoTo3DView" };
	size_t i;

	for (i = 0; i < LEN(no); i++)
		if (strcmp(no[i], type) == 0)
			fault(p, 0, "A2-6.5.1", "there is an action of type "
			    "%s", type);
}

static void
check_filter(struct pdf *p, qpdf_oh o, int object)
{
	qpdf_oh f = get(p, o, "/Filter");
	int i, n = qpdf_oh_is_array(p->q, f) ? length_of(p, f) : 1;
	const char *name;

	for (i = 0; i < n; i++) {
		name = name_of(p, qpdf_oh_is_array(p->q, f) ? item(p, f, i) :
		    f);
		if (strcmp(name, "LZWDecode") == 0 ||
		    strcmp(name, "Crypt") == 0)
			fault(p, 0, "A2-6.1.7", "object %d uses the filter %s",
			    object, name);
	}
	if (has(p, o, "/F") || has(p, o, "/FFilter") ||
	    has(p, o, "/FDecodeParms"))
		fault(p, 0, "A2-6.1.7", "the data of object %d is in another "
		    "file", object);
}

/* What PDF/A forbids in an image, or allows with care that this checker does
 * not take. */
static void
check_dict(struct pdf *p, qpdf_oh o, int object)
{
	if (name_is(p, get(p, o, "/Subtype"), "Image") &&
	    (is_true(p, get(p, o, "/Interpolate")) || has(p, o, "/OPI") ||
	    has(p, o, "/Alternates")))
		fault(p, 0, "A2-6.2.8", "image %d has Interpolate, Alternates "
		    "or OPI", object);
	if (name_is(p, get(p, o, "/ColorSpace"), "DeviceCMYK") &&
	    p->colours != 4)
		fault(p, 0, "A2-6.2.4.3", "image %d has colours that the "
		    "output intent does not have", object);
	if (has(p, o, "/EF"))
		fault(p, 0, "X-005", "object %d embeds a file, which this "
		    "checker does not judge", object);
	if (has(p, o, "/OCGs"))
		fault(p, 0, "X-005", "there are layers, which this checker "
		    "does not judge");
}

/* ISO 19005-2, 6.1.13. */
static void
check_limits(struct pdf *p, qpdf_oh o, int object)
{
	if (qpdf_oh_is_string(p->q, o) && bytes_of(p, o).n > 32767)
		fault(p, 0, "A2-6.1.13", "object %d has a string longer than "
		    "32767 bytes", object);
	if (qpdf_oh_is_name(p->q, o) && strlen(name_of(p, o)) > 127)
		fault(p, 0, "A2-6.1.13", "object %d has a name longer than "
		    "127 bytes", object);
}

/* One object and the direct objects within it. */
static void
scan(struct pdf *p, qpdf_oh o, int object, int depth)
{
	const char **keys = NULL;
	size_t n = 0, cap = 0, i;
	int k;

	if (depth > SCAN_DEEP || p->budget == 0)
		return;
	p->budget--;
	if (qpdf_oh_is_array(p->q, o)) {
		for (k = 0; k < length_of(p, o); k++)
			if (!qpdf_oh_is_indirect(p->q, item(p, o, k)))
				scan(p, item(p, o, k), object, depth + 1);
		return;
	}
	if (qpdf_oh_is_stream(p->q, o)) {
		check_filter(p, o, object);
		o = qpdf_oh_get_dict(p->q, o);
	}
	if (!is_dict(p, o)) {
		check_limits(p, o, object);
		return;
	}
	check_dict(p, o, object);
	if (has(p, o, "/S") && !has(p, o, "/P"))
		check_action(p, name_of(p, get(p, o, "/S")));
	qpdf_oh_begin_dict_key_iter(p->q, o);
	while (qpdf_oh_dict_more_keys(p->q))
		*arena_push(&p->a, keys, n, cap) = arena_str(&p->a,
		    qpdf_oh_dict_next_key(p->q));
	for (i = 0; i < n; i++) {
		if (strcmp(keys[i], "/JS") == 0 ||
		    strcmp(keys[i], "/JavaScript") == 0)
			fault(p, 0, "A2-6.5.1", "object %d holds JavaScript",
			    object);
		if (!qpdf_oh_is_indirect(p->q, get(p, o, keys[i])))
			scan(p, get(p, o, keys[i]), object, depth + 1);
	}
}

static void
check_objects(struct pdf *p)
{
	int i, n = int_of(p, get(p, qpdf_get_trailer(p->q), "/Size"), 0);

	if (n < 0 || (size_t)n > p->nbytes)
		n = (int)p->nbytes;
	for (i = 1; i < n; i++)
		scan(p, qpdf_get_object_by_id(p->q, i, 0), i, 0);
}

void
check_document(struct pdf *p)
{
	size_t i;

	check_file(p);
	check_line_ends(p);
	check_trailer(p);
	check_catalog(p);
	check_intent(p);
	if (has(p, p->root, "/AA"))
		fault(p, 0, "A2-6.5.2", "the document acts by itself (AA)");
	for (i = 0; i < p->npages; i++)
		if (has(p, p->pages[i].o, "/AA"))
			fault(p, (int)i + 1, "A2-6.5.2", "the page acts by "
			    "itself (AA)");
	check_objects(p);
}
