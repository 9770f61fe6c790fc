"""What several written words say together: money in millions, telephone numbers, thousands apart, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscast.base.languages.numbers_aloud import (
    LONGEST,
    amount_said,
    before_unit,
    counted,
    counting,
    digits_said,
    fraction_parts,
    is_money,
    money_parts,
    money_range,
    number_said,
    parsed,
)
from newscast.base.languages.speech import Around, Speech, Written

Said = list[str | None]
"""For each word what is said, None as long as nobody knows."""

_GROUP = r"\+?\(?\d{1,4}\)?(?:-\d{2,4})*"
_TELEPHONE = (10, 11, 12, 13)
_SHORT = 3
"""Letters that a full stop shortens; longer ones are a word."""
_NUMBER = r"\d[\d.,]*"
_CENTS = r"[\d,]*\d\.\d\d"


def read_phrases(words: Sequence[Written], said: Said, speech: Speech) -> None:
    """Fill in what is known of several words at once."""
    at = 0
    while at < len(words):
        if said[at] is not None or _is_plain(words[at]):
            at += 1
            continue
        at += max(
            1,
            _fixed(words, said, at, speech)
            or _telephone(words, said, at, speech)
            or _degrees(words, said, at, speech)
            or _mixed(words, said, at, speech)
            or _grouped(words, said, at, speech)
            or _money(words, said, at, speech),
        )


def _is_plain(word: Written) -> bool:
    return word.core.isalpha() and not word.core.isupper() and word.trail[:1] != "."


def _fixed(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """EE. UU., p. m."""
    pair = words[at : at + 2]
    told = speech.phrases.get((pair[0].key, pair[-1].key))
    if told is None or not (
        pair[0].trail.startswith(".") and (pair[1].trail.startswith(".") or len(pair[1].core) > _SHORT)
    ):
        return 0
    said[at : at + 2] = told
    return 2


def _telephone(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """477 123 4567, +52 55 1234 5678: digit by digit, with a pause after each group."""
    end, digits = at, 0
    while end < len(words) and end - at < 6 and re.fullmatch(_GROUP, words[end].core):
        digits += sum(map(str.isdigit, words[end].core))
        end += 1
        if words[end - 1].trail.strip(")"):
            break
    dotted = words[at].core.count(".") == 2 and bool(re.fullmatch(r"\d{3}\.\d{3}\.\d{4}", words[at].core))
    if dotted:
        end, digits = at + 1, 10
    groups = re.findall(r"\d+", " ".join(word.core for word in words[at:end]))
    if digits not in _TELEPHONE or len(groups) < 2 or all(len(group) == 3 for group in groups[1:]):
        return 0
    for index in range(at, end):
        plus = f"{speech.plus} " if words[index].core.startswith("+") else ""
        # A pause between the groups, where there is none yet.
        pause = "," if index < end - 1 and not words[index].trail else ""
        said[index] = plus + ", ".join(map(speech.digits, re.findall(r"\d+", words[index].core))) + pause
    return end - at


def _degrees(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """25° C: the scale parted from its sign."""
    pair = words[at : at + 2]
    names = speech.units.get(f"°{pair[-1].core}")
    if len(pair) < 2 or not names or pair[0].trail or not re.fullmatch(r"[-−]?\d[\d.,]*[°º]", pair[0].core):
        return 0
    said[at : at + 2] = (pair[0].core[:-1].replace("−", "-"), names[1])
    said[at] = digits_said(said[at] or "", Around((pair[0],), 0), speech)
    return 2


def _mixed(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """1 1/2, 1 ½: a whole number and a fraction."""
    pair = words[at : at + 2]
    parts = fraction_parts(pair[-1].core)
    if len(pair) < 2 or not parts or not re.fullmatch(r"\d{1,2}", pair[0].core) or pair[0].trail:
        return 0
    fraction = speech.fraction(*parts, before_unit(pair[1].core, Around(words, at + 1), speech))
    if fraction is None:
        return 0
    whole = before_unit(pair[0].core, Around([pair[0], *words[at + 2 :]], 0), speech)
    said[at] = number_said(pair[0].core, whole, speech)
    said[at + 1] = f"{speech.and_} {fraction}"
    return 2


def _grouped(words: Sequence[Written], said: Said, at: int, speech: Speech, before: str = "") -> int:
    """1 200 000: thousands that a blank parts, and `$ 1 200`, where a currency stands `before` them."""
    if words[at].core.upper() in speech.currencies and not words[at].trail and at + 1 < len(words):
        through = _grouped(words, said, at + 1, speech, words[at].core.upper())
        said[at] = "" if through else None
        return through and through + 1
    parts = money_parts(words[at].core)
    sign, first = (parts[0].upper(), parts[1]) if parts else (before, words[at].core)
    if not re.fullmatch(r"[1-9]\d{0,2}", first) or words[at].trail or (parts and parts[2]):
        return 0
    end = at + 1
    while end < len(words) and re.fullmatch(r"\d{3}", words[end].core) and not words[end].lead:
        end += 1
        if words[end - 1].trail:
            break
    if end == at + 1 or len(first) + 3 * (end - at - 1) > LONGEST:
        return 0
    core = first + "".join(word.core for word in words[at + 1 : end])
    joined = Written(words[at].lead, core, words[end - 1].trail)
    sign = "" if _names_currency(words, end, speech) else sign
    whole = _whole(joined, [*words[:at], joined, *words[end:]], at, sign, speech).split()
    for index in range(at, end):
        left = end - index - 1
        upto = number_said(f"{int(core[: len(core) - 3 * left]) * 1000**left:,}", None, speech)
        count = len(whole) if not left else max(1, min(len(upto.split()), len(whole) - left) - _told(said, at, index))
        said[index], whole = " ".join(whole[:count]), whole[count:]
    return end - at


def _whole(joined: Written, words: Sequence[Written], at: int, sign: str, speech: Speech) -> str:
    """The number that groups of digits make, before what follows or with its currency."""
    amount = f"{int(joined.core):,}"
    return amount_said(amount, sign, speech) if sign else number_said(amount, Around(words, at), speech)


def _told(said: Said, at: int, index: int) -> int:
    return sum(len((each or "").split()) for each in said[at:index])


def _money(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """$12.5 millones, $ 500, USD 500, 500 USD: the currency is said after all that counts it."""
    start = at
    if told := _range_in_millions(words, said, at, speech) or _short_and_named(words, said, at, speech):
        return told
    if words[at].core.upper() in speech.currencies and not words[at].trail and _is_number(words, at + 1):
        sign, numbers = words[at].core.upper(), at + 1
    elif is_money(words[at].core):
        sign, numbers = money_parts(words[at].core)[0], at  # type: ignore[index]
    else:
        return _with_cents(words, said, at, at + 1, speech)
    if magnitude := _short_magnitude(words, numbers + 1, speech):
        return _in_short(words, said, (start, numbers), sign, magnitude, speech)
    end = _counted(words, numbers, speech)
    if end == numbers + 1 and numbers == start and not _names_currency(words, end, speech):
        return 0
    if numbers > start:
        said[start] = ""
    for index in range(numbers, end):
        said[index] = _amount(words, index, end, speech)
    if _names_currency(words, end, speech):
        joint = f" {speech.magnitudes.get('millones', '').strip()}"
        if words[end].key == joint.strip():
            said[end - 1] = (said[end - 1] or "").removesuffix(joint)
        named = _named(words, said, end, sign, speech)
        return max(named, at + _with_cents(words, said, numbers, end, speech)) - start
    if end == numbers + 1:
        said[numbers] = amount_said(_digits(words[numbers]), sign, speech)
    else:
        last = words[end - 1].key
        joint = speech.magnitudes.get(last, "")
        single = end == numbers + 1 and _digits(words[numbers]) == "1"
        said[end - 1] = f"{said[end - 1]} {joint}{speech.currencies[sign][0 if single else 1]}"
    return end - start


def _short_magnitude(words: Sequence[Written], at: int, speech: Speech) -> str:
    """What the M of US$ 1.2 M is."""
    if at >= len(words) or words[at - 1].trail or not words[at].core.isupper() or len(words[at].core) > 2:
        return ""
    return speech.short_magnitudes.get(words[at].key, "")


def _in_short(
    words: Sequence[Written], said: Said, start: tuple[int, int], sign: str, magnitude: str, speech: Speech
) -> int:
    """US$ 1.2 M, $4.5 M MXN; `start` are the words of the sign and of the number."""
    first, number = start
    at = number + 1
    joint = speech.magnitudes.get(magnitude, "")
    amount = counting(_digits(words[number]), magnitude, speech)
    said[first : at + 1] = [*[""] * (number - first), amount, f"{magnitude} {joint}{speech.currencies[sign][1]}"]
    if not _names_currency(words, at + 1, speech):
        return at + 1 - first
    code = speech.currencies.get(words[at + 1].core.upper())
    said[at] = magnitude
    if code:
        said[at + 1] = f"{joint}{code[1]}"
    elif words[at + 1].key != joint.strip():
        said[at] = f"{magnitude} {joint}".strip()
    return at + 1 + bool(code) - first


def _range_in_millions(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """$1.5-2 millones"""
    joint = speech.magnitudes.get(words[at + 1].key) if at + 1 < len(words) else None
    money = money_range(words[at].core) if joint is not None and not words[at].trail else None
    if money is None or joint is None:
        return 0
    said[at] = digits_said(money[1], Around((words[at],), 0), speech)
    if not _names_currency(words, at + 2, speech):
        said[at + 1] = f"{words[at + 1].core} {joint}{speech.currencies[money[0]][1]}"
    return 2


def _short_and_named(words: Sequence[Written], said: Said, at: int, speech: Speech) -> int:
    """$3.5M MXN"""
    parts = money_parts(words[at].core)
    magnitude = speech.short_magnitudes.get(parts[2].lower()) if parts else None
    if not parts or not magnitude or not _names_currency(words, at + 1, speech):
        return 0
    joint, code = speech.magnitudes.get(magnitude, ""), speech.currencies.get(words[at + 1].core.upper())
    of = "" if code or words[at + 1].key == joint.strip() else f" {joint}".rstrip()
    said[at] = f"{counting(parts[1], magnitude, speech)} {magnitude}{of}"
    said[at + 1] = f"{joint}{code[1]}" if code else None
    return 2


def _with_cents(words: Sequence[Written], said: Said, number: int, named: int, speech: Speech) -> int:
    """4.50 pesos: the cents after the currency, where it stands after the number; how many words that is."""
    if named != number + 1 or named >= len(words) or words[number].trail:
        return 0
    name, digits = words[named].key, _digits(words[number])
    code = speech.currencies.get(words[named].core.upper())
    if code:
        name = code[0 if parsed(digits)[0] == "1" else 1]
    if not re.fullmatch(_CENTS, digits) or not any(name in names for names in speech.currencies.values()):
        return 0
    whole, decimals = parsed(digits)
    said[number] = counting(whole, name, speech)
    joint, cent = speech.cents
    shown = name if code else words[named].core
    said[named] = f"{shown} {joint} {counted(int(decimals), cent, speech)}" if int(decimals) else name if code else None
    return 2


def _is_number(words: Sequence[Written], at: int) -> bool:
    return at < len(words) and bool(re.fullmatch(_NUMBER, words[at].core))


def _digits(word: Written) -> str:
    parts = money_parts(word.core)
    return parts[1] if parts else word.core


def _counted(words: Sequence[Written], at: int, speech: Speech) -> int:
    """The word after an amount that begins with the number at `at`: 3 mil 500, 12.5 millones."""
    end = at + 1
    while end < len(words) and not words[end - 1].trail:
        more = words[end].key in speech.magnitudes
        rest = words[end - 1].key in speech.magnitudes and re.fullmatch(r"\d{1,3}", words[end].core)
        if not (more or rest):
            break
        end += 1
    return end


def _amount(words: Sequence[Written], index: int, end: int, speech: Speech) -> str:
    core = _digits(words[index])
    if not re.fullmatch(_NUMBER, core):
        return core
    following = words[index + 1].key if index + 1 < end else ""
    return counting(core, f"{following} {speech.currencies['$'][1]}", speech)


def _names_currency(words: Sequence[Written], at: int, speech: Speech) -> bool:
    """Whether the words from there name the currency themselves: pesos, de pesos, MXN."""
    if at >= len(words) or words[at - 1].trail:
        return False
    names = [word.key for word in words[at : at + 2]]
    return names[0] in speech.named_currencies or (names[0] in ("de", "of") and names[-1] in speech.named_currencies)


def _named(words: Sequence[Written], said: Said, at: int, sign: str, speech: Speech) -> int:
    """The currency after an amount, where it is a code; the word after it."""
    if words[at].core.upper() in speech.currencies:
        joint = speech.magnitudes.get(words[at - 1].key, "")
        one = parsed(_digits(words[at - 1]))[0] == "1" and not joint
        said[at] = joint + speech.currencies[words[at].core.upper()][0 if one else 1]
        return at + 1
    return at
