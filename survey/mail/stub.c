/* SPDX-License-Identifier: MIT
 *
 * stub.c -- not there yet.
 */
#include "survey/mail/read.h"
void read_office(struct reading *g, struct mail_file *f, struct str s){(void)g;(void)s;read_file_hand(f,HAND_FILE,"not yet");}
void read_pdf(struct reading *g, struct mail_file *f, struct str s){(void)g;(void)s;read_file_hand(f,HAND_FILE,"not yet");}
void read_doc(struct reading *g, struct mail_file *f, struct str s){(void)g;(void)s;read_file_hand(f,HAND_FILE,"not yet");}
void read_tnef(struct reading *g, struct mail_file *f, struct str s){(void)g;(void)s;read_file_hand(f,HAND_FILE,"not yet");}
bool read_rtf(struct reading *g, struct str s, struct buf *o){(void)g;(void)s;(void)o;return true;}
bool mail_filled_typed(struct arena *a, const struct forms_form *f, const struct mail_file *m, struct mail_typed **t, size_t *n){(void)a;(void)f;(void)m;*t=NULL;*n=0;return false;}
