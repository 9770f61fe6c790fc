"""What holds more than two words together: `tiene que estar`, `conjunto de datos`, `treinta y seis`."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.languages.model import Grammar
from newscast.base.languages.model import words as words_of_text
from newscast.captions.kinds import (
    bare,
    is_adjective,
    is_digits,
    is_mark,
    is_name,
    is_number,
    is_small,
    last_mark,
)
from newscast.captions.let_go import is_numbered, let_go, word_at
from newscast.captions.prices import (
    ADJECTIVE,
    BOUND,
    COMMA,
    COUNTED,
    GENITIVE,
    NEVER,
    PLAIN,
    PREPOSITION,
    TERM,
)


def held_over_comma(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """A comma inside a date holds: `Thursday, | Jan. 1`, `Nov. 20, | 2026`, `jueves, | 26 de noviembre`."""
    left, right = bare(words[index]), bare(words[index + 1])
    month = right in grammar.months or right in _MONTHS
    day = left in grammar.weekdays and (month or _is_day(words, index + 1, grammar))
    before = bare(words[index - 1]) if index else ""
    dated = is_digits(left) and (before in grammar.months or before in _MONTHS)
    return BOUND if cost == COMMA and (day or (dated and len(right) == 4 and right.isdigit())) else cost


def _is_day(words: Sequence[str], index: int, grammar: Grammar) -> bool:
    """`26 de noviembre`"""
    return is_number(bare(words[index]), grammar) and word_at(words, index + 2) in grammar.months


_MONTHS = words_of_text("jan feb mar apr jun jul aug sep sept oct nov dec")


def held(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """What a break after `words[index]` costs that would cost so much between the two words alone."""
    cost = held_over_comma(words, index, cost, grammar)
    for hold in (
        _in_a_number,
        _in_a_name,
        _in_a_phrase,
        _before_infinitive,
        _before_bare_noun,
        _before_number,
        _before_degree,
        _before_name,
        _before_late_adjective,
        _before_particle,
        _in_a_term,
    ):
        cost = max(cost, hold(words, index, cost, grammar))
    return min(cost, let_go(words, index, grammar))


def _in_a_number(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`treinta y | seis`, `ocho | a diez`, `65 | por ciento`"""
    if cost <= COMMA:
        return 0.0
    left, middle, right = bare(words[index - 1]) if index else "", bare(words[index]), bare(words[index + 1])
    if left in grammar.weekdays and middle in grammar.ranges and right in grammar.weekdays:
        return NEVER
    if middle in grammar.weekdays and right in grammar.ranges and word_at(words, index + 2) in grammar.weekdays:
        return NEVER
    if f"{right} {word_at(words, index + 2)}" in grammar.halves and is_number(left, grammar):
        # `cuatro horas | y media`
        return NEVER
    if middle in grammar.conjunctions and is_number(left, grammar) and is_number(right, grammar):
        return NEVER
    if not is_number(middle, grammar) or middle in grammar.leaning:
        return 0.0
    following = word_at(words, index + 2)
    if right in grammar.conjunctions and is_number(following, grammar):
        return BOUND
    ranged = right in grammar.ranges and (is_number(following, grammar) or following in grammar.each)
    return NEVER if ranged or f"{right} {following}" in grammar.phrases else 0.0


