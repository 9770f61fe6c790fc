"""What a build knows of the newsroom's list: exceptions, other content in a suspension, who comes how often."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from unrendered import entries, finished

from newscast.base.errors import FilesError
from newscast.build.beside.overview import overview
from newscast.build.examining import examine
from newscast.build.page import consulting
from newscast.build.record.entries import made_manifest
from newscast.build.record.sources import origins_of
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.cli.check_table import table_lines
from newscast.cli.signed import exceptions
from newscast.desk.exceptions import sign, standing, withdraw
from newscast.desk.people import People, open_people
from newscast.episode.manifest import Counts, Entry, Manifest, manifest_from
from newscast.graphics.catalogue import GRAPHICS
from newscast.review.episode.suspended import exceptions_at

HEAD = """\
rundown: 1
show: chica
date: {date}
deliverables: [{names}]
segments:
  - open: main
  - story: obra
    headline: Concluye la obra
    {more}social: true
    parts:
      - {{vo: La obra concluyó ayer., voice: voz.wav, pictures: foto.jpg}}
  - close: main
"""
HEALTH = """\
  - story: salud
    exempt: health
    headline: Hay vacunas
    parts: [{vo: Hay vacunas., voice: voz.wav, pictures: foto.jpg}]
"""
INSIDE, OUTSIDE = "2027-05-01", "2027-07-01"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#fff"/></svg>'


@pytest.fixture
def suspended(sala: Any) -> Any:
    """A newsroom with a suspension, whose kit has a logo and lines of its own."""
    office = sala.root / "assets/newsroom.yaml"
    text = office.read_text(encoding="utf-8") + "veda: {from: 2027-04-04, to: 2027-06-06}\n"
    office.write_text(text.replace("Presentadora}", "Presidenta municipal, elected: true}"), encoding="utf-8")
    (sala.root / "assets/shows/chica/logo.svg").write_text(LOGO, encoding="utf-8")
    sala.kit("logo: logo.svg\nsuspension: {openers: {corto: {}}, closings: {corto: {}}}\n")
    return sala


@pytest.fixture
def people(suspended: Any) -> Iterator[People]:
    (suspended.root / "desk").mkdir()
    with closing(open_people(suspended.root / "desk")) as opened:
        yield opened


def write(sala: Any, date: str, more: str = "", names: str = "web", text: str = HEAD) -> Path:
    path: Path = sala.write(text.format(date=date, more=f"{more}\n    " if more else "", names=names))
    return path


def manifest(path: Path, **how: Any) -> Manifest:
    made = finished(path, **how)
    origins = origins_of(made, (cut.deliverable for cut in made.cuts))
    return made_manifest(made, made.loaded.root / "output/hoy", origins, Counts(0, 0, 0, 0.0))


def refused(path: Path, **how: Any) -> list[str]:
    with pytest.raises(FilesError) as raised:
        examine([path], Options(**how))
    return [each.code for each in raised.value.problems if not each.warning]


@pytest.mark.parametrize("names", ["web", "square", "tv", "reel", "radio"])
def test_the_same_rundown_has_other_content_during_a_suspension(suspended: Any, names: str) -> None:
    """What was approved before it does not hold for pictures that changed; draft and final agree about it."""

    def contents(date: str, draft: bool) -> Entry:
        return entries(write(suspended, date, "exempt: health", names), draft=draft)[names]

    before, inside, after = (contents(date, False) for date in ("2027-04-03", INSIDE, "2027-06-07"))
    assert contents(INSIDE, True).content == inside.content and inside.content and before.content and after.content
    assert inside.content.programme != before.content.programme
    assert inside.content.pictures is None or inside.content.pictures != before.content.pictures
    assert inside.sources != before.sources


def drawn(path: Path) -> tuple[set[str], set[str]]:
    """The roles of what graphics are drawn from, and every text in them."""
    roles, texts = set(), set()
    for piece in finished(path).pieces:
        for each in piece.product.drawn:
            assert each.graphic in GRAPHICS
            for image in each.images:
                roles |= {role for role, _suffix in image.params["inputs"]}
                texts |= set(image.params["texts"].values())
    return roles, texts


@pytest.mark.parametrize("names", ["web, square, tv, reel"])
def test_no_picture_of_any_deliverable_has_the_logo_or_the_kits_lines(suspended: Any, names: str) -> None:
    """Programmes, thumbnails and covers alike."""
    suspended.kit("")
    roles, texts = drawn(write(suspended, OUTSIDE, names=names))
    assert "logo" in roles and "Gracias" in texts
    roles, texts = drawn(write(suspended, INSIDE, "exempt: health", names))
    assert "logo" not in roles and "Gracias" not in texts and "Gracias por su compañía" in texts


def test_a_final_is_made_by_an_exception_of_the_desk_and_not_without(suspended: Any, people: People) -> None:
    path = write(suspended, INSIDE)
    assert refused(path) == ["suspension"] == refused(path, signed=exceptions)
    draft = manifest(path, draft=True, signed=exceptions).suspension
    assert draft and (draft.first, draft.last) == ("2027-04-04", "2027-06-06")
    (concern,) = draft.segments
    assert (concern.slug, concern.exempt, concern.signed_by, concern.line) == ("obra", None, None, 7)
    told = overview(sketched(examine([path], Options(draft=True))[0]), path).suspension
    assert told and told.exempt == {}, "nobody has said yet why it goes out"
    sign(people, "eva", "hoy", "obra", concern.words, "Lo pide el instituto")
    made = manifest(path, signed=exceptions)
    assert made.suspension and made.suspension.segments[0].signed_by == "eva"
    assert manifest_from(made.as_json()) == made
    assert any(each.code == "suspension-signed" and "instituto" in each.message for each in made.problems)
    assert refused(path) == ["suspension"], "nothing but the desk gives it"
    write(suspended, INSIDE, text=HEAD.replace("concluyó ayer", "concluyó"))
    assert refused(path, signed=exceptions) == ["suspension"], "it was for other words"
    write(suspended, INSIDE)
    assert withdraw(people, "eva", "hoy", standing(people, "hoy")[0].id)
    assert refused(path, signed=exceptions) == ["suspension"]


def test_whoever_is_asked_how_a_rundown_stands_knows_what_was_signed(suspended: Any, people: People) -> None:
    """The page's child does not ask the desk: the page hands it what stands there."""
    path = write(suspended, INSIDE)

    def told() -> list[str]:
        signed = exceptions_at(suspended.root, "hoy")
        request = consulting.Request("plan", str(suspended.root), str(path), "en", {}, signed)
        found = consulting.consult(request)
        assert found.errors == ()
        return [each.code for each in found.warnings if each.code.startswith("suspension")]

    assert told() == ["suspension"]
    listed = manifest(path, draft=True).suspension
    assert listed
    sign(people, "eva", "hoy", "obra", listed.segments[0].words, "Lo pide el instituto")
    assert told() == ["suspension-signed"]


