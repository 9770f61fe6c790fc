"""Figures: items that begin with a number, such as `4,200 baches`."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_FIGURE = re.compile(r"(\S*\d\S*(?:\s(?:%|°C|mil|M)(?=\s|$))?)\s*(.*)")


def figure_parts(item: str) -> tuple[str, str] | None:
    """`4,200 baches` as `4,200` and `baches`; None where no number comes first."""
    found = _FIGURE.fullmatch(unicodedata.normalize("NFC", item))
    return (found[1], found[2]) if found else None


def are_figures(items: Any) -> bool:
    """Whether each of a card's items begins with a number."""
    listed = [items] if isinstance(items, str) else items
    return all(figure_parts(str(item).strip()) for item in listed or ())
