/* SPDX-License-Identifier: MIT
 *
 * names.c -- what languages call themselves, and which way they are written.
 * Names are those of Unicode CLDR.
 */
#include "locales/locales.h"

static const struct language { const char *tag, *name; bool rtl; }
languages[] = {
	{ "am", "አማርኛ", false },
	{ "ar", "العربية", true },
	{ "bg", "Български", false },
	{ "bn", "বাংলা", false },
	{ "ckb", "کوردیی ناوەندی", true },
	{ "cs", "Čeština", false },
	{ "cy", "Cymraeg", false },
	{ "de", "Deutsch", false },
	{ "el", "Ελληνικά", false },
	{ "en", "English", false },
	{ "en-x-easy", "Easy Read", false },
	{ "es", "Español", false },
	{ "fa", "فارسی", true },
	{ "fr", "Français", false },
	{ "ga", "Gaeilge", false },
	{ "gd", "Gàidhlig", false },
	{ "gu", "ગુજરાતી", false },
	{ "he", "עברית", true },
	{ "hi", "हिन्दी", false },
	{ "hu", "Magyar", false },
	{ "it", "Italiano", false },
	{ "ku", "Kurdî", false },
	{ "lt", "Lietuvių", false },
	{ "lv", "Latviešu", false },
	{ "ml", "മലയാളം", false },
	{ "mr", "मराठी", false },
	{ "ne", "नेपाली", false },
	{ "nl", "Nederlands", false },
	{ "pa", "ਪੰਜਾਬੀ", false },
	{ "pa-Arab", "پنجابی", true },
	{ "pl", "Polski", false },
	{ "ps", "پښتو", true },
	{ "pt", "Português", false },
	{ "ro", "Română", false },
	{ "ru", "Русский", false },
	{ "si", "සිංහල", false },
	{ "sk", "Slovenčina", false },
	{ "so", "Soomaali", false },
	{ "sq", "Shqip", false },
	{ "sw", "Kiswahili", false },
	{ "ta", "தமிழ்", false },
	{ "te", "తెలుగు", false },
	{ "ti", "ትግርኛ", false },
	{ "tr", "Türkçe", false },
	{ "uk", "Українська", false },
	{ "ur", "اردو", true },
	{ "vi", "Tiếng Việt", false },
	{ "yi", "ייִדיש", true },
	{ "yue", "粵語", false },
	{ "zh", "中文", false },
	{ "zh-Hans", "简体中文", false },
	{ "zh-Hant", "繁體中文", false }
};

/* The whole tag, else the language at its start: "ur-PK" is written as "ur". */
static const struct language *
find(const char *tag)
{
	size_t i, n = strlen(tag);

	for (;;) {
		for (i = 0; i < LEN(languages); i++)
			if (str_is((struct str){ tag, n }, languages[i].tag))
				return &languages[i];
		while (n > 0 && tag[n - 1] != '-')
			n--;
		if (n == 0)
			return NULL;
		n--;
	}
}

const char *
locale_name(const char *tag)
{
	const struct language *l = find(tag);

	return l != NULL ? l->name : tag;
}

bool
locale_easy(const char *tag)
{
	size_t n = strlen(tag);

	return n >= 7 && strcmp(tag + n - 7, "-x-easy") == 0;
}

bool
locale_rtl(const struct locale *l)
{
	const struct language *found = find(locale_tag(l));

	return found != NULL && found->rtl;
}
