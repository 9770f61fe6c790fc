"""How shorthand is read aloud: lun.-vie., 9 a.m.-2 p.m., c/10, p/persona, niñ@s."""

from __future__ import annotations

import re

from newscast.base.languages.numbers_aloud import digits_said, number_said
from newscast.base.languages.speech import Around, Speech

_BOTH = r"([^\W\d_]+)@(s?)"
_DAYS = r"([^\W\d_]+)\.?[-–—]([^\W\d_]+)"
_SLASHED = r"([a-z])/(\w+)"
_HALF_DAYS = r"(?i:([ap])\.?m\.?)[-–—](\d.*)"
_JOINTS = ("a", "y", "to", "and", "-", "–", "—", "")


def both(core: str, around: Around, speech: Speech) -> str | None:
    """niñ@s: two words in one."""
    found = re.fullmatch(_BOTH, core) if speech.both else None
    return speech.both[bool(found[2])].format(found[1]) if found and speech.both else None


def weekdays(core: str, around: Around, speech: Speech) -> str | None:
    """lun.-vie., and each of lun. a vie.; 9 a.m.-2 p.m., of which the first end."""
    if found := re.fullmatch(_DAYS, core):
        for names in (speech.short_days, speech.months):
            ends = [names.get(each.lower()) for each in found.groups()]
            if all(ends):
                return f" {speech.to} ".join(filter(None, ends))
        return None
    if core in speech.day_letters and (day := _one_of_two(around, speech)):
        return day
    if (found := re.fullmatch(_HALF_DAYS, core)) and (later := digits_said(found[2], around, speech)):
        return f"{speech.abbreviations[f'{found[1].lower()}.m']} {speech.to} {later}"
    day = speech.short_days.get(around.word.key)
    if day is None or around.word.trail not in (".", ".,"):
        return None
    sure = around.word.key not in speech.months and (core[0].isupper() or day.islower())
    if sure and ((around.before[:1] and around.before[0] in speech.before_days) or _has_hours(around, speech)):
        return day
    following = around.words[around.at + 1 : around.at + 3]
    before = around.words[max(0, around.at - 2) : around.at]
    beside = [two[-1].key for two in (following, before[::-1]) if len(two) == 2 and two[0].core in _JOINTS]
    return day if any(each in speech.short_days for each in beside) else None


def _one_of_two(around: Around, speech: Speech) -> str | None:
    """The day of a letter, where another one stands on the other side of a word: *L a V*."""
    near = around.words[max(0, around.at - 2) : around.at][::-1], around.words[around.at + 1 : around.at + 3]
    days = [two[1].core for two in near if len(two) == 2 and two[0].core == speech.to]
    return speech.day_letters[around.word.core] if any(day in speech.day_letters for day in days) else None


def _has_hours(around: Around, speech: Speech) -> bool:
    """Whether a day is followed by its hours: *sáb. de 9 a 13 h*."""
    following = [word.core for word in around.words[around.at + 1 : around.at + 3]]
    if following and following[0] in speech.before_hours_of_days:
        del following[0]
    return bool(following) and following[0][:1].isdigit()


def slashed(core: str, around: Around, speech: Speech) -> str | None:
    """p/persona, c/10."""
    found = re.fullmatch(_SLASHED, core)
    said = speech.slashed.get(found[1]) if found else None
    if not found or said is None or core in speech.whole:
        return None
    after = found[2]
    if after.isdigit():
        return f"{said[2]} {number_said(after, None, speech)}"
    return f"{said[after.endswith('s')]} {after}" if len(after) > 2 and after.islower() else None
