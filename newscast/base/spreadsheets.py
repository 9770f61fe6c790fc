"""Tables as spreadsheets open them: separators of the user's language, and no cell that is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from fractions import Fraction

from newscast.base.timecode import round_half_up

_POINT = frozenset(
    {"es", "es-mx", "es-gt", "es-hn", "es-ni", "es-pa", "es-pe", "es-pr", "es-sv", "es-do", "es-us", "es-419"}
    | {"en", "zh", "ja", "ko", "th", "he"}
)
"""Languages that write 1.5; there lists have commas. Elsewhere it is 1,5, and lists have semicolons (CLDR)."""
_FORMULA = tuple("=+-@＝＋－＠")
"""How a text begins that a spreadsheet would take for a formula."""


def table_bytes(rows: Iterable[Iterable[str]], language: str) -> bytes:
    """The table in UTF-8, with the mark by which Excel knows it; separators are those of Excel in this language."""
    text = io.StringIO()
    separator = "," if has_point(language) else ";"
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    for row in rows:
        writer.writerow(harmless(each) for each in row)
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet calculates: an apostrophe before what begins like a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def decimal(value: Fraction, language: str) -> str:
    """A number with three decimals, as the language writes it."""
    whole, thousandths = divmod(round_half_up(value * 1000), 1000)
    return f"{whole}{'.' if has_point(language) else ','}{thousandths:03}"


def has_point(language: str) -> bool:
    """Whether a language writes decimals after a point."""
    tag = language.lower().replace("_", "-")
    return tag in _POINT or tag.partition("-")[0] in _POINT - {"es"}
