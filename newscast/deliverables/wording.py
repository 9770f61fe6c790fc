"""Texts of posts: blocks that say nothing twice, cut at a word's end, as long as a network takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from newscast.base.counted import COUNTED, X_LINK, x_length

X_LIMIT = 280
"""Characters of a post on X, as X counts them."""
_APART = "\n\n"
_BEGUN = re.compile(r"\s\S*$")
_NO_MARK = re.compile(r"[^\w\s]")

Blocks = str | Iterable["Blocks"]


def flat(blocks: Blocks) -> Iterator[str]:
    """Every text in lists of texts, in order."""
    if isinstance(blocks, str):
        yield blocks
    else:
        for block in blocks:
            yield from flat(block)


def one_line(text: str) -> str:
    """A text that has to be one line, such as a title: with blanks for its line ends."""
    return " ".join(text.split())


def once(blocks: Blocks) -> list[str]:
    """The texts without empty ones and without those that an earlier one has said."""
    said: dict[str, str] = {}
    for block in flat(blocks):
        said.setdefault("".join(filter(str.isalnum, block.casefold())) or block, block)
    return [block for block in said.values() if block]


def shortened(text: str, limit: int, counted: str = "characters") -> str:
    """The text, cut at a word's end with an ellipsis where it is longer than `limit`; nothing where not even that fits.

    `counted` says how, see newscast.base.counted.
    """
    return _cut(text, limit, COUNTED[counted])


def ended(blocks: Blocks, ending: Blocks, limit: int, counted: str = "characters") -> str:
    """Blocks with an empty line between them, of so many characters at most; what ends them is not cut off, nor the
    first of them for an ending that takes more than half."""
    body, last = once(blocks), once(ending)
    end, length = _APART.join(last), COUNTED[counted]
    room = limit - length(end) - len(_APART) if end else limit
    kept = _cut(_APART.join(body), room, length)
    if end and room < limit // 2 and len(kept) < len("".join(body[:1])):
        kept = body[0]
    return _APART.join([*filter(None, [kept]), *last])


def for_x(blocks: Blocks, link: str = "", hashtags: Blocks = ()) -> str:
    """The first block, cut where it has to be, and of the others those for which there is room, as X counts it. Room is
    left for one link, also where there is none yet."""
    room = X_LIMIT - X_LINK - len(_APART)
    fitting: list[str] = []
    for block in [*once(blocks), *once([" ".join(flat(hashtags))])]:
        left = room - x_length(_APART.join([*fitting, ""]))
        if x_length(block) <= left:
            fitting.append(block)
        elif not fitting:
            fitting.append(_cut(block, left, x_length))
    return _APART.join([*fitting, *([link] if link else [])])


def hashtag(text: str) -> str:
    """A hashtag of words: `feria de León` is #FeriaDeLeón. Nothing of a text without letters: numbers alone are none.

    A mark that belongs to its letter is part of the word, also where both have no sign of their own together.
    """
    signs = (" " if _parts(sign) else sign for sign in unicodedata.normalize("NFC", text))
    words = "".join(signs).split()
    joined = words[0] if len(words) == 1 else "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{joined}" if any(map(str.isalpha, joined)) else ""


def _parts(sign: str) -> bool:
    """Whether a sign ends a word of a hashtag."""
    return bool(_NO_MARK.match(sign)) and not unicodedata.category(sign).startswith("M")


def _cut(text: str, limit: int, length: Callable[[str], int]) -> str:
    if length(text) <= limit:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        fits = length(_at_word(text, middle)) <= limit
        least, most = (middle, most) if fits else (least, middle - 1)
    return _at_word(text, least) if least else ""


def _at_word(text: str, signs: int) -> str:
    """So many signs of a text, less what begins a word that does not end there, and an ellipsis."""
    begun = text[:signs]
    if signs < len(text) and not text[signs].isspace():
        begun = _BEGUN.sub("", begun)
    return f"{begun.rstrip()}…" if begun.strip() else ""
