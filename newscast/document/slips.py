"""Slips in single lines that YAML stumbles over: what each is, and the line as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.document.mending import Guess
from newscast.document.vocabulary import KINDS, LISTS, SHOWN, SPANISH
from newscast.document.words import DASHES, is_key, meant, short

OPENING, CLOSING = (
    "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u2039",
    "\u201d\u201c\u2019\u2018\u00bb\u203a",
)
"""Quotation marks that text programs put in place of the straight ones."""
_ENTRY = pattern(r"( *)- ")
_HASH_INSIDE = pattern(
    r"(?P<before>[\[{,][^\[\]{},\"'#]*?(?::\s+|(?<=[\[{,])\s*))(?P<text>[^\[\]{},\"':#]*(?<=[\s\[{,])(?P<tag>#\w[^,\]}]*?))(?=\s*(?:[,\]}]|$))"
)
"""A text inside brackets that ` #` is in, up to the next comma or to the end of the brackets."""


KEY = pattern(r"\s*(?:-\s+)*([\w-]+)\s*:(?:\s|$)")
"""A line that begins with a key, after a hyphen or not."""


def begins_with_key(line: str) -> bool:
    """Whether a line begins with a key, after a hyphen or not."""
    found = KEY.match(line)
    return found is not None and is_key(found[1])


@dataclass(frozen=True)
class Lines:
    """A document's lines, and where they stand; `number` is that of one of them, from 0."""

    file: Path
    lines: Sequence[str]
    number: int

    @property
    def line(self) -> str:
        return self.lines[self.number]

    @property
    def indent(self) -> int:
        """How many blanks the line begins with."""
        return len(self.line) - len(self.line.lstrip(" \t"))

    def at(self, column: int) -> Place:
        """A place on the line; columns count from 0 here."""
        return Place(self.file, self.number + 1, column + 1)

    def guess(self, message: str, hint: str, column: int, line: str, code: str) -> Guess:
        """The line as it was meant."""
        return Guess(Problem(message, hint, self.at(column), code=code), {self.number: line})


def slips(here: Lines) -> Iterator[Guess]:
    """What may be wrong with one line, the surest first."""
    looks = (
        _tab,
        _fence,
        _typographic,
        _backslashes,
        chat,
        _dash,
        _tight_dash,
        _no_dash,
        _beside_key,
        _colon,
        _last_colon,
        _two_keys,
        _round,
        _lost,
    )
    for look in (*looks, _semicolon, _last_comma):
        yield from look(here)


def _tab(here: Lines) -> Iterator[Guess]:
    """Tabs at the beginning: all of them at once, as wide as makes sense."""
    found = re.match(r"[ -]*\t", here.line)
    if not found:
        return
    message, hint = _("There is a tab here; YAML is indented with spaces."), _("Use spaces: two for each level.")
    problem = Problem(message, hint, here.at(found.end() - 1), code="yaml-tab")
    near = [_indent(here.lines[at]) for at in (here.number - 1, here.number + 1) if 0 <= at < len(here.lines)]
    yield from (Guess(problem, {here.number: " " * width + here.line.lstrip(" \t")}) for width in near)
    for width in (2, 4, 8):
        yield Guess(problem, {at: _expanded(line, width) for at, line in enumerate(here.lines) if "\t" in line})


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _expanded(line: str, width: int) -> str:
    """With the tabs before its first letter as blanks; one after a hyphen is a single one."""
    head = re.match(r"[ \t]*", line)
    length = head.end() if head else 0
    return re.sub(r"^( *-)\t", r"\1 ", line[:length].replace("\t", " " * width) + line[length:])


def _fence(here: Lines) -> Iterator[Guess]:
    """What chats and other programs put around a text, and lines that part documents."""
    if re.fullmatch(r"\s*(```\w*|~~~\w*|\.\.\.|[-=_*]{3,}|<!--.*-->)\s*", here.line):
        message = _("This line does not belong to the file: “{text}”.").format(text=short(here.line.strip()))
        yield here.guess(message, _("Delete it."), here.indent, "", "yaml")
    elif here.line.lstrip().startswith(("//", "/*", "<!--", "--")):
        message = _("A comment begins with `# `: “{text}”.").format(text=short(here.line.strip()))
        text = "# " + here.line.strip().lstrip("/*<!- ")
        yield here.guess(message, _("Write `{text}`.").format(text=short(text)), here.indent, "", "yaml-comment")


