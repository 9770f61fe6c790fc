"""What holds no more than two words together, though they look as if it did: `dos en contra | y una abstención`."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.languages.model import Grammar
from newscast.captions.kinds import (
    bare,
    is_adjective,
    is_digits,
    is_label,
    is_name,
    is_number,
    is_small,
    last_mark,
)
from newscast.captions.prices import CONJUNCTION, COUNTED, GENITIVE, NEVER, PLAIN, PREPOSITION, TERM, TITLED

_LONG = 5
"""Letters of a title that can end a line; shorter ones are said with the name as one word."""


def let_go(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """What a break after `words[index]` costs at most."""
    lessened = (
        _after_a_number,
        _after_a_time,
        _after_phrase,
        _after_particle,
        _before_phrase,
        _before_clause,
        _between_names,
    )
    return min(lessen(words, index, grammar) for lessen in lessened)


def _after_a_time(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`la primera vez | que`; `una vez que` and `cada vez que` are held."""
    left = bare(words[index - 1]) if index else ""
    middle, right = bare(words[index]), bare(words[index + 1])
    timed = f"{middle} {right}" in grammar.occasions and f"{left} {middle}" not in grammar.phrases
    return CONJUNCTION if timed and not last_mark(words[index]) else NEVER


def _after_particle(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`carried out | in the last years`"""
    middle, right = bare(words[index]), bare(words[index + 1])
    leads_on = right in grammar.prepositions or right in grammar.conjunctions
    ends = middle in grammar.particles and leads_on and f"{middle} {right}" not in grammar.phrases
    return PREPOSITION if ends else NEVER


def word_at(words: Sequence[str], index: int) -> str:
    """The word there, bare; empty beyond the ends and where punctuation stands before it."""
    if not 0 <= index < len(words):
        return ""
    return "" if index and last_mark(words[index - 1]) else bare(words[index])


def is_numbered(words: Sequence[str], index: int, grammar: Grammar) -> bool:
    """Whether the word there, or the noun that it describes, has a number: `frente frío | 12`."""
    if index < 0:
        return False
    noun = index - 1 if index and is_adjective(bare(words[index]), grammar) else index
    return bare(words[index]) in grammar.numbered or bare(words[noun]) in grammar.numbered


def _after_a_number(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """A number that only stands before `de` or `y` is not held by them: `la ventanilla 8 | de la Presidencia`."""
    middle, right, following = bare(words[index]), word_at(words, index + 1), word_at(words, index + 2)
    added = right in grammar.adding and is_number(following, grammar)
    if added and middle in grammar.numerals and middle not in grammar.tens and not grammar.adjective_first:
        # Two numbers of one thing: `nueve mil | y catorce mil pesos`.
        return TERM
    if middle in grammar.leaning or not is_number(middle, grammar) or is_number(following, grammar):
        return NEVER
    if right in grammar.adding:
        return CONJUNCTION
    named = is_digits(middle) and is_numbered(words, index - 1, grammar)
    if named and right not in grammar.prepositions:
        return PLAIN
    if right not in grammar.genitives or middle in grammar.counts or following in grammar.months:
        return NEVER
    timed = word_at(words, index + 3) in grammar.parts_of_day
    return NEVER if timed or following in grammar.each else GENITIVE


def _after_phrase(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`65 por ciento | más`, `dos en contra | y una abstención`: what ends a phrase leads on to nothing."""
    left, middle, right = bare(words[index - 1]) if index else "", bare(words[index]), bare(words[index + 1])
    ends = left in grammar.prepositions and (middle in grammar.numerals or middle in grammar.prepositions)
    ends = ends and not grammar.adjective_first
    if not ends or f"{left} {middle}" not in grammar.phrases or f"{middle} {right}" in grammar.phrases:
        return NEVER
    if right in grammar.genitives:
        return GENITIVE
    return CONJUNCTION if right in grammar.conjunctions else PREPOSITION


def _before_phrase(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`en doble fila | frente a las escuelas`: a preposition of two words is one."""
    left, right, following = bare(words[index]), bare(words[index + 1]), word_at(words, index + 2)
    begins = f"{right} {following}" in grammar.phrases and following in grammar.prepositions
    held_before = is_small(left, grammar) or left in grammar.ahead or is_adjective(left, grammar)
    return PREPOSITION if begins and not held_before and not is_number(left, grammar) else NEVER


def _before_clause(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`un servidor | localizado en Digium`: a participle that begins a clause of its own is no adjective."""
    left, right, following = bare(words[index]), word_at(words, index + 1), word_at(words, index + 2)
    leads_on = following in grammar.prepositions and following not in grammar.genitives
    begins = leads_on and right.endswith(grammar.participles) and right not in grammar.plain_adjectives
    return NEVER if not begins or is_small(left, grammar) or left in grammar.ahead else GENITIVE


def before_whole_name(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`Use el bulevar | Mariano Escobedo.`: better than a verb alone in a line. `don | Pedro Ruiz` is never parted."""
    left, right = words[index : index + 2]
    whole = index + 2 < len(words) and is_name(right) and is_name(words[index + 2]) and not last_mark(right)
    whole = whole and not is_small(bare(right), grammar)
    titled = bare(left) in grammar.titles and len(bare(left)) >= _LONG and not is_name(left)
    return TITLED if titled and whole and not last_mark(left) else NEVER


def _between_names(words: Sequence[str], index: int, grammar: Grammar) -> float:
    """`la Biblioteca Central | Wigberto Moreno`: an adjective ends the name of a place before that of a person."""
    left, right = bare(words[index]), bare(words[index + 1])
    inside = index and is_name(words[index - 1]) and not last_mark(words[index - 1])
    ends = inside and is_adjective(left, grammar) and not is_adjective(right, grammar)
    begins = is_name(words[index + 1]) and not is_label(words[index + 1])
    return COUNTED if ends and begins and not grammar.adjective_first else NEVER
