"""What can be read in a rundown and would be wrong on air."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import Problem
from newscast.base.languages.english import ENGLISH
from newscast.base.languages.spanish import SPANISH
from newscast.rundown.keep import kept
from newscast.rundown.load import load
from newscast.rundown.noticing import noticed

STORY = """\
  - story: bacheo
    headline: Concluye
    parts:
      - vo: Cuatro mil.
        voice: voz/a.wav
"""
Notice = Callable[..., list[Problem]]


@pytest.fixture
def notice(write: Callable[..., Path], head: str) -> Notice:
    """What is noticed of a rundown of that name with these segments, where some deliverable has a picture or none."""

    def look(
        segments: str = STORY, name: str = "hoy.yaml", more: str = "", date: str = "2026-11-20", picture: bool = True
    ) -> list[Problem]:
        top = head.replace("2026-11-20", date).replace("segments:", f"{more}segments:")
        loaded = load(write(top + segments, name))
        return noticed(loaded, [(kept(loaded.rundown, "web"), picture)])

    return look


def codes(problems: list[Problem]) -> list[str]:
    assert all(problem.warning and problem.hint and problem.place for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("hoy", None),
        ("2026-11-20-info-leon", None),
        ("info_leon_20261120", None),
        ("20-11-2026", None),
        ("11.20.2026", None),
        ("2026-11-16-a-2026-11-20", None),
        ("2026-13-41", None),
        ("acta-12026-11-19", None),
        ("2026-11-19-info-leon", "2026-11-19"),
        ("2025-11-20", "2025-11-20"),
        ("leon_20261121", "2026-11-21"),
        ("19-11-2026", "2026-11-19"),
    ],
)
def test_the_date_against_the_name_of_the_file(notice: Notice, name: str, other: str | None) -> None:
    found = notice(name=f"{name}.yaml")
    assert codes(found) == (["date-other"] if other else [])
    for problem in found:
        assert other in problem.message and "2026-11-20" in problem.message
        assert (problem.place.line, problem.place.column) == (3, 7)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("INFO LEÓN", None),
        ("INFO LEÓN, viernes 20 de noviembre", None),
        ("Del jueves al VIERNES", None),
        ("Feria de Santo Domingo", None),
        ("Lunesta", None),
        ("INFO LEÓN, jueves", "jueves"),
        ("Miercoles de ceniza", "miércoles"),
        ("SÁBADO", "sábado"),
    ],
)
def test_the_weekday_in_the_title(notice: Notice, title: str, said: str | None) -> None:
    found = notice(more=f"title: {title}\n")
    assert codes(found) == (["weekday-other"] if said else [])
    for problem in found:
        assert f"“{said}”" in problem.message and "“viernes”" in problem.message
        assert problem.place.line == 4


def test_the_title_that_a_rundown_gets_by_itself_is_right(notice: Notice) -> None:
    assert codes(notice(date="2026-11-19")) == []


def test_a_title_is_read_in_the_language_of_the_show(notice: Notice, newsroom: Path) -> None:
    kit = newsroom / "assets/shows/info-leon/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    assert codes(notice(more="title: News on Friday\n")) == []
    assert codes(notice(more="title: News on Monday\n")) == ["weekday-other"]
    assert codes(notice(more="title: Noticias del lunes\n")) == []


SOT = "  - story: bacheo\n    headline: Uno\n    parts:\n      - sot: clips/a.mp4\n"
WHO, TRANSCRIPT = "        who: luis-mora\n", "        transcript: Sí.\n"


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", ["sot-who", "sot-transcript"]),
        (WHO, ["sot-transcript"]),
        (TRANSCRIPT, ["sot-who"]),
        (WHO + TRANSCRIPT, []),
        (WHO + TRANSCRIPT + "        unconfirmed: true\n", ["transcript-unconfirmed"]),
        ("        skip: [web]\n", []),
        ("        float: true\n", []),
    ],
)
def test_a_sot_without_who_or_transcript(notice: Notice, more: str, missing: list[str]) -> None:
    card = "      - card: figures\n        items: [1 museo]\n"
    found = notice(SOT + more + card)
    assert codes(found) == missing
    assert {problem.place.line for problem in found} <= {8, 10}
    assert notice(SOT + more + card, picture=False) == [], "a name and captions are seen"


@pytest.mark.parametrize(
    "text",
    [
        "un *gran* día",
        "**Gran** día",
        "_así_",
        "~no~",
        "¿~~no~~?",
        "*¿Ya viene la feria?*",
        "(_dos palabras_)",
        "<b>Gran</b> día",
        "una línea<br>otra",
    ],
)
def test_marks_that_would_be_shown(notice: Notice, text: str) -> None:
    (found,) = notice(STORY.replace("Cuatro mil.", f'"{text}"'))
    assert codes([found]) == ["text-markup"] and (found.place.line, found.place.column) == (8, 13)


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "5*3*2",
        "Precio* en julio*",
        "(*) Aplican restricciones (*)",
        "marque *86* o *55 y *66",
        "síganos en @_leon_ y @a_b_c",
        "https://leon.example/_a_/",
        "el archivo nombre_de_la_nota",
        "~5 minutos y ~6 más",
        "a < b y c > d",
        "un * suelto",
        "***",
    ],
)
def test_marks_that_mean_themselves(notice: Notice, text: str) -> None:
    assert notice(STORY.replace("Cuatro mil.", f'"{text}"')) == []


def test_marks_are_found_wherever_there_are_texts(notice: Notice) -> None:
    segments = """\
  - headlines: [bacheo]
  - story: bacheo
    headline: "*Concluye*"
    tease: {copy: "*Avance*"}
    department: "*Obras*"
    summary: "*Resumen*"
    parts:
      - vo: Nada.
        voice: voz/a.wav
        pictures:
          - {file: fotos/a.jpg, credit: "*Ana*"}
          - card: figures
            title: "*Cifras*"
            items: ["*38 colonias*"]
        supers: [{at: 0s, title: "*Uno*", subtitle: "*Dos*"}]
      - sot: clips/a.mp4
        who: luis-mora
        transcript: "*Sí*"
      - read: "*Buenas*"
        camera: clips/b.mp4
      - vo: "*Fuera*"
        voice: voz/a.wav
        float: true
