/* SPDX-License-Identifier: MIT
 *
 * export_stub.c -- stub
 */
#include "forms/export.h"
#define S(n) bool n(struct export *x, struct err *e) { (void)x; return err_set(e, ERR_INPUT, "not yet"); }
S(export_xlsform)
S(export_triple_s)
S(export_json_schema)
S(export_codebook_html)
S(export_codebook_csv)
