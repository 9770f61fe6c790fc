"""What stations get: each a file as it asks for it, made of the same steps as far as it is the same."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.deliverables.base import Product
from newscast.show.newsroom import NEWSROOM
from newscast.show.station import Station
from newscast.step.step import Step

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
title: "Año: ¿niñez?"
segments:
  - open: main
  - story: uno
    headline: Titular
    transition: dissolve
    transition_duration: 0.4s
    parts: [{vo: Una de dos o tres frases., voice: synth, pictures: foto.jpg}]
"""


def composed(sala: Any, stations: dict[str, dict[str, object]], draft: bool = False) -> dict[str, list[Product]]:
    """By deliverable, what is made of an episode for tv, radio and these stations."""
    path = sala.root / NEWSROOM
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"newsroom: 1\nstations: {json.dumps(stations)}\n", encoding="utf-8")
    names = ("tv", "radio", *stations)
    found: Composed = rehearse(examine([sala.write(TEXT)], Options(only=names, draft=draft))[0])
    return {name: [each.product for each in found.pieces if each.cut.deliverable == name] for name in names}


def made(products: list[Product]) -> Step:
    """What makes the programme."""
    content = next(each.content for each in products if each.role == "programme")
    assert isinstance(content, Step)
    return content


def pictures(products: list[Product]) -> list[str]:
    join = made(products)
    return [each.identity for each in join.inputs[: join.params.get("join", join.params)["segments"]]]


def test_what_stations_take_alike_is_one_step(sala: Any) -> None:
    found = composed(sala, {"canal4": {"base": "xdcam-gateway"}, "canal5": {"kind": "tv", "name": "otro"}})
    assert made(found["canal4"]).identity == made(found["canal5"]).identity == made(found["tv"]).identity
    assert [each.path for each in found["canal4"]][:1] == ["canal4/chica_201126.mxf"]
    assert [each.path for each in found["canal5"]] == ["canal5/otro.mxf", "canal5/otro.ttml"]


def test_another_loudness_makes_only_the_sound_anew(sala: Any) -> None:
    found = composed(sala, {"canal4": {"kind": "tv", "loudness": -23}})
    assert pictures(found["canal4"]) == pictures(found["tv"])
    assert made(found["canal4"]).identity != made(found["tv"]).identity


def test_a_container_changes_nothing_of_the_pictures(sala: Any) -> None:
    found = composed(
        sala, {"a": {"kind": "tv", "container": "mov"}, "b": {"base": "h264-mp4"}, "c": {"base": "prores"}}
    )
    assert pictures(found["a"]) == pictures(found["tv"])
    assert [each.path.rpartition(".")[2] for name in "abc" for each in found[name][:1]] == ["mov", "mp4", "mov"]
    assert len({tuple(pictures(found[name])) for name in ("tv", "b", "c")}) == 3


def test_a_station_that_puts_its_own_logo_gets_none(sala: Any) -> None:
    found = composed(sala, {"canal4": {"kind": "tv", "bug": "none"}})
    drawn = {name: {each.graphic for each in found[name][0].drawn} for name in ("tv", "canal4")}
    assert drawn["tv"] - drawn["canal4"] == {"bug"}


def test_a_draft_of_a_station_is_that_of_its_family(sala: Any) -> None:
    odd = {"kind": "tv", "bug": "none", "fields": "59.94", "loudness": -20, "codec": "prores-422-hq", "gop": None}
    found = composed(sala, {"canal4": {key: each for key, each in odd.items() if each}}, draft=True)
    assert made(found["canal4"]).identity == made(found["tv"]).identity
    assert [each.path for each in found["canal4"]] == ["canal4/hoy.mp4", "canal4/hoy.ttml"]


