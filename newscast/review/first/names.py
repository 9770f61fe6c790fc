"""Names to look at first: every one as the frame shows it beside the people's list, and those spelled in two ways."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from newscast.base.i18n import _
from newscast.base.languages.all import language_of
from newscast.review.episode.spelling import (
    is_persons_name,
    is_short_for,
    nearest_name,
    same_name,
    slips_in,
    spelled_as,
)
from newscast.review.episode.texts import Named, Told
from newscast.review.first.item import Item, Line, key_of
from newscast.review.newsroom.written import Listed, Written


def name_items(names: Sequence[Named], texts: Sequence[Told], written: Written) -> Iterator[Item]:
    """All of them; of a name that is shown several times one."""
    shown: dict[tuple[str, str], list[Named]] = {}
    for each in names:
        shown.setdefault((_bare(each.name, written.language), each.role), []).append(each)
    items = [_shown(name, role, places, written) for (name, role), places in shown.items()]
    yield from filter(None, items)
    # What a name in the frame is said of already is not said of it as a text once more.
    told = {(each.found, line.frame) for each in items if each and each.instead for line in each.lines}
    yield from _slips(list(shown), texts, written, told)


def _bare(name: str, language: str) -> str:
    """Without what says that somebody is heard and not seen."""
    before, _name, after = language_of(language).voice.partition("{name}")
    return name.removeprefix(before).removesuffix(after) if name.startswith(before) else name


def _shown(name: str, role: str, places: Sequence[Named], written: Written) -> Item | None:
    frame = places[0].frame
    seen = Line(role, frame) if role else None
    others = [Line(_("also here"), each.frame) for each in places[1:]]
    known = [each.name for each in written.people]
    same = [each for each in written.people if same_name(name, each.name)]
    if same and (not role or any(each.role == role for each in same)):
        lines = [seen, Line(_("as in {file}").format(file=same[0].file)), *others]
        return _item(name, role, lines, frame, same[0])
    if same:
        lines = [seen, Line(_("{file} says: {role}").format(file=same[0].file, role=same[0].role or "—")), *others]
        return replace(_item(name, role, lines, frame, same[0], wrong=True), found=role, instead=same[0].role)
    if whole := next((each for each in written.people if is_short_for(name, each.name)), None):
        lines = [seen, Line(_("{file} says: {role}").format(file=whole.file, role=whole.name)), *others]
        return _item(name, role, lines, frame, whole)
    if near := nearest_name(name, known):
        person = next(each for each in written.people if each.name == near)
        lines = [seen, Line(_("{file} says: {role}").format(file=person.file, role=near)), *others]
        return replace(_item(name, role, lines, frame, person, wrong=True), found=name, instead=near)
    if places[0].by_hand and not (role and is_persons_name(name, written.language)):
        return None
    return _item(name, role, [seen, Line(_("in no list of people")), *others], frame, None)


def _item(
    name: str, role: str, lines: Sequence[Line | None], frame: int, person: Listed | None, wrong: bool = False
) -> Item:
    listed = [person.name, person.role] if person else None
    told = tuple(line for line in lines if line)
    return Item("name", key_of("name", name, role, listed), name, told, frame, wrong)


def _slips(
    shown: Sequence[tuple[str, str]], texts: Sequence[Told], written: Written, told: Collection[tuple[str, int | None]]
) -> Iterator[Item]:
    """Names in copy and cards that are spelled otherwise than in the list, or in the frame where the list has none, but
    those that were `told`, each with its frame."""
    listed = [each.name for each in written.people]
    unlisted = [name for name, role in shown if role and not nearest_name(name, listed)]
    known = list(dict.fromkeys([*listed, *unlisted]))
    found: dict[tuple[str, str], list[Line]] = {}
    for text in texts:
        for slip in slips_in(text.text, known):
            if (slip.found, text.frame_of(slip.first)) in told:
                continue
            words = text.text.split()
            around = " ".join(words[max(0, slip.first - 4) : slip.first + len(slip.found.split()) + 3])
            found.setdefault((slip.found, slip.meant), []).append(Line(f"… {around} …", text.frame_of(slip.first)))
    for (wrong, meant), lines in found.items():
        title = _("“{found}” or “{meant}”?").format(found=wrong, meant=meant)
        item = Item("name", key_of("name", wrong, meant), title, tuple(lines), lines[0].frame, wrong=True)
        yield replace(item, found=wrong, instead=spelled_as(wrong, meant))
