"""Texts as YAML writes them: which characters of a value stand where in the file, and how a new text is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscast.document.blocks import BlockText, block_text
from newscast.document.invisible import without_marks
from newscast.document.marks import Marked
from newscast.document.sheet import Change, Sheet
from newscast.document.text import as_typed
from newscast.document.vocabulary import SHOWN

WIDTH = 100
"""Columns to which texts are folded."""
_TOKENS = re.compile(r"\s+|[^\s]+")
_FOLD = re.compile(r"[ \t]*\n[ \t\n]*")
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_ESCAPES |= {
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_CODES = {"x": 2, "u": 4, "U": 8}
_RESOLVED = re.compile(
    r"""~|null|true|false|yes|no|on|off|y|n      # what is no text for some program that reads YAML
    |[-+]?(\.\d+|\d[\d_]*(\.\d*)?)([eE][-+]?\d+)?|[-+]?0[xob][\da-f_]+|[-+]?\.(inf|nan)
    |[-+]?\d+(:[0-5]?\d)+(\.\d*)?|\d{4}-\d\d?-\d\d?.*|<<|=""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_FIRST = re.compile(r"[-?:](\s|$)|[,\[\]{}#&*!|>'\"%@`]|(---|\.\.\.)(\s|$)")
_QUOTES = "«»“”„‘’‹›"


def as_read(text: str) -> str:
    """A text as it is read again once it is written: accents composed, without marks that nobody sees, stripped."""
    return without_marks(unicodedata.normalize("NFC", as_typed(text))).strip()


def is_bare(text: str, key: str, flow: bool) -> bool:
    """Whether a text may stand without quotes, as the value of this key."""
    if not text or "\n" in text or "\t" in text or text != text.strip() or _NOT_FIRST.match(text):
        return False
    if re.search(r":(\s|$)|\s#", text) or text[0] in _QUOTES or (flow and re.search(r"[,\[\]{}]|:$", text)):
        return False
    if text[-1] in "]}":
        return False
    named = key in SHOWN or re.fullmatch(r"~|null|true|false|yes|no|on|off|<<|=", text, re.IGNORECASE)
    return not (named and _RESOLVED.fullmatch(text))


def quoted(text: str, mark: str = '"') -> str:
    """A text in quotes on one line: in single ones where these can hold it and it is spelled with double ones."""
    plain = "\n" not in text and "\t" not in text
    if plain and (mark == "'" or (re.search(r'["\\]', text) and "'" not in text)):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _escaped(text) + '"'


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    # Next to a sign of YAML it would be read as any blank.
    return re.sub(r"(?<=[:\-,\[{#])\xa0|\xa0(?=#)", r"\\_", escaped)


@dataclass(frozen=True)
class Sign:
    """A character of a value, and which characters of the file it is written with."""

    sign: str
    start: int
    end: int


def signs(sheet: Sheet, node: Marked, outer: int) -> list[Sign] | None:
    """The characters of a scalar; None where they cannot be told. `outer` is the column of the key or hyphen that it
    belongs to."""
    if node.block:
        found = list(_block_signs(sheet, node, block_text(sheet, node, outer)))
    else:
        start, end = sheet.value_at(node), sheet.at(node.end)
        inside = (start + 1, end - 1) if node.style else (start, end)
        found = list(_flow_signs(sheet.text, *inside, node.style))
    return found if "".join(each.sign for each in found) == node.value else None


def _flow_signs(text: str, start: int, end: int, style: str) -> Iterator[Sign]:
    at = start
    while at < end:
        fold = _FOLD.match(text, at, end) if text[at] in " \t\n" else None
        if fold:
            yield from _folded(text, at, fold.end())
            at = fold.end()
        elif style == "'" and text[at] == "'":
            yield Sign("'", at, at + 2)
            at += 2
        elif style == '"' and text[at] == "\\":
            sign, length = _unescaped(text, at)
            if sign:
                yield Sign(sign, at, at + length)
            at += length
        else:
            yield Sign(text[at], at, at + 1)
            at += 1


def _unescaped(text: str, at: int) -> tuple[str, int]:
    """What an escape stands for, and how long it is."""
    code = text[at + 1]
    if code == "\n":
        return "", len(re.match(r"\\\n[ \t]*", text[at:])[0])  # type: ignore[index]
    if code in _CODES:
        digits = _CODES[code]
        return chr(int(text[at + 2 : at + 2 + digits], 16)), 2 + digits
    return _ESCAPES.get(code, "\ufffd"), 2


def _folded(text: str, start: int, end: int) -> Iterator[Sign]:
    """A line break that is a blank, or several, each but the first a line break."""
    breaks = [at for at in range(start, end) if text[at] == "\n"]
    if len(breaks) == 1:
        yield Sign(" ", start, end)
        return
    for number in range(1, len(breaks)):
        first = start if number == 1 else breaks[number - 1] + 1
        yield Sign("\n", first, end if number == len(breaks) - 1 else breaks[number] + 1)


def _block_signs(sheet: Sheet, node: Marked, block: BlockText) -> Iterator[Sign]:
    lines = range(block.first, block.last + 1)
    filled = [line for line in lines if len(sheet.lines[line]) > block.indent and sheet.lines[line].strip(" ")]
    if not filled or (node.style == ">" and any(sheet.lines[line][block.indent] in " \t" for line in filled)):
        return
    for line in range(block.first, filled[0]):
        yield Sign("\n", sheet.start_of(line), sheet.end_of(line))
    for one, following in zip(filled, [*filled[1:], None], strict=True):
        start, text = sheet.start_of(one) + block.indent, sheet.lines[one][block.indent :]
        yield from (Sign(sign, start + at, start + at + 1) for at, sign in enumerate(text))
        if following is not None:
            first, last = sheet.end_of(one) - 1, sheet.start_of(following) + block.indent
            yield from _broken(sheet.text, first, last, node.style)
    yield from _chomped(sheet, node, block, filled[-1])