def test_the_desk_is_asked_only_where_something_does_not_say_why(suspended: Any) -> None:
    asked: list[tuple[Path, str]] = []

    def signed(root: Path, episode: str) -> tuple[()]:
        asked.append((root, episode))
        return ()

    for date, more in ((OUTSIDE, ""), (INSIDE, "exempt: health")):
        (episode,) = examine([write(suspended, date, more)], Options(signed=signed))
        assert episode.exceptions is None
    assert asked == []
    (episode,) = examine([write(suspended, INSIDE)], Options(signed=signed, draft=True))
    assert asked == [(suspended.root, "hoy")] and episode.exceptions == ()


def test_one_deliverable_alone_fails_only_for_what_it_keeps(suspended: Any) -> None:
    path = write(suspended, INSIDE, "skip: radio", "radio, web")
    path.write_text(path.read_text(encoding="utf-8").replace("  - close", f"{HEALTH}  - close"), encoding="utf-8")
    made = manifest(path, only=("radio",)).suspension
    assert made and [(each.slug, each.exempt) for each in made.segments] == [("obra", None), ("salud", "health")]
    assert refused(path, only=("web",)) == ["suspension"]


PEOPLE = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web, radio]
segments:
  - story: obra
    headline: Abre la obra
    parts:
      - {card: text, title: Ana Ruiz cumple, duration: 4s, skip: radio}
      - {vo: Ana Ruiz abrió la obra. Ruiz dijo que habrá más., voice: voz.wav, pictures: foto.jpg}
      - {sot: charla.mp4, who: ana, transcript: Vamos bien.}
      - {vo: La directora Laura Díaz también., voice: voz.wav, pictures: foto.jpg}
