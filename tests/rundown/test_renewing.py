"""A rundown is made from an earlier one: dates moved, stories floated, all else as it was."""

from __future__ import annotations

import datetime
import difflib
import itertools
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscast.base.errors import UsageError
from newscast.base.languages.all import language_of
from newscast.base.zones import zone_of
from newscast.document.load import read_source
from newscast.rundown.earlier import before, named, next_day
from newscast.rundown.load import load
from newscast.rundown.model import Headlines, Story
from newscast.rundown.moving import moved_moment, moved_name
from newscast.rundown.renewing import Aim, Renewed, renewed

YESTERDAY = """\
# La del viernes 20.
rundown: 1
show: info-leon      # el programa
date: 2026-11-20
air: 2026-11-20T07:00
title: "INFO LEÓN, viernes 20 de noviembre"
status: ready
presenters: [ana-ruiz]

segments:
  - open: main
    parts:
      - read: Buenos días. Es viernes veinte de noviembre.
        voice: synth
      - read: Hoy, en INFO LEÓN.
        camera: clips/b.mp4
  - headlines: [bacheo, feria]   # los dos
    voice: voz/a.wav

  # La de portada.
  - story: bacheo
    headline: Concluye hoy el bacheo
    tease: {copy: Ayer concluyó., voice: voz/b.wav}
    parts:
      - vo: >
          La Dirección de Obras Públicas concluyó
          ayer jueves la reparación.
        voice: [voz/a.wav, voz/b.wav]
        pictures:
          - clips/a.mp4
          - {file: fotos/a.jpg, move: push-in}
          - card: figures
            title: El viernes
            items: ["4,200 baches", Hasta el 30 de noviembre]
  - story: feria
    float: true
    headline: Feria
    parts: [{vo: La avenida 20 de Noviembre., voice: synth}]
  - sting: main
  - spot: spot.mp4
  - close: main

people:
  laura-diaz: {name: Laura Díaz, photo: fotos/a.jpg}
"""
FRIDAY, SATURDAY = datetime.date(2026, 11, 20), datetime.date(2026, 11, 21)
MEXICO, TIJUANA = zone_of("America/Mexico_City"), zone_of("America/Tijuana")
Renew = Callable[..., Renewed]


@pytest.fixture
def renew(write: Callable[..., Path]) -> Renew:
    """A rundown that is written, made new for another day."""

    def make(text: str = YESTERDAY, date: datetime.date = SATURDAY, to: str = "nueva.yaml", **more: str) -> Renewed:
        path = write(text, "vieja.yaml")
        aim = Aim(Path("rundowns") / to, date, language_of("es"), MEXICO, **more)
        return renewed(read_source(path, []), FRIDAY, aim)

    return make


