"""What `newscast check` says of a kit and of the newsroom's own file, whatever rundowns make of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from newscast.base.canvas import DESIGN_SIZES
from newscast.base.canvas import canvas as full_size
from newscast.base.errors import FilesError, MachineError, Place, Problem
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.build.kits import unfit_kit, unfit_media
from newscast.document.load import read_source
from newscast.document.reading import in_order
from newscast.episode.checked import CheckedFile, FileKind
from newscast.graphics.catalogue import GRAPHICS, known_graphics
from newscast.graphics.check import Means, unusable
from newscast.graphics.contact import wrong_drawings
from newscast.graphics.fill import require_slots
from newscast.graphics.finding import find_template
from newscast.graphics.links import linked
from newscast.graphics.logo import unusable_logo
from newscast.graphics.places import unknown_graphics
from newscast.graphics.template import PLACES, TemplateError
from newscast.media.missing import Media, Missing
from newscast.show.load import KIT, load_newsroom, media_roots, read_kit, read_newsroom
from newscast.show.media import music_of, videos_of
from newscast.show.model import Show
from newscast.show.newsroom import NEWSROOM, SHOWS, find_newsroom
from newscast.show.office import Newsroom
from newscast.show.suspension import as_suspended, questions


def check_kit(path: Path) -> tuple[CheckedFile, list[Problem]]:
    """What a kit is, and the warnings about it. Raises FilesError with everything that is wrong with it."""
    root = find_newsroom(path)
    # Problems of the newsroom's file are told where that one is checked.
    newsroom = load_newsroom(root, []) if root else Newsroom(names=())
    roots = media_roots(root, newsroom) if root else (path.parent,)
    problems: list[Problem] = []
    show = read_kit(path, roots, problems, newsroom)
    if show is not None:
        problems += [*_elsewhere(path, KIT, root and root / SHOWS / path.parent.name / KIT), *unfit_kit(show)]
        problems += _drawings(show)
        suspended = as_suspended(show)
        problems += [each for each in unusable_logo(suspended) if each not in problems]
        places = dict((*music_of(show), *videos_of(show), *music_of(suspended), *videos_of(suspended)))
        media, found = _probed(places, root or path.parent)
        problems += [*found, *unfit_media(show, media)]
    _refuse(problems)
    return _checked(path, "kit", show.name if show else ""), problems


def check_newsroom(path: Path) -> tuple[CheckedFile, list[Problem]]:
    """What the file of an office says, and the warnings about it. Raises FilesError with what is wrong with it."""
    root = find_newsroom(path) or path.parent
    problems: list[Problem] = []
    newsroom = read_newsroom(path, root, problems)
    problems += _elsewhere(path, NEWSROOM.name, root / NEWSROOM)
    problems += questions(newsroom)
    problems += _probed(_photos(path, newsroom), root)[1]
    if all(problem.warning for problem in problems):
        problems += _desk(root, path)
    _refuse(problems)
    return _checked(path, "newsroom", newsroom.name), problems


def _checked(path: Path, kind: FileKind, title: str) -> CheckedFile:
    return CheckedFile(file=str(path), kind=kind, title=title, slot=None, tables=(), totals=())


def _refuse(problems: list[Problem]) -> None:
    if any(not problem.warning for problem in problems):
        raise FilesError(in_order(problems))


def _elsewhere(path: Path, name: str, right: Path | None) -> list[Problem]:
    """A warning about a file that lies where no rundown finds it."""
    if right is not None and path.resolve() == right.resolve():
        return []
    message = _("Nobody reads this file here.")
    there = (right and near(right)) or (SHOWS / "NAME" / name if name == KIT else NEWSROOM)
    hint = _("It has to be {path}.").format(path=there)
    return [Problem(message, hint, Place(path), warning=True, code="file-elsewhere")]


def _probed(named: Mapping[Path, Place | None], root: Path) -> tuple[Media, list[Problem]]:
    """What these files are, and what is wrong with them."""
    if not named:
        return {}, []
    from newscast.base.binary import find_binary
    from newscast.media.memory import Memory
    from newscast.media.probe import probe
    from newscast.store.open import choose_folder

    folder, _elsewhere = choose_folder(root)
    answers = probe(list(named), Memory(folder), find_binary(folder / "ffmpeg.json"))
    wrong = {path: answer for path, answer in answers.items() if isinstance(answer, Problem)}
    media = {path: Missing(path) if path in wrong else answer for path, answer in answers.items()}
    return media, [replace(answer, place=named[path]) for path, answer in wrong.items()]  # type: ignore[return-value]


def _photos(path: Path, newsroom: Newsroom) -> dict[Path, Place | None]:
    """The pictures of people, and where they are named."""
    with suppress(FilesError):
        people = read_source(near(path), []).top.get("people")
        nodes = people.items() if isinstance(people, Mapping) else ()
        written = {str(key): node.get("photo") for key, node in nodes if isinstance(node, Mapping)}
        found = {key: person.photo for key, person in newsroom.people.items() if person.photo}
        return {photo: getattr(written.get(key), "place", None) for key, photo in found.items()}
    return {}


def _desk(root: Path, path: Path) -> Iterator[Problem]:
    """Where the desk cannot be where the file says."""
    from newscast.desk.place import desk_of

    try:
        desk_of(root)
    except MachineError as error:
        yield Problem(str(error), "", Place(path), code="machine")


def _drawings(show: Show) -> Iterator[Problem]:
    """What is wrong with the templates that the kit brings itself."""
    folder, means = show.folder / "graphics" if show.folder else None, Means(show)
    for path in sorted(folder.iterdir()) if folder and folder.is_dir() else ():
        graphic = path.name.partition(".")[0]
        if path.name != path.name.lower() and path.suffix.lower() == ".svg" and graphic.lower() in GRAPHICS:
            yield _capitals(path)
    for path in sorted(folder.glob("*.svg")) if folder else ():
        graphic, _dot, canvas = path.stem.partition(".")
        if canvas not in DESIGN_SIZES:
            yield _no_canvas(path)
            continue
        try:
            if graphic == PLACES:
                yield from _placed(canvas, path, show)
                continue
            if template := find_template(graphic, canvas, show):
                if wrong := linked(template, show)[1]:
                    yield from wrong
                    continue
                require_slots(template)
                yield from wrong_drawings(means, graphic, canvas)
        except TemplateError as error:
            yield unusable(graphic, error, Place(near(path)))


def _placed(canvas: str, path: Path, show: Show) -> Iterator[Problem]:
    """Graphics of which the places of a canvas speak, and which there are not."""
    message = _("{name} says where “{graphic}” goes, and there is no such graphic.")
    hint = _("The graphics are: {names}.").format(names=", ".join(sorted(known_graphics(show))))
    for graphic in unknown_graphics(full_size(canvas, show.rate), show):
        said = message.format(name=path.name, graphic=graphic)
        yield Problem(said, hint, Place(near(path)), code="graphic-template")


def _capitals(path: Path) -> Problem:
    """Some disks take capitals for small letters; on the others ours would be drawn instead, and nobody is told."""
    message = _("{name} is not used: capitals count in names of drawings.").format(name=path.name)
    hint = _("Name it {example}.").format(example=path.name.lower())
    return Problem(message, hint, Place(near(path)), warning=True, code="graphic-template")


def _no_canvas(path: Path) -> Problem:
    message = _("{name} is drawn for no canvas, so it is never used.").format(name=path.name)
    hint = _("Name it like {example}; the canvases are: {canvases}.")
    example = f"{path.name.split('.')[0]}.landscape.svg"
    said = hint.format(example=example, canvases=", ".join(DESIGN_SIZES))
    return Problem(message, said, Place(near(path)), warning=True, code="graphic-without-canvas")
