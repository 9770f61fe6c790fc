"""Addresses on the web, as a kit or a rundown writes them."""

from __future__ import annotations

import re
from urllib.parse import quote

from newscast.base.i18n import _
from newscast.document.says import refusal
from newscast.document.words import short

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~%!$&'()*+,;=:@-]*)*")
_WHOLE = re.compile(_ADDRESS.pattern + r"(\?[A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?(#[A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?")
_KEPT = "._~%!$&'()*+,;=:@/?#-"
"""What stands in an address as it is."""
_FOLDER = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")
"""How a folder begins that is written from its disk on."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//)\S")
"""How what a telephone can open begins that is no page: `tel:`, `mailto:`, `WIFI:` (RFC 3986, 3.1)."""


def check_page(value: str) -> str:
    """An address of a page, with what may follow a question mark or a hash; letters beyond ASCII, which browsers show,
    are written with % as they ask for them (RFC 3987, 3.1)."""
    return _checked(_escaped(value), _WHOLE, value)


def _escaped(value: str) -> str:
    _host, slash, path = value.partition("://")[2].partition("/")
    begun = value[: len(value) - len(slash + path)]
    return begun + slash + quote(path, safe=_KEPT)


def check_address(value: str) -> str:
    """An address on the web that can stand in a feed as it is: everything else in it is written with %."""
    return _checked(value, _ADDRESS, value)


def _checked(value: str, form: re.Pattern[str], written: str) -> str:
    if not form.fullmatch(value) or " " in written:
        message = _("“{value}” is no address of a page.").format(value=short(written))
        hint = _("Write it as a browser shows it, with https://: `{example}`.")
        if form is _ADDRESS and _WHOLE.fullmatch(value):
            hint = _("Names of files are put behind it: leave out what begins with `?` or `#`.")
        meant = f"https://{value}"
        example = (
            meant
            if "." in value.partition("/")[0] and form.fullmatch(meant)
            else "https://noticias.leon.example/podcast"
        )
        raise refusal(message, hint.format(example=example), code="value-wrong")
    return value


def check_folder(value: str) -> str:
    """The same without a slash at its end; names of files are put behind it."""
    return check_address(value).rstrip("/")


def check_link(value: str) -> str:
    """An address that people are led to, as it is shown: a page, or the name of a site, which they type without
    https://."""
    whole = value if "://" in value else f"https://{value}"
    site = "." in whole.partition("://")[2].partition("/")[0].strip(".")
    if value:
        _checked(_escaped(whole) if site else "", _WHOLE, value)
    return value


def leads_somewhere(value: str) -> bool:
    """Whether a telephone that reads this in a code has something to open."""
    try:
        return bool(_SCHEME.match(value) or check_link(value))
    except ValueError:
        return False


def check_player_folder(value: str) -> str:
    """Where a player finds files, whose names are put behind it: an address on the web, or a folder of its own."""
    first = value.partition("/")[0]
    if not _FOLDER.match(value) and ("." in first.strip(".") or ":" in first):
        whole = value.replace(" ", "%20")
        _checked(_escaped(whole), _ADDRESS, whole)
    return value