"""
    found = notice(segments, more='title: "*Título*"\n')
    assert set(codes(found)) == {"text-markup"}
    assert sorted(problem.place.line for problem in found) == [4, 8, 9, 10, 11, 16, 18, 19, 20, 20, 23, 24]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Abre hoy.", "hoy"),
        ("Hoy abre.", "Hoy"),
        ("Abrió ayer", "ayer"),
        ("anteayer", "anteayer"),
        ("la escuela mañana abre", "mañana"),
        ("Mañana por la mañana", "Mañana"),
        ("a partir de mañana", "mañana"),
        ("pasado mañana", "pasado mañana"),
        ("esta mañana", "esta mañana"),
        ("esta misma tarde", "esta misma tarde"),
        ("anoche", "anoche"),
        ("la mañana de ayer", "ayer"),
        ("por la mañana", None),
        ("en la mañana y por las mañanas", None),
        ("a las siete de la mañana", None),
        ("a media mañana", None),
        ("cada mañana", None),
        ("un mejor mañana", None),
        ("el mañana", None),
        ("del mañana", None),
        ("muy de mañana", None),
        ("turnos mañana y tarde", None),
        ("mañana, tarde y noche", None),
        ("hoy en día", None),
        ("hoy por hoy", None),
        ("el ayer", None),
        ("choyero, ayeres", None),
    ],
)
def test_words_for_days_that_are_near_in_spanish(text: str, word: str | None) -> None:
    found = SPANISH.near_days.search(text)
    assert (found and found[0]) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It opens today.", "today"),
        ("Yesterday's rain", "Yesterday"),
        ("tomorrow", "tomorrow"),
        ("the day after tomorrow", "the day after tomorrow"),
        ("this morning", "this morning"),
        ("last night", "last night"),
        ("in the morning", None),
        ("every evening", None),
        ("the city of tomorrow", None),
        ("nowadays", None),
    ],
)
def test_words_for_days_that_are_near_in_english(text: str, word: str | None) -> None:
    found = ENGLISH.near_days.search(text)
    assert (found and found[0]) == word


def greeting(copy: str) -> str:
    return f"  - open: main\n    parts: [{{read: '{copy}', voice: voz/a.wav}}]\n" + STORY


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        ("Buenos días. Es jueves diecinueve de noviembre.", "jueves diecinueve de noviembre"),
        ("Hoy es jueves.", "jueves"),
        ("Hoy, viernes 20 de noviembre; mañana domingo.", "domingo"),
        ("Es viernes 27 de noviembre.", "viernes 27 de noviembre"),
        ("Es viernes veinte de noviembre, y el lunes 23 no hay clases.", None),
        ("Hoy en INFO LEÓN: lo que pasó ayer.", None),
        ("El jueves abre la feria, y el jueves 26 de noviembre cierra.", None),
        ("El viernes 26 de noviembre cierra.", "viernes 26 de noviembre"),
    ],
)
def test_a_greeting_that_names_another_day(notice: Notice, copy: str, told: str | None) -> None:
    found = notice(greeting(copy))
    assert codes(found) == (["day-other"] if told else [])
    for problem in found:
        assert f"“{told}”" in problem.message and problem.place and problem.place.line == 6


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        ("La fecha límite, es viernes 27 de noviembre.", []),
        ("El sismo del jueves 19 de septiembre de 1985.", []),
        ("De lunes a viernes; los martes no; la avenida 20 de Noviembre.", []),
        ("Ayer miércoles llovió.", ["miércoles"]),
        ("El domingo 19 de septiembre de 1985.", ["domingo 19 de septiembre de 1985"]),
    ],
)
def test_a_story_that_names_days(notice: Notice, copy: str, told: list[str]) -> None:
    found = notice(STORY.replace("Cuatro mil.", copy))
    assert codes(found) == ["day-other"] * len(told)
    assert all(f"“{text}”" in problem.message for text, problem in zip(told, found, strict=True))


def test_the_date_in_the_title(notice: Notice) -> None:
    (problem,) = notice(more="title: INFO LEÓN, 19 de noviembre\n")
    assert problem.code == "weekday-other" and "“19 de noviembre”" in problem.message
    assert codes(notice(more="title: Resumen del 16 al 19 de noviembre\n")) == []


OLD = """\
  - story: museo
    headline: Abre mañana el museo
    parts:
      - vo: >
          El museo abre sus puertas por la mañana, y ayer se inauguró
          con música.
        voice: voz/a.wav
      - sot: clips/a.mp4
        who: luis-mora
        transcript: Sí.
