"""What holds more than two words together: `tiene que estar`, `conjunto de datos`, `treinta y seis`."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.languages.model import Grammar
from newscast.captions.kinds import (
    bare,
    is_adjective,
    is_digits,
    is_label,
    is_mark,
    is_name,
    is_number,
    is_small,
    last_mark,
)
from newscast.captions.prices import (
    ADJECTIVE,
    BOUND,
    COMMA,
    CONJUNCTION,
    COUNTED,
    GENITIVE,
    NEVER,
    PLAIN,
    PREPOSITION,
    TERM,
)


def held(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """What a break after `words[index]` costs that would cost so much between the two words alone."""
    for hold in (
        _in_a_number,
        _in_a_name,
        _before_infinitive,
        _before_bare_noun,
        _before_number,
        _before_degree,
        _before_name,
        _before_late_adjective,
    ):
        cost = max(cost, hold(words, index, cost, grammar))
    lessened = (_after_a_number, _before_clause, _between_names)
    return min(cost, *(lessen(words, index, grammar) for lessen in lessened))


def _at(words: Sequence[str], index: int) -> str:
    """The word there, bare; empty beyond the ends and where punctuation stands before it."""
    if not 0 <= index < len(words):
        return ""
    return "" if index and last_mark(words[index - 1]) else bare(words[index])


def _in_a_number(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`treinta y | seis`, `ocho | a diez`, `65 | por ciento`"""
    if cost <= COMMA:
        return 0.0
    left, middle, right = bare(words[index - 1]) if index else "", bare(words[index]), bare(words[index + 1])
    if middle in grammar.conjunctions and is_number(left, grammar) and is_number(right, grammar):
        return NEVER
    if not is_number(middle, grammar) or middle in grammar.leaning:
        return 0.0
    following = _at(words, index + 2)
    if right in grammar.conjunctions and is_number(following, grammar):
        return BOUND
    ranged = right in grammar.ranges and (is_number(following, grammar) or following == "cada")
    return NEVER if ranged or f"{right} {following}" in grammar.phrases else 0.0