def _lost(here: Lines) -> Iterator[Guess]:
    """A text inside brackets with a ` #`, such as a colour without quotes: for YAML the brackets are never closed."""
    if found := _HASH_INSIDE.search(here.line):
        start, end = found.span("text")
        message, hint = lost(here.line[found.start("tag") : end].split()[0])
        quoted = _HASH_INSIDE.sub(lambda each: f'{each["before"]}"{each["text"]}"', here.line)
        yield here.guess(message, hint, start, quoted, "yaml-comment")


def lost(tag: str) -> tuple[str, str]:
    """What is said of a ` #word` that YAML passes over; `tag` begins with the sign."""
    message = _("“#{tag}” would be lost: YAML takes what follows ` #` for a comment.").format(tag=short(tag[1:]))
    return message, _("Put the whole text in quotes; a comment is written `# ` with a space.")


def _typographic(here: Lines) -> Iterator[Guess]:
    """A value in the quotation marks of a text program that the colon, comma or sign in it shows not to be quoted."""
    pattern = rf"((?:[^:\"'#]*:|\s*-)\s+)([{OPENING}\"'])(.*)([{CLOSING}\"'])\s*$"
    found = re.match(pattern, here.line)
    if found and (found[2] not in "\"'" or found[4] not in "\"'"):
        inside = found[3].replace("'", "''")
        message, hint = typographic(found[2] + found[3] + found[4])
        yield here.guess(message, hint, len(found[1]), f"{found[1]}'{inside}'", "yaml-quotes")


def typographic(written: str) -> tuple[str, str]:
    """What is said of a text in quotation marks that are not straight."""
    message = _("The quotation marks of `{text}` come from a text program; YAML knows only straight ones.")
    hint = _("Leave them out, or type straight ones: {text}.").format(text=f'"{short(written[1:-1])}"')
    return message.format(text=short(written)), hint


def chat(here: Lines) -> Iterator[Guess]:
    """A message that was copied out of a chat, with its date and author."""
    found = re.match(r"\[?\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?[^\]:-]*(?:\]|-)[^:]*: ", here.line)
    if found:
        message = _("This line begins with the date and author of a message: “{text}”.")
        message = message.format(text=short(found[0].strip()))
        yield here.guess(message, _("Delete them."), 0, here.line[found.end() :], "yaml")


def _dash(here: Lines) -> Iterator[Guess]:
    """Another dash, or a dot, where an entry of a list begins; all alike in the file that begin one."""
    alike = re.compile(rf"(\s*)([{DASHES}]|--+|\d{{1,2}}[.)](?=\s))\s*(?=\S)")
    found = alike.match(here.line)
    if not found:
        return
    message = _("“{sign}” is not the hyphen with which an entry of a list begins.").format(sign=found[2])
    rest = here.line[found.end() :]
    keyed = {
        at: f"{one[1]}- {line[one.end() :]}"
        for at, line in enumerate(here.lines)
        if (one := alike.match(line)) and (begins_with_key(line[one.end() :]) or one[1] == found[1])
    }
    first = here.number
    while first - 1 in keyed and here.lines[first - 1].startswith(found[1] + found[2]):
        first -= 1
    hint = _("Type a hyphen and a space: `{text}`.").format(text=short((keyed.get(first) or f"- {rest}").strip(), 32))
    problem = Problem(message, hint, Place(here.file, first + 1, len(found[1]) + 1), code="yaml-hyphen")
    yield Guess(problem, {**keyed, here.number: f"{found[1]}- {rest}"})
    yield Guess(problem, {here.number: f"{found[1]}- {rest}"})