def _broken(text: str, start: int, end: int, style: str) -> Iterator[Sign]:
    if style == ">":
        yield from _folded(text, start, end)
        return
    breaks = [at for at in range(start, end) if text[at] == "\n"]
    for number, at in enumerate(breaks):
        yield Sign("\n", at, end if number == len(breaks) - 1 else breaks[number + 1])


def _chomped(sheet: Sheet, node: Marked, block: BlockText, last: int) -> Iterator[Sign]:
    """The line breaks at the end that are part of the value."""
    wanted = len(node.value) - len(node.value.rstrip("\n"))
    for number in range(wanted):
        at = min(sheet.end_of(last + number), len(sheet.text))
        yield Sign("\n", max(0, at - 1), at)


def respelled(sheet: Sheet, node: Marked, outer: int, text: str) -> list[Change] | None:
    """The changes after which a scalar says `text`: of the words that are other ones, in the way it is written.

    None where it cannot be written so; whether it can is known when it is read again.
    """
    known = signs(sheet, node, outer)
    if known is None:
        return None
    kept = len(node.value.rstrip("\n")) if node.block else len(node.value)
    indent = block_text(sheet, node, outer).indent if node.block else _continued(sheet, node)
    old, new = _TOKENS.findall(node.value[:kept]), _TOKENS.findall(text)
    at = [0]
    for token in old:
        at.append(at[-1] + len(token))
    changes = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "delete" and i and old[i - 1] == old[j - 1] and "\n" in _source(sheet, known, at[j - 1], at[j]):
            # Of the blanks around what goes the line break stays.
            i, j = i - 1, j - 1
        piece = _piece("".join(new[k:m]), node.style, indent)
        if piece is None:
            return None
        changes.append(Change(*_span(sheet, node, known, at[i], at[j]), piece))
    return _within_width(sheet, node, changes, indent)


def _source(sheet: Sheet, known: list[Sign], first: int, last: int) -> str:
    """What characters of a value are written as."""
    return sheet.text[known[first].start : known[last - 1].end]


def _span(sheet: Sheet, node: Marked, known: list[Sign], first: int, last: int) -> tuple[int, int]:
    """Where the characters of a value from one to before another stand."""
    if first < last:
        return known[first].start, known[last - 1].end
    if first < len(known):
        return known[first].start, known[first].start
    end = known[-1].end if known else sheet.value_at(node) + bool(node.style)
    return end, end


def _piece(text: str, style: str, indent: int | None) -> str | None:
    """A piece of a text as it is spelled in that style; None where it cannot be."""
    if style == '"':
        return _escaped(text)
    if style in ("'", ""):
        return None if "\n" in text or "\t" in text else text.replace("'", "''") if style else text
    broken = text.replace("\n", "\n\n") if style == ">" else text
    first, *rest = broken.split("\n")
    blank = " " * (indent or 0)
    return "\n".join([first, *(blank + line if line or at == len(rest) - 1 else "" for at, line in enumerate(rest))])


def _continued(sheet: Sheet, node: Marked) -> int | None:
    """How far the further lines of a text are indented; None of one on a single line."""
    lines = [sheet.lines[line] for line in range(node.start[0] + 1, node.end[0] + 1)]
    return next((len(line) - len(line.lstrip()) for line in lines if line.strip()), None)


def _within_width(sheet: Sheet, node: Marked, changes: list[Change], indent: int | None) -> list[Change]:
    """The changes, with lines that became too long broken where blanks are, if the text has several lines already."""
    if indent is None or node.style == "|" or not changes:
        return changes
    start = sheet.start_of(sheet.line_at(sheet.value_at(node)))
    end = max(sheet.at(node.end), *(each.end for each in changes))
    pieces, at = [], start
    for each in changes:
        pieces += [sheet.text[at : each.start], each.new]
        at = each.end
    old = sheet.text[start:end].split("\n")
    longest = max(WIDTH, *map(len, old))
    new = [
        piece
        for line in "".join([*pieces, sheet.text[at:end]]).split("\n")
        for piece in ([line] if line in old or len(line) <= longest else _broken_up(line, longest, indent))
    ]
    return list(_line_changes(start, old, new))


def _broken_up(line: str, longest: int, indent: int) -> list[str]:
    """A line on several, each but the first indented; broken only at a blank between two words."""
    found, width = [""], 0
    for word in re.findall(r"\s*\S+\s*$|\s*\S+", line):
        breaks = word[:1] == " " and word[1:2] != " " and found[-1].strip() and not found[-1].endswith("\\")
        if breaks and width + len(word.rstrip()) > longest:
            found.append(" " * indent)
            word, width = word[1:], indent
        found[-1] += word
        width += len(word)
    return found


def _line_changes(start: int, old: list[str], new: list[str]) -> Iterator[Change]:
    """What is different between lines of the text, the first of which begins at `start`."""
    at = [start]
    for line in old:
        at.append(at[-1] + len(line) + 1)
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace":
            yield Change(at[i], at[j] - 1, "\n".join(new[k:m]))
        elif kind == "delete":
            # The last line of a text goes with the end of the line before.
            yield Change(at[i], at[j], "") if j < len(old) else Change(at[i] - 1, at[j] - 1, "")
        elif kind == "insert":
            lines = "".join(f"{line}\n" for line in new[k:m])
            yield Change(at[i], at[i], lines) if i < len(old) else Change(at[i] - 1, at[i] - 1, "\n" + lines[:-1])
