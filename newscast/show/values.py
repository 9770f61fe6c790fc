"""What the texts of a file mean: levels, rates, names, addresses, amounts; each refused with a reason."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter, ValidationError, ValidationInfo

from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.base.sizes import parse_size
from newscast.document.nodes import Sequence, Text
from newscast.document.says import refusal
from newscast.document.words import as_slug, did_you_mean, meant, short
from newscast.show.deliverables import RATES

_FLAG = TypeAdapter(bool)
_LEVEL = pattern(r"([+-]?\d{1,3}(?:\.\d+)?) ?dB", re.IGNORECASE)
_QUIETEST, _USUAL = -80, -18
"""dB: the least gain that is taken, and one that leaves words intelligible."""
_SPOKEN_SIZE = pattern(r"(\d{1,6}(?:[.,]\d{1,3})?) ?([kmgt])(?!i?b\b)\w*", re.IGNORECASE)
"""`16 megas`, `1,5 gigas`."""
_RATE = pattern(r"\d{1,6}(/\d{1,6}|\.\d{1,6})?")
_URL = pattern(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/?|https?://\[[0-9A-Fa-f:.]+\](:\d{1,5})?/?")
_BREAKS = re.compile(r" *[\n\t\x85\u2028\u2029][ \n\t\x85\u2028\u2029]*")
_ROUNDED = {
    "23.976": Fraction(24000, 1001),
    "23.98": Fraction(24000, 1001),
    "29.97": Fraction(30000, 1001),
    "59.94": Fraction(60000, 1001),
}
"""How people write rates that no decimal is."""
APPROVERS = ("editor", "director", "guest")
"""Roles of those who may be allowed to approve."""


def read_texts(value: Any, _info: ValidationInfo) -> tuple[str, ...]:
    """Texts: one, or a list of them."""
    listed = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(each, str) and each.strip() for each in listed):
        hint = _('Write them like `[León nos une, "#LeónNosUne"]`.')
        raise refusal(_("These are no texts."), hint, code="value-kind")
    return tuple(dict.fromkeys(" ".join(str(each).split()) for each in listed))


def as_line(value: str) -> str:
    """A text of several lines, or with tabs, as one of one line; blanks that keep words together stay."""
    return _BREAKS.sub(" ", value).strip()


def read_hashtags(value: Any, info: ValidationInfo) -> tuple[str, ...]:
    """Hashtags, with # or without; in none of them the beginning of the next one."""
    for each in value if isinstance(value, list | tuple) else [value]:
        several = re.split(r"\s*[,;]\s*|\s+(?=#)", str(each).strip())
        if isinstance(each, str) and len(several) > 1:
            message = _("“{value}” is more than one hashtag.").format(value=short(each))
            told = ", ".join(f'"{one}"' if one.startswith("#") else one for one in several if one)
            raise refusal(message, _("Write `{text}`.").format(text=f"[{told}]"), code="value-kind")
    return read_texts(value, info)


