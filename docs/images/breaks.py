"""Draw the pictures of good and bad breaks in docs/captions.md: `python docs/images/breaks.py`.

The bad ones are written here; the good ones are what newscast makes of the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from newscast.base.timecode import SAMPLE_RATE
from newscast.captions.align import words_of
from newscast.captions.breaking import break_copy
from newscast.show.model import CaptionStyle
from newscast.timeline.model import Utterance

HERE = Path(__file__).parent
WIDTH, LINE, SIZE, PADDING, GAP, MARGIN = 330, 19, 15, 7, 5, 14
PACE = 14
"""Characters a second."""
BAD, GOOD = "#c0392b", "#1e8449"

Cues = list[list[str]]


@dataclass(frozen=True)
class Example:
    """What is parted, and captions that part it, lines by cue."""

    about: str
    bad: Cues

    @property
    def copy(self) -> str:
        return " ".join(line for cue in self.bad for line in cue)


EXAMPLES = {
    "es": [
        Example(
            "el verbo y su infinitivo",
            [["Desde este lunes, el sistema ya tiene"], ["que estar en operación en toda la ciudad."]],
        ),
        Example(
            "la extensión y su número",
            [["Marque al 477 788 0000, extensión", "1234, de lunes a viernes."]],
        ),
        Example(
            "un término",
            [["El municipio publica el contenido", "del conjunto"], ["de datos en su portal."]],
        ),
        Example(
            "una oración y la que sigue",
            [["Concluyó la obra del puente. Mañana"], ["se abre a la circulación", "en los dos sentidos."]],
        ),
        Example(
            "el nombre y el apellido",
            [["Entregó las obras la alcaldesa Rebeca", "Montes en la colonia San Miguel."]],
        ),
    ],
    "en": [
        Example(
            "a verb and its infinitive",
            [["Since this Monday the system has"], ["to be running in all of the city."]],
        ),
        Example(
            "an extension and its number",
            [["To report a pothole, call extension", "1234, Monday through Friday."]],
        ),
        Example(
            "an adjective and its noun",
            [["The council has agreed to keep the public", "library open on Sundays."]],
        ),
        Example(
            "a sentence and the next one",
            [["They have finished the bridge. Traffic"], ["returns tomorrow morning", "in both directions."]],
        ),
        Example(
            "a given name and a surname",
            [["The works were opened by Mayor Laura", "Dixon on the north side of town."]],
        ),
    ],
}


def good(example: Example, language: str) -> Cues:
    """What newscast makes of the words."""
    words = words_of(Utterance(example.copy, 0, len(example.copy) * SAMPLE_RATE // PACE, ()), language)
    cues = break_copy(words, CaptionStyle())
    return [[" ".join(word.text for word in words[start:end]) for start, end in cue] for cue in cues]


def picture(language: str) -> str:
    """All examples below each other, bad at the left, good at the right."""
    parts: list[str] = []
    y = MARGIN
    for example in EXAMPLES[language]:
        parts.append(f'<text x="{MARGIN}" y="{y + 12}" class="about">{escape(example.about)}</text>')
        y += 20
        columns = [(MARGIN, example.bad, BAD), (2 * MARGIN + WIDTH, good(example, language), GOOD)]
        y = max(_column(parts, x, y, cues, color) for x, cues, color in columns) + MARGIN
    width = 3 * MARGIN + 2 * WIDTH
    style = (
        f"text{{font:{SIZE}px 'Source Sans Pro','Helvetica Neue',Arial,sans-serif;fill:#fff;text-anchor:middle}}"
        ".about{fill:#566573;font-size:13px;text-anchor:start}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y}" viewBox="0 0 {width} {y}">'
    ground = f'<rect width="{width}" height="{y}" fill="#f4f6f7"/>'
    return "\n".join([head, f"<style>{style}</style>", ground, *parts, "</svg>", ""])


def _column(parts: list[str], x: int, y: int, cues: Cues, color: str) -> int:
    """The captions below each other with a mark at their side; returns where they end."""
    for cue in cues:
        height = 2 * PADDING + LINE * len(cue)
        parts.append(f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{height}" rx="3" fill="#17202a"/>')
        parts.append(f'<rect x="{x}" y="{y}" width="5" height="{height}" fill="{color}"/>')
        for number, line in enumerate(cue):
            at = y + PADDING + LINE * number + 14
            parts.append(f'<text x="{x + WIDTH // 2}" y="{at}">{escape(line)}</text>')
        y += height + GAP
    return y


def main() -> None:
    for language in EXAMPLES:
        (HERE / f"breaks.{language}.svg").write_text(picture(language), encoding="utf-8")


if __name__ == "__main__":
    main()
