"""Texts of posts: blocks that say nothing twice, cut at a word's end, as long as a network takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

X_LIMIT = 280
"""Characters of a post on X, as X counts them."""
X_LINK = 23
"""Characters that X counts for a link, however long it is."""
_LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
_LIGHT = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
_APART = "\n\n"

Blocks = str | Iterable["Blocks"]


def flat(blocks: Blocks) -> Iterator[str]:
    """Every text in lists of texts, in order."""
    if isinstance(blocks, str):
        yield blocks
    else:
        for block in blocks:
            yield from flat(block)


def once(blocks: Blocks) -> list[str]:
    """The texts without empty ones and without those that an earlier one has said."""
    said: dict[str, str] = {}
    for block in flat(blocks):
        said.setdefault("".join(filter(str.isalnum, block.casefold())) or block, block)
    return [block for block in said.values() if block]


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word's end with an ellipsis where it is longer than `limit`."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(None, 1)[0] + "…"


def ended(blocks: Blocks, ending: Blocks, limit: int) -> str:
    """Blocks with an empty line between them, of so many characters at most; what ends them is not cut off."""
    body, last = once(blocks), once(ending)
    end = _APART.join(last)
    room = limit - len(end) - len(_APART) if end else limit
    return _APART.join([shortened(_APART.join(body), room), *last])


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
            fitting.append(_shortened_for_x(block, left))
    return _APART.join([*fitting, *([link] if link else [])])


def x_length(text: str) -> int:
    """Characters as X counts them: 23 for each link, two for signs beyond the usual ranges, such as emoji and Chinese
    (twitter-text, configuration 3)."""
    rest, links = _LINK.subn("", unicodedata.normalize("NFC", text))
    return links * X_LINK + sum(1 if any(ord(sign) in each for each in _LIGHT) else 2 for sign in rest)


def hashtag(text: str) -> str:
    """A hashtag of words: `feria de León` is #FeriaDeLeón. Nothing of a text without letters and digits."""
    words = re.findall(r"\w+", text)
    joined = words[0] if len(words) == 1 else "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{joined}" if joined else ""


def _shortened_for_x(text: str, limit: int) -> str:
    """The text, cut at a word's end where it is longer."""
    length = next(length for length in range(len(text), 0, -1) if x_length(shortened(text, length)) <= limit)
    return shortened(text, length)