def _after_a_number(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """A number that only stands before `de` or `y` is not held by them: `la ventanilla 8 | de la Presidencia`."""
    middle, right, following = bare(words[index]), _at(words, index + 1), _at(words, index + 2)
    if right == "y" and is_number(following, grammar) and middle in grammar.numerals and not middle.endswith("nta"):
        # Two numbers: `nueve mil | y catorce mil`.
        return PLAIN
    if middle in grammar.leaning or not is_number(middle, grammar) or is_number(following, grammar):
        return NEVER
    if right in ("y", "and"):
        return CONJUNCTION
    named = is_digits(middle) and _is_numbered(words, index - 1, grammar)
    if named and right not in grammar.prepositions:
        return PLAIN
    if right not in grammar.genitives or middle in grammar.counts or following in grammar.months:
        return NEVER
    timed = _at(words, index + 3) in grammar.parts_of_day
    return NEVER if timed or following == "cada" else GENITIVE


def _before_clause(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`un servidor | localizado en Digium`: a participle that begins a clause of its own is no adjective."""
    left, right, following = bare(words[index]), _at(words, index + 1), _at(words, index + 2)
    leads_on = following in grammar.prepositions and following not in grammar.genitives
    begins = leads_on and right.endswith(grammar.participles) and right not in grammar.plain_adjectives
    return NEVER if not begins or is_small(left, grammar) or left in grammar.ahead else GENITIVE


def _between_names(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`la Biblioteca Central | Wigberto Moreno`: an adjective ends the name of a place before that of a person."""
    left, right = bare(words[index]), bare(words[index + 1])
    inside = index and is_name(words[index - 1]) and not last_mark(words[index - 1])
    ends = inside and is_adjective(left, grammar) and not is_adjective(right, grammar)
    begins = is_name(words[index + 1]) and not is_label(words[index + 1])
    return COUNTED if ends and begins and not grammar.adjective_first else NEVER


def _in_a_name(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`Trabajo Social | y Salud`"""
    if index + 2 >= len(words) or words[index + 1].lower() not in ("y", "e", "and"):
        return 0.0
    if last_mark(words[index]) or not (is_name(words[index]) and is_name(words[index + 2])):
        return 0.0
    return GENITIVE


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
    following = _at(words, index + 1)
    return bare(words[index]) in grammar.infinitive_leads and bool(grammar.infinitive.fullmatch(following))


def _before_bare_noun(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`conjunto | de datos`, `voz | a texto`: with a noun without article, one term with the noun before.

    Before a longer `de cuatro mil baches` is no bad place.
    """
    after, noun = bare(words[index + 1]), _at(words, index + 2)
    if cost <= COMMA or not noun or after not in grammar.prepositions or is_name(words[index + 2]):
        return 0.0
    if f"{after} {noun}" in grammar.rates:
        return BOUND
    if is_small(noun, grammar) or is_number(noun, grammar) or noun in grammar.ahead or is_mark(words[index + 2]):
        return 0.0
    if is_small(bare(words[index]), grammar) or (grammar.infinitive.fullmatch(noun) and not grammar.adjective_first):
        return 0.0
    if grammar.adjective_first and after not in grammar.genitives:
        return 0.0
    following = _at(words, index + 3)
    if after in grammar.genitives:
        described = is_adjective(following, grammar) or is_adjective(bare(words[index]), grammar)
        counted = index > 0 and is_number(bare(words[index - 1]), grammar)
        return TERM if described or counted else BOUND
    if after == "a" and index and bare(words[index - 1]) in grammar.prepositions:
        return COUNTED
    return GENITIVE if after in ("en", "con", "por", "sin") else PREPOSITION


def _before_number(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """A number that counts nothing belongs to the word before it: `marque | 1 si...`"""
    left, after = bare(words[index]), bare(words[index + 1])
    if cost < PLAIN or not is_number(after, grammar) or after in grammar.leaning or is_number(left, grammar):
        return 0.0
    if is_digits(after) and _is_numbered(words, index, grammar):
        return NEVER
    counted = _at(words, index + 2)
    if not counted:
        return BOUND if is_digits(after) else ADJECTIVE
    if is_digits(after) and counted in grammar.genitives:
        return 0.0 if _at(words, index + 3) in grammar.months else ADJECTIVE
    small = is_small(counted, grammar) or counted in grammar.other_words
    return BOUND if small and is_digits(after) else 0.0


def _is_numbered(words: Sequence[str], index: int, grammar: Grammar) -> bool:
    """Whether the word there, or the noun that it describes, has a number: `frente frío | 12`."""
    if index < 0:
        return False
    noun = index - 1 if index and is_adjective(bare(words[index]), grammar) else index
    return bare(words[index]) in grammar.numbered or bare(words[noun]) in grammar.numbered


def _before_degree(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`noticias | más importantes`"""
    if cost <= COMMA or grammar.adjective_first or bare(words[index + 1]) not in grammar.degrees:
        return 0.0
    return ADJECTIVE if is_adjective(_at(words, index + 2), grammar) else 0.0


def _before_name(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`la jueza | Marcela Ibarra`: what stands between an article and a name is what the name is of."""
    if cost < PLAIN or not index or not is_name(words[index + 1]) or is_name(words[index]):
        return 0.0
    before, middle = bare(words[index - 1]), bare(words[index])
    if last_mark(words[index - 1]) or is_small(middle, grammar) or is_number(middle, grammar):
        return 0.0
    return COUNTED if before in grammar.leaning or before in grammar.genitives else 0.0


def _before_late_adjective(words: Sequence[str], index: int, cost: float, grammar: Grammar) -> float:
    """`juguetes | nuevos`: an adjective that mostly stands before its noun, and for once does not."""
    left, after, following = bare(words[index]), bare(words[index + 1]), _at(words, index + 2)
    if cost <= COMMA or after not in grammar.ahead or after not in grammar.plain_adjectives or grammar.adjective_first:
        return 0.0
    alone = not following or following in grammar.prepositions or following in grammar.conjunctions
    return ADJECTIVE if alone and not is_small(left, grammar) else 0.0
