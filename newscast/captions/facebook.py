"""SubRip as Facebook takes it: the locale stands in the file's name, such as `name.es_LA.srt`."""

from __future__ import annotations

from newscast.captions import srt
from newscast.captions.format import Format

_NAMES = [
    "ar_AR",
    "cs_CZ",
    "da_DK",
    "de_DE",
    "el_GR",
    "en_US",
    "es_LA",
    "fr_FR",
    "he_IL",
    "hi_IN",
    "ja_JP",
    "ko_KR",
    "nb_NO",
    "pt_BR",
    "sv_SE",
    "uk_UA",
    "vi_VN",
    "zh_CN",
]
_LOCALES = {name[:2]: name for name in _NAMES}
"""Facebook's locales for languages without a region; those it does not list are the language twice, such as `it_IT`."""
_SPAIN = "es_ES"


def locale(tag: str) -> str:
    """Facebook's locale for a language tag: all Spanish but that of Spain is `es_LA`."""
    language, _mark, region = tag.partition("-")
    if language.lower() == "es":
        return _SPAIN if region.upper() == "ES" else _LOCALES["es"]
    if len(region) == 2:
        return f"{language.lower()}_{region.upper()}"
    return _LOCALES.get(language.lower(), f"{language.lower()}_{language.upper()}")


FORMAT = Format(srt.write, "srt", locale)
