"""An editor's corrected captions, and further languages, from their files to what is published."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import av
import pysubs2
import pytest

from newscast.base.errors import FilesError
from newscast.base.status import noting
from newscast.build.door import build
from newscast.build.examining import examine
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.record.content import content_of
from newscast.build.record.sources import origins_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed, Ready
from newscast.rundown.load import load
from newscast.step.digest import digest_of_bytes
from newscast.step.step import Step

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web, reel]
segments:
  - story: obras
    headline: Concluyen las obras
    parts: [{vo: Concluyen las obras de la avenida., voice: synth, pictures: foto.jpg}]
  - story: feria
    headline: Arranca la feria
    social: true
    parts:
      - vo: La feria abre sus puertas el sábado. Hay música.
        translations: {en: The fair opens its doors on Saturday. There is music.}
        voice: synth
        pictures: foto.jpg
"""
LONG = "La feria abre sus puertas este sábado por la mañana."
SRT = "1\n00:00:00,100 --> 00:00:01,900\nConcluyen las obras de la avenida.\n\n"


def rehearsed(sala: Any, text: str = TEXT, **options: Any) -> Composed:
    return rehearse(examine([sala.write(text)], Options(**options))[0])


def beside(sala: Any, name: str, content: str) -> None:
    (sala.root / "rundowns" / name).write_text(content, encoding="utf-8")


def words(found: Composed, path: str) -> str:
    (content,) = [piece.product.content for piece in found.pieces if piece.product.path == path]
    assert isinstance(content, bytes)
    lines = (line for line in content.decode().splitlines() if line and not re.match(r"\d+$|.*-->|WEBVTT|NOTE", line))
    return " ".join(line.split(">")[-1] for line in lines)


def feria_at(found: Composed) -> float:
    """Seconds at which the second story of the web's version begins."""
    (web,) = [cut for cut in found.cuts if cut.deliverable == "web"]
    return float(web.timeline.segments[1].start / web.timeline.rate)


def timed(start: float, seconds: float, text: str) -> str:
    times = " --> ".join(f"00:00:{at:06.3f}".replace(".", ",") for at in (start, start + seconds))
    return f"{times}\n{text}\n\n"


def contents(found: Composed) -> dict[str, Any]:
    """What each deliverable's content is, as if all of it had been made."""
    made: dict[str, list[Ready]] = {}
    for piece in found.pieces:
        product = piece.product
        data = b"made" if isinstance(product.content, Step) else product.content
        made.setdefault(piece.cut.deliverable, []).append(Ready(piece, data, digest_of_bytes(data), None, ()))
    return {name: content_of(files, lambda path: "0" * 64) for name, files in made.items()}


def test_further_languages_are_files_of_their_own(sala: Any) -> None:
    found = rehearsed(sala)
    files = [piece.product.path for piece in found.pieces if piece.product.role == "captions"]
    assert files == [
        *("web/hoy.srt", "web/hoy.vtt", "web/hoy.es_LA.srt"),
        *("web/hoy.en.srt", "web/hoy.en.vtt", "web/hoy.en_US.srt"),
        *("reel/hoy-feria.es_LA.srt", "reel/hoy-feria.en_US.srt"),
    ]
    for path in ("web/hoy.en.srt", "reel/hoy-feria.en_US.srt"):
        assert words(found, path) == "The fair opens its doors on Saturday. There is music."
    (web,) = [piece.product.content for piece in found.pieces if piece.product.path == "web/hoy.mp4"]
    assert isinstance(web, Step)
    options = web.params["options"]
    assert (options["c:s"], options["metadata:s:s:0"], options["metadata:s:s:1"]) == (
        "mov_text",
        ["language=spa", "handler_name=Español"],
        ["language=eng", "handler_name=English"],
    )


def test_what_is_translated_is_content_of_what_shows_it(sala: Any) -> None:
    before = contents(rehearsed(sala))
    other = contents(rehearsed(sala, TEXT.replace("There is music.", "There will be music.")))
    assert other["web"].programme != before["web"].programme, "its tracks"
    assert other["reel"].programme == before["reel"].programme, "nothing of it is seen or heard there"
    assert all(other[name].texts != before[name].texts for name in ("web", "reel"))


