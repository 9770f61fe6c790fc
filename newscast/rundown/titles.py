"""The title of an episode that has none: its show and date, in the show's language."""

from __future__ import annotations

import datetime

from newscast.show.model import Show

_MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def default_title(show: Show, date: datetime.date) -> str:
    """`INFO LEÓN, 20 de noviembre de 2026`."""
    return f"{show.name}, {long_date(date, show.language)}"


def long_date(date: datetime.date, language: str) -> str:
    """The date as it is written in Spanish; in English for any other language."""
    if language[:2].lower() == "es":
        return f"{date.day} de {_MESES[date.month - 1]} de {date.year}"
    return f"{date:%B} {date.day}, {date.year}"
