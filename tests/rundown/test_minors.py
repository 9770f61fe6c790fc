"""Minors who can be recognised: they are blurred wherever it is said, consents are kept."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.rundown.blurring import blurred_elsewhere, faces_unsought
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded, load
from newscast.rundown.minors import marked_in
from newscast.rundown.model import Clip, Sot, Story
from newscast.rundown.schema import json_schema
from newscast.timeline.shots import hidden_in

TEXT = """\
rundown: 1
show: info-leon
date: 2026-11-20
deliverables: [tv, radio]
segments:
  - story: escuela
    headline: Arranca el curso
    {story}parts:
      - vo: Arranca el curso.
        voice: synth
        {part}pictures: [{{file: clips/a.mp4, {picture}}}]
      - sot: clips/b.mp4
        {sot}in: 0s
"""


@pytest.fixture
def read(write: Callable[..., Path], newsroom: Path) -> Callable[..., Loaded]:
    (newsroom / "rundowns/permisos").mkdir(exist_ok=True)
    (newsroom / "rundowns/permisos/tutora.pdf").write_bytes(b"%PDF-1.4 firmado")

    def loaded(draft: bool = False, **where: str) -> Loaded:
        slots = dict.fromkeys(("story", "part", "picture", "sot"), "")
        filled = {name: f"{value}\n    " if name == "story" else f"{value}\n        " for name, value in where.items()}
        filled |= {"picture": where["picture"]} if "picture" in where else {}
        return load(write(TEXT.format(**(slots | filled))), draft=draft)

    return loaded


def found(loaded: Loaded, name: str = "tv") -> list[tuple[str, str | None, int]]:
    marked = marked_in(kept(loaded.rundown, name))
    return [(each.slug, each.consent and each.consent.name, each.place.line if each.place else 0) for each in marked]


def blurred(loaded: Loaded, name: str = "tv") -> list[str]:
    (story,) = kept(loaded.rundown, name).segments
    return [str(clip.blur) for part in story.parts for clip in [*getattr(part, "pictures", ()), *clips_of(part)]]


def clips_of(part: object) -> list[Clip]:
    return [part.clip] if isinstance(part, Sot) else []


@pytest.mark.parametrize(
    ("where", "both"),
    [
        ("story", ["faces", "faces"]),
        ("part", ["faces", "None"]),
        ("picture", ["faces", "None"]),
        ("sot", ["None", "faces"]),
    ],
)
def test_faces_are_blurred_in_all_that_is_marked(read: Callable[..., Loaded], where: str, both: list[str]) -> None:
    assert blurred(read(**{where: "minors: blur"})) == both


def test_what_a_picture_says_itself_wins(read: Callable[..., Loaded]) -> None:
    assert blurred(read(story="minors: blur", picture="blur: [[0.1, 0.2, 0.3, 0.4]]"))[0] == "((0.1, 0.2, 0.3, 0.4),)"
    assert blurred(read(story="minors: blur", picture="minors: {consent: permisos/tutora.pdf}"))[0] == "None"


@pytest.mark.parametrize("where", ["story", "part", "picture"])
@pytest.mark.parametrize("blur", ["blur: [[0.1, 0.2, 0.3, 0.4]]", "blur: all"])
def test_what_somebody_hides_by_hand_for_minors_is_known_to_be_for_them(
    read: Callable[..., Loaded], where: str, blur: str
) -> None:
    """And each `minors` is told once, in however many pictures it holds."""
    asked = {"picture": f"{blur}, minors: blur"} if where == "picture" else {where: "minors: blur", "picture": blur}
    loaded = read(**asked)
    (story,) = kept(loaded.rundown, "tv").segments
    clip = story.parts[0].pictures[0]  # type: ignore[union-attr]
    assert isinstance(clip, Clip)
    assert hidden_in(clip)["hides_minors"] and not hidden_in(clip)["faces_blurred"]
    assert len(found(loaded)) == 1
    (story,) = kept(read(picture=blur).rundown, "tv").segments
    assert not hidden_in(story.parts[0].pictures[0])["hides_minors"]  # type: ignore[union-attr]


def test_who_signs_a_story_is_not_in_it(read: Callable[..., Loaded]) -> None:
    (story,) = kept(read(story="minors: blur\n    signer: clips/a.mp4\n    ").rundown, "tv").segments
    assert isinstance(story, Story) and story.signer and story.signer.blur is None
    written = "minors: blur\n    signer: {file: clips/a.mp4, minors: blur}\n    "
    (story,) = kept(read(story=written).rundown, "tv").segments
    assert isinstance(story, Story) and story.signer and story.signer.blur == "faces"


def bare(loaded: Loaded) -> list[tuple[str, int]]:
    found = blurred_elsewhere([kept(loaded.rundown, "tv")], Fraction(30))
    return [(each.code, each.place.line if each.place else 0) for each in found if each.warning]


def test_what_is_blurred_in_one_place_and_not_in_another_is_said(read: Callable[..., Loaded]) -> None:
    tease = "tease: {{copy: Hoy, pictures: [{}]}}\n    "
    assert bare(read(story=tease.format("clips/a.mp4"), part="minors: blur")) == [("blurred-elsewhere", 8)]
    assert bare(read(story=tease.format("clips/b.mp4"), part="minors: blur")) == []
    assert bare(read(story="minors: blur\n    " + tease.format("clips/a.mp4"))) == []
    parts = {"part": "minors: blur", "picture": "in: 2s"}
    assert bare(read(story=tease.format("{file: clips/a.mp4, out: 2s}"), **parts)) == []
    assert bare(read(story=tease.format("{file: clips/a.mp4, out: 3s}"), **parts)) == [("blurred-elsewhere", 8)]
    allowed = "minors: {consent: permisos/tutora.pdf}\n    "
    assert bare(read(story=allowed + tease.format("clips/a.mp4"), part="minors: blur")) == []


def test_where_faces_cannot_be_found_a_final_is_refused_and_a_draft_warned(read: Callable[..., Loaded]) -> None:
    marked = [kept(read(part="minors: blur").rundown, "tv")]
    (error,), (warning,) = faces_unsought(marked, draft=False), faces_unsought(marked, draft=True)
    assert (error.code, error.warning, warning.warning) == ("faces-missing", False, True)
    assert error.place and "a.mp4" in error.message and "blur: all" in error.hint
    assert not [*faces_unsought([kept(read(picture="minors: blur, blur: all").rundown, "tv")], draft=False)]


@pytest.mark.parametrize("value", ["caras", "[[0.5, 0.5, 0.6, 0.1]]", "[[0.1, 0.2, 0.3]]", "[]"])
def test_what_cannot_be_blurred_is_refused(read: Callable[..., Loaded], value: str) -> None:
    with pytest.raises(FilesError) as raised:
        read(picture=f"blur: {value}")
    assert "value-blur" in [each.code for each in raised.value.problems]


@pytest.mark.parametrize("where", ["story", "part", "picture", "sot"])
def test_a_consent_is_known_wherever_it_is_written(read: Callable[..., Loaded], where: str) -> None:
    loaded = read(**{where: "minors: {consent: permisos/tutora.pdf}"})
    assert [(slug, name) for slug, name, _line in found(loaded)] == [("escuela", "tutora.pdf")]
    assert set(blurred(loaded)) == {"None"}


def test_a_consent_that_is_missing_lets_a_draft_be_made_and_no_final(read: Callable[..., Loaded]) -> None:
    missing = {"story": "minors: {consent: permisos/otra.pdf}"}
    (warning,) = [each for each in read(draft=True, **missing).warnings if each.code == "file-missing"]
    assert warning.warning and "final needs it" in warning.hint and "stand-in" not in warning.hint
    with pytest.raises(FilesError) as raised:
        read(**missing)
    assert [each.code for each in raised.value.problems] == ["file-missing"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("{consent: ../../fuera.pdf}", "file-outside"),
        ("{consent: permisos}", "file-folder"),
        ("si", "value-choice"),
        ("difuminar", "value-choice"),
        ("{blur: true}", "key-missing"),
        ("{consent: permisos/tutora.pdf, blur: true}", "key-unknown"),
    ],
)
def test_what_cannot_be_meant_is_refused(read: Callable[..., Loaded], newsroom: Path, value: str, code: str) -> None:
    (newsroom.parent / "fuera.pdf").write_bytes(b"x")
    with pytest.raises(FilesError) as raised:
        read(story=f"minors: {value}")
    assert code in [each.code for each in raised.value.problems if not each.warning]


def test_editors_complete_both_forms() -> None:
    form = json_schema()["$defs"]["Minors"]
    assert form["anyOf"][0]["type"] == "string" and list(form["anyOf"][1]["properties"]) == ["consent"]