def test_a_file_beside_the_rundown_wins_everywhere(sala: Any) -> None:
    ours = rehearsed(sala)
    before = contents(ours)
    start = feria_at(ours)
    beside(sala, "hoy.srt", SRT + timed(start + 0.2, 2, LONG))
    found = rehearsed(sala)
    assert words(found, "web/hoy.srt") == words(found, "web/hoy.vtt") == f"Concluyen las obras de la avenida. {LONG}"
    assert words(found, "reel/hoy-feria.es_LA.srt") == LONG
    drawn = [each for piece in found.pieces for each in piece.product.drawn if each.graphic == "caption"]
    lines = [text for each in drawn for name, text in each.fields if name.startswith("line")]
    assert " ".join(lines) == LONG and max(map(len, lines)) <= 28
    after = contents(found)
    assert all(after[name].programme != before[name].programme for name in ("web", "reel")), "burned, and tracks"
    assert words(found, "web/hoy.en.srt") == words(ours, "web/hoy.en.srt"), "another language stays as it is"
    # A cut of one story alone has them at the same place.
    assert words(rehearsed(sala, only=("reel",)), "reel/hoy-feria.es_LA.srt") == LONG


def test_a_segment_may_name_its_own(sala: Any) -> None:
    beside(sala, "feria.en.vtt", "WEBVTT\n\n00:00.100 --> 00:02.000\nThe fair, at last.\n")
    text = TEXT.replace("    social: true\n", "    social: true\n    captions: feria.en.vtt\n")
    found = rehearsed(sala, text)
    assert words(found, "web/hoy.en.srt") == words(found, "reel/hoy-feria.en_US.srt") == "The fair, at last."
    assert words(found, "web/hoy.srt") == words(rehearsed(sala), "web/hoy.srt")


def test_a_version_that_says_other_words_keeps_ours(sala: Any) -> None:
    text = TEXT + "        versions: {reel: {copy: La feria abre el sábado.}}\n"
    ours = rehearsed(sala, text)
    beside(sala, "feria.srt", timed(0.2, 2, LONG))
    found = rehearsed(sala, text.replace("    social: true\n", "    social: true\n    captions: feria.srt\n"))
    assert words(found, "web/hoy.srt") == f"Concluyen las obras de la avenida. {LONG}"
    assert words(found, "reel/hoy-feria.es_LA.srt") == "La feria abre el sábado."
    before, after = contents(ours), contents(found)
    assert after["reel"] == before["reel"], "nobody has to approve it again"
    assert after["web"].programme != before["web"].programme
    named = text.replace("{reel: {copy:", "{reel: {translations: {}, copy:")
    versions = "    social: true\n    versions: {reel: {captions: feria.srt}}\n"
    assert words(rehearsed(sala, named.replace("    social: true\n", versions)), "reel/hoy-feria.es_LA.srt") == LONG


def test_what_is_wrong_with_it_is_told(sala: Any) -> None:
    beside(sala, "hoy.srt", SRT.replace("00:00:01,900", "00:00:00,200"))
    path = sala.write(TEXT)
    (episode,) = examine([path], Options())
    told = [(each.code, each.place and (each.place.file.name, each.place.line)) for each in episode.warnings]
    assert ("caption-rule", ("hoy.srt", 2)) in told
    beside(sala, "hoy.es.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nDos veces.\n")
    beside(sala, "hoy.zz.srt", SRT)
    beside(sala, "hoyos.srt", "nada")
    with pytest.raises(FilesError) as raised:
        load(path)
    errors = [str(each.place and each.place.file.name) for each in raised.value.problems if not each.warning]
    assert errors == ["hoy.srt"] and "same language" in str(raised.value)
    assert [each.code for each in raised.value.problems if each.warning and "zz" in each.message] == ["caption-file"]
    (sala.root / "rundowns/hoy.es.vtt").unlink()
    (sala.root / "rundowns/hoy.srt").unlink()
    (sala.root / "rundowns/hoy.srt").symlink_to("/mnt/nowhere/hoy.srt")
    with pytest.raises(FilesError, match=r"hoy\.srt"):
        load(path)
    (sala.root / "rundowns/hoy.srt").unlink()
    beside(sala, "Hoy.srt", "nada")
    with pytest.raises(FilesError, match="There are no captions"):
        load(path)
    (sala.root / "rundowns/Hoy.srt").unlink()
    beside(sala, "hoy.srt", "nada")
    with pytest.raises(FilesError, match="There are no captions"):
        load(path)


