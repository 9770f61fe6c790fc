"""A date in words, in the show's language."""

from __future__ import annotations

import datetime

_DAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def long_date(date: datetime.date, language: str) -> str:
    """`viernes 20 de noviembre de 2026`, or `Friday, November 20, 2026`; the ISO form in any other language."""
    code = language[:2].lower()
    if code not in _DAYS:
        return date.isoformat()
    day, month = _DAYS[code][date.weekday()], _MONTHS[code][date.month - 1]
    if code == "es":
        return f"{day} {date.day} de {month} de {date.year}"
    return f"{day}, {month} {date.day}, {date.year}"