def read_level(value: Any, _info: ValidationInfo) -> float | None:
    """A gain in dB, down from the level of speech; `none` is None."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str) and value.strip().lower() == "none":
        return None
    if isinstance(value, str) and (found := _LEVEL.fullmatch(value.strip())):
        return _under(float(found[1]), short(value))
    meant = _level_meant(value) if isinstance(value, str) else None
    hint = _("Write `{text}`.").format(text=meant) if meant else _("Write it like `-18dB`, or `none`.")
    raise refusal(_("“{value}” is not a level.").format(value=short(value)), hint, code="value-level")


def _level_meant(value: str) -> str | None:
    """The level that was meant by another word for none, a dash from a text program, a comma or a missing unit."""
    plain = re.sub(r"(?<=\d),(?=\d)", ".", re.sub("[\u2010-\u2015\u2212]", "-", value.strip()))
    if found := re.fullmatch(r"(-\d{1,2}(?:\.\d+)?) ?(?:d|db|dbs|decibel(?:es)?)?\.?", plain, re.IGNORECASE):
        return f"{found[1]}dB"
    return meant(value, ["none"])


def _under(level: float, value: str) -> float:
    """The level, which is under the voice."""
    if level > 0:
        message = _("“{value}” would be louder than the voice.").format(value=value)
        meant = f"{-level if -level >= _QUIETEST else _USUAL:g}dB"
        hint = _("Write `{level}`, with a minus: so much quieter than the voice.").format(level=meant)
        raise refusal(message, hint, code="value-level")
    if level < _QUIETEST:
        message = _("“{value}” is so quiet that nobody hears it.").format(value=value)
        hint = _("Write a level from {quietest} to {loudest}, or `none`.")
        raise refusal(message, hint.format(quietest=f"{_QUIETEST}dB", loudest="0dB"), code="value-level")
    return level


def read_addresses(value: Any, _info: ValidationInfo) -> tuple[str, ...]:
    """Addresses of services that notify: one, or a list. They hold passwords, so no message repeats them."""
    listed = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(each, str) and re.match(r"[A-Za-z][A-Za-z0-9+.-]*://\S", each.strip()) for each in listed):
        message = _("These are no addresses of services that notify.")
        hint = _("Write them like `mailto://…` or `tgram://…`, in a list; docs/kit.md says where they are found.")
        raise refusal(message, hint, code="value-address")
    return tuple(str(each).strip() for each in listed)


def read_approvers(value: Any, _info: ValidationInfo) -> tuple[str, ...]:
    """Whose words are asked for: one role of accounts, or a list of them."""
    listed = [str(each).strip() for each in (value if isinstance(value, list | tuple) else [value])]
    wrong = next((each for each in listed if each not in APPROVERS), None)
    if wrong is not None:
        message = _("“{value}” is nobody whose approval can be asked for.").format(value=short(wrong))
        raise refusal(message, did_you_mean(wrong, APPROVERS), code="value-choice")
    if len(set(listed)) < len(listed):
        hint = _("Name each once: `[editor, director]`.")
        raise refusal(_("The same approval is asked for twice."), hint, code="name-twice")
    return tuple(listed)


def read_accounts(value: Any, _info: ValidationInfo) -> tuple[str, ...]:
    """Accounts of the page: one, or a list."""
    listed = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(each, str) and each.strip() for each in listed):
        hint = _("Write them like `[ana, luis]`; `newscast accounts` lists them.")
        raise refusal(_("These are no names of accounts."), hint, code="value-kind")
    return tuple(dict.fromkeys(str(each).strip() for each in listed))


def read_count(value: Any, _info: ValidationInfo) -> int:
    """A number that counts from 1."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}", value.strip()) and int(value) > 0:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    hint = _("Write 1 for the first, 2 for the second.")
    raise refusal(_("“{value}” is no number that counts from 1.").format(value=short(value)), hint, code="value-number")


