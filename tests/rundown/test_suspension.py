"""A suspension of government propaganda: when it is in force, what has to say why, and what is left of a kit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.rundown.keep import kept
from newscast.rundown.law import law_problems
from newscast.rundown.load import Loaded, load
from newscast.rundown.signed import SignedException
from newscast.rundown.suspension import Concerned, concerned, words_of
from newscast.show.load import load_newsroom

FORBIDDEN = "suspension: [{from: 2027-04-04, to: 2027-06-06}]\n"
TEXT = """\
rundown: 1
show: info-leon
date: {date}
{more}deliverables: [radio, tv]
segments:
  - open: main
    parts:
      - read: Buenos días.
        voice: synth
  - story: obra
    headline: Concluye la obra
    parts:
      - vo: La obra concluyó.
        voice: synth
        pictures: clips/a.mp4
"""


@pytest.fixture
def at(newsroom: Path, write: Callable[..., Path]) -> Callable[..., Loaded]:
    """Load a rundown of a day in a newsroom with a suspension."""

    def loaded(date: str = "2027-05-01", more: str = "", text: str = TEXT, office: str = FORBIDDEN) -> Loaded:
        own = newsroom / "assets/newsroom.yaml"
        before = own.read_text(encoding="utf-8").partition("timezone:")[0]
        own.write_text(f"{before}timezone: America/Mexico_City\n{office}", encoding="utf-8")
        return load(write(text.format(date=date, more=more)), draft=True)

    return loaded


def told(loaded: Loaded, *signed: SignedException, draft: bool = False, only: tuple[str, ...] = ()) -> list[Problem]:
    """What the list asks, of these deliverables or all."""
    everything = [kept(loaded.rundown, name) for name in loaded.rundown.deliverables]
    built = [kept(loaded.rundown, name) for name in only] if only else everything
    return law_problems(loaded, built, concerned(loaded, everything, signed), draft)


def codes(problems: list[Problem]) -> list[tuple[str, int, bool]]:
    return [(each.code, each.place.line if each.place else 0, each.warning) for each in problems]


@pytest.mark.parametrize(
    ("date", "air", "inside"),
    [
        ("2027-04-03", "", False),
        ("2027-04-04", "", True),
        ("2027-06-06", "", True),
        ("2027-06-07", "", False),
        ("2027-06-06", "2027-06-07T00:00", False),
        ("2027-06-07", "2027-06-06T23:59", True),
        ("2027-04-03", "2027-04-04T00:00", True),
        ("2027-04-04", "2027-04-03T23:59:59", False),
        ("2027-06-07", "2027-06-07T05:59+00:00", True),
        ("2027-06-06", "2027-06-07T06:00+00:00", False),
        ("2027-04-04", "2027-04-04T05:59Z", False),
    ],
)
def test_the_day_on_air_by_the_newsrooms_clocks_decides(
    at: Callable[..., Loaded], date: str, air: str, inside: bool
) -> None:
    loaded = at(date, f"air: {air}\n" if air else "")
    assert (loaded.suspension is not None) == inside
    assert [code for code, _line, _warning in codes(told(loaded))] == (["suspension"] if inside else [])


def test_a_draft_warns_where_a_final_fails(at: Callable[..., Loaded]) -> None:
    loaded = at()
    assert codes(told(loaded)) == [("suspension", 10, False)]
    assert codes(told(loaded, draft=True)) == [("suspension", 10, True)]
    (problem,) = told(loaded)
    assert "obra" in problem.message and "exempt: health" in problem.hint and "legal office" in problem.hint
    assert "lawful" not in f"{problem}"


@pytest.mark.parametrize("why", ["health", "education", "civil-protection", "electoral", "service"])
def test_what_says_why_is_not_asked(at: Callable[..., Loaded], why: str) -> None:
    text = TEXT.replace("- story: obra", f"- story: obra\n    exempt: {why}")
    assert told(at(text=text)) == []


def test_another_reason_is_refused_with_those_there_are(at: Callable[..., Loaded]) -> None:
    with pytest.raises(FilesError) as raised:
        at(text=TEXT.replace("- story: obra", "- story: obra\n    exempt: salud"))
    (problem,) = raised.value.problems
    assert problem.code == "value-choice" and "health" in problem.hint


PARTS = {
    "greeting": ("open: main", "read: Buenos días.", False),
    "package": ("open: main", "package: clips/a.mp4", True),
    "card": ("close: main", "{card: text, title: Gracias}", True),
    "promise": ("break: corte", "{vo: Volvemos., voice: synth, pictures: clips/a.mp4}", True),
    "interview": ("close: main", "sot: clips/a.mp4", True),
}


@pytest.mark.parametrize(("segment", "part", "asked"), PARTS.values(), ids=PARTS)
def test_what_stands_around_stories_is_asked_where_it_holds_more_than_a_greeting(
    at: Callable[..., Loaded], segment: str, part: str, asked: bool
) -> None:
    text = f"rundown: 1\nshow: info-leon\ndate: 2027-05-01\nsegments:\n  - {segment}\n    parts: [{part}]\n"
    text = text.replace(f"[{part}]", f"\n      - {part}")
    text += "  - spot: spot.mp4\n"
    slugs = {"spot", segment.split(":")[0]} if asked else {"spot"}
    loaded = at(text=text.replace("{", "{{").replace("}", "}}"))
    everything = [kept(loaded.rundown, name) for name in loaded.rundown.deliverables]
    assert {each.segment.slug for each in concerned(loaded, everything)} == slugs


def test_what_floats_or_is_left_out_is_not_asked(at: Callable[..., Loaded]) -> None:
    assert told(at(text=TEXT.replace("- story: obra", "- story: obra\n    float: true"))) == []
    loaded = at(text=TEXT.replace("- story: obra", "- story: obra\n    skip: radio"))
    assert told(loaded, only=("radio",)) == [] and len(told(loaded, only=("tv",))) == 1


def test_a_borrowed_story_brings_its_reason_and_is_asked_where_it_has_none(
    at: Callable[..., Loaded], write: Callable[..., Path]
) -> None:
    text = TEXT[: TEXT.index("  - story")] + "  - story: obra\n    from: ayer.yaml\n"
    write(TEXT.format(date="2027-03-01", more=""), "ayer.yaml")
    assert codes(told(at(text=text))) == [("suspension", 10, False)], "of today, though written before the suspension"
    write(
        TEXT.format(date="2027-03-01", more="").replace("- story: obra", "- story: obra\n    exempt: health"),
        "ayer.yaml",
    )
    assert told(at(text=text)) == []


def signed_for(loaded: Loaded, slug: str = "obra") -> SignedException:
    return SignedException(slug, words_of(loaded, slug), "Eva", "Lo pidió el instituto")


def test_an_exception_holds_for_the_words_it_was_signed_for(at: Callable[..., Loaded]) -> None:
    loaded = at()
    exception = signed_for(loaded)
    (problem,) = told(loaded, exception)
    assert problem.warning and "Eva" in problem.message and "instituto" in problem.message
    for change in (("La obra concluyó", "La gran obra concluyó"), ("Concluye la obra", "Ya concluye la obra")):
        other = at(text=TEXT.replace(*change))
        assert codes(told(other, exception)) == [("suspension", 10, False)], change
    same = at(text=TEXT.replace("clips/a.mp4", "clips/b.mp4").replace("- vo:", "# Revisado\n      - vo:"))
    assert [each.warning for each in told(same, exception)] == [True], "pictures and comments are no words"


def test_words_of_one_version_count(at: Callable[..., Loaded]) -> None:
    plain = at(text=TEXT)
    other = at(text=TEXT + "        versions: {{radio: {{copy: En la radio es otra.}}}}\n")
    assert words_of(plain, "obra") != words_of(other, "obra")


def test_names_and_recordings_of_people_are_part_of_what_is_signed(at: Callable[..., Loaded], newsroom: Path) -> None:
    sot = TEXT + "      - sot: clips/b.mp4\n        who: {who}\n".replace("{who}", "ana-ruiz")
    before = words_of(at(text=sot), "obra")
    assert words_of(at(text=sot.replace("ana-ruiz", "luis-mora")), "obra") != before
    assert words_of(at(text=sot.replace("b.mp4", "a.mp4")), "obra") != before
    own = newsroom / "assets/newsroom.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace("role: Presentadora", "role: Regidora"), encoding="utf-8")
    assert words_of(at(text=sot), "obra") != before


def test_slogans_are_found_in_whatever_is_read_or_shown(at: Callable[..., Loaded], newsroom: Path) -> None:
    kit = newsroom / "assets/shows/info-leon/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8") + 'slogans: [León nos une, "#LeónNosUne"]\n', encoding="utf-8")
    text = TEXT.replace("- story: obra", "- story: obra\n    exempt: health\n    summary: '¡LEÓN nos une! #leonnosune'")
    assert codes(told(at(text=text))) == [("suspension-slogan", 12, False)] * 2
    assert {each.warning for each in told(at(text=text), draft=True)} == {True}
    assert told(at(date="2027-07-01", text=text)) == []
    assert told(at(text=text.replace("nos une!", "se une!").replace("nosune", "seune"))) == []


KIT = """\
logo: logo.svg
sting: bed.wav
openers: {main: {subtitle: León nos une}, viejo: {video: v.mp4}}
closings: {main: {thanks: Seguimos, action: Crecemos, url: "https://leon.example", contacts: ["072"]}}
"""


def test_the_kit_loses_its_logo_and_the_lines_that_may_be_slogans(at: Callable[..., Loaded], newsroom: Path) -> None:
    folder = newsroom / "assets/shows/info-leon"
    for name in ("logo.svg", "escudo.svg", "v.mp4"):
        (folder / name).write_bytes(b"x")
    (folder / "show.yaml").write_text("show: 1\nname: INFO LEÓN\n" + KIT, encoding="utf-8")
    text = TEXT.replace("- story: obra", "- story: obra\n    exempt: health")
    outside = at(date="2027-07-01", text=text).show
    assert outside.logo and outside.openers["main"].subtitle == "León nos une"
    loaded = at(text=text)
    inside = loaded.show
    assert inside.logo is None and inside.openers["main"].subtitle == ""
    closing = inside.closings["main"]
    assert (closing.thanks, closing.action, closing.url, closing.contacts) == ("", "", "https://leon.example", ("072",))
    (problem,) = told(loaded)
    assert problem.code == "suspension-kit" and problem.warning and "openers: viejo, sting" in problem.message

    more = "suspension: {logo: escudo.svg, slogan: keep, openers: {viejo: {}}, sting: bed.wav}\n"
    (folder / "show.yaml").write_text("show: 1\nname: INFO LEÓN\n" + KIT + more, encoding="utf-8")
    loaded = at(text=text)
    assert loaded.show.logo == folder / "escudo.svg" and loaded.show.openers["viejo"].video is None
    assert loaded.show.openers["main"].subtitle == "León nos une" and told(loaded) == []
    assert loaded.kit and loaded.kit.logo == folder / "logo.svg"
    assert at(date="2027-07-01", text=text).show.logo == folder / "logo.svg"


def of_office(newsroom: Path, text: str) -> list[tuple[str, int, bool]]:
    path = newsroom / "assets/newsroom.yaml"
    path.write_text(f"newsroom: 1\n{text}\n", encoding="utf-8")
    problems: list[Problem] = []
    load_newsroom(newsroom, problems)
    return codes(problems)


@pytest.mark.parametrize("key", ["suspension", "veda"])
@pytest.mark.parametrize("value", ["[{from: 2027-04-04, to: 2027-06-06}]", "{from: 2027-04-04, to: 2027-06-06}"])
def test_both_words_and_one_period_alone_are_taken(newsroom: Path, key: str, value: str) -> None:
    assert of_office(newsroom, f"{key}: {value}") == []
    (period,) = load_newsroom(newsroom, []).suspension
    assert (str(period.from_), str(period.to)) == ("2027-04-04", "2027-06-06")


def test_what_cannot_be_meant_is_refused(newsroom: Path) -> None:
    period = "[{from: 2027-04-04, to: 2027-06-06}]"
    assert of_office(newsroom, f"suspension: {period}\nveda: {period}") == [("keys-together", 3, False)]
    assert of_office(newsroom, "veda: [{from: 2027-06-06, to: 2027-04-04}]") == [("suspension-dates", 2, False)]
    assert of_office(newsroom, "veda: [{from: 2027-06-06}]") == [("key-missing", 2, False)]
    assert of_office(newsroom, "veda: si") == [("value-kind", 2, False)]


def test_a_short_period_and_two_that_overlap_are_asked_about(at: Callable[..., Loaded]) -> None:
    short = "veda: [{from: 2027-06-03, to: 2027-06-06}]\n"
    assert [code for code, *_rest in codes(told(at("2027-05-01", office=short)))] == ["suspension-short"]
    assert told(at("2026-11-20", office=short)) == [], "long before it nobody is asked"
    assert told(at("2027-07-01", office=short)) == []
    both = "veda: [{from: 2027-04-04, to: 2027-06-06}, {from: 2027-05-01, to: 2027-06-10}]\n"
    text = TEXT.replace("- story: obra", "- story: obra\n    exempt: health")
    assert [code for code, *_rest in codes(told(at("2027-06-08", office=both, text=text)))] == ["suspension-overlaps"]


def test_exempt_is_the_same_in_all_deliverables(at: Callable[..., Loaded]) -> None:
    with pytest.raises(FilesError) as raised:
        at(text=TEXT.replace("- story: obra", "- story: obra\n    versions: {{radio: {{exempt: health}}}}"))
    assert [each.code for each in raised.value.problems] == ["version"]


def test_an_answer_is_an_exemption_or_a_signature(at: Callable[..., Loaded]) -> None:
    loaded = at()
    segment = loaded.rundown.segments[1]
    assert not Concerned(segment, "x").answered and Concerned(segment, "x", signed_for(loaded)).answered