def changed_lines(was: str, now: str) -> list[str]:
    """The lines of a difference, without what surrounds them."""
    lines = difflib.ndiff(was.splitlines(), now.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_nothing_else_is_another_than_what_has_to_be(renew: Renew) -> None:
    made = renew()
    assert changed_lines(YESTERDAY, made.data.decode()) == [
        *("- date: 2026-11-20", "+ date: 2026-11-21"),
        *("- air: 2026-11-20T07:00", "+ air: 2026-11-21T07:00"),
        *('- title: "INFO LEÓN, viernes 20 de noviembre"', '+ title: "INFO LEÓN, sábado 21 de noviembre"'),
        *("- status: ready", "+ status: draft"),
        "-       - read: Buenos días. Es viernes veinte de noviembre.",
        "+       - read: Buenos días. Es sábado veintiuno de noviembre.",
        "-     voice: voz/a.wav",
        "+     float: true",
    ]
    assert made.kept == ("open", "headlines", "sting", "spot", "close") and made.floated == ("bacheo", "feria")
    assert [(each.line, each.keys[-1], each.now) for each in made.moved] == [
        (4, "date", "2026-11-21"),
        (5, "air", "2026-11-21T07:00"),
        (6, "title", "INFO LEÓN, sábado 21 de noviembre"),
        (7, "status", "draft"),
        (13, "read", "Buenos días. Es sábado veintiuno de noviembre."),
        (18, "voice", None),
    ]


def test_it_loads_and_its_headlines_come_back_with_their_stories(renew: Renew, write: Callable[..., Path]) -> None:
    made = renew()
    rundown = load(write(made.data, "nueva.yaml")).rundown
    assert [each.slug for each in rundown.segments if isinstance(each, Story) and each.float_] == ["bacheo", "feria"]
    (headlines,) = (each for each in rundown.segments if isinstance(each, Headlines))
    assert headlines.stories == ("bacheo", "feria") and headlines.voice is None
    assert rundown.people["laura-diaz"].name == "Laura Díaz" and rundown.presenters == ("ana-ruiz",)
    assert rundown.status == "draft" and rundown.date == SATURDAY


def test_what_still_speaks_of_the_other_day_is_told_by_its_line(renew: Renew) -> None:
    made = renew()
    told = [(each.place.line, each.message.split("“", 1)[1].split(": “")[0]) for each in made.warnings if each.place]
    assert told == [
        (15, "Hoy”"),
        (21, "hoy”"),
        (22, "Ayer”"),
        (27, "ayer”, “jueves”"),
        (33, "viernes”"),
        (34, "30 de noviembre”"),
    ]
    recorded = [each.place.line for each in made.warnings if "record it anew" in each.hint and each.place]
    assert recorded == [15, 22, 27]
    assert all(
        each.code == "day-said" and each.place.file == Path("rundowns/nueva.yaml")
        for each in made.warnings
        if each.place
    )


@pytest.mark.parametrize(
    ("title", "air"), [("", ""), ("Edición especial", "2026-11-21T19:30"), ('Nota: "hoy" # no', "2026-11-21T19:30")]
)
def test_title_and_time_may_be_said(renew: Renew, write: Callable[..., Path], title: str, air: str) -> None:
    for text in (YESTERDAY, "".join(YESTERDAY.splitlines(keepends=True)[:4] + YESTERDAY.splitlines(keepends=True)[7:])):
        rundown = load(write(renew(text, air=air, title=title).data, "nueva.yaml")).rundown
        assert not title or rundown.title == title
        assert not air or f"{rundown.air:%Y-%m-%dT%H:%M}" == air


def test_recordings_of_the_whole_newscast_are_left_out(renew: Renew, write: Callable[..., Path]) -> None:
    text = YESTERDAY.replace("presenters:", "voice: voz/a.wav\npresenters:")
    made = renew(text)
    assert b"\nvoice:" not in made.data
    assert [(each.was, each.now) for each in made.moved if each.keys == ("voice",)] == [("voz/a.wav", None)]
    # It was read in that recording, which is gone: the text is changed.
    assert load(write(made.data, "nueva.yaml"), draft=True).rundown.voice is None
    synth = YESTERDAY.replace("los dos\n    voice: voz/a.wav", "los dos\n    voice: synth")
    assert b"los dos\n    voice: synth" in renew(synth).data


def test_paths_lead_to_the_same_files_from_another_folder(renew: Renew, newsroom: Path) -> None:
    (newsroom / "rundowns/2026/11").mkdir(parents=True)
    made = renew(to="2026/11/nueva.yaml")
    path = newsroom / "rundowns/2026/11/nueva.yaml"
    path.write_bytes(made.data)
    was = load(newsroom / "rundowns/vieja.yaml")
    now = load(path)
    assert "../../clips/a.mp4" in made.data.decode() and b"synth" in made.data
    assert media(now.rundown) == media(was.rundown)
    assert now.rundown.people["laura-diaz"].photo == was.rundown.people["laura-diaz"].photo


def test_paths_lead_on_through_links(renew: Renew, newsroom: Path) -> None:
    elsewhere = newsroom / "disco/lejos/mas"
    elsewhere.mkdir(parents=True)
    (newsroom / "rundowns/enlace").symlink_to(elsewhere, target_is_directory=True)
    made = renew(to="enlace/nueva.yaml")
    (elsewhere / "nueva.yaml").write_bytes(made.data)
    found = media(load(newsroom / "rundowns/enlace/nueva.yaml").rundown)
    assert found and all(path.is_file() and path.is_relative_to(newsroom / "rundowns") for path in found)


def media(item: object) -> set[Path]:
    """Every file in a rundown."""
    if isinstance(item, Path):
        return {item} if item.suffix in (".mp4", ".wav", ".jpg") else set()
    if isinstance(item, dict | tuple):
        values: Iterable[object] = item.values() if isinstance(item, dict) else item
        return set(itertools.chain.from_iterable(map(media, values)))
    fields = getattr(type(item), "model_fields", {})
    return set(itertools.chain.from_iterable(media(getattr(item, name)) for name in fields if name != "place"))


@pytest.mark.parametrize(
    ("text", "days", "zone", "now"),
    [
        ("2026-11-20T07:00", 1, MEXICO, "2026-11-21T07:00"),
        ("2026-11-20 23:30:00", 3, MEXICO, "2026-11-23 23:30:00"),
        # After midnight it is of the day before, and stays so.
        ("2026-12-31T00:30", 1, None, "2027-01-01T00:30"),
        # Summer time begins on 2027-03-14 in Tijuana, and never in Mexico City.
        ("2027-03-12T07:00-08:00", 3, TIJUANA, "2027-03-15T07:00-07:00"),
        ("2027-03-12T07:00", 3, TIJUANA, "2027-03-15T07:00"),
        ("2027-03-12T07:00-06:00", 3, MEXICO, "2027-03-15T07:00-06:00"),
        # An offset that is not that of the newsroom is somebody's choice.
        ("2027-03-12T07:00-06:00", 3, TIJUANA, "2027-03-15T07:00-06:00"),
        ("2027-03-12T13:00Z", 3, MEXICO, "2027-03-15T13:00Z"),
        ("mañana", 1, MEXICO, "mañana"),
        ("2026-02-31T07:00", 1, MEXICO, "2026-02-31T07:00"),
    ],
)
def test_a_moment_keeps_its_time_of_day(text: str, days: int, zone: datetime.tzinfo, now: str) -> None:
    assert moved_moment(text, datetime.timedelta(days=days), zone) == now


@given(
    moment=st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2035, 1, 1)),
    days=st.integers(1, 400),
    zone=st.sampled_from(["America/Mexico_City", "America/Tijuana", "America/Ciudad_Juarez", "Europe/Madrid"]),
)
def test_every_moment_with_its_offset_keeps_the_time_that_clocks_show(
    moment: datetime.datetime, days: int, zone: str
) -> None:
    there = zone_of(zone)
    text = moment.replace(second=0, microsecond=0, tzinfo=there).isoformat()
    moved = datetime.datetime.fromisoformat(moved_moment(text, datetime.timedelta(days=days), there))
    expected = moment.replace(second=0, microsecond=0) + datetime.timedelta(days=days)
    assert moved.replace(tzinfo=None) == expected
    assert moved.utcoffset() == expected.replace(tzinfo=there).utcoffset()


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("2026-11-20-info-leon", "2026-11-21-info-leon"),
        ("info-leon_20261120_tarde", "info-leon_20261121_tarde"),
        ("20-11-2026", "21-11-2026"),
        ("demo", None),
        ("2026-11-20-a-2026-11-20", None),
        ("2026-11-19-info-leon", None),
    ],
)
def test_the_name_of_the_file_says_the_day(name: str, now: str | None) -> None:
    assert moved_name(name, FRIDAY, SATURDAY) == now