"""


def test_who_is_elected_is_counted_and_nobody_else(suspended: Any) -> None:
    path = suspended.write(PEOPLE)
    found = entries(path)
    (web,), (radio,) = found["web"].elected, found["radio"].elected
    assert (web.person, web.name, web.mentions, web.written) == ("ana", "Ana Ruiz", 2, 1)
    assert 1.5 < web.heard < 2.6 and 0 < web.shown <= web.heard
    assert (radio.heard, radio.shown, radio.mentions, radio.written) == (web.heard, 0.0, 2, 0)
    (check,) = [each for each in found["web"].qc.checks if each.check == "promotion"]
    assert check.verdict == "pass" and check.measured == {"heard": web.heard, "mentions": 2} and check.wanted is None
    assert "Ana Ruiz: heard 0:02" in check.message and "said 2 times" in check.message


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [("heard: 1s", "warn"), ("heard: 1m", "pass"), ("mentions: 1", "warn"), ("mentions: 2, heard: 1m", "pass")],
)
def test_a_limit_that_somebody_set_warns(suspended: Any, limits: str, verdict: str) -> None:
    office = suspended.root / "assets/newsroom.yaml"
    before = entries(suspended.write(PEOPLE))["web"]
    office.write_text(office.read_text(encoding="utf-8") + f"promotion: {{{limits}}}\n", encoding="utf-8")
    found = entries(suspended.write(PEOPLE))["web"]
    assert [each.verdict for each in found.qc.checks if each.check == "promotion"] == [verdict]
    assert (found.content, found.sources) == (before.content, before.sources), "a limit is no part of a programme"


def test_check_tells_it_all_before_anything_is_made(suspended: Any) -> None:
    path = suspended.write(
        PEOPLE.replace("2026-11-20", INSIDE).replace("- story: obra", "- story: obra\n    exempt: health")
    )
    (episode,) = examine([path], Options())
    checked = overview(sketched(episode), path)
    lines = "\n".join(table_lines(checked, 100))
    assert "2027-04-04 to 2027-06-06: obra (health)" in lines
    assert "Officials: Ana Ruiz, Laura Díaz" in lines and "Elected: Ana Ruiz: heard 0:02" in lines


def test_consents_are_listed_with_what_they_held(suspended: Any) -> None:
    consent = suspended.root / "rundowns/permiso.pdf"
    consent.write_bytes(b"%PDF firmado")
    path = write(suspended, OUTSIDE, "minors: {consent: permiso.pdf}", "web, radio")
    made = manifest(path)
    (listed,) = made.consents
    assert (listed.slug, listed.file) == ("obra", "rundowns/permiso.pdf") and manifest_from(made.as_json()) == made
    before = made.deliverables["web"]
    consent.write_bytes(b"%PDF firmado otra vez")
    after = manifest(path)
    assert after.consents[0].sha256 != listed.sha256
    assert after.deliverables["web"].content == before.content, "nothing of it is seen or heard"