def test_constant_groups_begin_all_on_one_grid(sala: Any) -> None:
    found = composed(sala, {"canal4": {"kind": "tv", "gop": "constant"}})

    def frames(name: str) -> list[int]:
        runs = made(found[name]).inputs[: len(pictures(found[name]))]
        return [int(each.graph.node.kwargs["frames:v"]) for each in runs]  # type: ignore[union-attr]

    assert sum(frames("canal4")) == sum(frames("tv"))
    assert any(start % 15 for start in accumulate(frames("tv")[:-1]))
    assert not any(start % 15 for start in accumulate(frames("canal4")[:-1]))


def test_true_fields_come_of_twice_as_many_pictures(sala: Any) -> None:
    found = composed(sala, {"canal4": {"kind": "tv", "fields": "59.94"}})
    assert not set(pictures(found["canal4"])) & set(pictures(found["tv"]))
    wanted = [found[name][0].wanted for name in ("tv", "canal4")]
    assert wanted[0] == wanted[1]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({"name": "{show}_{date:%d%m%y}.mxf"}, "chica_201126.mxf"),
        ({"name": "{title}", "ascii": True}, "Ano_ninez.mxf"),
        ({"name": "{title}"}, "Año_ _niñez_.mxf"),
        ({"name": "NOTICIERO {station} {air:%H%M}"}, "NOTICIERO canal4 0000.mxf"),
        ({"name": "¡¿!¡", "ascii": True}, "programa.mxf"),
        ({"name": "CON"}, "_CON.mxf"),
    ],
)
def test_files_are_called_as_the_station_wants(sala: Any, keys: dict[str, object], name: str) -> None:
    (programme, *_rest) = composed(sala, {"canal4": {"kind": "tv", **keys}})["canal4"]
    assert programme.path == f"canal4/{name}"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"fields": "50"}, "“canal4” asks for 50 fields a second, and the show has 30000/1001 frames."),
        ({"start": "10:00:00:29"}, ""),
    ],
)
def test_what_the_rate_of_the_show_does_not_allow_is_told(sala: Any, keys: dict[str, object], message: str) -> None:
    if not message:
        assert composed(sala, {"canal4": {"kind": "tv", **keys}})
        return
    with pytest.raises(FilesError) as failed:
        composed(sala, {"canal4": {"kind": "tv", **keys}})
    (problem,) = failed.value.problems
    assert problem.message == message and problem.place and problem.place.line == 2


def test_stations_that_a_kit_of_25_frames_cannot_serve_are_told(sala: Any) -> None:
    sala.kit("rate: 25\n")
    with pytest.raises(FilesError) as failed:
        composed(sala, {"canal4": {"kind": "tv", "start": "10:00:00;00"}, "canal5": {"kind": "tv", "fields": "59.94"}})
    assert [each.code for each in failed.value.problems] == ["station-start", "station-rate"]


def test_a_station_is_a_kind_of_tv_or_radio() -> None:
    assert Station(kind="tv").containers == ("mxf",) and Station(kind="radio").containers == ("wav", "mp3")


def test_quicktime_of_mpeg2_is_finished_as_mxf_is(sala: Any) -> None:
    found = composed(sala, {"a": {"kind": "tv", "container": "mov"}, "c": {"base": "prores"}})
    assert [made(found[name]).kind for name in ("tv", "a", "c")] == ["mxf", "mov", "join"]


def test_the_active_format_is_said_unless_a_profile_says_not(sala: Any) -> None:
    found = composed(sala, {"a": {"kind": "tv", "afd": False}, "b": {"kind": "tv", "container": "mov", "afd": False}})
    assert [made(found[name]).params["afd"] for name in ("tv", "a", "b")] == [0b1010, None, None]
    assert pictures(found["a"]) == pictures(found["tv"])


def test_each_master_has_a_number_of_its_own(sala: Any) -> None:
    found = composed(sala, {"a": {"kind": "tv", "start": "01:00:00;00"}, "b": {"kind": "tv", "name": "otro"}})
    seeds = [made(found[name]).params["seed"] for name in ("tv", "a", "b")]
    assert seeds[0] == seeds[2] != seeds[1], "the same file under another name is the same material"