def test_which_episode_is_meant(newsroom: Path, write: Callable[..., Path]) -> None:
    text = "rundown: 1\nshow: {show}\ndate: {date}\nair: {date}T{hour}\nsegments:\n  - open: main\n"
    for name, show, date, hour in (
        ("a", "info-leon", "2026-11-18", "07:00"),
        ("z", "info-leon", "2026-11-19", "07:00"),
        ("m", "info-leon", '"2026-11-19"', "19:00"),
        ("otro", "contigo", "2026-11-20", "07:00"),
        ("b", "info-leon", "2026-11-23", "07:00"),
    ):
        write(
            text.format(show=show, date=date, hour=hour).replace('"T', "T").replace('air: "', "air: "), f"{name}.yaml"
        )
    write("{show: info-leon, date: 2026-11-22, rundown: 1, segments: [open: main]}", "corchetes.yaml")
    write("no: [es", "roto.yaml")
    meant = lambda origin, date=SATURDAY: named(origin, newsroom, "info-leon", date).path.name  # noqa: E731
    # The evening's comes after the morning's; what is later than the new day is none of yesterday.
    assert meant("yesterday") == meant("ayer") == meant("2026-11-19") == "m.yaml"
    assert meant("rundowns/a.yaml") == meant("2026-11-18") == "a.yaml"
    assert meant("yesterday", datetime.date(2026, 11, 23)) == "corchetes.yaml"
    assert before(newsroom, "info-leon", datetime.date(2026, 11, 18)) is None
    for origin, message in {
        "2026-11-20": "There are: 2026-11-18, 2026-11-19, 2026-11-19, 2026-11-22, 2026-11-23",
        "rundowns/otro.yaml": "of “contigo”, not of “info-leon”",
        "rundowns/roto.yaml": "does not say plainly",
        "nada.yaml": "is neither `yesterday` nor a day",
    }.items():
        with pytest.raises(UsageError, match=message):
            meant(origin)
    with pytest.raises(UsageError, match="has no rundown before"):
        meant("yesterday", datetime.date(2026, 11, 18))
    assert next_day(newsroom, "info-leon", SATURDAY) == datetime.date(2026, 11, 24)
    assert next_day(newsroom, "nuevo", SATURDAY) == SATURDAY


