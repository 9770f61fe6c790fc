"""What a build says before it prepares anything: all that is certain, once, and nothing that is only guessed."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build import pipeline
from newscast.build.examining import examine
from newscast.build.known import Known
from newscast.build.measuring import estimated, longest, shortest
from newscast.build.placing import placed
from newscast.build.rehearsing import Rehearsal, rehearse, rehearse_build
from newscast.build.request import Options
from newscast.cli.main import run
from newscast.engine.engine import Engine
from newscast.timeline.spans import Span

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [{names}]\nsegments:\n"
STORY = "  - story: {slug}\n    headline: Uno\n    parts:\n      - {part}\n"
FORTY_WORDS = "hola " * 40


def rundown(*parts: str, names: str = "web") -> str:
    stories = (STORY.format(slug=f"nota-{n}", part=part) for n, part in enumerate(parts))
    return HEAD.format(names=names) + "".join(stories)


def vo(more: str, copy: str = "Hola.") -> str:
    return f"{{vo: {copy}, voice: synth, {more}}}"


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine may do anything."""

    def works(*_arguments: Any) -> None:
        raise AssertionError("something was prepared")

    monkeypatch.setattr(Engine, "make", works)


LONG = "{card: figures, title: Uno, items: ['4 " + "muy larga " * 40 + "']}"
OUTSIDE = "{sot: camara.mp4, in: 0.2s, out: 1.2s, cover: [{file: mudo.mp4, at: 9s}]}"