def each_once(value: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers, none twice; at least one."""
    if not value:
        raise refusal(_("This list is empty."), _("Write it like `[1, 2]`."), code="value-empty")
    return tuple(dict.fromkeys(value))


def read_rate(value: Any, _info: ValidationInfo) -> Fraction:
    """Frames a second, as shows have them; `29.97` and its like mean the exact rate."""
    written = str(value).strip()
    if written in _ROUNDED:
        return _ROUNDED[written]
    try:
        rate = Fraction(written) if _RATE.fullmatch(written) else None
    except ZeroDivisionError:
        rate = None
    if rate in RATES:
        return rate
    message = _("“{value}” is not a frame rate of a show.").format(value=short(value))
    hint = _("It can be: {names}.").format(names=", ".join(map(str, RATES)))
    raise refusal(message, hint, code="value-rate")


def check_slug(value: str) -> str:
    """Small letters, digits and hyphens."""
    if is_slug(value):
        return value
    near = as_slug(value)
    hint = _("Write `{slug}`: small letters, digits and hyphens.").format(slug=near or "bacheo")
    raise refusal(_("“{value}” cannot be a short name.").format(value=short(value)), hint, code="slug")


def is_slug(value: str) -> bool:
    """Whether a text can be a short name."""
    return re.fullmatch(r"[a-z0-9-]+", value) is not None


def check_color(value: str) -> str:
    """`#rrggbb`."""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return value
    hint = _('Write it like "#0a3d62", in quotes.')
    raise refusal(_("“{value}” is not a colour.").format(value=short(value)), hint, code="value-colour")


def check_url(value: str) -> str:
    """An address under which browsers reach the page: scheme and host, perhaps a port; no path, no name to sign in."""
    if not _URL.fullmatch(value):
        message = _("“{value}” is no address of a page.").format(value=short(value))
        hint = _("Write it as a browser shows it, without what follows the name: `{example}`.")
        meant = f"https://{value}"
        example = meant if "." in value and _URL.fullmatch(meant) else "https://noticias.leon.example"
        raise refusal(message, hint.format(example=example), code="value-wrong")
    return value.rstrip("/")


def format_number(value: Any) -> Any:
    """1, the only format there is."""
    if not isinstance(value, Text) or value == "1":
        return 1 if isinstance(value, Text) else value
    if re.fullmatch(r"\d{1,4}", value):
        message = _("This file is in format {found}; this newscast reads format 1.")
        raise refusal(message.format(found=value), _("Update newscast."), code="format")
    raise refusal(_("“{value}” is not a format number.").format(value=short(value)), _("Write 1."), code="format")


def read_amount(value: Any, _info: ValidationInfo) -> int:
    """Bytes, from a number with its unit."""
    if isinstance(value, int):
        return value
    hint = _("Write it like `40GB` or `500 MB`.")
    if isinstance(value, str) and (found := _SPOKEN_SIZE.fullmatch(value.strip())):
        hint = _("Write `{text}`.").format(text=f"{found[1].replace(',', '.')}{found[2].upper()}B")
    size = parse_size(value) if isinstance(value, str) and not value.strip().isdigit() else None
    if not size:
        raise refusal(_("“{value}” is not a size.").format(value=short(value)), hint, code="value-amount")
    return size


def read_size(value: Any) -> Any:
    """Width and height in pixels, both even."""
    if not isinstance(value, Sequence):
        return value
    sizes = [int(item) if isinstance(item, str) and re.fullmatch(r"\d{2,4}", item) else 1 for item in value]
    if len(sizes) != 2 or any(size % 2 or not 64 <= size <= 8192 for size in sizes):
        raise refusal(
            _("A size is two even numbers of pixels."),
            _("Write [width, height], such as [1280, 720]."),
            code="value-size",
        )
    return tuple(sizes)


def one_or_many(value: Any) -> Any:
    """One text is a list of one."""
    return Sequence([value], value.place) if isinstance(value, Text) and not value.empty else value


def names_listed(value: Any) -> Any:
    """A list of names: one name is a list of one, several in one text are refused."""
    names = re.split(r"\s*[,;]\s*|\s+(?:y|e|and|&)\s+", value.strip(" ()")) if isinstance(value, Text) else []
    if len(names) < 2:
        return one_or_many(value)
    message = _("“{value}” is a list, and lists go in brackets.").format(value=short(value))
    hint = _("Write `{text}`.").format(text=f"[{', '.join(filter(None, names))}]")
    raise refusal(message, hint, code="value-kind")


def read_flag(value: Any) -> Any:
    """Yes in Spanish, too; YAML leaves it to us, since every scalar comes as text."""
    return {"sí": True, "si": True}.get(value.strip().lower(), value) if isinstance(value, str) else value


def says_yes(value: Any) -> bool:
    """What a flag says, of a value that no model has read; what is no flag does not say yes."""
    try:
        return _FLAG.validate_python(read_flag(str(value)))
    except ValidationError:
        return False
