"""Languages written without spaces, as translations may be: where their lines may end, and how long those are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import ceil, inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscast.show.model import CaptionStyle

_LANGUAGES = frozenset(("zh", "ja", "yue", "wuu", "nan", "hak", "lzh"))
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Kana and Han."""
_SENTENCE = re.compile("[^。！？!?]*[。！？!?…]+[」』”’）)]*|[^。！？!?]+$")
_NO_START = frozenset(
    "。．，、；：！？）】」』》〉”’·・…—–ー～々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ.,;:!?)]}%％℃°"
)
_NO_END = frozenset("（【「『《〈“‘([{$¥￥#＃")
"""What no line begins with, and what none ends with (JIS X 4051; W3C, Requirements for Chinese Text Layout)."""
_CLAUSE = frozenset("，、；：,;:）」』》")
_GOOD = 4.0
"""What an end behind a clause is worth: so many signs off the middle, squared."""


def is_unspaced(text: str) -> bool:
    """Whether a text has signs between which no spaces stand."""
    return bool(_WIDE.search(text))


def style_of(style: CaptionStyle, language: str) -> CaptionStyle:
    """The style in a language: one whose signs are twice as wide, and say as much as two, has half as many of them."""
    if language.partition("-")[0] not in _LANGUAGES:
        return style
    return style.model_copy(update={"characters": style.characters // 2, "cps": style.cps // 2})


def sentences_of(text: str) -> list[str]:
    """The sentences of such a text."""
    return [found for each in _SENTENCE.findall(" ".join(text.split())) if (found := each.strip())]


def with_ends(text: str, characters: int) -> str:
    """The text with a space wherever a line of so many characters may end and has to, and where it had one."""
    return " ".join(piece for token in text.split() for piece in _pieces(token, characters))


def _pieces(token: str, characters: int) -> Iterator[str]:
    ends = [0, *(at for at in range(1, len(token)) if _may_end(token[at - 1], token[at])), len(token)]
    for count in range(ceil(len(token) / characters), len(ends)):
        if marks := _even(token, ends, count, characters):
            yield from (token[start:end] for start, end in pairwise(marks))
            return
    yield token


def _may_end(last: str, first: str) -> bool:
    latin = last.isascii() and first.isascii()
    return not (latin or last in _NO_END or first in _NO_START)


def _even(token: str, ends: list[int], count: int, characters: int) -> list[int]:
    """The evenest way to make so many lines of a token, and rather of whole clauses; none where they would be longer
    than `characters`."""
    wanted = len(token) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for _line in range(count):
        further: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, marks) in best.items():
            for end in ends:
                if start < end <= start + characters:
                    off = cost + (end - start - wanted) ** 2 - _GOOD * (token[end - 1] in _CLAUSE)
                    if off < further.get(end, (inf, []))[0]:
                        further[end] = (off, [*marks, end])
        best = further
    return best.get(len(token), (inf, []))[1]
