"""What texts of a file mean as languages and time zones: what is spoken, and where clocks are."""

from __future__ import annotations

import re

from pydantic import ValidationInfo

from newscast.base.i18n import _
from newscast.base.languages.tags import as_tag, is_within
from newscast.base.zones import zone_names, zone_of
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.words import folded, nearest, short

_CALLED = {
    "de": "german aleman",
    "en": "english ingles",
    "es": "spanish espanol castellano",
    "fr": "french frances",
    "ja": "japanese japones",
    "nah": "nahuatl",
    "oto": "otomi",
    "pt": "portuguese portugues",
    "tsz": "purepecha",
    "yua": "maya",
}
_LANGUAGES = {name: tag for tag, names in _CALLED.items() for name in names.split()}
"""What people call languages."""


def check_language(value: str, info: ValidationInfo) -> str:
    """A language tag, and not that of the show."""
    tag = as_tag(value)
    if tag != value:
        hint = _("Write a tag such as `en`, `fr` or `pt-BR`.")
        if tag or (tag := _LANGUAGES.get(folded(value))):
            hint = _("Write `{text}`.").format(text=tag)
        raise refusal(_("“{value}” is no language tag.").format(value=short(value)), hint, code="value-language")
    own = info.context.language if isinstance(info.context, Reading) else ""
    if own and is_within(value, own):
        message = _("“{value}” is the language of the show, “{own}”.").format(value=value, own=own)
        raise refusal(message, _("Name the language that the text is translated into."), code="value-language")
    return value


def check_own_language(value: str) -> str:
    """The tag of the language that a show or an office speaks."""
    tag = as_tag(value)
    if tag != value:
        named = _LANGUAGES.get(folded(value))
        tag = tag or (f"{named}-MX" if named == "es" else named)
        hint = _("Write `{text}`.").format(text=tag) if tag else _("Write a tag such as `es-MX` or `en-US`.")
        raise refusal(_("“{value}” is no language tag.").format(value=short(value)), hint, code="value-language")
    return value


def check_zone(value: str) -> str:
    """The name of a time zone."""
    try:
        zone_of(value)
    except ValueError:
        message = _("There is no time zone “{name}”.").format(name=short(value))
        raise refusal(message, _zone_hint(value), code="value-timezone") from None
    return value


def _zone_hint(value: str) -> str:
    names = zone_names()
    if not names:
        return _("This machine has no list of time zones: install `tzdata`.")
    # Zones called after a difference in hours have its sign the other way round, and no summer time.
    if re.search(r"[+-]\d|\b(utc|gmt)\b", value, re.IGNORECASE):
        return _("Write the zone of a big city near by, such as America/Mexico_City.")
    # Who writes a city alone, or with a blank, means the zone that is called so.
    if near := nearest(value.strip().replace(" ", "_"), names):
        return _("Did you mean “{name}”?").format(name=near)
    return _("Write the zone of a big city near by, such as America/Mexico_City.")
