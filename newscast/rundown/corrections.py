"""Captions that an editor corrected, which win over ours: beside the rundown, for all of it, or named by a segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.languages.tags import as_tag, is_within
from newscast.base.status import names_beside
from newscast.document.captions import WrittenCaptions, read_captions, tag_in
from newscast.rundown.model import Rundown, Segment

Written = Mapping[Path, WrittenCaptions]
"""Files of captions as they were read, by the path with which the rundown names them."""


def captions_beside(path: Path, own: str, problems: list[Problem]) -> dict[str, Path]:
    """The caption files beside the rundown at `path`, by language: `hoy.srt` and `hoy.es.srt` of the show's `own`,
    `hoy.en.vtt` of another. Two of one language, and names that say no language, are told."""
    found: dict[str, Path] = {}
    for name in names_beside(path.with_name(f"{path.stem}.")):
        text, beside = tag_in(name, path.stem), path.with_name(name)
        if text is None:
            continue
        tag = _language(text, own) if text else own
        if tag is None:
            problems.append(_no_language(beside, text))
        elif tag in found:
            problems.append(_twice(found[tag], beside))
        else:
            found[tag] = beside
    return found


def language_of_file(path: Path, own: str) -> str:
    """The language of a caption file by its name: `bacheo.en.srt`; the show's `own` where that says none."""
    return _language(Path(path.stem).suffix.removeprefix("."), own) or own


def _language(text: str, own: str) -> str | None:
    """The tag that a name means: whatever is within the show's own language is that, as `es_LA` of platforms is."""
    tag = as_tag("es-419" if text == "es_LA" else text)
    if tag is None:
        return None
    return own if is_within(tag, own) or (tag == "es-419" and own.startswith("es")) else tag


def named_captions(segments: Iterable[Segment]) -> Iterator[tuple[Path, Place | None]]:
    """Every caption file that a segment names, in any version, with where."""
    for segment in segments:
        for path in segment.captions:
            yield path, segment.where("captions")
        for version in segment.versions.values():
            yield from ((path, segment.where("versions")) for path in version.get("captions", ()))


def without_corrections(rundown: Rundown) -> Rundown:
    """The rundown as what shows no captions has it."""
    segments = tuple(each.model_copy(update={"captions": ()}) for each in rundown.segments)
    return rundown.model_copy(update={"captions": {}, "segments": segments})


def read_all(rundown: Rundown, problems: list[Problem]) -> dict[Path, WrittenCaptions]:
    """Every caption file of a rundown, read once; what is wrong goes to `problems`."""
    places: dict[Path, Place | None] = dict.fromkeys(rundown.captions.values())
    for path, place in named_captions(rundown.segments):
        places.setdefault(path, place)
    # One that is missing was told already, where it is named; beside the rundown it may be a link that leads nowhere.
    there = [path for path in places if path.is_file() or path in rundown.captions.values()]
    read = {path: read_captions(path, problems, places[path]) for path in there}
    return {path: captions for path, captions in read.items() if captions}


def _no_language(path: Path, text: str) -> Problem:
    message = _("“{name}” lies beside the rundown and is not used: “{tag}” is no language.")
    hint = _("Name it `{name}`, with the tag of its language, such as `en`.")
    wanted = f"{path.name.removesuffix(path.suffix).removesuffix(f'.{text}')}.en{path.suffix}"
    said = message.format(name=path.name, tag=text)
    return Problem(said, hint.format(name=wanted), Place(path), warning=True, code="caption-file")


def _twice(one: Path, other: Path) -> Problem:
    message = _("“{one}” and “{other}” are captions of the same language.")
    return Problem(
        message.format(one=one.name, other=other.name), _("Keep one of them."), Place(other), code="caption-file"
    )
