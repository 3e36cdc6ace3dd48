/* SPDX-License-Identifier: MIT
 *
 * names.c -- what languages call themselves and what they are called
 * in English, and which way they are written.
 * Names are those of Unicode CLDR.
 */
#include "locales/locales.h"

static const struct language { const char *tag, *name, *english;
	bool rtl; }
languages[] = {
	{ "am", "አማርኛ", "Amharic", false },
	{ "ar", "العربية", "Arabic", true },
	{ "bg", "Български", "Bulgarian", false },
	{ "bn", "বাংলা", "Bengali", false },
	{ "ckb", "کوردیی ناوەندی", "Central Kurdish", true },
	{ "cs", "Čeština", "Czech", false },
	{ "cy", "Cymraeg", "Welsh", false },
	{ "de", "Deutsch", "German", false },
	{ "el", "Ελληνικά", "Greek", false },
	{ "en", "English", "English", false },
	{ "en-x-easy", "Easy Read", "Easy Read", false },
	{ "es", "Español", "Spanish", false },
	{ "fa", "فارسی", "Persian", true },
	{ "fr", "Français", "French", false },
	{ "ga", "Gaeilge", "Irish", false },
	{ "gd", "Gàidhlig", "Scottish Gaelic", false },
	{ "gu", "ગુજરાતી", "Gujarati", false },
	{ "he", "עברית", "Hebrew", true },
	{ "hi", "हिन्दी", "Hindi", false },
	{ "hu", "Magyar", "Hungarian", false },
	{ "it", "Italiano", "Italian", false },
	{ "ku", "Kurdî", "Kurdish", false },
	{ "lt", "Lietuvių", "Lithuanian", false },
	{ "lv", "Latviešu", "Latvian", false },
	{ "ml", "മലയാളം", "Malayalam", false },
	{ "mr", "मराठी", "Marathi", false },
	{ "ne", "नेपाली", "Nepali", false },
	{ "nl", "Nederlands", "Dutch", false },
	{ "pa", "ਪੰਜਾਬੀ", "Punjabi", false },
	{ "pa-Arab", "پنجابی", "Punjabi (Arabic)", true },
	{ "pl", "Polski", "Polish", false },
	{ "ps", "پښتو", "Pashto", true },
	{ "pt", "Português", "Portuguese", false },
	{ "ro", "Română", "Romanian", false },
	{ "ru", "Русский", "Russian", false },
	{ "si", "සිංහල", "Sinhala", false },
	{ "sk", "Slovenčina", "Slovak", false },
	{ "so", "Soomaali", "Somali", false },
	{ "sq", "Shqip", "Albanian", false },
	{ "sw", "Kiswahili", "Swahili", false },
	{ "ta", "தமிழ்", "Tamil", false },
	{ "te", "తెలుగు", "Telugu", false },
	{ "ti", "ትግርኛ", "Tigrinya", false },
	{ "tr", "Türkçe", "Turkish", false },
	{ "uk", "Українська", "Ukrainian", false },
	{ "ur", "اردو", "Urdu", true },
	{ "vi", "Tiếng Việt", "Vietnamese", false },
	{ "yi", "ייִדיש", "Yiddish", true },
	{ "yue", "粵語", "Cantonese", false },
	{ "zh", "中文", "Chinese", false },
	{ "zh-Hans", "简体中文", "Simplified Chinese", false },
	{ "zh-Hant", "繁體中文", "Traditional Chinese", false }
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

const char *
locale_english_name(const char *tag)
{
	const struct language *l = find(tag);

	return l != NULL ? l->english : tag;
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