@pytest.mark.usefixtures("idle")
def test_the_errors_of_all_rundowns_are_said_before_anything_is_prepared(
    sala: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    sala.write(rundown(LONG, vo("pictures: [foto.jpg]")), "uno")
    sala.write(rundown(OUTSIDE), "dos")
    for command in ("check", "build"):
        assert run([command, "rundowns/uno.yaml", "rundowns/dos.yaml"]) == 1
        said = capfd.readouterr().err
        assert "rundowns/uno.yaml:9:9: " in said and "does not fit" in said
        assert "rundowns/dos.yaml:9:56: " in said and "This cover lies outside its part" in said
    assert not (sala.root / "output").exists()


@pytest.mark.usefixtures("idle")
def test_a_text_after_the_longest_that_a_voice_can_take_is_certain(
    sala: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    sala.write(rundown(vo("pictures: [foto.jpg], supers: [{at: 60s, title: Tarde}]")))
    assert run(["build", "rundowns/hoy.yaml"]) == 1
    assert "This text would come on after its part has ended." in capfd.readouterr().err


def test_what_only_a_guess_says_does_not_keep_a_build_from_going_on(sala: Any) -> None:
    """The voice may be slower than people read; only when it is there it is known."""
    sala.write(rundown(vo("pictures: [foto.jpg], supers: [{at: 17s, title: Tarde}]", FORTY_WORDS)))
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    with pytest.raises(FilesError, match="after its part has ended"):
        rehearse(episode)
    rehearsed = rehearse_build(episode)
    assert rehearsed.remarks == () and rehearsed.rendering is None


def test_what_only_a_guess_says_is_not_warned_of_in_a_build(sala: Any) -> None:
    sala.write(rundown(vo("pictures: [mudo.mp4]", FORTY_WORDS)))
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    assert [each.code for each in rehearse(episode).remarks] == ["pictures-repeated"]
    assert rehearse_build(episode).remarks == ()


def test_a_sign_that_no_font_has_is_certain_whenever_it_is_said(sala: Any) -> None:
    sala.write(rundown(vo("pictures: [foto.jpg]", "Hola ☃."), names="reel"))
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    with pytest.raises(FilesError, match="cannot write"):
        rehearse_build(episode)


def test_whether_captions_fit_is_certain_only_when_it_is_known_when_they_are_said(sala: Any) -> None:
    sala.write(rundown(vo("pictures: [foto.jpg]", "W" * 120), names="reel"))
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    with pytest.raises(FilesError, match="does not fit"):
        rehearse(episode)
    rehearse_build(episode)


def test_a_text_is_measured_on_every_canvas(sala: Any) -> None:
    """What fits a wide picture need not fit a narrow one, whichever deliverable comes first."""
    card = "{card: figures, title: " + "palabra " * 7 + ", items: [4 baches]}"

    def fits(names: str) -> bool:
        (episode,) = examine([sala.write(rundown(card, names=names))], Options())
        try:
            return bool(rehearse(episode))
        except FilesError as error:
            assert [each.code for each in error.problems] == ["text-does-not-fit"]
            return False

    assert [fits(names) for names in ("web", "square", "web, square", "square, web")] == [True, False, False, False]


def test_a_recording_from_its_in_on_lasts_as_long_as_what_is_left(sala: Any) -> None:
    """As long as nobody has looked for speech in it."""
    seconds = []
    for start in ("", ", in: 0.5s"):
        sala.write(rundown(f"{{vo: Hola., voice: {{file: voz.wav{start}}}, pictures: foto.jpg}}"))
        (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
        (segment,) = placed(estimated(episode, lambda step: None)).timelines[0].timeline.segments
        seconds.append(float(segment.frames / episode.loaded.show.rate))
    assert seconds == pytest.approx([1.5, 1.0], abs=0.04)


def test_a_result_that_goes_meanwhile_is_guessed(sala: Any) -> None:
    """Collecting may run between looking for a result and reading it."""
    sala.write(rundown(vo("pictures: [foto.jpg]")))
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    assert estimated(episode, lambda step: sala.root / "gone.json").guessed


@pytest.mark.slow
def test_a_warning_that_is_certain_is_said_first_and_once(
    sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    sala.write(rundown("{vo: Hola., voice: voz.wav, pictures: [{file: mudo.mp4, in: 0s, out: 1.9s}]}"))
    said: list[str] = []
    make = Engine.make

    def listening(engine: Engine, targets: Any, made: Any = None) -> None:
        said.append(capfd.readouterr().err)
        make(engine, targets, made)

    monkeypatch.setattr(Engine, "make", listening)
    assert run(["build", "rundowns/hoy.yaml"]) in (0, 3)
    warning = "These pictures last longer than the voice"
    assert warning in said[0]
    assert "".join([*said, capfd.readouterr().err]).count(warning) == 1


@pytest.mark.slow
def test_what_earlier_builds_measured_is_not_guessed_again(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(rundown(vo("pictures: [foto.jpg]", FORTY_WORDS), names="radio"))
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    guessed = rehearse(episode)
    assert guessed.guessed
    assert run(["build", "rundowns/hoy.yaml", "--json"]) in (0, 3)
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options())
    known = rehearse(episode)
    assert not known.guessed
    assert f'"duration": {float(known.timelines[0].timeline.duration):.6f}'.rstrip("0") in capfd.readouterr().out
    assert known.timelines[0].timeline.frames != guessed.timelines[0].timeline.frames


def test_the_music_that_a_build_needs_is_known_before_it(sala: Any) -> None:
    """What is asked for in several deliverables comes once."""
    text = rundown(vo("pictures: foto.jpg"), names="radio, web") + "  - sting: main\n  - close: main\n"
    (episode,) = examine([sala.write(text)], Options())
    found = rehearse_build(episode).music
    assert found and {each.kind for each in found} <= {"music", "bed-form"}
    assert len({each.identity for each in found}) == len(found)


def test_workers_load_what_is_to_be_made(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sala.write(rundown(vo("pictures: [foto.jpg]")))
    asked: list[set[str]] = []
    monkeypatch.setattr(pipeline, "hasten", lambda modules: asked.append({*modules}))
    monkeypatch.setattr(pipeline, "_build", lambda *_what: None)
    list(pipeline.build_anew([path], Options()))
    for kinds in (frozenset({"captioned", "alignment"}), None):
        monkeypatch.setattr(
            pipeline, "rehearse_build", lambda _episode, kinds=kinds: Rehearsal((), 0.0, 0.0, (), kinds)
        )
        list(pipeline.build_anew([path], Options()))
    whole, captions, unknown = ({"scipy.signal", "newscast.graphics.raster"} & each for each in asked)
    assert "scipy.signal" in whole and not captions and len(unknown) == 2


def test_a_take_that_is_guessed_is_spoken_from_its_first_sample_to_its_last_however_long_it_is(
    sala: Any, own_store: Any
) -> None:
    text = rundown(vo("pictures: foto.jpg", FORTY_WORDS), "{vo: Hola., voice: voz.wav}")
    (episode,) = examine([sala.write(text)], Options(draft=True))
    guess = estimated(episode, Known(episode).find)
    assert len(guess.guessed) == 2
    for take in guess.guessed:
        least, most = (bound(guess).infos[take] for bound in (shortest, longest))
        assert 0 < least.samples <= guess.infos[take].samples <= most.samples
        assert all(info.speech == (Span(0, info.samples),) for info in (least, most))