def _tight_dash(here: Lines) -> Iterator[Guess]:
    """An entry without a space after its hyphen; all of them in the file."""
    found = re.match(r"(\s*)-(?=[^\s-])", here.line)
    if not found:
        return
    message = _("There is no space after the hyphen.")
    rest = here.line[found.end() :]
    hint = _("Write `{text}`.").format(text=f"- {short(rest, 30)}")
    problem = Problem(message, hint, here.at(len(found[1])), code="yaml-hyphen")
    alike = re.compile(r"(\s*)-(?=[^\s-])")
    keyed = {
        at: f"{one[1]}- {line[one.end() :]}"
        for at, line in enumerate(here.lines)
        if (one := alike.match(line)) and (begins_with_key(line[one.end() :]) or one[1] == found[1])
    }
    yield Guess(problem, {**keyed, here.number: f"{found[1]}- {rest}"})


def _no_dash(here: Lines) -> Iterator[Guess]:
    """A segment, a part or a file in a list that lacks its hyphen."""
    found = re.match(r"\s*(\w+)\s*:", here.line)
    kind = found and meant(found[1], KINDS)
    rest = here.line.strip()
    if not kind and not re.fullmatch(r"[\w./-]+\.\w{2,4}|\{\s*(file|card)\s*:.*\}", rest):
        return
    message, hint = without_hyphen(rest)
    around = [*reversed(here.lines[: here.number]), *here.lines[here.number + 1 : here.number + 4]]
    indents = dict.fromkeys(len(one[1]) for one in map(_ENTRY.match, around) if one)
    nearest = sorted(indents, key=lambda each: abs(each - here.indent))[:2]
    for indent in dict.fromkeys([*nearest, *([here.indent] if kind else [])]):
        yield here.guess(message, hint, here.indent, f"{' ' * indent}- {rest}", "yaml-hyphen")


def without_hyphen(entry: str) -> tuple[str, str]:
    """What is said of an entry of a list that lacks its hyphen."""
    hint = _("Write `{text}`.").format(text=f"- {short(entry, 30)}")
    return _("The hyphen with which an entry of a list begins is missing."), hint


def _beside_key(here: Lines) -> Iterator[Guess]:
    """The first entry of a list beside its key. What it says cannot be told from what is below: that is left out."""
    found = re.match(r"(\s*)(- +)?(\w+):\s+((?:- +)?(\w+)\s*:(?:\s.*)?|- +\S.*)$", here.line)
    key = found and meant(found[3], LISTS)
    if not found or not key or not (found[4].startswith("- ") or meant(found[5], KINDS)):
        return
    entry = found[4] if found[4].startswith("- ") else f"- {found[4]}"
    message = _("The first entry of “{key}” stands on a line of its own.").format(key=found[3])
    hint = _("Write `{text}` below `{key}:`.").format(text=short(entry, 30), key=found[3])
    problem = Problem(message, hint, here.at(found.start(3)), code="yaml-hyphen")
    begin, indent = found[1] + (found[2] or ""), found.start(3)
    end = here.number + 1
    while end < len(here.lines) and not _ends(here.lines[end], indent, key):
        end += 1
    kept = {"segments": "segments:", "parts": f"{begin}float: true"}.get(key, f"{begin}{key}: ['{short(entry[2:])}']")
    yield Guess(problem, {**dict.fromkeys(range(here.number, end), ""), here.number: kept})


def _ends(line: str, indent: int, key: str) -> bool:
    """Whether the first entry of a list is over: with the next one of `segments`, with the list of others."""
    if key == "segments":
        return re.match(r" {0,4}- |\S", line) is not None
    return bool(line.strip()) and _indent(line) <= indent and not (_indent(line) == indent and line.lstrip()[0] == "-")


def _colon(here: Lines) -> Iterator[Guess]:
    """A key without its colon, without the space after it, or with another sign in its place."""
    found = re.match(r"((?:\s*-\s+)*\s*)([^\W\d][\w-]*)(\s*)([:=;\uff1a\u2236]*|->|-)(\s*)(.*)", here.line)
    if not found or not is_key(found[2]):
        return
    head, key, sign, rest = found[1], found[2], found[4], found[6]
    if sign == ":" and (found[5] or not rest):
        return
    meant_line = f"{head}{key}: {rest}".rstrip()
    hint = _("Write `{text}`.").format(text=short(meant_line.strip(), 40))
    if sign == ":":
        message = _("There is no space after the colon of “{key}”.")
    else:
        message = _("There is no colon after “{key}”.")
    yield here.guess(message.format(key=key), hint, len(head), meant_line, "yaml-colon")


