"""Names, figures, dates and voices of Spanish news: what contradicts itself is found, and nothing else is called so."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from timeline_making import part, segment, shot, sound, super_, timeline

from newscast.base.i18n import speaking
from newscast.episode.manifest import ListedCheck, ListedConcern, ListedStretch, ListedSuspension
from newscast.episode.timeline import ListedParting, ListedPlace
from newscast.review.episode.figures import figures_in
from newscast.review.episode.spelling import is_persons_name, nearest_name, slips_in
from newscast.review.episode.suspended import Answer
from newscast.review.episode.texts import Named, Told, names_in, texts_in
from newscast.review.first.changed import changed_items
from newscast.review.first.dates import title_items
from newscast.review.first.figures import figure_items
from newscast.review.first.item import Item
from newscast.review.first.law import minors_items, official_items, suspension_items
from newscast.review.first.names import name_items
from newscast.review.first.pieces import check_items, credit_items, missing_items, slot_items, synthetic_items
from newscast.review.first.voice import voice_items
from newscast.review.newsroom.written import Listed, Written
from newscast.review.versions.changes import changes

FRIDAY = datetime.date(2026, 11, 20)
PEOPLE = (
    Listed("Laura Díaz Muñoz", "Directora de Obras Públicas", "newsroom.yaml"),
    Listed("José Ángel Peña", "Vecino", "hoy.yaml"),
    Listed("Alejandra Gutiérrez Campos", "Presidenta municipal", "newsroom.yaml"),
    Listed("Ana Ruiz", "Presentadora", "newsroom.yaml"),
    Listed("Luis Mora", "Reportero", "newsroom.yaml"),
)
WRITTEN = Written(PEOPLE, "es-MX")


@pytest.fixture(autouse=True)
def english() -> object:
    with speaking("en"):
        yield


def told(headline: str, tease: str, copy: str, *cards: str) -> list[Told]:
    texts = [Told("headline", headline, "s", headline, 0), Told("tease", tease, "s", headline, 1)]
    return [*texts, Told("copy", copy, "s", headline, 2), *(Told("card", card, "s", headline, 3) for card in cards)]


def wrong(texts: Sequence[Told]) -> list[str]:
    found = [*figure_items(texts, "es-MX", FRIDAY), *name_items([], texts, WRITTEN)]
    return [item.title for item in found if item.wrong]


FINE = [
    (
        *("Concluye el bacheo de los bulevares", "Más de cuatro mil baches, reparados en un mes."),
        "Obras Públicas reparó cuatro mil doscientos baches en los bulevares Morelos y López Mateos. "
        "La inversión fue de 12.5 millones de pesos.",
        *("4,200 baches", "38 colonias", "$12.5 millones"),
    ),
    (
        *("Vacunan a más de 3 mil mascotas", "Casi 3,200 perros y gatos."),
        "El fin de semana se aplicaron 3 mil 187 vacunas: 2,104 a perros y 1,083 a gatos. La próxima jornada será el "
        "domingo 29 de noviembre.",
        *("3,187 vacunas", "2,104 perros", "1,083 gatos"),
    ),
    (
        *("Abre la Feria de León 2027", "Del 8 de enero al 3 de febrero."),
        "La feria abrirá del ocho de enero al tres de febrero, de diez de la mañana a once de la noche. El boleto "
        "costará 20 pesos y los menores de 12 años entran gratis. El martes es día de descuento.",
        *("8 de enero al 3 de febrero", "Boleto: $20", "Niños menores de 12 años: gratis"),
    ),
    (
        *("Detienen a tres por robo de cable", "Fue en la colonia San Juan Bosco."),
        "La Policía Municipal detuvo a tres hombres, de 24, 31 y 45 años, que llevaban 120 metros de cable, a las 3:40 "
        "de la madrugada del lunes.",
        *("3 detenidos", "120 metros de cable"),
    ),
    (
        *("Baja 12% el robo a casa habitación", "Comparado con el año pasado."),
        "El robo a casa habitación bajó doce por ciento en comparación con 2025: de 1,840 casos pasó a 1,619. El de "
        "vehículos bajó 7 por ciento.",
        *("-12%", "1,619 casos en 2026"),
    ),
    (
        *("Entregan 150 becas a estudiantes", "Becas de 1,500 pesos al mes."),
        "La presidenta municipal, Alejandra Gutiérrez, entregó 150 becas de mil quinientos pesos mensuales. Suman 600 "
        "en el año, con 10.8 millones de pesos.",
        *("150 becas", "$1,500 al mes", "600 en el año"),
    ),
    (
        *("Advierten por frente frío número 12", "Bajará hasta 3 grados."),
        "El frente frío número doce traerá temperaturas de 3 a 5 grados en la madrugada y de 18 a 20 al mediodía, del "
        "miércoles al viernes.",
        *("Mínima: 3 grados", "Máxima: 20 grados"),
    ),
    (
        *("Hoy viernes, noche de museos", "Entrada gratis."),
        "Hoy viernes 20 de noviembre los museos abren hasta las once de la noche. Llame al 477 788 7800.",
        *("Hasta las 23:00 horas", "477 788 7800"),
    ),
    (
        *("Celebran a Juan Díaz en la Feria del Libro", "Presentó su novela."),
        "El escritor Juan Díaz y la editora Luisa Mora presentaron Días de agosto ante 200 asistentes. ¡Buenos Días!",
        "200 asistentes",
    ),
    (
        *("Estrenan cuatro camiones de basura", "Costaron 2 millones cada uno."),
        "El municipio compró cuatro camiones, de dos millones de pesos cada uno: 8 millones de pesos en total.",
        *("4 camiones", "8 millones de pesos"),
    ),
]


@pytest.mark.parametrize("texts", FINE, ids=[each[0] for each in FINE])
def test_what_agrees_is_not_called_a_contradiction(texts: tuple[str, ...]) -> None:
    assert wrong(told(*texts)) == []


TWO_THINGS = [
    (
        ("Bacheo", "", "Fueron cuatro mil doscientos baches.", "4,700 baches"),
        "cuatro mil doscientos baches",
        "4,700 baches",
    ),
    (("Abre el domingo la feria", "", "La feria abre sus puertas el sábado."), "domingo", "sábado"),
    (("Detenidos", "Detienen a cuatro hombres.", "Detuvieron a tres hombres."), "cuatro hombres", "tres hombres"),
    (("Baja 21% el robo", "", "El robo bajó doce por ciento."), "21%", "doce por ciento"),
    (("Obra", "", "Costará 12.5 millones de pesos.", "$125 millones"), "12.5 millones de pesos", "$125 millones"),
    (("Jornada", "", "Llame al 477 788 7800.", "477 788 7880"), "477 788 7800", "477 788 7880"),
    (("Museos", "", "Abren a las diez de la mañana.", "Abren a las 11:00"), "las diez", "11:00"),
    (("Feria", "", "Termina el 3 de febrero.", "Hasta el 4 de febrero"), "3 de febrero", "4 de febrero"),
    (("Nota", "", "La directora Laura Diaz lo explicó."), "Laura Diaz", "Laura Díaz Muñoz"),
    (("Nota", "", "La directora Laura Días lo explicó."), "Laura Días", "Laura Díaz Muñoz"),
    (("Nota", "", "Lo dijo la conductora Ruíz, de noche."), "Ruíz", "Ana Ruiz"),
    (("Habla LAURA DIAZ", "", "Nada."), "LAURA DIAZ", "Laura Díaz Muñoz"),
    (("Nota", "", "Habló.", "Jose Ángel Peña"), "Jose Ángel Peña", "José Ángel Peña"),
]


@pytest.mark.parametrize(("texts", "one", "other"), TWO_THINGS, ids=[each[1] for each in TWO_THINGS])
def test_what_says_two_things_is_found(texts: tuple[str, ...], one: str, other: str) -> None:
    assert wrong(told(*texts)) == [f"“{one}” or “{other}”?"]


def test_a_weekday_is_held_against_the_calendar() -> None:
    start = told("Cierre", "", "El cierre empieza el martes 23 de noviembre y termina el viernes 18 de diciembre.")
    assert wrong(start) == ["“martes 23 de noviembre”: that is Monday, November 23, 2026."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mañana sábado abre la feria.", []),
        ("Hoy, viernes, hay noche de museos; ayer jueves no.", []),
        ("El lunes por la mañana, martes por la tarde.", []),
        ("Mañana domingo abre la feria.", ["“domingo” is said of Saturday, November 21, 2026."]),
        ("Hoy jueves hay noche de museos.", ["“jueves” is said of Friday, November 20, 2026."]),
    ],
)
def test_today_and_tomorrow_are_held_against_the_episodes_date(text: str, found: list[str]) -> None:
    assert wrong(told("H", "", text)) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("INFO LEÓN, viernes 20 de noviembre", False),
        ("INFO LEÓN", False),
        ("Del 18 al 22 de noviembre", False),
        ("INFO LEÓN, jueves 19 de noviembre", True),
        ("Lo mejor del jueves", True),
        ("De lunes a viernes", False),
    ],
)
def test_a_title_of_another_day_is_told(title: str, found: bool) -> None:
    assert [item.title for item in title_items(title, "es-MX", FRIDAY)] == ([title] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cuatro mil doscientos baches y 4,200 baches", ["figure 4200", "figure 4200"]),
        ("doscientas treinta y una luminarias, veintiún mil pesos", ["figure 231", "figure 21000"]),
        (
            "$12.5 millones, 3.5 millones de pesos, 2 mil 500 pesos",
            ["figure 12500000", "figure 3500000", "figure 2500"],
        ),
        ("el 45% y cuarenta y cinco por ciento", ["figure 45", "figure 45"]),
        ("20/11/2026 y 2026-11-20", ["day 20", "day 20"]),
        ("del viernes 20 de noviembre", ["weekday 4", "day 20"]),
        ("a las diez, a las 10:30 y a las 9:00", ["hour 10", "hour 10:30", "hour 9"]),
        ("llame al 477 123 4567 o al 911", ["telephone 4771234567", "figure 911"]),
        ("cuatro siete siete, uno dos tres, cuatro cinco seis siete", ["telephone 4771234567"]),
        ("un parque y una persona, por ciento, MP3, uno para todos, dos para ti", []),
        ("tres de cada diez niños", ["figure 10"]),
        ("", []),
    ],
)
def test_figures_are_read_as_they_are_said(text: str, found: list[str]) -> None:
    assert [f"{each.kind} {each.value}" for each in figures_in(text, "es-MX")] == found


def test_figures_in_english() -> None:
    text = "One hundred and five people and 1,200 trees on Friday at 10"
    found = [f"{each.kind} {each.value}" for each in figures_in(text, "en-US")]
    assert found == ["figure 105", "figure 1200", "weekday 4", "hour 10"]


def test_names_that_are_not_of_the_list_are_left_alone() -> None:
    known = [each.name for each in PEOPLE]
    text = (
        "Luisa Mora, Mario Gutiérrez, Juan Díaz, Ana Mora, Leona Vicario y Pedro Peña. Díaz dijo. Laura Díaz. ANA RUIZ."
    )
    assert slips_in(text, known) == []
    assert nearest_name("Laura Díaz", known) is None and nearest_name("Laura Dias Muñoz", known) == "Laura Díaz Muñoz"
    assert is_persons_name("María de la Luz Hernández", "es-MX")
    for other in ("Talleres gratuitos", "Plaza Principal", "León", "Calle Hidalgo", "EN VIVO HOY"):
        assert not is_persons_name(other, "es-MX"), other


def named(name: str, role: str = "", by_hand: bool = False) -> Named:
    return Named(name, role, "title" if by_hand else "lower-third", by_hand, "s", "S", 40)


@pytest.mark.parametrize(
    ("shown", "wrong", "lines"),
    [
        (named("Ana Ruiz", "Presentadora"), False, ["Presentadora", "as in newsroom.yaml"]),
        (named("Voz: Luis Mora"), False, ["as in newsroom.yaml"]),
        (named("Ana Ruiz", "Conductora"), True, ["Conductora", "newsroom.yaml says: Presentadora"]),
        (named("Ana Ruíz", "Presentadora", True), True, ["Presentadora", "newsroom.yaml says: Ana Ruiz"]),
        (named("Laura Díaz", "Directora", True), False, ["Directora", "newsroom.yaml says: Laura Díaz Muñoz"]),
        (named("Eva Salas", "Bombera", True), False, ["Bombera", "in no list of people"]),
    ],
)
def test_a_name_stands_beside_its_spelling_in_the_list(shown: Named, wrong: bool, lines: list[str]) -> None:
    (item,) = name_items([shown, shown], [], WRITTEN)
    assert item.wrong is wrong and [line.text for line in item.lines] == [*lines, "also here"] and item.frame == 40


def test_a_wrong_name_in_the_frame_is_told_once() -> None:
    shown, text = named("Ana Ruíz", "Presentadora", by_hand=True), Told("super", "Ana Ruíz", "s", "S", 40)
    assert len([*name_items([shown], [text], WRITTEN)]) == 1
    # What is said of it is another place.
    said = Told("copy", "Lo dijo Ana Ruíz.", "s", "S", 2)
    assert [item.frame for item in name_items([shown], [text, said], WRITTEN)] == [40, 2]


def test_texts_on_screen_that_are_no_names_are_none() -> None:
    assert list(name_items([named("Talleres gratuitos", "En bibliotecas", by_hand=True)], [], WRITTEN)) == []


def test_a_name_that_only_the_frame_has_is_held_against_the_copy() -> None:
    shown = [named("Ramón Ibáñez", "Médico", by_hand=True)]
    found = list(name_items(shown, told("H", "", "El doctor Ramón Ibañez lo dijo."), WRITTEN))
    assert [item.title for item in found if item.wrong] == ["“Ramón Ibañez” or “Ramón Ibáñez”?"]


def test_texts_belong_to_the_story_that_they_tell_of() -> None:
    story = segment(
        "agua",
        part("La obra empieza.", shot(graphic="figures", title="En un mes", items=["38 colonias", "2 pozos"])),
        title="Obra de agua",
    )
    where = ListedPlace("rundowns/hoy.yaml", "ab" * 32, ("segments", 3, "parts", 0, "vo"), 10, 7)
    story = replace(story, parts=(replace(story.parts[0], place=where),))
    tease, seen = part("Llega el agua.", shot(graphic="headline", headline="Llega el agua."), kind="headline")
    tease = replace(tease, place=replace(where, keys=("segments", 3, "tease")))
    whole = timeline(segment("headlines", (tease, seen), kind="headlines"), story)
    found = [(each.where, each.slug, each.text) for each in texts_in(whole)]
    assert found == [
        ("tease", "agua", "Llega el agua."),
        ("headline", "agua", "Obra de agua"),
        ("copy", "agua", "La obra empieza."),
        ("card", "agua", "En un mes"),
        ("card", "agua", "38 colonias"),
        ("card", "agua", "2 pozos"),
    ]
    (copy,) = [each for each in texts_in(whole) if each.where == "copy"]
    assert copy.frame_of(2) == 100 + 2 * 5


def test_names_are_seen_where_all_of_them_is() -> None:
    whole = timeline(segment("uno", part("Hola."), part("Va.", supers=[super_(title="Ana Ruiz", subtitle="Bombera")])))
    (found,) = names_in(whole)
    assert (found.name, found.role, found.by_hand, found.frame) == ("Ana Ruiz", "Bombera", False, 126)


def kinds(items: Sequence[Item]) -> list[tuple[str, bool]]:
    return [(item.kind, item.wrong) for item in items]


def test_a_voice_that_leaves_its_copy_is_told_with_its_frame() -> None:
    partings = (
        ListedParting("skipped", "del lunes", 2, 4, 48_000, 0),
        ListedParting("changed", "mil", 5, 6, 96_000, 4800),
        ListedParting("added", "", 6, 6, 144_000, 4800),
    )
    whole = timeline(segment("uno", part("La obra del lunes cuesta mil pesos.", partings=partings)))
    (item,) = voice_items(whole)
    assert not item.wrong and not item.asks
    assert [(line.text, line.frame) for line in item.lines] == [
        ("The voice leaves out “del lunes”", 25),
        ("The voice says something else for “mil”", 50),
        ("The voice says more than the copy near “lunes cuesta mil pesos.”", 75),
    ]
    (before,) = voice_items(timeline(segment("uno", part("La obra.", voice="before"))))
    assert before.wrong and before.asks


def test_a_new_take_is_another_item() -> None:
    made = [
        next(voice_items(timeline(segment("uno", part("La obra.", sounds=[sound(file)], voice="before")))))
        for file in ("a.wav", "b.wav", "a.wav")
    ]
    assert made[0].key == made[2].key != made[1].key


@pytest.mark.parametrize(
    ("seconds", "found"),
    [(300, []), (300.4, []), (330, [("0:30 over the slot", True)]), (288, [("0:12 left of the slot", False)])],
)
def test_the_slot(seconds: float, found: list[tuple[str, bool]]) -> None:
    assert [(item.title, item.wrong) for item in slot_items(Fraction(seconds), Fraction(300))] == found


def test_missing_synthetic_credited_and_heard() -> None:
    first = part(
        "Hola a todos.",
        shot(graphic="slate", title="falta.mp4"),
        supers=[super_("credit", credit="Archivo León")],
        sounds=[sound(text="Hola a todos."), sound("cama.wav", chain="music")],
    )
    whole = timeline(segment("uno", first, title="Uno"))
    assert [line.text for item in missing_items(whole) for line in item.lines] == ["falta.mp4 · Uno"]
    assert [line.text for item in synthetic_items(whole) for line in item.lines] == ["Uno: “Hola a todos.”"]
    assert [line.text for item in credit_items(whole) for line in item.lines] == ["Archivo León", "Music: cama.wav"]
    plain = timeline(segment("uno", part("Hola.", sounds=[sound("voz.wav")])))
    assert not [*missing_items(plain), *synthetic_items(plain), *credit_items(plain)]


def test_what_checks_found() -> None:
    where = (ListedStretch("uno", 2.0, 3.0),)
    checks = [
        ListedCheck("loudness", "pass", -16, -16),
        ListedCheck("silence", "warn", 3.0, 0, message="Nothing is heard.", where=where),
        ListedCheck("true_peak", "fail", 0.5, -1.0, "dBTP"),
        ListedCheck("synthetic-voice", "warn", 1, 0),
    ]
    found = list(check_items(checks, Fraction(25)))
    assert kinds(found) == [("check", False), ("check", True)]
    assert found[0].frame == 50 and "Nothing is heard." in found[0].title
    # What two files of a deliverable have alike is said once.
    both = [replace(checks[1], file=file) for file in ("radio/a.wav", "radio/a.mp3")]
    assert [*check_items(both, Fraction(25))] == [*check_items(both[:1], Fraction(25))]


def test_what_changed_is_one_item_a_story_and_little_is_none() -> None:
    def whole(frames: int, file: str = "a.jpg", copy: str = "La obra empieza.") -> object:
        return segment("uno", part(copy, shot(file), frames=frames), title="Uno")

    base = timeline(whole(100))  # type: ignore[arg-type]
    assert list(changed_items(changes(base, timeline(whole(105))))) == []  # type: ignore[arg-type]
    (item,) = changed_items(changes(base, timeline(whole(100, "b.jpg", "La obra termina."))))  # type: ignore[arg-type]
    assert item.title == "Uno" and [line.text for line in item.lines] == ["Copy", "Picture b.jpg instead of a.jpg"]
    (again,) = changed_items(changes(base, timeline(whole(100, "b.jpg", "La obra termina."))))  # type: ignore[arg-type]
    (other,) = changed_items(changes(base, timeline(whole(100, "b.jpg", "La obra acaba."))))  # type: ignore[arg-type]
    assert item.key == again.key != other.key


def test_officials_are_those_with_an_office_who_are_named_or_shown() -> None:
    names = [Named("Laura Díaz Muñoz", "Directora de Obras Públicas", "lower-third", False, "s", "S", 40)]
    names += [Named("José Ángel Peña", "Vecino", "lower-third", False, "s", "S", 90)]
    texts = [Told("copy", "La presidenta Gutiérrez abrió la feria, y Ana Ruiz la vio.", "s", "S", 7)]
    (item,) = official_items(names, texts, PEOPLE)
    assert [(line.text, line.frame) for line in item.lines] == [
        ("Laura Díaz Muñoz, Directora de Obras Públicas: on screen", 40),
        ("Alejandra Gutiérrez Campos, Presidenta municipal: named", 7),
    ]
    assert not item.wrong and item.frame == 40
    neighbour = replace(PEOPLE[1], elected=True)
    assert list(official_items([], [Told("copy", "Habló Peña.", "s", "S", 3)], [neighbour]))
    assert list(official_items([], [Told("copy", "Habló Peña.", "s", "S", 3)], PEOPLE)) == []


@pytest.mark.parametrize(
    ("copy", "marked", "lines"),
    [
        ("Las niñas y los niños bailaron.", (), 1),
        ("Los alumnos de primaria", (), 1),
        ("La colonia Niños Héroes", (), 0),
        ("Las niñas bailaron.", ("obra",), 0),
        ("Se reparó la avenida.", (), 0),
    ],
)
def test_minors_are_one_gentle_line_where_pictures_may_show_them(copy: str, marked: Sequence[str], lines: int) -> None:
    texts = [Told("copy", copy, "obra", "Obra", 5), Told("copy", copy, "obra", "Obra", 9)]
    seen = timeline(segment("obra", part(copy, shot("clips/a.mp4"))))
    heard = timeline(segment("obra", part(copy, shot(graphic="topic"))))
    found = list(minors_items(texts, marked, seen))
    assert sum(len(each.lines) for each in found) == lines and not any(each.wrong for each in found)
    assert list(minors_items(texts, marked, heard)) == []


def test_what_nothing_says_the_reason_of_comes_before_every_other_contradiction() -> None:
    def concern(slug: str, exempt: str | None = None) -> ListedConcern:
        return ListedConcern(slug, "story", slug.title(), "w", exempt, None, "", None, None)

    suspension = ListedSuspension("2026-11-01", "2026-12-06", ())
    answers = [
        Answer(concern(slug, why), None, None) for slug, why in (("obra", None), ("salud", "health"), ("no", None))
    ]
    shown = timeline(segment("obra", part("Obra")), segment("salud", part("Salud")))
    open_one, given = suspension_items(suspension, answers, shown)
    assert open_one.wrong and open_one.title == "Obra" and "November 1 to December 6" in open_one.lines[0].text
    assert [line.text for line in given.lines] == ["Salud: health"] and not given.wrong and given.frame == 100
    assert open_one.rank < Item("name", "k", "t", wrong=True).rank < given.rank < Item("changed", "k", "t").rank