"""
FROM = "  - story: museo\n    from: viejo.yaml\n"


@pytest.fixture
def yesterday(write: Callable[..., Path], head: str) -> Callable[[str], Path]:
    return lambda date: write(head.replace("2026-11-20", date) + OLD, "viejo.yaml")


def test_a_story_from_another_day_that_says_when_it_is(notice: Notice, yesterday: Callable[[str], Path]) -> None:
    yesterday("2026-11-19")
    found = notice(FROM)
    assert codes(found) == ["day-passed", "day-passed"]
    assert [(problem.place.file.name, problem.place.line) for problem in found] == [("hoy.yaml", 6)] * 2
    assert "“museo” was written for 2026-11-19 and says “mañana”" in found[0].message
    assert "“ayer”" in found[1].message and "(line 8 of viejo.yaml)" in found[1].message


def test_what_is_written_anew_is_of_today(notice: Notice, yesterday: Callable[[str], Path]) -> None:
    yesterday("2026-11-19")
    assert codes(notice(FROM + "    headline: Abrió hoy el museo\n")) == ["day-passed"]
    anew = "    headline: Hoy\n    parts: [{vo: Hoy abre., voice: voz/a.wav}]\n"
    assert codes(notice(FROM + anew)) == []


def test_a_story_of_the_same_day_may_say_today(notice: Notice, yesterday: Callable[[str], Path]) -> None:
    yesterday("2026-11-20")
    assert codes(notice(FROM)) == []
    assert codes(notice(FROM + "    float: true\n" + STORY)) == []


def test_a_story_of_its_own_may_say_today(notice: Notice) -> None:
    assert codes(notice(STORY.replace("Cuatro mil.", "Hoy abre."))) == []
