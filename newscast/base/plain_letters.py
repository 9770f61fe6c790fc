"""Letters that no accent can be taken from, spelled in plain ones, and other signs that have a plain equal."""

from __future__ import annotations

LETTERS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l",
    "Ł": "L", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "Ħ": "H", "ħ": "h",
}  # fmt: skip
SIGNS = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...",
    "•": "-", "·": "-", "\u00a0": " ", "€": "EUR", "¡": "", "¿": "", "⁄": "/", "×": "x", "°": "o",
}  # fmt: skip
