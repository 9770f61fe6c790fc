"""How well a line of a graphic may end after each word of a text: as captions are broken, which asks the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newscast.base.languages.all import language_of
from newscast.base.languages.model import Grammar
from newscast.captions.gaps import gap_costs
from newscast.captions.kinds import bare, is_name
from newscast.captions.prices import ADJECTIVE, BOUND, CLAUSE, COMMA, NEVER, PLAIN

BROKEN_NAME, CLUMSY, JOINED, AWKWARD = 1.5, 1.0, 0.9, 0.7
"""How bad a line looks that ends inside a proper name; inside what nobody parts, such as after an article or before
what a number counts; after an `and`; and after another conjunction, a pronoun, an auxiliary, an office before its
name."""
_LOOSE = 0.4
"""What of the way from a full stop to what nobody parts is between words that nothing holds together."""
_BEND = 0.4
"""How quickly it is gone from a full stop to there: even lines are worth more than a break before a preposition."""


@dataclass(frozen=True)
class End:
    """The end of a line after a word: how bad it looks (`poor`, 0 where nobody minds), and how much it parts what
    belongs together, from 0 after a sentence to 1."""

    poor: float
    parted: float


@lru_cache(maxsize=512)
def ends_of(text: str, language: str) -> tuple[End, ...]:
    """Those after each word of a text with single spaces, in a language (a tag); the last one is free."""
    words = (text.lower() if text.isupper() else text).split()
    grammar = language_of(language).grammar
    costs = gap_costs(words, grammar, even=True)
    ends = [_end(index, words, costs, grammar) for index in range(len(words) - 1)]
    return (*ends, End(0.0, 0.0))


def _end(index: int, words: list[str], costs: tuple[float, ...], grammar: Grammar) -> End:
    left, right = words[index : index + 2]
    cost, poor = costs[index], 0.0
    if is_name(left) and is_name(right) and left[-1].isalnum():
        # The first word of a text has its capital for that alone, mostly.
        cost, poor = (max(cost, BOUND), BROKEN_NAME) if index else (min(cost, ADJECTIVE), 0.0)
    elif cost >= NEVER:
        poor = CLUMSY
    elif cost >= BOUND and bare(left) in grammar.joining:
        poor = JOINED
    elif cost >= BOUND and bare(right) not in grammar.genitives:
        poor = AWKWARD
    elif index and costs[index - 1] <= CLAUSE and cost > CLAUSE:
        # The first word of a sentence stays with it, also of an enumeration: "Rutas, horarios y desvíos".
        poor = CLUMSY if cost > COMMA else AWKWARD
    return End(poor, _parted(cost))


def _parted(cost: float) -> float:
    if cost <= PLAIN:
        return float(_LOOSE * (cost / PLAIN) ** _BEND)
    return _LOOSE + (1 - _LOOSE) * min(1.0, (cost - PLAIN) / (BOUND - PLAIN))
