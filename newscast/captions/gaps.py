"""How well a caption may break between two neighbouring words: after punctuation best, inside a name never."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

from newscast.base.languages.all import TABLES, language_of
from newscast.base.languages.model import Grammar, unaccented
from newscast.captions.held import held
from newscast.captions.kinds import (
    CLOSERS,
    OPENERS,
    are_initials,
    bare,
    is_adjective,
    is_digits,
    is_initial,
    is_label,
    is_mark,
    is_name,
    is_number,
    is_shortened,
    is_small,
    last_mark,
)
from newscast.captions.let_go import before_whole_name
from newscast.captions.prices import (
    ADJECTIVE,
    BOUND,
    CLAUSE,
    COMMA,
    CONJUNCTION,
    COUNTED,
    GENITIVE,
    NEVER,
    PHRASE,
    PLAIN,
    PREPOSITION,
    SENTENCE,
    TERM,
)

_MEMBER = 3
"""How many words a member of an enumeration has at most, its article with it."""
_PARTED = 3.0
"""What a break costs more after one of its commas that would leave a word or two alone, where the last member but one
follows: better before the conjunction, `Hay bancas, sombra | y una ciclovía`."""
_STRAY, _STRAY_LENGTH = 6.0, 24
"""What a break costs more beside punctuation, falling to nothing where so many characters stand between them."""


def gap_costs(words: Sequence[str], grammar: Grammar, even: bool = False) -> tuple[float, ...]:
    """For each word, what a break after it costs, from SENTENCE (welcome) to NEVER; the last one is free.

    Lines that are made `even` leave no words alone by themselves, so that nothing is added for that.
    """
    if not words:
        return ()
    goes_on = [word[:1].islower() for word in words[1:]]
    words = _uncapitalised(words)
    costs = [gap_cost(*pair, grammar, on) for pair, on in zip(pairwise(words), goes_on, strict=True)]
    costs = [held(words, index, cost, grammar) for index, cost in enumerate(costs)]
    if not even:
        costs = [min(cost, before_whole_name(words, index, grammar)) for index, cost in enumerate(costs)]
    open_after = accumulate(word.count("(") - word.count(")") for word in words)
    # A remark in brackets, such as a described sound, reads as one thing.
    costs = [max(cost, GENITIVE) if inside > 0 else cost for cost, inside in zip(costs, open_after, strict=False)]
    return (*(costs if even else _without_strays(words, costs)), SENTENCE)


def _uncapitalised(words: Sequence[str]) -> list[str]:
    """The words with a small letter where only the beginning of a sentence or bracket has made a capital of it."""
    found = list(words)
    for index, word in enumerate(words):
        begins = not index or word[0] in OPENERS or last_mark(words[index - 1]) in (".", "?", "!", "…", ":")
        if begins and not (index + 1 < len(words) and is_name(words[index + 1])) and not is_initial(word):
            start = len(word) - len(word.lstrip(OPENERS))
            found[index] = word[:start] + word[start : start + 1].lower() + word[start + 1 :]
    return found


def _without_strays(words: Sequence[str], costs: Sequence[float]) -> list[float]:
    """Breaks that would leave a word or two alone between them and punctuation cost more."""
    strays = _strays(words, costs, COMMA)
    return [cost if cost <= COMMA else cost + stray for cost, stray in zip(costs, strays, strict=True)]


def listed(words: Sequence[str], costs: Sequence[float]) -> list[float]:
    """What breaks cost, more at commas that would leave a word or two alone: `cuatro pestañas: Datos, | Pruebas`, more
    still in an enumeration if its end follows."""
    strays = [*_strays(words, costs[:-1], CLAUSE), 0.0]
    return [
        cost + stray + (_PARTED if stray > 1 and _before_the_last(words, costs, at) else 0.0) if cost == COMMA else cost
        for at, (cost, stray) in enumerate(zip(costs, strays, strict=True))
    ]


def _before_the_last(words: Sequence[str], costs: Sequence[float], comma: int) -> bool:
    """Whether the member after a comma is the last but one of an enumeration: a short one before a conjunction."""
    for at in range(comma + 2, min(comma + 2 + _MEMBER, len(words))):
        if bare(words[at]) in _joining():
            return True
        if costs[at - 1] <= COMMA:
            return False
    return False


@cache
def _joining() -> frozenset[str]:
    """The conjunctions before the last member of an enumeration, of all languages."""
    return frozenset[str]().union(*(language_of(code).grammar.joining for code in TABLES))


def _strays(words: Sequence[str], costs: Sequence[float], better: float) -> list[float]:
    """What each break costs more for what it leaves alone between it and places that cost no more than `better`."""
    lengths = [len(word) + 1 for word in words]
    before = _distances(costs, lengths[:-1], better)
    after = _distances(costs[::-1], lengths[:0:-1], better)[::-1]
    return [_stray(left) + _stray(right) / 2 for left, right in zip(before, after, strict=True)]


def _distances(costs: Sequence[float], lengths: Sequence[int], better: float) -> list[int]:
    """For each break, the characters back to the last place that costs no more, or to where the text begins."""
    found, since = [], 0
    for cost, length in zip(costs, lengths, strict=True):
        since += length
        found.append(since)
        since = 0 if cost <= better else since
    return found


def _stray(characters: int) -> float:
    return _STRAY * max(0.0, 1 - characters / _STRAY_LENGTH)


def gap_cost(left: str, right: str, grammar: Grammar, goes_on: bool | None = None) -> float:
    """What a break between `left` and `right` costs; both as written, with their punctuation.

    `goes_on` is whether `right` was written in small letters, where it no longer tells that itself.
    """
    if unaccented(left.lstrip(OPENERS)) in grammar.abbreviations or is_initial(left) or are_initials(left, right):
        return NEVER
    mark = last_mark(left)
    if mark in (".", "?", "!", "…"):
        return _after_full_stop(left, mark, right[:1].islower() if goes_on is None else goes_on)
    if mark in (";", ":"):
        return CLAUSE
    if mark == ",":
        return COMMA
    cost = _bare_cost(left, right, grammar)
    if is_mark(left) or is_mark(right):
        return cost
    if left[-1] in CLOSERS or right[0] in OPENERS:
        return _beside_brackets(left, right, cost)
    return cost


def _after_full_stop(left: str, mark: str, goes_on: bool) -> float:
    """`a.m.`, `a. m.`, `hrs.` and `etc.` end a sentence only where the next word begins one."""
    if mark == "." and goes_on and ("." in left[:-1].rstrip(".") or is_shortened(left)):
        return PLAIN
    return COMMA if goes_on and mark != "." else SENTENCE


def _beside_brackets(left: str, right: str, cost: float) -> float:
    """Before a question or a bracket is a good place and after one too; quotes hold less."""
    if cost >= BOUND:
        return cost
    plain = left[-1] in ")]}" or right[0] in "([{¿¡—–"
    return min(cost, COMMA if plain else PREPOSITION)


def _bare_cost(left: str, right: str, grammar: Grammar) -> float:
    """No punctuation stands between them."""
    before, after = bare(left), bare(right)
    if is_mark(left):
        return NEVER if left[0] in OPENERS else COMMA
    if is_mark(right):
        return COMMA if right[0] in "—–-" else NEVER
    if f"{before} {after}" in grammar.phrases:
        ends = after in grammar.prepositions and before not in grammar.prepositions
        return PHRASE if ends and before not in grammar.adverbs else NEVER
    if f"{before} {after}" in grammar.rates:
        return NEVER
    if is_number(before, grammar):
        return _after_number(before, after, grammar)
    if before in grammar.leaning or before in grammar.prepositions:
        return NEVER
    if is_name(left) and is_name(right):
        return NEVER
    return _with_its_own(left, right, before, after, grammar)


def _with_its_own(left: str, right: str, before: str, after: str, grammar: Grammar) -> float:
    """A title keeps its name, a weekday and an extension their number, a pronoun and an auxiliary their verb."""
    if before in grammar.titles and is_name(right):
        return COUNTED
    if before in grammar.numbered and (is_number(after, grammar) or is_label(right)):
        return NEVER
    if before in grammar.weekdays and is_number(after, grammar):
        return COUNTED
    if before in grammar.months and is_digits(after):
        return NEVER
    if before in grammar.conjunctions:
        return BOUND
    follows = _before_small(after, grammar)
    if before in grammar.ahead:
        return follows or (BOUND if is_number(after, grammar) or after in grammar.leaning else NEVER)
    if before in grammar.pronouns:
        return follows or BOUND
    if before in grammar.adverbs:
        return TERM if follows else BOUND
    if before in grammar.auxiliaries:
        return _after_auxiliary(after, grammar)
    return _between_words(left, right, before, after, grammar)


def _after_auxiliary(after: str, grammar: Grammar) -> float:
    """`ha concluido`, `está abierta`, `puede hacerse` stay together; `es | el museo` need not."""
    if after in grammar.leaning or after in grammar.prepositions or after in grammar.conjunctions:
        return TERM
    verb = grammar.infinitive.fullmatch(after) or after.endswith(grammar.gerunds) or is_adjective(after, grammar)
    return BOUND if verb or after in grammar.adverbs or after in grammar.auxiliaries else PLAIN


def _before_small(after: str, grammar: Grammar) -> float:
    """A break before a conjunction or preposition; 0 before other words."""
    if after in grammar.conjunctions:
        return CONJUNCTION
    if after in grammar.genitives:
        return GENITIVE
    return PREPOSITION if after in grammar.prepositions else 0.0


def _after_number(before: str, after: str, grammar: Grammar) -> float:
    """A number keeps its unit, and a date its month.

    A number in words may be too long for that: it is broken, or gives up what it counts, before the words that lead
    to it are.
    """
    if after in grammar.conjunctions and after not in grammar.adding:
        return CONJUNCTION
    if after in grammar.prepositions and after not in grammar.genitives:
        return PREPOSITION
    in_words = before in grammar.numerals and before not in grammar.leaning
    if not in_words or is_digits(after) or after in grammar.prepositions:
        return NEVER
    return COUNTED + PLAIN if after in grammar.numerals or after in grammar.conjunctions else COUNTED


def _between_words(left: str, right: str, before: str, after: str, grammar: Grammar) -> float:
    if after in grammar.genitives:
        return BOUND if is_name(left) or before in grammar.months else GENITIVE
    if cost := _before_small(after, grammar):
        return cost
    if len(after) > 5 and after.endswith(grammar.gerunds):
        return PREPOSITION
    if _describes(before, after, grammar):
        return ADJECTIVE
    if grammar.adjective_first and before.endswith(("'s", "s'", "’s", "s’")):
        return BOUND
    if is_small(after, grammar) or after in grammar.ahead:
        return (PREPOSITION + PLAIN) / 2
    return PLAIN


def _describes(before: str, after: str, grammar: Grammar) -> bool:
    """Whether one of them is an adjective of the other."""
    if is_small(after, grammar) or after in grammar.ahead:
        return False
    if grammar.adjective_first:
        return is_adjective(before, grammar)
    # What follows a verb is what it acts on: `cruzar corrientes`.
    acts = grammar.infinitive.fullmatch(before) or before.endswith(grammar.gerunds)
    return not acts and is_adjective(after, grammar)
