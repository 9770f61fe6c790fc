"""The first stage: the rundown is loaded, and it is decided which cuts are wanted of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem, unique
from newscast.base.files import is_utf8
from newscast.base.i18n import _
from newscast.base.status import Seen
from newscast.build.cuts import Request, judging, requests, whole_episode
from newscast.build.kits import unfit_kit, unfit_voices
from newscast.build.request import Options
from newscast.build.sending import deliverables_of
from newscast.build.stages import Asked
from newscast.captions.checking import broken_rules
from newscast.document.reading import in_order
from newscast.graphics.catalogue import known_graphics
from newscast.rundown.blurring import blurred_elsewhere
from newscast.rundown.cards import check_graphics
from newscast.rundown.keep import kept, misread_headlines
from newscast.rundown.law import law_problems
from newscast.rundown.load import Loaded, load
from newscast.rundown.noticing import noticed
from newscast.rundown.signed import SignedException
from newscast.rundown.suspension import Concerned, concerned
from newscast.show.deliverables import SHARE
from newscast.show.newsroom import find_newsroom
from newscast.store.open import choose_folder


def asked(path: Path, options: Options, seen: Seen) -> Asked:
    """The rundown at `path`, as it is asked for. Raises FilesError with everything that is wrong with it."""
    _refuse_unreadable_names(path, options)
    # What is copied to be sent is known only when the rundown is.
    only = () if SHARE in options.only else options.only
    loaded = load(path, draft=options.draft, only=only, tolerant=options.tolerant)
    loaded = _with_what_is_kept(loaded) if options.tolerant else loaded
    # Said once, here: whatever comes after follows the requests, not what the rundown lists.
    names = deliverables_of(options, loaded)
    wanted = requests(loaded, names, options.tolerant)
    names = tuple(dict.fromkeys(each.deliverable for each in wanted))
    if not wanted:
        raise FilesError(loaded.warnings)
    of_law, exceptions = _concerned(loaded, wanted, options)
    found = [*check_graphics(loaded.rundown, known_graphics(loaded.show)), *unfit_kit(loaded.show)]
    people = loaded.rundown.people.values()
    found += unfit_voices([(each.synth, None) for each in people if each.synth])
    found += law_problems(loaded, [each.rundown for each in wanted], of_law, options.draft)
    found += _of_one_folder(loaded, wanted)
    pictured = [each.rundown for each in wanted if each.form.picture]
    found += unique(blurred_elsewhere(pictured, loaded.show.rate))
    if not options.tolerant and any(not problem.warning for problem in found):
        raise FilesError(in_order(found))
    results, remarks = _results_folder(loaded)
    built = ((request.rundown, request.form.picture) for request in wanted)
    found += [*misread_headlines(loaded.rundown, names), *noticed(loaded, built)]
    style, rate = loaded.show.captions, loaded.show.rate
    found += [problem for each in loaded.captions.values() for problem in broken_rules(each, style, rate)]
    warnings = in_order([*loaded.warnings, *found])
    captioned = any(each.caption_style(loaded.show) for each in wanted)
    reference = whole_episode(loaded) if captioned else None
    told = (*remarks, *warnings)
    others = tuple(judging(loaded, wanted))
    return Asked(path, options, loaded, tuple(wanted), reference, results, seen, told, of_law, exceptions, others)


def _of_one_folder(loaded: Loaded, wanted: Iterable[Request]) -> Iterator[Problem]:
    """A story's own cut and a station, of which the one would replace the other once both are approved."""
    if not loaded.show.stations:
        return
    from newscast.episode.approved import folder_of

    for each in wanted:
        name = folder_of(Path(), f"{each.deliverable}/{each.slug}").name
        if each.slug and name in loaded.show.stations:
            message = _("The cut of “{slug}” for {deliverable} is called as the station “{name}” is.")
            said = message.format(slug=each.slug, deliverable=each.deliverable, name=name)
            (story, *_closing) = each.rundown.segments
            yield Problem(said, _("Give the story or the station another name."), story.where("story"), code="slug")


def _with_what_is_kept(loaded: Loaded) -> Loaded:
    """Without the deliverables for which nothing is left, which is told already."""
    left = requests(loaded, loaded.rundown.deliverables, tolerant=True)
    names = tuple(dict.fromkeys(each.deliverable for each in left))
    return replace(loaded, rundown=loaded.rundown.model_copy(update={"deliverables": names}))


def _concerned(
    loaded: Loaded, wanted: Sequence[Request], options: Options
) -> tuple[tuple[Concerned, ...], tuple[SignedException, ...] | None]:
    """What has to say why it goes out in any deliverable of the episode, with the exceptions that hold; the desk is
    asked only where something does not say so itself."""
    if loaded.suspension is None:
        return (), None
    rundowns = [*(kept(loaded.rundown, name) for name in loaded.rundown.deliverables), *(r.rundown for r in wanted)]
    found = concerned(loaded, rundowns)
    if all(each.exempt for each in found):
        return tuple(found), None
    signed = tuple(options.signed(loaded.root, loaded.rundown.episode))
    return tuple(concerned(loaded, rundowns, signed)), signed


def _refuse_unreadable_names(path: Path, options: Options) -> None:
    """Everything that names these, down to the episode's lists and the programs that are called, is UTF-8."""
    newsroom = find_newsroom(path)
    output = options.output_in(newsroom or Path())
    named = filter(None, (path, Path(os.path.realpath(path)), newsroom, Path(os.path.realpath(output / path.stem))))
    form = _("The name of {path} is not UTF-8, the spelling that all programs can read.")
    hint = _("Give it a name of plain letters, such as with `mv`.")
    wrong = [
        Problem(form.format(path=each), hint, Place(path), code="file-name") for each in named if not is_utf8(each)
    ]
    if wrong:
        raise FilesError(wrong[:1])


def _results_folder(loaded: Loaded) -> tuple[Path, tuple[Problem, ...]]:
    """Where results are kept, and a remark where that is not the usual place."""
    folder, fallback = choose_folder(loaded.root)
    message = _("The newsroom's folder cannot be written; results are kept in {folder}.").format(folder=folder)
    return folder, (Problem(message, "", warning=True, code="store-elsewhere"),) if fallback else ()