PIECES = {
    "open": "  - open: main\n    parts:\n      - read: {copy}\n        voice: voz/a.wav\n",
    "sting": "  - sting: main   # {copy}\n",
    "spot": "  - spot: spot.mp4\n",
    "break": "  - break: corte\n    parts: [{{vo: '{copy}', voice: synth}}]\n",
    "story": "  - story: {slug}\n    headline: '{copy}'\n{float}    # nota\n    parts:\n"
    "      - vo: {copy}\n        voice: voz/b.wav\n",
    "flow": "  - {{story: {slug}, headline: '{copy}', parts: ["
    "{{vo: '{copy}', voice: voz/a.wav, pictures: [clips/a.mp4]}}]}}\n",
}
COPIES = ("Buenos días.", "Es viernes veinte de noviembre.", "Hoy abre, ayer no.", "El sábado 21 de noviembre.")


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    pieces=st.lists(
        st.tuples(st.sampled_from(sorted(PIECES)), st.sampled_from(COPIES), st.booleans()), min_size=1, max_size=6
    ),
    days=st.integers(1, 500),
    deep=st.booleans(),
    crlf=st.booleans(),
)
def test_whatever_loads_loads_as_the_new_day_and_nothing_else_is_another(
    renew: Renew, newsroom: Path, pieces: list[tuple[str, str, bool]], days: int, deep: bool, crlf: bool
) -> None:
    head = "rundown: 1\nshow: info-leon\ndate: 2026-11-20\ntitle: El viernes\nsegments:\n  - close: main\n"
    body = [
        PIECES[kind].format(copy=copy, slug=f"nota-{number}", float="    float: false\n" if floats else "")
        for number, (kind, copy, floats) in enumerate(pieces)
        if kind != "open" or not any(before[0] == "open" for before in pieces[:number])
    ]
    text = (head + "".join(body)).replace("\n", "\r\n" if crlf else "\n")
    date, folder = FRIDAY + datetime.timedelta(days=days), "otra/honda/" if deep else ""
    path = newsroom / "rundowns" / f"{folder}nueva.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = renew(text, date, f"{folder}nueva.yaml")
    path.write_bytes(made.data)
    now, was = load(path).rundown, load(newsroom / "rundowns/vieja.yaml").rundown
    assert now.date == date and now.title == f"El {language_of('es').weekdays[date.weekday()]}"
    assert [(each.slug, each.kind) for each in now.segments] == [(each.slug, each.kind) for each in was.segments]
    assert all(each.float_ == isinstance(each, Story) for each in now.segments)
    assert media(now) == media(was)
    assert b"\r\n" not in made.data.replace(b"\r\n", b"\n") and (b"\r\n" in made.data) == crlf
    if not deep:
        moved = {each.line for each in made.moved}
        kept = [line for number, line in enumerate(text.split("\n"), 1) if number not in moved and "story" not in line]
        left = iter(made.data.decode().split("\n"))
        assert all(line in left for line in kept if "float:" not in line), (
            "lines that nothing is done to stay, in order"
        )