def _last_colon(here: Lines) -> Iterator[Guess]:
    """A colon that is left over at the end of a value."""
    found = re.match(r"(?:\s*-\s+)*\s*([\w-]+):\s+[^\s\"'\[{].*?(\s*:+\s*)$", here.line)
    if found and found[1] not in SHOWN:
        kept = here.line[: found.start(2)]
        message = _("There is a colon too many at the end of the line.")
        hint = _("Write `{text}`.").format(text=short(kept.strip(), 60))
        yield here.guess(message, hint, found.start(2), kept, "yaml-colon")


def _last_comma(here: Lines) -> Iterator[Guess]:
    """A comma that is left over at the end of the line."""
    found = re.match(r"(.*[\]}\"'])\s*([,;])\s*$", here.line)
    if found:
        message = _("There is a comma too many at the end of the line.")
        hint = _("Delete it.")
        yield here.guess(message, hint, found.start(2), found[1], "yaml-brackets")


def _backslashes(here: Lines) -> Iterator[Guess]:
    """A path in double quotes, in which a backslash has a special meaning."""
    found = re.match(r"([^\"]*)\"([^\\/\"]+(?:\\[^\\/\"]+)+\.\w{2,4})\"", here.line)
    if found:
        message = _("“{name}” has backslashes (`\\`).").format(name=short(found[2], 60))
        path = found[2].replace("\\", "/")
        line = f'{found[1]}"{path}"{here.line[found.end() :]}'
        yield here.guess(message, _("Write `{text}`, with `/`.").format(text=path), len(found[1]), line, "yaml-quotes")


def _two_keys(here: Lines) -> Iterator[Guess]:
    """A second key on one line. Where the value is words for the audience it may be part of them."""
    first = re.match(r"(?:\s*-\s+)*\s*([\w-]+)\s*:\s+(?=[^\[{\"'\s])", here.line)
    second = first and next(
        (one for one in re.finditer(r"[\s,;]+([a-z_]+):\s", here.line[first.end() :]) if one[1] in SPANISH), None
    )
    if not first or not second:
        return
    message = _("There are two keys on one line: “{one}” and “{other}”.").format(one=first[1], other=second[1])
    hint = _("Put `{key}:` on a line of its own; if it is part of a text, put the whole text in quotes.")
    value = here.line[first.end() :]
    kept = value[: second.start()]
    if first[1] in SHOWN:
        kept = "'" + kept.replace("'", "''") + "'"
    column = first.end() + second.start(1)
    yield here.guess(message, hint.format(key=second[1]), column, here.line[: first.end()] + kept, "yaml-colon")


def _round(here: Lines) -> Iterator[Guess]:
    """Round brackets around keys with values."""
    found = re.match(r"((?:\s*-\s+)*(?:[^:(]*:)?\s*)\((\s*\w+:\s.*)\)\s*$", here.line)
    if found:
        message = _("Keys with values go in braces, not in round brackets.")
        text = "{" + found[2] + "}"
        hint = _("Write `{text}`.").format(text=short(text, 60))
        yield here.guess(message, hint, len(found[1]), found[1] + text, "yaml-brackets")


def _semicolon(here: Lines) -> Iterator[Guess]:
    """Semicolons between what stands in brackets."""
    if re.search(r"[\[{].*;\s*\w+:\s", here.line):
        message = _("Inside brackets a comma separates, not a semicolon.")
        line = re.sub(r";(?=\s*\w+:\s)", ",", here.line)
        hint = _("Write `{text}`.").format(text=short(line.strip(), 60))
        yield here.guess(message, hint, here.line.index(";"), line, "yaml-brackets")