def _in_a_name(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`Trabajo Social | y Salud`"""
    if index + 2 >= len(words) or words[index + 1].lower() not in grammar.adding:
        return 0.0
    if last_mark(words[index]) or not (is_name(words[index]) and is_name(words[index + 2])):
        return 0.0
    return GENITIVE


def _in_a_phrase(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`fin | de semana`: a phrase that goes on with a noun; `a cambio | de` ends there."""
    left, right, following = bare(words[index]), bare(words[index + 1]), word_at(words, index + 2)
    if cost <= COMMA or is_small(following, grammar):
        return 0.0
    return NEVER if {f"{left} {right}", f"{right} {following}"} <= grammar.phrases else 0.0


def _before_infinitive(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`tiene | que estar` and `tiene que | estar`, `va | a abrir`"""
    if cost <= COMMA:
        return 0.0
    if bare(words[index]) in grammar.leading and _leads(words, index + 1, grammar):
        return NEVER
    if _leads(words, index + 1, grammar) and cost < GENITIVE and not grammar.adjective_first:
        return GENITIVE if bare(words[index + 1]) in grammar.ranges else 0.0
    led = index > 0 and bare(words[index - 1]) in grammar.leading and not last_mark(words[index - 1])
    return NEVER if led and _leads(words, index, grammar) else 0.0


def _leads(words: Sequence[str], index: int, grammar: Grammar) -> bool:
    """Whether the word there and the next are such as `que estar`."""
    following = word_at(words, index + 1)
    return bare(words[index]) in grammar.infinitive_leads and bool(grammar.infinitive.fullmatch(following))


def _before_bare_noun(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`conjunto | de datos`, `voz | a texto`: with a noun without article, one term with the noun before.

    Before a longer `de cuatro mil baches` is no bad place.
    """
    after, noun = bare(words[index + 1]), word_at(words, index + 2)
    if cost <= COMMA or not noun or after not in grammar.prepositions or is_name(words[index + 2]):
        return 0.0
    counted = index > 0 and is_number(bare(words[index - 1]), grammar)
    if f"{after} {noun}" in grammar.rates or (after in grammar.per and counted):
        return BOUND
    if noun in grammar.weekdays or noun in grammar.months:
        # `acudir | de lunes a viernes`
        return 0.0
    if is_small(noun, grammar) or is_number(noun, grammar) or noun in grammar.ahead or is_mark(words[index + 2]):
        return 0.0
    if is_small(bare(words[index]), grammar) or (grammar.infinitive.fullmatch(noun) and not grammar.adjective_first):
        return 0.0
    if grammar.adjective_first and after not in grammar.genitives:
        return 0.0
    following = word_at(words, index + 3)
    if after in grammar.genitives:
        described = is_adjective(following, grammar) or is_adjective(bare(words[index]), grammar)
        return TERM if described or counted else BOUND
    if after in grammar.towards and index and bare(words[index - 1]) in grammar.prepositions:
        return COUNTED
    return GENITIVE if after in grammar.nearer else PREPOSITION


def _before_number(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """A number that counts nothing belongs to the word before it: `marque | 1 si...`"""
    left, after = bare(words[index]), bare(words[index + 1])
    if cost < PLAIN or not is_number(after, grammar) or after in grammar.leaning or is_number(left, grammar):
        return 0.0
    if is_digits(after) and is_numbered(words, index, grammar):
        return NEVER
    counted = word_at(words, index + 2)
    if not counted:
        return BOUND if is_digits(after) else ADJECTIVE
    if is_digits(after) and counted in grammar.genitives:
        return 0.0 if word_at(words, index + 3) in grammar.months else ADJECTIVE
    small = is_small(counted, grammar) or counted in grammar.other_words
    return BOUND if small and is_digits(after) else 0.0


def _before_degree(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`noticias | más importantes`"""
    if cost <= COMMA or grammar.adjective_first or bare(words[index + 1]) not in grammar.degrees:
        return 0.0
    return ADJECTIVE if is_adjective(word_at(words, index + 2), grammar) else 0.0


def _before_name(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`la jueza | Marcela Ibarra`: what stands between an article and a name is what the name is of."""
    if cost < PLAIN or not index or not is_name(words[index + 1]) or is_name(words[index]):
        return 0.0
    before, middle = bare(words[index - 1]), bare(words[index])
    if last_mark(words[index - 1]) or is_small(middle, grammar) or is_number(middle, grammar):
        return 0.0
    return COUNTED if before in grammar.leaning or before in grammar.genitives else 0.0


def _before_particle(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`carried | out`, `telling | us`"""
    right, following = bare(words[index + 1]), word_at(words, index + 2)
    if cost <= COMMA or right not in grammar.particles or f"{right} {following}" in grammar.phrases:
        return 0.0
    return 0.0 if is_small(bare(words[index]), grammar) else BOUND


def _in_a_term(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`the repaving | program`, `35 cents | a liter`"""
    if cost <= COMMA or not grammar.adjective_first or not index:
        return 0.0
    before, left, right = bare(words[index - 1]), bare(words[index]), bare(words[index + 1])
    named = before in grammar.leaning and left.endswith(grammar.gerunds) and not is_small(right, grammar)
    each = right in ("a", "an", "per") and is_number(before, grammar) and bool(word_at(words, index + 2))
    return BOUND if named else TERM if each else 0.0


def _before_late_adjective(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`juguetes | nuevos`: an adjective that mostly stands before its noun, and for once does not."""
    left, after, following = bare(words[index]), bare(words[index + 1]), word_at(words, index + 2)
    if cost <= COMMA or after not in grammar.ahead or after not in grammar.plain_adjectives or grammar.adjective_first:
        return 0.0
    alone = not following or following in grammar.prepositions or following in grammar.conjunctions
    return ADJECTIVE if alone and not is_small(left, grammar) else 0.0
