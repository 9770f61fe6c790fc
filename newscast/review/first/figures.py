"""Figures and dates to look at first: all of a story together, and those that say two things."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import combinations

from newscast.base.i18n import _
from newscast.base.languages.all import language_of
from newscast.review.episode.figures import Figure, figures_in
from newscast.review.episode.texts import Told, where_words
from newscast.review.first.dates import calendar_items
from newscast.review.first.item import Item, Line, key_of

Found = Sequence[tuple[Told, Figure]]
_ROUND = 1000
"""Figures from here on may be rounded in a headline."""


def figure_items(texts: Sequence[Told], tag: str, date: datetime.date | None) -> Iterator[Item]:
    """All of them; `tag` is the language of the texts, `date` that of the episode."""
    by_story: dict[str, list[tuple[Told, Figure]]] = {}
    for text in texts:
        for figure in figures_in(text.text, tag):
            by_story.setdefault(text.slug, []).append((text, figure))
    for slug, found in by_story.items():
        yield from _contradictions(slug, found, tag)
        yield from (calendar_items(slug, [text for text in texts if text.slug == slug], tag, date) if date else ())
    for slug, found in by_story.items():
        if item := _all(slug, found):
            yield item


def _all(slug: str, found: Found) -> Item | None:
    """Every figure of a story once, with where it is."""
    lines: dict[tuple[str, str, str], tuple[str, list[Told], int]] = {}
    for text, figure in found:
        key = (figure.kind, figure.value, figure.unit)
        written, places, frame = lines.get(key, (figure.written, [], text.frame_of(figure.first)))
        lines[key] = written, [*places, text], frame
    told = tuple(
        Line(f"{written} · {', '.join(dict.fromkeys(where_words(each.where) for each in places))}", frame)
        for written, places, frame in lines.values()
    )
    shown = [[*key, sorted({each.where for each in places})] for key, (_w, places, _f) in lines.items()]
    return Item("figure", key_of("figure", slug, shown), found[0][0].title, told, told[0].frame) if told else None


def _contradictions(slug: str, found: Found, tag: str) -> Iterator[Item]:
    # One story counts these several times, in several things.
    frequent = {"", "%", *language_of(tag).quantities().frequent}
    told: set[str] = set()
    kinds = sorted({(figure.kind, _counted(figure)) for _text, figure in found})
    for kind, unit in kinds:
        of_kind = [(text, figure) for text, figure in found if (figure.kind, _counted(figure)) == (kind, unit)]
        for one, other in combinations(dict.fromkeys(text.where for text, _figure in of_kind), 2):
            left, right = ([each for each in found if each[0].where == place] for place in (one, other))
            pair = _unmatched(left, right, kind, unit)
            if pair is None or not _differ(*pair, kind == "figure" and unit in frequent):
                continue
            (text, figure), (against, second) = pair
            title = _("“{one}” or “{other}”?").format(one=figure.written, other=second.written)
            lines = tuple(
                Line(f"{where_words(each.where)}: {number.written}", each.frame_of(number.first))
                for each, number in ((text, figure), (against, second))
            )
            key = key_of("figure", slug, kind, unit, sorted([figure.value, second.value]))
            if key not in told:
                told.add(key)
                yield Item("figure", key, title, lines, lines[0].frame, wrong=True)


def _counted(figure: Figure) -> str:
    return "" if figure.kind in ("weekday", "hour", "telephone") else figure.unit


def _unmatched(
    one: Found, other: Found, kind: str, unit: str
) -> tuple[tuple[Told, Figure], tuple[Told, Figure]] | None:
    """The figure of a kind and unit of either side that the other has nowhere, where that is one each: what a text
    counts is not always the word after the number."""
    left, right = _only_in(one, other, kind, unit), _only_in(other, one, kind, unit)
    if len({figure.value for _text, figure in left}) == 1 == len({figure.value for _text, figure in right}):
        return left[0], right[0]
    return None


def _only_in(one: Found, other: Found, kind: str, unit: str) -> list[tuple[Told, Figure]]:
    against = [figure for _text, figure in other if figure.kind == kind]
    of_kind = [each for each in one if (each[1].kind, _counted(each[1])) == (kind, unit)]
    return [each for each in of_kind if not any(_agree(each[1], figure) for figure in against)]


def _agree(one: Figure, other: Figure) -> bool:
    if one.value == other.value or one.kind != "figure":
        return one.value == other.value or (one.kind == "hour" and _on_clock(one.value) == _on_clock(other.value))
    low, high = sorted((float(one.value), float(other.value)))
    return low >= _ROUND and (_is_round(low, high) or _is_round(high, low))


def _on_clock(hour: str) -> str:
    """An hour as twelve are counted: what is said in the evening may be written 19:00."""
    whole, _colon, minutes = hour.partition(":")
    return f"{int(whole) % 12}:{minutes or '00'}"


def _is_round(rounded: float, exact: float) -> bool:
    """Whether a figure is another one, rounded up or down: with more zeros at its end."""
    zeros, of_exact = (len(text) - len(text.rstrip("0")) for text in (str(int(rounded)), str(int(exact))))
    scale = 10**zeros
    return zeros > of_exact and rounded in (exact // scale * scale, (exact // scale + 1) * scale)


def _differ(one: tuple[Told, Figure], other: tuple[Told, Figure], frequent: bool) -> bool:
    """Whether two figures are surely of one thing: of what is counted often, where one is a slip of the other."""
    if not frequent:
        return True
    from rapidfuzz.distance import OSA

    first, second = one[1].value, other[1].value
    if not one[1].unit and _is_year(first) and _is_year(second):
        return False
    return min(len(first), len(second)) > 1 and OSA.distance(first, second) == 1


def _is_year(value: str) -> bool:
    return value.isdigit() and 1900 <= int(value) <= 2100
