"""How well a caption may break between two neighbouring words: after punctuation best, inside a name never."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newscast.base.languages.model import Grammar, unaccented

SENTENCE, CLAUSE, COMMA = 0.0, 0.8, 1.5
CONJUNCTION, PREPOSITION, PLAIN, GENITIVE = 2.5, 3.5, 6.0, 7.0
ADJECTIVE, BOUND, COUNTED, NEVER = 9.0, 14.0, 20.0, 30.0
_STRAY = 4.0

_CLOSERS = "\"'”’»)]}"
_OPENERS = "\"'“‘«([{¿¡—–"
_DIGITS = re.compile(r"[$€#+-]?\d[\d.,:/%ºª°]*")


def gap_costs(words: Sequence[str], grammar: Grammar) -> tuple[float, ...]:
    """For each word, what a break after it costs, from SENTENCE (welcome) to NEVER; the last one is free."""
    if not words:
        return ()
    costs = [gap_cost(left, right, grammar) for left, right in pairwise(words)]
    costs = [max(cost, _joined(words, index, grammar)) for index, cost in enumerate(costs)]
    return (*_without_strays(costs), SENTENCE)


def _joined(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """What holds more than two words together: `treinta y seis`, `Trabajo Social y Salud`, `(Habla un vecino.)`."""
    if index > 0 and _bare(words[index]) in grammar.conjunctions:
        around = (_bare(words[index - 1]), _bare(words[index + 1]))
        if all(_is_number(each, grammar) for each in around):
            return NEVER
    following = words[index + 2 : index + 3]
    if (
        following
        and words[index + 1].lower() in ("y", "e", "and")
        and _is_name(words[index])
        and _is_name(following[0])
    ):
        return SENTENCE if words[index][-1] in ".,;:?!" else GENITIVE
    said = " ".join(words[: index + 1])
    # A remark in brackets, such as a described sound, reads as one thing.
    return GENITIVE if said.count("(") > said.count(")") else SENTENCE


def _without_strays(costs: Sequence[float]) -> list[float]:
    """Breaks that would leave one word alone between them and punctuation cost more."""
    padded = [PLAIN, *costs, PLAIN]
    return [
        cost + (_STRAY if before <= COMMA < cost else 0.0) + (_STRAY / 2 if after <= COMMA < cost else 0.0)
        for before, cost, after in zip(padded, costs, padded[2:], strict=False)
    ]


def gap_cost(left: str, right: str, grammar: Grammar) -> float:
    """What a break between `left` and `right` costs; both as written, with their punctuation."""
    mark = left.rstrip(_CLOSERS)[-1:]
    if unaccented(left.lstrip(_OPENERS)) in grammar.abbreviations or _is_initial(left):
        return NEVER
    if mark and mark in ".?!…":
        return SENTENCE
    if mark and mark in ";:":
        return CLAUSE
    if mark == "," or left[-1:] in _CLOSERS or (right[:1] in _OPENERS and not _is_mark(left)):
        return COMMA
    return _bare_cost(left, right, grammar)


def _bare_cost(left: str, right: str, grammar: Grammar) -> float:
    """No punctuation stands between them."""
    before, after = _bare(left), _bare(right)
    if _is_mark(left):
        return NEVER if left[0] in _OPENERS else COMMA
    if _is_mark(right):
        return COMMA if right[0] in "—–-" else NEVER
    if _is_number(before, grammar):
        return _after_number(before, after, grammar)
    if before in grammar.leaning or before in grammar.prepositions:
        return NEVER
    if _is_name(left) and _is_name(right):
        return NEVER
    if before in grammar.conjunctions or before in grammar.auxiliaries:
        return BOUND
    return _between_words(left, right, before, after, grammar)


def _after_number(before: str, after: str, grammar: Grammar) -> float:
    """A number keeps its unit, and a date its month.

    A number in words may be too long for that: it is broken, or gives up what it counts, before the words that lead
    to it are.
    """
    if after in grammar.conjunctions and after not in ("y", "and"):
        return CONJUNCTION
    if after in grammar.prepositions and after not in grammar.genitives:
        return PREPOSITION
    in_words = before in grammar.numerals and before not in grammar.leaning
    return COUNTED if in_words and not _DIGITS.fullmatch(after) and after not in grammar.prepositions else NEVER


def _between_words(left: str, right: str, before: str, after: str, grammar: Grammar) -> float:
    if after in grammar.conjunctions:
        return CONJUNCTION
    if after in grammar.genitives:
        return BOUND if _is_name(left) else GENITIVE
    if after in grammar.prepositions or (len(after) > 5 and after.endswith(grammar.gerunds)):
        return PREPOSITION
    describing = before if grammar.adjective_first else after
    if len(describing) > 4 and describing.endswith(grammar.adjectives):
        return ADJECTIVE
    if after in grammar.leaning or after in grammar.auxiliaries:
        return (PREPOSITION + PLAIN) / 2
    return PLAIN


def _bare(word: str) -> str:
    """The word as the grammars list it: without marks, capitals and accents, which hurried copy leaves out."""
    return unaccented(word.strip(_CLOSERS + _OPENERS + ".,;:?!…"))


def _is_mark(word: str) -> bool:
    return not any(character.isalnum() for character in word)


def _is_name(word: str) -> bool:
    return word.lstrip(_OPENERS)[:1].isupper()


def _is_initial(word: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]\.", word.lstrip(_OPENERS))) and word[-2].isupper()


def _is_number(bare: str, grammar: Grammar) -> bool:
    return bare in grammar.numerals or bool(_DIGITS.fullmatch(bare))
