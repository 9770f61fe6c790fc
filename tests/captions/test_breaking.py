from __future__ import annotations

import pytest

from newscast.base.languages.all import language_of
from newscast.captions.align import words_of
from newscast.captions.breaking import break_copy
from newscast.captions.gaps import gap_cost, gap_costs
from newscast.captions.prices import BOUND, COMMA, CONJUNCTION, GENITIVE, NEVER, PLAIN, SENTENCE
from newscast.captions.style import social_style
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance
from newscast.timeline.spans import Span

ES, EN = language_of("es-MX").grammar, language_of("en").grammar


def lines(copy: str, style: CaptionStyle, language: str = "es-MX") -> list[list[str]]:
    words = words_of(Utterance(copy, 0, len(copy) * 48_000 // 15, ()), language)
    return [
        [" ".join(word.text for word in words[start:end]) for start, end in layout]
        for layout in break_copy(words, style)
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("los", "bulevares"),
        ("el", "Sr."),
        ("de", "León"),
        ("López", "Mateos"),
        ("4,200", "baches"),
        ("mil", "doscientos"),
        ("doscientos", "baches"),
        ("20", "de"),
        ("Sra.", "Muñoz"),
        ("50", "%"),
        ("¿", "quién"),
        ("se", "encuentran"),
        ("más", "de"),
        ("Á.", "Ramírez"),
        ("sera", "atendida"),
        ("Dirección", "de"),
        ("treinta", "y"),
    ],
)
def test_spanish_words_that_stay_together(left: str, right: str) -> None:
    assert gap_cost(left, right, ES) >= BOUND


@pytest.mark.parametrize(
    ("left", "right"), [("the", "mayor"), ("of", "town"), ("San", "Diego"), ("4,200", "potholes"), ("Mr.", "Jones")]
)
def test_english_words_that_stay_together(left: str, right: str) -> None:
    assert gap_cost(left, right, EN) >= BOUND


def test_what_only_looks_like_a_phrase_may_be_parted_and_a_term_of_three_words_not() -> None:
    """“- Es | la primera vez que la muestra” left a dash and two letters alone."""
    words = ["Es", "la", "primera", "vez", "que", "la", "muestra", "sale"]
    assert gap_costs(words, ES)[3] < PLAIN
    assert gap_costs(["Una", "vez", "que", "termine", "la", "obra"], ES)[1] >= NEVER
    assert gap_costs(["Música", "para", "el", "fin", "de", "semana"], ES)[3] >= NEVER
    assert gap_costs(["La", "entregan", "a", "cambio", "de", "una", "multa"], ES)[3] < BOUND


def test_the_order_of_good_places() -> None:
    pairs = [
        ("parque.", "Abre"),
        ("siguiente:", "mañana"),
        ("noche,", "para"),
        ("noche", "pero"),
        ("baches", "en"),
        ("concluyó", "semana"),
        ("reparación", "de"),
        ("transporte", "público"),
        ("ha", "concluido"),
        ("la", "reparación"),
    ]
    costs = [gap_cost(*pair, ES) for pair in pairs]
    assert costs == sorted(costs)
    assert costs[0] == SENTENCE
    assert costs[-1] == NEVER


def test_a_name_of_several_words_is_not_broken_before_its_and() -> None:
    name = gap_costs(["la", "Dirección", "de", "Desarrollo", "Social", "y", "Humano", "de", "la", "ciudad"], ES)
    people = gap_costs(["se", "repararon", "todas", "las", "calles", "y", "banquetas", "de", "la", "ciudad"], ES)
    assert name[4] >= GENITIVE > people[4] >= CONJUNCTION
    assert gap_costs(["anoche", "llegaron", "muy", "tarde", "Ana,", "y", "Luis", "Mora"], ES)[4] < GENITIVE, (
        "a comma is a good place all the same"
    )


def test_a_word_left_alone_after_a_comma_is_worse_than_one_before_it() -> None:
    costs = gap_costs(["ayer,", "vecinos", "llegaron", "corriendo", "aquí,", "juntos"], ES)
    assert costs[1] > PLAIN and costs[3] > PLAIN
    assert costs[1] > gap_costs(["ayer", "vecinos", "llegaron", "corriendo"], ES)[1]


@pytest.mark.parametrize(
    ("copy", "language", "broken"),
    [
        ("Hay bancas, sombra y una ciclovía que llega al centro.", "es-MX", ["Hay bancas, sombra", "y una ciclovía"]),
        ("Bring cash, water and some old clothes that fit you.", "en", ["Bring cash, water", "and some old clothes"]),
        ("Lleve identificación vigente, comprobante y fotos.", "es-MX", ["Lleve identificación vigente,"]),
    ],
)
def test_an_enumeration_is_parted_before_its_last_member_rather_than_after_its_first(
    copy: str, language: str, broken: list[str]
) -> None:
    assert lines(copy, CaptionStyle(characters=30), language)[0][: len(broken)] == broken


@pytest.mark.parametrize(("left", "right"), [("noche", "-"), ("noche", "—"), ("noche", "–")])
def test_before_a_dash_is_a_good_place(left: str, right: str) -> None:
    assert gap_cost(left, right, ES) == COMMA


def test_after_a_number_another_number_s_and_is_no_place_but_or_is() -> None:
    assert gap_cost("20", "o", ES) == CONJUNCTION
    assert gap_cost("20", "y", ES) == NEVER


@pytest.mark.parametrize(
    ("copy", "broken"),
    [
        (
            "La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil doscientos baches en los "
            "bulevares de la ciudad.",
            "doscientos",
        ),
        ("Llegaron doscientos treinta y cinco participantes de todo el estado.", "treinta"),
        ("Se invirtieron cuatrocientos cincuenta y tres millones de pesos en la obra.", "cincuenta"),
    ],
)
def test_a_number_in_words_is_broken_before_the_words_that_lead_to_it(copy: str, broken: str) -> None:
    """A reel's lines are too short for all of them: none ends with `de` or `y` for that."""
    ends = [line.rsplit(" ", 1)[-1] for cue in lines(copy, social_style("portrait")) for line in cue]
    assert broken in ends and not {"de", "y", "la"} & set(ends), ends


def test_a_question_is_a_sentence_whatever_follows_it() -> None:
    text = "¿Qué debo llevar? Identificación oficial y la CURP. Abre a las 7 a.m. Los niños no."
    costs = gap_costs(text.split(), ES)
    assert (costs[2], costs[7], costs[12]) == (SENTENCE, SENTENCE, SENTENCE)
    assert gap_costs(["Abre", "a", "las", "7", "a.m.", "en", "el", "centro"], ES)[4] >= PLAIN


def test_a_question_and_the_answer_s_first_words_are_no_caption() -> None:
    copy = (
        "¿Qué debo llevar? Identificación oficial, comprobante de domicilio no mayor a tres meses y la cartilla "
        "nacional de vacunación."
    )
    assert lines(copy, CaptionStyle())[0] == ["¿Qué debo llevar?"]


@pytest.mark.parametrize(
    ("copy", "better", "worse"),
    [
        ("la Biblioteca Central Estatal Wigberto Jiménez Moreno abre", "Estatal", "Wigberto"),
        ("con sueldos de entre nueve mil y catorce mil pesos", "mil", "nueve"),
        ("se correrá el sábado 28 de noviembre por la noche", "sábado", "28"),
        ("explicó que durante los primeros dos meses habrá multas", "primeros", "dos"),
        ("arrancó la segunda fase II del proyecto", "II", "fase"),
    ],
)
def test_of_two_poor_places_one_is_worse(copy: str, better: str, worse: str) -> None:
    words = copy.split()
    costs = gap_costs(words, ES)
    assert costs[words.index(better)] + PLAIN < costs[words.index(worse)]


def test_a_described_sound_is_not_broken_like_a_sentence() -> None:
    costs = gap_costs(["(Aplausos,", "y", "una", "banda.)", "Gracias"], ES)
    assert costs[0] > costs[3]


def test_landscape_lines() -> None:
    assert lines(
        "La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil doscientos baches en los "
        "bulevares Morelos y López Mateos.",
        CaptionStyle(),
    ) == [
        ["La Dirección de Obras Públicas concluyó", "esta semana la reparación"],
        ["de cuatro mil doscientos baches", "en los bulevares Morelos y López Mateos."],
    ]


def test_portrait_lines() -> None:
    assert lines(
        "María Guadalupe Hernández Villaseñor, Directora General de Desarrollo Social y Humano del Municipio de León, "
        "anunció que a partir del 20 de noviembre habrá un nuevo programa.",
        social_style("portrait"),
    ) == [
        ["María Guadalupe", "Hernández Villaseñor,"],
        ["Directora General", "de Desarrollo Social"],
        ["y Humano", "del Municipio de León,"],
        ["anunció que", "a partir del 20 de noviembre"],
        ["habrá un nuevo programa."],
    ]


def test_questions_and_exclamations_keep_their_marks() -> None:
    assert lines("¿Ya conoce el nuevo parque? ¡Abre el sábado con señalética para todos!", CaptionStyle()) == [
        ["¿Ya conoce el nuevo parque?", "¡Abre el sábado con señalética para todos!"]
    ]


def test_lines_are_balanced() -> None:
    ((top, bottom),) = lines("Trabajamos de noche para no afectar el tránsito.", CaptionStyle())
    assert abs(len(top) - len(bottom)) < 12


def test_a_word_longer_than_a_line_has_a_line_of_its_own() -> None:
    address = "www.leon.gob.mx/servicios-publicos/agua-potable"
    broken = lines(f"Consulte {address} para más información.", social_style("portrait"))
    assert [address] in [[line] for cue in broken for line in cue]


def test_social_styles() -> None:
    assert [social_style(name).characters for name in ("portrait", "square", "landscape")] == [28, 32, 42]
    assert social_style("portrait", CaptionStyle(cps=15, characters=20)).characters == 20
    assert social_style("portrait", CaptionStyle(cps=15)).cps == 15


@pytest.mark.parametrize("pace", [22, 24, 27])
def test_a_sentence_that_is_said_fast_is_not_cut_after_its_first_words_for_that(pace: int) -> None:
    fast = "The state government has been unable to explain why the works were not finished on time."
    slow = "Unemployment in the metropolitan area fell from 3.4 to 2.9 percent, according to official figures."
    middle, end = len(fast) * 48_000 // pace, len(slow) * 48_000 // 15
    speech = (Span(0, middle), Span(middle + 15_000, middle + 15_000 + end))
    words = words_of(Utterance(f"{fast} {slow}", 0, speech[1].end, speech), "en")
    captions = [
        [word.text for word in words[layout[0][0] : layout[-1][1]]] for layout in break_copy(words, CaptionStyle())
    ]
    assert all(len(caption) > 3 for caption in captions), captions


@pytest.mark.parametrize("characters", [28, 32, 37, 42])
def test_the_first_word_of_a_sentence_does_not_stay_behind(characters: int) -> None:
    copy = "Buenos días. Es martes 24 de noviembre de 2026 y esto es León hoy."
    ends = [line for cue in lines(copy, CaptionStyle(characters=characters)) for line in cue]
    assert not [line for line in ends if line.endswith(". Es")]