def test_times_are_judged_only_when_it_is_known_when_something_is_said(sala: Any) -> None:
    beside(sala, "hoy.srt", timed(58, 1, "Concluyen las obras de la avenida."))
    (episode,) = examine([sala.write(TEXT)], Options())
    guessed = estimated(episode, lambda step: None)
    codes = {"caption-outside", "caption-other"}
    assert guessed.guessed and not codes & {each.code for each in placed(guessed).remarks}
    known = placed(replace(guessed, guessed=frozenset()))
    assert codes <= {each.code for each in known.remarks}


def test_it_counts_as_a_source_and_makes_a_build_look_again(sala: Any) -> None:
    path = sala.write(TEXT)

    def sources() -> str | None:
        (episode,) = examine([path], Options())
        return origins_of(episode, ["web"]).sources("web")

    without = sources()
    with noting() as seen:
        load(path)
    assert seen.unchanged()
    beside(sala, "hoy.srt", SRT)
    assert not seen.unchanged(), "a new file beside the rundown is noticed"
    first = sources()
    with noting() as seen:
        load(path)
    beside(sala, "hoy.srt", SRT.replace("avenida", "calzada"))
    assert not seen.unchanged() and len({without, first, sources()}) == 3


def test_what_shows_no_captions_is_made_from_none(sala: Any) -> None:
    text = TEXT.replace("[web, reel]", "[web, radio]")

    def sources(text: str) -> dict[str, str | None]:
        (episode,) = examine([sala.write(text)], Options())
        origins = origins_of(episode, ["web", "radio"])
        return {name: origins.sources(name) for name in ("web", "radio")}

    without = sources(text)
    beside(sala, "hoy.srt", SRT)
    beside(sala, "feria.srt", SRT)
    named = text.replace("    social: true\n", "    social: true\n    captions: feria.srt\n")
    corrected = sources(named)
    on_the_web = sources(
        named.replace("    social: true\n", "    social: true\n    versions: {web: {headline: Hoy}}\n")
    )
    assert len({each["web"] for each in (without, corrected, on_the_web)}) == 3
    assert len({each["radio"] for each in (without, corrected, on_the_web)}) == 1
    (episode,) = examine([sala.write(named)], Options(only=("radio",)))
    assert episode.reference is None, "whose pictures and voices a programme for the radio need not wait for"


@pytest.mark.slow
def test_the_tracks_of_an_mp4_say_what_the_files_say(sala: Any) -> None:
    """In each language, to the frame, and without an edit list, from the first frame on. What was measured is what is
    in the file, there and in radio's, whose words about itself change with the copy."""
    text = TEXT.replace("[web, reel]", "[web, radio]").replace("    social: true\n", "")
    (built,) = build([sala.write(text)], Options())
    with av.open(str(built.folder / "web/hoy.mp4")) as file:
        texts = file.streams.subtitles
        assert [(stream.language, stream.start_time) for stream in texts] == [("spa", 0), ("eng", 0)]
        found: dict[str, list[tuple[float, float, str]]] = {"spa": [], "eng": []}
        for packet in file.demux(texts):
            said = bytes(packet)[2:].decode()
            if said:
                assert packet.pts is not None and packet.duration is not None and packet.time_base is not None
                start, end = (
                    round(float(at * packet.time_base), 2) for at in (packet.pts, packet.pts + packet.duration)
                )
                found[packet.stream.language].append((start, end, said.replace("\n", " ")))
    for language, name in (("spa", "hoy.srt"), ("eng", "hoy.en.srt")):
        beside = pysubs2.load(str(built.folder / "web" / name))
        assert found[language] == [
            (round(each.start / 1000, 2), round(each.end / 1000, 2), each.plaintext.replace("\n", " "))
            for each in beside
        ]
        assert len(found[language]) > 1
    assert b"elst" not in (built.folder / "web/hoy.mp4").read_bytes()
    assert built.verdict == "pass", built.manifest["deliverables"]["web"]["qc"]
    entries = built.manifest["deliverables"].values()
    checks = {
        (check["check"], check["file"]) for entry in entries for check in entry["qc"]["checks"] if "file" in check
    }
    assert checks >= {("same-essence", "web/hoy.mp4"), ("captions-carried", "web/hoy.mp4")}
    assert ("same-essence", "radio/hoy.wav") in checks
